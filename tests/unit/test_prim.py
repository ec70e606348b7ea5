"""Boxes: a known one is found with its bounds, chance makes none, and what is said reads as meant."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from sim.analysis.prim import Box, Restriction, chance_of, find_box, seen_in
from sim.report.text.box_words import box_sentence, chance_words, clause


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


@pytest.mark.parametrize("seed", range(5))
def test_chance_makes_hardly_any_bound(seed: int):
    rng = np.random.default_rng(seed)
    x, y = rng.random((400, 8)), rng.binomial(10, 0.5, 400) / 10
    box = find_box(x, y)
    assert seen_in(box, rng.random((400, 8)), rng.binomial(10, 0.5, 400) / 10).density == pytest.approx(0.5, abs=0.1)
    assert len(box.restrictions) <= 1


def test_worlds_kept_back_bear_out_a_true_box_and_not_one_that_chance_made() -> None:
    x = np.random.default_rng(6).random((300, 2))
    sure, y = Box((Restriction(0, 0.5, np.inf),), 0.9, 0.9, 0.5), (x[:, 0] > 0.5).astype(float)
    assert chance_of(sure, x, y) < 1e-9
    assert chance_of(Box((Restriction(1, 0.5, np.inf),), 0.9, 0.9, 0.5), x, y) > 0.01
    assert chance_of(Box((Restriction(0, 2.0, np.inf),), 0.9, 0.9, 0.5), x, y) == 1.0  # none lies within
    assert chance_of(Box((), 0.5, 1.0, 1.0), x, y) == 1.0


def test_the_chance_of_a_box_is_that_of_the_mean_of_as_many() -> None:
    x, y = np.arange(4.0)[:, None], np.array([0.0, 0.0, 1.0, 1.0])
    upper = Box((Restriction(0, 1.5, np.inf),), 1.0, 1.0, 0.5)
    error = np.sqrt(1 / 3) * np.sqrt(1 / 2 - 1 / 4)  # sd .577 of four; the mean of two of them is .5 higher
    assert chance_of(upper, x, y) == pytest.approx(float(norm.sf(0.5 / error)))


def test_where_nothing_ever_happens_there_is_no_box():
    box = find_box(np.random.default_rng(0).random((100, 3)), np.zeros(100))
    assert box.restrictions == ()
    assert "no simple kind of world" in box_sentence(box, ["a", "b", "c"], "Working as one system", 0.0)


def test_a_box_in_words():
    keys = ["demand.growth", "turnover.pace"]
    sides = (Restriction(0, 0.025, np.inf, 0.001), Restriction(1, -np.inf, 1.2, 0.01))
    assert clause(keys[1], sides[1]) == "“leader turnover” is below 1.2"
    assert box_sentence(Box(sides, 0.81, 0.42, 0.2), keys, "Working as one system", 0.35) == (
        "Working as one system does better in 8 of 10 futures where “growth of need for care” is above 2.5% a year and "
        "“leader turnover” is below 1.2, and in 4 of 10 anywhere"
    )
    assert [chance_words(chance) for chance in (1.2e-8, 0.0042, 0.3)] == ["less than 1 in 1,000", "1 in 238", "1 in 3"]
