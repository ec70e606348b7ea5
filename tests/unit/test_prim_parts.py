"""Parts of the search for boxes by hand: weights and chances, peeling step by step, and which sides are dropped."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from sim.analysis import prim
from sim.analysis.prim import Box, Restriction, find_box, kept_back, seen_in

INF = np.inf
RANK = np.arange(100.0)


def above(low: float, column: int = 0) -> Restriction:
    return Restriction(column, low, INF)


def columns(*values: np.ndarray) -> np.ndarray:
    return np.stack(values, axis=1)


def bare(sides: list[Restriction]) -> list[tuple[int, float, float]]:
    return [(side.column, side.low, side.high) for side in sides]


def test_both_ends_lie_within_and_every_side_holds() -> None:
    x = columns(np.array([1.0, 2.0, 3.0, 2.0]), np.array([0.0, 0.0, 0.0, 5.0]))
    box = Box((Restriction(0, 1.0, 2.0), Restriction(1, -INF, 4.0)), 0.0, 0.0, 0.0)
    assert box.holds(x).tolist() == [True, True, False, False]
    assert Box((), 0.0, 0.0, 0.0).holds(x).all()


def test_density_coverage_and_mass() -> None:
    x, y = np.arange(4.0)[:, None], np.array([0.5, 0.0, 1.0, 0.5])
    found = seen_in(Box((above(1.0),), 9.0, 9.0, 9.0), x, y)
    assert (found.density, found.coverage, found.mass) == (0.5, 0.75, 0.75)
    none = seen_in(Box((above(4.0),), 9.0, 9.0, 9.0), x, y)
    assert np.isnan(none.density) and (none.coverage, none.mass) == (0.0, 0.0)
    assert np.isnan(seen_in(Box((above(1.0),), 9.0, 9.0, 9.0), x, 0.0 * y).coverage)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        (list(RANK), 5.0, 94.0),  # a twentieth of a hundred, less one
        ([0.0] * 50 + [1.0] * 50, 0.5, 0.5),
        ([0.0] * 10 + [1.0] * 80 + [4.0] * 10, 0.5, 2.5),
        ([2.0] * 9, 2.0, 2.0),  # nothing can be taken off
    ],
)
def test_a_slice_is_a_twentieth_or_all_that_lie_at_the_end(values: list[float], low: float, high: float) -> None:
    assert (prim._cut(np.array(values), True), prim._cut(np.array(values), False)) == (low, high)


def test_a_box_is_worth_its_density_above_the_whole_its_coverage_and_few_clauses() -> None:
    sides = (above(1.0), above(2.0, 1))
    assert prim._worth(Box(sides, 0.8, 0.25, 0.1), 0.3) == pytest.approx(0.5 * 0.5 * 0.9)
    assert prim._worth(Box(sides[:1], 0.2, 0.25, 0.1), 0.3) == pytest.approx(-0.1 * 0.5 * 0.95)
    assert prim._worth(Box((), 0.8, 1.0, 1.0), 0.3) == 0.0
    assert prim._worth(Box(sides, np.nan, 0.0, 0.0), 0.3) == prim._worth(Box(sides, 0.5, np.nan, 0.5), 0.3) == 0.0


@pytest.mark.parametrize(
    ("wider", "kept", "error"),
    [
        ([0.0, 2.0], [2.0], 1.0),  # a deviation of 2^.5, and the root of 1 - 1/2
        ([0.0, 0.0, 1.0, 1.0], [1.0, 1.0], 3**-0.5 / 2.0),
        ([0.0, 2.0], [0.0, 2.0], 0.0),
        ([0.0, 2.0], [0.0, 1.0, 2.0], 0.0),  # more than there are
        ([3.0], [3.0], 0.0),
    ],
)
def test_the_error_of_a_mean_drawn_from_a_wider_set(wider: list[float], kept: list[float], error: float) -> None:
    assert prim._error(np.array(wider), np.array(kept)) == pytest.approx(error)


def test_the_chance_of_so_high_a_mean() -> None:
    wider = np.array([0.0, 2.0])
    assert prim._chance(wider, np.array([2.0])) == pytest.approx(norm.sf(1.0))
    assert prim._chance(wider, np.array([0.0])) == pytest.approx(norm.sf(-1.0))
    assert prim._chance(wider, wider) == 1.0 and prim._chance(np.array([2.0]), np.array([2.0])) == 1.0


@pytest.mark.parametrize(("points", "held"), [(9, 3), (10, 4), (11, 4), (12, 4), (1, 1)])
def test_a_third_is_kept_back_rounded_up(points: int, held: int) -> None:
    assert kept_back(points, 3).sum() == held


def test_points_are_peeled_one_by_one_from_the_end_that_lowers_the_mean_until_five_are_left() -> None:
    x = np.arange(20.0)
    steps = prim._peeled(x[:, None], x / 19.0)
    assert [bare(sides) for sides in steps] == [[], *([(0, low, INF)] for low in range(1, 16))]
    down = prim._peeled(x[:, None], 1.0 - x / 19.0)
    assert [bare(sides) for sides in down] == [[], *([(0, -INF, high)] for high in range(18, 3, -1))]


def test_six_of_a_hundred_are_left_at_least() -> None:
    x = np.arange(200.0)
    assert bare(prim._peeled(x[:, None], x / 199.0)[-1]) == [(0, 188.0, INF)]
    assert bare(prim._peeled(x[:, None], 1.0 - x / 199.0)[-1]) == [(0, -INF, 11.0)]


def test_of_cuts_alike_the_first_is_made_and_what_cuts_nothing_is_none() -> None:
    x = np.arange(20.0)
    assert bare(prim._peeled(columns(x, x), np.ones(20))[1]) == [(0, 1.0, INF)]
    assert prim._peeled(np.zeros((20, 1)), np.ones(20)) == [[]]
    assert bare(prim._peeled(columns(np.zeros(20), x), x)[1]) == [(1, 1.0, INF)]


def test_each_end_of_a_parameter_is_a_side_of_its_own() -> None:
    x = np.arange(40.0)
    steps = prim._peeled(x[:, None], np.exp(-(((x - 19.5) / 5.0) ** 2)))
    assert [len(sides) for sides in steps[:3]] == [0, 1, 2] and {len(sides) for sides in steps[3:]} == {2}
    low, high = sorted(steps[-1], key=lambda side: side.high, reverse=True)
    assert (low.high, high.low) == (INF, -INF) and 0.0 < low.low < 19.5 < high.high < 39.0


def test_what_cuts_off_less_than_a_tenth_is_dropped_and_a_tenth_is_kept() -> None:
    for low, kept in ((9.0, []), (10.0, [(0, 10.0, INF)])):
        assert bare(prim._pruned([above(low)], RANK[:, None], (low <= RANK).astype(float))) == kept


@pytest.mark.parametrize(("parameters", "kept"), [(1, 1), (5, 1), (6, 0)])
def test_the_chance_of_a_twentieth_is_shared_among_both_sides_of_every_parameter(parameters: int, kept: int) -> None:
    # 8 of 10 above and 2 of 10 below: .3 more, with an error of (5/19 / 20)^.5 = .1147, so a chance of .0045
    y = np.array([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1], dtype=float)
    x = columns(*[np.arange(20.0)] * parameters)
    assert len(prim._pruned([above(10.0)], x, y)) == kept


def test_the_side_without_which_the_box_is_worth_most_is_dropped_first() -> None:
    # alone, 50 is worth .5 * .95 and 60 only the root of .8 of it; both tell hardly less than the two together
    y, x = (RANK >= 50.0).astype(float), columns(RANK, RANK)
    for sides in ([above(50.0), above(60.0, 1)], [above(60.0, 1), above(50.0)]):
        assert bare(prim._pruned(sides, x, y)) == [(0, 50.0, INF)]


def test_two_sides_that_tell_are_kept_the_stronger_first() -> None:
    rows = np.arange(400)
    x = columns((rows % 20).astype(float), (rows // 20).astype(float))
    y = ((x[:, 0] >= 10.0) & (x[:, 1] >= 4.0)).astype(float)  # half and four fifths
    assert bare(prim._pruned([above(4.0, 1), above(10.0)], x, y)) == [(0, 10.0, INF), (1, 4.0, INF)]


def test_a_box_is_the_step_that_is_worth_most() -> None:
    # from 100 points are left 95, 90, 85, 80, 76, 72, 68, 64, 60, 57, 54, 51 and 48: 51 has one too many
    found = find_box(RANK[:, None], (RANK >= 50.0).astype(float))
    assert bare([*found.restrictions]) == [(0, 52.0, INF)]
    assert (found.density, found.coverage, found.mass) == (1.0, 0.96, 0.48)
    error = np.sqrt(25.0 / 99.0 * (1.0 / 48.0 - 1.0 / 100.0))
    assert found.restrictions[0].chance == pytest.approx(norm.sf(0.5 / error))
