"""Parts of rankings by hand: what a gap leaves, how many times as many, and half-widths of redraws."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis import ranking as rankings
from sim.analysis.ranking import (
    Ranking,
    _left,  # pyright: ignore[reportPrivateUsage]
    by_chance,
    ranking,
    times_as_many,
    times_until,
)
from sim.analysis.redraws import small_sample
from sim.core.arithmetic import Array


@pytest.mark.parametrize(("gap", "half", "left"), [(5.0, 3.0, 4.0), (3.0, 5.0, 0.0), (2.0, 2.0, 0.0), (2.0, 0.0, 2.0)])
def test_what_a_gap_leaves_for_the_other_half_width(gap: float, half: float, left: float) -> None:
    assert _left(gap, half) == left


@pytest.mark.parametrize(
    ("gap", "half", "times"),
    [(2.0, 3.0, 2.25), (2.0, 1.0, 1.0), (2.0, 2.0, 1.0), (0.5, 1.0, 4.0), (0.0, 1.0, np.inf), (-2.0, 3.0, np.inf)],
)
def test_how_many_times_as_many_until_an_interval_is_as_narrow_as_a_gap(gap: float, half: float, times: float) -> None:
    assert times_until(gap, half) == times


def test_a_gap_as_wide_as_its_interval_does_not_stand() -> None:
    assert ranking([6.0, 1.0], [3.0, 0.0], [0.0, 4.0]).leading == 0  # 5, and the root of 9 + 16
    assert ranking([6.1, 1.0], [3.0, 0.0], [0.0, 4.0]) == Ranking(1, 1.0, 1.0, 1.0)
    assert ranking([6.1, 1.0], [0.0, 3.0], [4.0, 0.0]).leading == 1


def test_of_two_the_first_may_stand_and_of_several_the_easiest_gap_says_how_many_more() -> None:
    assert ranking([9.0, 1.0], [1.0, 1.0], [0.0, 0.0]).leading == 1
    found = ranking([4.0, 3.0, 1.0, 0.9], [2.4, 1.8, 2.4, 0.0], [0.0] * 4)  # gaps 1, 2 and .1 of 3, 3 and 2.4
    assert (found.leading, found.futures) == (0, np.inf) and found.points == pytest.approx(2.25) == found.both
    drawn = ranking([4.0, 3.0, 1.0, 0.9], [0.0] * 4, [2.4, 1.8, 2.4, 0.0])
    assert (drawn.leading, drawn.points) == (0, np.inf) and drawn.futures == pytest.approx(2.25) == drawn.both


def test_of_few_futures_more_of_them_narrow_an_interval_by_more_than_the_root() -> None:
    # of three a gap of 1 and 2 either way, a deviation of .805: of five 2.776 * .805 / 2.24 = 1.0, to the third digit
    few = ranking([2.0, 1.0], [0.0, 0.0], [2.0, 0.0], 3)
    assert (few.leading, few.points, few.futures, few.both) == (0, np.inf, 5 / 3, 5 / 3)
    # with 2 either way by points as well: of 15 2 * 3^.5 / 15^.5 = .894 by points and 2.145 * .805 / 3.87 = .446
    assert ranking([2.0, 1.0], [2.0, 0.0], [2.0, 0.0], 3).both == 15 / 3
    assert ranking([2.0, 1.0], [2.0, 0.0], [2.0, 0.0]).both == pytest.approx(8.0)
    assert ranking([2.0, 1.0], [2.0, 0.0], [0.0, 0.0], 3).both == 4.0


def test_what_stands_beyond_the_third_is_not_named() -> None:
    assert ranking([9.0, 8.9, 8.8, 8.7, 1.0], [0.2] * 5, [0.0] * 5).leading == 0
    assert ranking([9.0, 8.9, 8.8, 1.0], [0.2] * 4, [0.0] * 4).leading == 3


def test_half_widths_are_of_sizes_whose_futures_are_drawn_alike_at_every_point(monkeypatch: pytest.MonkeyPatch) -> None:
    effects = np.array([[0.0, 4.0], [4.0, 0.0], [1.0, 1.0]])

    def sizes(mean: Array) -> Array:
        return np.array([mean[0], mean[0] + mean[1], 3.0 * mean[2]])

    # one of two futures is drawn twice in a half of all redraws: from 0 to 4; both points add up to 4 in each
    assert by_chance(effects, sizes, 1).tolist() == [2.0 * small_sample(2), 0.0, 0.0]
    monkeypatch.setattr(rankings, "REDRAWS", 1)
    assert by_chance(effects, sizes, 1).tolist() == [0.0, 0.0, 0.0]


def test_of_one_future_sizes_have_no_half_width() -> None:
    assert by_chance(np.ones((3, 1)), lambda mean: mean[:2], 1).tolist() == [np.inf, np.inf]


def test_how_many_times_as_many_until_one_ahead_is_surely_so() -> None:
    assert times_as_many(0.9) == times_as_many(0.99) == 1.0
    assert times_as_many(0.6914625) == pytest.approx((1.2815516 / 0.5) ** 2, rel=1e-5)  # z of .5
    assert times_as_many(0.5) == np.inf and times_as_many(0.51) > 1000.0
