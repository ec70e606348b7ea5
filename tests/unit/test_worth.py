"""What it is worth to find out: answers that are known, and that few futures never flatter knowledge."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from sim.analysis.measures import measure
from sim.analysis.worth import basis, chosen, expected, worth_of_all, worths
from sim.analysis.worth_runs import Knowable, as_today
from sim.analysis.worth_study import BOTH, EVERY, WorthFound, found_of, gains_of, judging, measures_kept, price
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.place import load_place
from sim.scenario import load_scenario

RNG = np.random.default_rng(5)
RUNS = 4000
MEAN, SLOPE = 0.1, 0.5
X = RNG.normal(size=RUNS)
GAINS = np.array([np.zeros(RUNS), MEAN + SLOPE * X + RNG.normal(size=RUNS)])
EXACT = SLOPE * (norm.pdf(MEAN / SLOPE) + MEAN / SLOPE * norm.cdf(MEAN / SLOPE)) - MEAN
"""Unit normal loss: E max(0, MEAN + SLOPE x) less the better of the two means."""


def test_the_worth_of_what_is_normal_is_as_theory_says() -> None:
    found = {one.name: one for one in worths(GAINS, {"x": X, "noise": RNG.normal(size=RUNS)})}
    x, noise = found["x"], found["noise"]
    assert x.worth.low < EXACT < x.worth.high and x.worth.mean == pytest.approx(EXACT, rel=0.15)
    assert x.sure and x.higher is False and x.instead == 0
    assert x.otherwise == pytest.approx(norm.cdf(-MEAN / SLOPE), abs=0.04)
    assert not noise.sure and abs(noise.worth.mean) < 0.05


def test_known_together_things_are_worth_what_they_are_worth_together() -> None:
    second = RNG.normal(size=RUNS)
    gains = GAINS + np.array([np.zeros(RUNS), SLOPE * second])
    found = {one.name: one for one in worths(gains, {"x": X, "pair": np.array([X, second])})}
    slope = SLOPE * np.sqrt(2.0)
    exact = slope * (norm.pdf(MEAN / slope) + MEAN / slope * norm.cdf(MEAN / slope)) - MEAN
    assert found["pair"].worth.mean == pytest.approx(exact, rel=0.15) and found["pair"].higher is None
    assert found["pair"].worth.mean > found["x"].worth.mean


def test_a_curve_that_turns_is_learnt() -> None:
    gains = np.array([np.zeros(RUNS), 1.0 - 6.0 * np.square(norm.cdf(X) - 0.5) * 2.0])
    (found,) = worths(gains, {"x": X})
    assert found.worth.mean == pytest.approx(np.maximum(gains[1], 0.0).mean() - max(gains[1].mean(), 0.0), rel=0.05)


def test_a_whole_future_is_worth_most_and_what_is_the_same_everywhere_nothing() -> None:
    best = worth_of_all(GAINS).mean
    assert best == pytest.approx(np.maximum(GAINS[1], 0.0).mean() - GAINS[1].mean())
    (same,) = worths(GAINS, {"same": np.ones(RUNS)})
    assert (same.worth.mean, same.otherwise, same.sure, same.instead) == (0.0, 0.0, False, 1)
    assert all(one.worth.mean <= best for one in worths(GAINS, {"x": X}))


def test_chance_is_never_taken_for_knowledge() -> None:
    """Of many things that tell nothing, asked about at once in few futures, none is sure."""
    noise = {str(k): RNG.normal(size=60) for k in range(40)}
    found = worths(np.array([np.zeros(60), RNG.normal(size=60)]), noise)
    assert not any(one.sure for one in found)


def test_what_a_future_brings_is_learnt_without_it() -> None:
    columns, gains = basis(X[None, :40]), GAINS[:, :40]
    learnt = expected(columns, gains)
    for run in (0, 17):
        spoilt = gains.copy()
        spoilt[1, run] += 5.0
        moved = expected(columns, spoilt)[1, run] - learnt[1, run]
        assert abs(moved) < 0.5  # its own mean alone moves: 5 of 40 futures
    assert np.abs(columns.mean(axis=0)).max() < 1e-12
    assert columns.T @ columns == pytest.approx(np.eye(columns.shape[1]), abs=1e-12)


def test_the_usual_choice_is_kept_where_nothing_tells() -> None:
    even = np.array([np.zeros(100), np.tile([1.0, -1.0], 50)])
    (found,) = worths(even, {"x": np.arange(100.0)})
    assert chosen(even) == 0 and found.otherwise == 0.0 and found.worth.mean == 0.0


def knowable(things: float, cost: float, runs: int = 200) -> Knowable:
    rng = np.random.default_rng(1)
    spread = rng.normal(size=runs)
    levels: dict[str, Array] = {
        "people": np.array([np.zeros(runs), things / 6.0 + 0.05 * spread]),
        "net_cost": np.array([np.zeros(runs), cost + 0.2 * rng.normal(size=runs)]),
        "delayed": np.array([np.full(runs, 60.0), 55.0 - spread]),
        "emergency_need": np.array([np.full(runs, 300.0), 290.0 - spread]),
    }
    return Knowable(levels, {"trust.asymmetry": spread, "trust.newcomer": rng.normal(size=runs)}, {"trust": spread})


def test_people_and_money_are_set_against_each_other_at_a_price() -> None:
    made = knowable(2.0, 10.0)
    asked = price(made)
    assert asked == pytest.approx(5.0, rel=0.05)
    assert gains_of(made, judging(BOTH), asked).mean() == pytest.approx(0.0, abs=1e-9)
    assert gains_of(made, judging(BOTH), 6.0)[1].mean() == pytest.approx(2.0, rel=0.1)
    assert price(knowable(2.0, -1.0)) == price(knowable(-2.0, 1.0)) == 0.0


def test_a_study_names_what_could_be_known_and_comes_back_from_plain_data() -> None:
    found = found_of(knowable(2.0, 10.0), judging(BOTH), ("siloed", "collaborative"), load_place("anyplace"))
    assert {one.kind for one in found.things.values()} == {"number", "rule", "seen", "all"}
    assert found.things["trust"].count == found.things[EVERY].count == 2
    assert found.worths[0].sure and found.closest and found.pays is not None
    assert found.worths[0].also["delayed"] == pytest.approx(
        np.mean([one.also["delayed"] for one in found.worths if one.name == found.worths[0].name])
    )
    assert WorthFound.read(found.plain) == found


def test_what_cannot_be_learnt_from_is_refused() -> None:
    few = knowable(2.0, 10.0, runs=20)
    with pytest.raises(InputError, match="20 futures in all, and fewer than 50"):
        found_of(few, judging(BOTH), ("siloed", "mixed"), load_place("anyplace"))
    odd = knowable(2.0, 10.0)
    odd.levels["net_cost"][1, 3] = np.nan
    with pytest.raises(InputError, match="net_cost: not a number"):
        found_of(odd, judging(BOTH), ("siloed", "mixed"), load_place("anyplace"))


def test_what_is_told_beside_is_what_a_sweep_kept() -> None:
    assert [one.name for one in measures_kept(measure("delayed"))] == ["delayed", "emergency_need", "net_cost"]
    assert [one.name for one in measures_kept(measure("delayed"), ["delayed", "emergency_need"])] == [
        "delayed",
        "emergency_need",
    ]
    assert [one.name for one in measures_kept(judging(BOTH))] == ["people", "net_cost", "emergency_need", "delayed"]


def test_a_place_sees_itself_before_it_chooses() -> None:
    asked = load_scenario(["behaviour=collaborative", "plan=[enabler]", "unknowns=drawn"])
    seen = as_today(asked)
    assert (seen.behaviour, len(seen.plan), seen.years) == ("as_today", 0, 1)
    assert seen.unknowns == asked.unknowns and seen == replace(seen)
