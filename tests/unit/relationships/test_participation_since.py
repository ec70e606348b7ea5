"""Since when something is on, by hand: from the week it begins, kept while it lasts, forgotten when it ends."""

from __future__ import annotations

import numpy as np
import pytest

from sim.mechanisms.decisions.participation.taking_part import _since  # pyright: ignore[reportPrivateUsage]
from sim.world.world import Clock


@pytest.mark.parametrize(
    ("on", "before", "since"),
    [
        (1.0, -1.0, 8.0),  # begins now
        (0.1, -1.0, 8.0),  # however little
        (1.0, 4.0, 4.0),
        (1.0, 0.0, 0.0),  # from month 0 on
        (0.0, 4.0, -1.0),
        (0.0, -1.0, -1.0),
    ],
)
def test_since_when_it_is_on(on: float, before: float, since: float) -> None:
    assert _since(np.array([[on]]), np.array([[before]]), Clock(8)).tolist() == [[since]]


def test_what_begins_at_month_0_is_on_since_then() -> None:
    assert _since(np.array([1.0, 0.0]), np.array([-1.0, -1.0]), Clock(0)).tolist() == [0.0, -1.0]
