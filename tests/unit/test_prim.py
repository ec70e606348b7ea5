"""Boxes: a known one is found with its bounds, chance makes none, and what is said reads as meant."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.prim import Box, Restriction, find_box, kept_back, seen_in, tried
from sim.analysis.ranking import Ranking
from sim.report.text.box_words import box_sentence, chance_words, clause, withheld_sentence


def upper(column: int, low: float) -> Box:
    return Box((Restriction(column, low, np.inf),), np.nan, np.nan, np.nan)


def test_a_known_box_is_found_and_nothing_else():
    x = np.random.default_rng(2).random((1500, 6))
    inside = (x[:, 1] > 0.6) & (x[:, 4] < 0.5)
    y = np.where(inside, 0.95, 0.05)
    box = find_box(x[:1000], y[:1000])
    sides = {side.column: side for side in box.restrictions}
    assert set(sides) == {1, 4} and len(box.restrictions) == 2
    assert sides[1].low == pytest.approx(0.6, abs=0.04)
    assert sides[4].high == pytest.approx(0.5, abs=0.04)
    assert box.density > 0.85 and box.coverage > 0.75
    assert all(side.chance < 1e-6 for side in box.restrictions)
    unseen = seen_in(box, x[1000:], y[1000:])
    assert unseen.density == pytest.approx(box.density, abs=0.08)


@pytest.mark.parametrize("levels", [2, 3, 4, 8, 20, 21])
def test_a_box_is_found_in_a_design_of_few_levels_and_bounded_between_two_of_them(levels: int) -> None:
    """Where many points lie at the end of a range, no slice of a twentieth can be taken off: a whole level is."""
    rng = np.random.default_rng(levels)
    x = rng.integers(0, levels, (600, 5)) / (levels - 1)
    chances = np.where((x[:, 1] > 0.5) & (x[:, 3] < 0.5), 0.8, 0.2)
    box = find_box(x, rng.binomial(8, chances) / 8)
    sides = {side.column: side for side in box.restrictions}
    assert set(sides) == {1, 3} and box.density == pytest.approx(0.8, abs=0.05)
    for bound in (sides[1].low, sides[3].high):
        assert bound == pytest.approx(0.5, abs=1.0 / (levels - 1)), "the level next to the middle, or the one after it"
        if levels < 20:
            assert np.abs(x - bound).min() == pytest.approx(0.5 / (levels - 1)), "midway between two levels"
    nothing = find_box(x, rng.binomial(8, 0.4, 600) / 8)
    assert len(nothing.restrictions) <= 1, "chance makes hardly any there, too"


@pytest.mark.parametrize("seed", range(5))
def test_chance_makes_hardly_any_bound(seed: int):
    rng = np.random.default_rng(seed)
    x, y = rng.random((400, 8)), rng.binomial(10, 0.5, 400) / 10
    box = find_box(x, y)
    assert seen_in(box, rng.random((400, 8)), rng.binomial(10, 0.5, 400) / 10).density == pytest.approx(0.5, abs=0.1)
    assert len(box.restrictions) <= 1


def test_worlds_kept_back_bear_out_a_true_box_and_not_one_that_chance_made() -> None:
    rng = np.random.default_rng(6)
    x = rng.random((300, 2))
    better = (rng.random((300, 8)) < np.where(x[:, :1] > 0.5, 0.8, 0.2)).astype(float)
    assert tried(upper(0, 0.5), x, better).leading == 1
    assert tried(upper(1, 0.5), x, better).leading == 0
    for box in (upper(0, 2.0), Box((), 0.5, 1.0, 1.0)):  # none lies within, or all do
        assert tried(box, x, better) == Ranking(0, np.inf, np.inf, np.inf)


def test_a_box_that_one_of_two_futures_makes_takes_more_futures_and_no_more_worlds() -> None:
    x, better = np.arange(4.0)[:, None], np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    found = tried(upper(0, 1.5), x, better)  # .5 within, .25 anywhere; by future .5 and 0
    # worlds leave 1.2816 * .2887 / 2 = .185 of the .25 open, so .168 for futures, which deviate by .354: of eight
    # 1.415 * .354 / 2.83 = .177, of nine 1.397 * .354 / 3 = .165
    assert found.leading == 0 and found.points == np.inf
    assert found.futures == 9 / 2


def test_a_third_is_kept_back_whatever_repeats_in_the_order_of_a_design() -> None:
    x = np.tile([0.0, 0.5, 1.0], 100)  # the last parameter of a factorial design runs fastest
    held = kept_back(len(x), 1)
    assert held.sum() == 100 and {*x[held]} == {*x[~held]} == {0.0, 0.5, 1.0}
    assert (held == kept_back(len(x), 1)).all()


def test_a_box_that_is_withheld_in_words() -> None:
    assert withheld_sentence("Working as one system", 0.35) == (
        "In which kind of world working as one system does better more often is withheld, for futures kept back do not "
        "bear out the one that was found; anywhere it does better in 4 of 10 futures"
    )


def test_where_nothing_ever_happens_there_is_no_box():
    box = find_box(np.random.default_rng(0).random((100, 3)), np.zeros(100))
    assert box.restrictions == ()
    assert "no simple kind of world" in box_sentence(box, ["a", "b", "c"], "Working as one system", 0.01)
    assert box_sentence(box, ["a", "b", "c"], "Working as one system", 0.0).startswith(
        "Working as one system does better in no future"
    )


def test_a_box_in_words():
    keys = ["demand.growth", "turnover.pace"]
    sides = (Restriction(0, 0.025, np.inf, 0.001), Restriction(1, -np.inf, 1.2, 0.01))
    assert clause(keys[1], sides[1]) == "“leader turnover” is below 1.2"
    assert box_sentence(Box(sides, 0.81, 0.42, 0.2), keys, "Working as one system", 0.35) == (
        "Working as one system does better in 8 of 10 futures where “growth of need for care” is above 2.5% a year and "
        "“leader turnover” is below 1.2, and in 4 of 10 anywhere"
    )
    assert [chance_words(chance) for chance in (1.2e-8, 0.0042, 0.3)] == ["less than 1 in 1,000", "1 in 238", "1 in 3"]
