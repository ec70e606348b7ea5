"""What matters by hand, of something made up: signs, sizes, a base of nothing, and what is not a number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sim.core.parameters import InputError
from sim.outcomes.matters import Judged


class Made(Judged):
    """Something made up, to be judged."""

    def __init__(self, better: int, meaningful: float, relative: bool) -> None:
        self.name, self.better, self.meaningful, self.relative = "made", better, meaningful, relative


@pytest.mark.parametrize(
    ("made", "base", "other", "noticed", "smallest"),
    [
        (Made(1, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [1, 0, -1], [1.0, -0.5, -3.0]),
        (Made(-1, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [-1, 0, 1], [-1.0, 0.5, 3.0]),
        (Made(0, 2.0, False), [10.0, 10.0, 0.0], [12.0, 9.0, -6.0], [1, 0, -1], [1.0, -0.5, -3.0]),
        (Made(1, 0.25, True), [8.0, -8.0, 16.0], [10.0, -7.0, 8.0], [1, 0, -1], [1.0, 0.5, -2.0]),
        (Made(-1, 0.25, True), [0.0, 0.0, 0.0], [1e-9, 0.0, -1e-9], [-1, 0, 1], [-np.inf, 0.0, np.inf]),
        (Made(1, 0.0, False), [1.0, 1.0, 1.0], [1.5, 1.0, 0.5], [1, 0, -1], [np.inf, 0.0, -np.inf]),
    ],
)
def test_a_difference_is_judged_by_its_sign_and_by_the_smallest_that_matters(
    made: Made, base: Sequence[float], other: Sequence[float], noticed: Sequence[int], smallest: Sequence[float]
) -> None:
    before, after = np.array(base), np.array(other)
    assert made.noticed(before, after).tolist() == noticed
    assert made.in_smallest(after - before, before).tolist() == smallest


def test_what_is_not_a_number_is_refused_and_counted() -> None:
    base, odd = np.ones(2000), np.ones(2000)
    odd[:1200] = np.nan
    for before, after in ((base, odd), (odd, base)):
        with pytest.raises(InputError, match=r"^made: not a number in 1,200 of 2,000 futures, so there is no telling$"):
            Made(1, 0.5, False).noticed(before, after)
    odd[1:] = 1.0
    with pytest.raises(InputError, match="in 1 of 2,000 futures"):
        Made(-1, 0.5, True).noticed(base, odd)


def test_one_number_for_all_futures_is_judged_in_each() -> None:
    made = Made(1, 0.5, True)
    assert made.in_smallest(3.0, np.array([2.0, 0.0])).tolist() == [3.0, np.inf]
    assert Made(1, 0.5, False).matters(np.zeros(2)).tolist() == [0.5, 0.5]
    assert made.gain(0.0) == 0.0 and Made(0, 0.5, False).gain(-3.0) == -3.0
