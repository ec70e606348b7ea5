"""Parts of a portfolio by hand: errors of means, costs, who beats whom at the limits, years that are worse first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sim.analysis.portfolio import (
    _beats,  # pyright: ignore[reportPrivateUsage]
    _worse_first,  # pyright: ignore[reportPrivateUsage]
    costs_of,
    gain,
    portfolio,
    to_tell,
)
from tests.unit.made_up import comparison


def by_year(*yearly: float) -> np.ndarray:
    """Return one number a year in each of its thirteen rounds, alike in all futures, shape (rounds, 1)."""
    return np.repeat(yearly, 13)[:, None]


def test_costs_are_medians_over_futures_of_means_over_all_years() -> None:
    futures = np.array([0.0, 1.0, 2.0, 30.0])
    made = comparison({"programme_cost": by_year(1, 2, 6) + futures, "leader_hours": -futures}, futures=4)
    assert costs_of(made) == pytest.approx((3.0 + 1.5, -1.5))


def test_what_people_gain_is_that_of_the_last_year() -> None:
    made = comparison({"four_hour": by_year(0.5, 0.5, 0.01), "delayed": by_year(9, 9, 0)}, futures=4)
    assert gain(made) == pytest.approx(np.full(4, 2.0 / 6.0))


@pytest.mark.parametrize(
    ("one", "other", "costs", "beats"),
    [
        ([2.0, 2.0], [1.0, 1.0], [(1.0, 1.0), (1.0, 1.0)], True),  # at the same price
        ([2.0, 2.0], [1.0, 1.0], [(1.1, 1.0), (1.0, 1.0)], False),  # dearer in money
        ([2.0, 2.0], [1.0, 1.0], [(0.0, 1.1), (1.0, 1.0)], False),  # or in hours
        ([2.0, 2.0], [1.0, 1.0], [(0.5, 0.5), (1.0, 1.0)], True),
        ([1.0, 1.0], [1.0, 1.0], [(0.0, 0.0), (1.0, 1.0)], False),  # as much is not more
        ([1.0, 1.0], [2.0, 2.0], [(0.0, 0.0), (1.0, 1.0)], False),
        ([2.69, 1.96], [0.0, 0.0], [(0.0, 0.0), (0.0, 0.0)], True),  # mean 2.325, error .365: 2.305 at least
        ([2.70, 1.95], [0.0, 0.0], [(0.0, 0.0), (0.0, 0.0)], False),  # 2.325 of .375: 2.368
        ([9.0], [0.0], [(0.0, 0.0), (0.0, 0.0)], False),  # one future tells nothing of chance
    ],
)
def test_who_beats_surely_brings_more_and_takes_no_more(
    one: list[float], other: list[float], costs: Sequence[tuple[float, float]], beats: bool
) -> None:
    assert _beats(0, 1, [np.array(one), np.array(other)], costs) is beats


def test_to_tell_takes_as_many_times_the_futures_as_would_part_the_interval_from_nothing() -> None:
    # a mean of 1, a deviation of 2^.5: of seven 1.943 * .535 = 1.04, of eight 1.895 * .5 = .95
    assert to_tell(np.array([0.0, 2.0])) == 8 / 2
    assert to_tell(np.array([2.0, 2.0])) == 1.0 and to_tell(np.array([1.0, -1.0])) == np.inf
    assert to_tell(np.array([5.0])) == np.inf


@pytest.mark.parametrize(
    ("yearly", "first"),
    [
        ((-0.02, -0.02, 0.02), 2),
        ((-0.02, 0.02, -0.02), 1),
        ((0.02, -0.02, -0.02), 0),
        ((0.0, 0.0, 0.0), 0),
        ((-0.02, -0.02, -0.02), 3),
    ],
)
def test_years_that_are_worse_first_end_with_the_first_that_is_not(yearly: tuple[float, ...], first: int) -> None:
    assert _worse_first(comparison({"four_hour": by_year(*yearly)}, futures=4)) == first


@pytest.mark.parametrize(("behind", "first"), [(1, 0), (2, 0), (3, 3)])
def test_a_year_in_which_as_many_are_behind_as_ahead_is_not_worse(behind: int, first: int) -> None:
    shift = np.where(np.arange(4) < behind, -0.02, 0.02)
    assert _worse_first(comparison({"four_hour": shift}, futures=4)) == first


def test_a_row_has_the_plan_s_own_numbers() -> None:
    small = comparison({"four_hour": np.array([0.0, 0.01, 0.01, 0.02]), "programme_cost": 1.0}, futures=4)
    large = comparison({"four_hour": 0.04, "programme_cost": 3.0, "leader_hours": 2.0}, futures=4)
    less, more = portfolio(small.base, [("less", small.alternative), ("more", large.alternative)], "carrying on")
    # gains 0, 2, 2 and 4 sixths: mean 2, deviation (8/3)^.5, so an error of (2/3)^.5
    wide = 2.3533634 * (2.0 / 3.0) ** 0.5 / 6.0
    assert (less.people, less.low, less.high) == pytest.approx((1 / 3, 1 / 3 - wide, 1 / 3 + wide))
    assert (less.ahead, less.same, less.behind, less.worse_first) == (0.75, 0.25, 0.0, 0)
    assert (less.money, less.hours, more.money, more.hours) == pytest.approx((1.0, 0.0, 3.0, 2.0))
    assert (less.pays, more.pays, less.beaten_by, more.beaten_by) == (0.0, 0.0, "", "")
    assert less.to_tell == 1.0 == more.to_tell  # 8, 6, 6 and 4 sixths apart
