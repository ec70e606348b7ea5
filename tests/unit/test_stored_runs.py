"""The runs of a made-up sweep: which points are pairs, what their means are, and what a study cannot do without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.analysis.measures import measure
from sim.analysis.stored import Stored
from sim.analysis.stored_runs import Kept, arm, futures_of, means, pairs
from sim.core.parameters import InputError
from sim.scenario import load_scenario
from tests.unit.made_up_sweep import runs_of, sweep

KEY, OTHER = "demand.growth", "trust.asymmetry"
BOTH = ("siloed", "collaborative")
CROSSED = {KEY: [0.0, 0.01, 0.01, 0.0], "behaviour": ["siloed", "collaborative", "siloed", "collaborative"]}
KEPT: dict[str, Any] = {"replications": 2, "outcomes": ["delayed", "trust"], "at": [1, 2]}
PLACES = {"delayed": 0, "trust": 10_000}


def found(stored: Stored, *behaviours: str, within: list[bool] | None = None) -> list[list[int]]:
    return [rows.tolist() for rows in pairs(stored, behaviours, None if within is None else np.array(within))]


def digits(point: int, seed: int, outcome: str, year: int) -> float:
    """Write a value as the digits of where it belongs."""
    return float(PLACES[outcome] + 1000 * year + 10 * point + seed)


def test_points_that_differ_only_in_behaviour_are_pairs_in_the_order_of_the_first() -> None:
    assert found(sweep(CROSSED), *BOTH) == [[0, 2], [3, 1]]
    assert found(sweep(CROSSED), *reversed(BOTH)) == [[1, 3], [2, 0]]
    assert found(sweep(CROSSED), "siloed") == [[0, 2]]


def test_a_point_that_ran_twice_meets_the_same_time_of_the_other() -> None:
    assert found(sweep({KEY: [0.0] * 4, "behaviour": [*BOTH, *BOTH]}), *BOTH) == [[0, 2], [1, 3]]
    assert found(sweep({"behaviour": [*BOTH, *reversed(BOTH)]}), *BOTH) == [[0, 3], [1, 2]]  # nothing else varies


def test_all_that_varies_must_agree() -> None:
    plan = {KEY: [0.0, 0.0, 0.0, 0.0], OTHER: [2.0, 3.0, 3.0, 2.0], "behaviour": [*BOTH, *BOTH]}
    assert found(sweep(plan), *BOTH) == [[0, 2], [3, 1]]


def test_only_points_within_what_is_asked_for_are_paired() -> None:
    assert found(sweep(CROSSED), *BOTH, within=[False, True, True, False]) == [[2], [1]]


def test_without_other_behaviours_the_one_of_the_sweep_has_all_points() -> None:
    made = sweep({KEY: [0.0, 0.01]}, words=("behaviour=siloed",))
    assert found(made, "siloed") == [[0, 1]]


def test_a_behaviour_that_did_not_run_is_named_with_those_that_did() -> None:
    words = r"sweep = made-up: holds no as_today, only siloed, collaborative: .*behaviours=\[siloed,as_today\]"
    with pytest.raises(InputError, match=words):
        pairs(sweep(CROSSED), ("siloed", "as_today"))


@pytest.mark.parametrize(("lone", "other"), [BOTH, BOTH[::-1]])
def test_a_point_that_ran_under_one_behaviour_alone_is_named(lone: str, other: str) -> None:
    made = sweep({KEY: [0.0, 0.0, 0.0123456789], OTHER: [2.0, 2.0, 3.0], "behaviour": [*BOTH, lone]})
    words = rf"the point {KEY}=0\.0123457, {OTHER}=3 ran as {lone} and not as {other}, so"
    with pytest.raises(InputError, match=words):
        pairs(made, BOTH)


def test_means_lie_by_point_and_replication(tmp_path: Path) -> None:
    runs = runs_of(2, 2, list(PLACES), [1, 2, 3], digits)
    made = means(
        sweep({KEY: [0.0, 0.01]}, runs.sort_index(ascending=False), path=tmp_path, **KEPT),
        ["delayed", "delayed"],
        [2, 1, 2],
    )
    assert set(made) == {("delayed", 1), ("delayed", 2)}
    assert made["delayed", 1].tolist() == [[1000.0, 1001.0], [1010.0, 1011.0]]
    assert made["delayed", 2].tolist() == [[2000.0, 2001.0], [2010.0, 2011.0]]


def test_an_outcome_or_a_year_that_was_not_kept_is_named() -> None:
    made = sweep({KEY: [0.0, 0.01]}, **KEPT)
    with pytest.raises(InputError, match=r"did not keep four_hour \(.*outcomes=\[delayed,four_hour\], or with all"):
        means(made, ["four_hour", "delayed"], [1])
    with pytest.raises(InputError, match=r"kept years 1, 2 and not 3, 4, which this needs.*at=\[2,3,4\]"):
        means(made, ["delayed"], [4, 2, 3])


@pytest.mark.parametrize("seed", [0, 1])
def test_points_that_failed_are_counted_and_the_first_is_named(tmp_path: Path, seed: int) -> None:
    runs = runs_of(4, 2, ["delayed"], [1], digits)
    left = runs.query(f"point in [0, 2] or seed != {seed}")
    made = sweep({KEY: [0.0, 0.01, 0.02, 0.03]}, left, path=tmp_path, **KEPT)
    with pytest.raises(InputError, match=r"2 of 4 points failed \(the first is point 1; see"):
        means(made, ["delayed"], [1])
    nothing = sweep({KEY: [0.0, 0.01]}, runs.head(0), path=tmp_path, **KEPT)
    with pytest.raises(InputError, match=r"2 of 2 points failed \(the first is point 0"):
        means(nothing, ["delayed"], [1])


def test_an_arm_has_all_replications_of_its_points_in_turn() -> None:
    made = sweep({**CROSSED, OTHER: [2.0, 3.0, 3.5, 2.0]}, **KEPT)
    kept = {("delayed", 1): np.array([[0.0, 1.0], [10.0, 11.0], [20.0, 21.0], [30.0, 31.0]])}
    runs = arm(made, "collaborative", np.array([2, 1]), kept)
    assert runs.seeds == (0, 1, 0, 1) and runs.scenario.behaviour == "collaborative"
    assert runs.year("delayed", 1).tolist() == [20.0, 21.0, 10.0, 11.0]
    assert runs.scenario.parameters["trust"].asymmetry.tolist() == [3.5, 3.5, 3.0, 3.0]
    assert runs.scenario.parameters["demand"].growth.tolist() == [0.01] * 4


def test_a_year_that_was_not_kept_is_told_with_those_that_were() -> None:
    kept = {("delayed", 3): np.ones(1), ("delayed", 1): np.ones(1), ("trust", 2): np.ones(1)}
    runs = Kept(load_scenario(["years=3"]), (0,), {}, means=kept)
    with pytest.raises(InputError, match=r"^delayed, year 2: only years 1, 3 were kept$"):
        runs.year("delayed", 2)
    with pytest.raises(InputError, match=r"^four_hour, year 2: it was not kept$"):
        runs.year("four_hour", 2)


def test_futures_are_the_levels_of_the_last_year_by_arm_point_and_replication(tmp_path: Path) -> None:
    made = sweep(CROSSED, runs_of(4, 2, list(PLACES), [1, 2], digits), path=tmp_path, **KEPT)
    futures = futures_of(made, BOTH, [measure("delayed"), measure("trust")])
    assert futures.points[KEY].tolist() == [0.0, 0.01] and futures.seeds == (0, 1)
    delayed = [[[2000.0, 2001.0], [2020.0, 2021.0]], [[2030.0, 2031.0], [2010.0, 2011.0]]]
    assert futures.values["delayed"].tolist() == delayed
    assert futures.values["trust"].tolist() == (np.array(delayed) + 10_000.0).tolist()
    assert futures.effect("delayed").tolist() == [[30.0, 30.0], [-10.0, -10.0]]
