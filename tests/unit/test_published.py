"""What is said of a published result beside the model's own, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.whatif.published import Published, moved
from tests.unit.made_up import comparison

FOUND = Published("delayed", 2, -0.05, "was expected", "a report")
WORDS = "Published: people ready to leave hospital who cannot 5.0% lower in year 2 than was expected (a report)."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (-0.067, "6.7% lower"),
        (0.043, "4.3% higher"),
        (0.0, "no different"),
        (-0.0004, "no different"),
        (-0.0006, "0.1% lower"),
        (1.0, "100.0% higher"),
    ],
)
def test_a_relative_change_is_said_with_one_decimal_and_its_direction(change: float, said: str) -> None:
    assert moved(change) == said


def test_the_models_own_change_stands_beside_it_with_nine_in_ten_futures() -> None:
    shifts = {"delayed": np.linspace(-8.0, 0.0, 41)}  # of 80: 10% lower to none, 5% in the middle
    said = FOUND.beside(comparison(shifts, futures=41))
    found = "In this model, over 41 futures, B against A: 5.0% lower (9 in 10 futures: 9.5% lower to 0.5% lower)."
    assert said == f"{WORDS} {found}"


def test_a_year_that_is_not_asked_for_is_not_made_up() -> None:
    assert FOUND.beside(comparison(years=1)) == f"{WORDS} Here year 2 is not reached."
    assert "In this model" in FOUND.beside(comparison(years=2))
