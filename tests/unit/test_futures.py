"""Many futures by hand: points packed into batches, every level back where it belongs, effects against the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.analysis import futures
from sim.analysis.arms import NET_COST_OF
from sim.analysis.futures import Futures, levels_at, run_futures
from sim.analysis.measures import NET_COST, measure
from sim.core.arithmetic import Array
from sim.model.ensemble import Batch
from sim.scenario import Scenario, load_scenario

DELAYED, TRUST = measure("delayed"), measure("trust")
GROWTH, ASYMMETRY = "demand.growth", "trust.asymmetry"


@cache
def arms() -> tuple[Scenario, ...]:
    names = ("siloed", "as_today", "collaborative")
    return tuple(load_scenario([f"behaviour={name}", "years=1"]) for name in names)


def test_an_effect_is_the_level_of_an_arm_less_that_of_the_base() -> None:
    values = np.array([[[1.0, 2.0]], [[5.0, 7.0]], [[0.0, 1.0]]])
    found = Futures({GROWTH: np.zeros(1)}, (0, 1), {"trust": -values, "delayed": values})
    assert found.effect("delayed").tolist() == [[4.0, 5.0]] and found.effect("trust").tolist() == [[-4.0, -5.0]]
    assert found.effect("delayed", 2).tolist() == [[-1.0, -1.0]]
    assert found.effect("delayed", 0).tolist() == [[0.0, 0.0]]


@pytest.mark.parametrize(
    ("runs", "workers", "packs"),
    [
        (76, 1, [5]),  # five points of 76 runs go into 384, and of 77 do not
        (77, 1, [3, 2]),
        (150, 1, [2, 2, 1]),
        (150, 2, [2, 1, 1, 1]),  # as many packs for each worker
        (76, 2, [3, 2]),
        (76, 9, [1] * 5),  # no more packs than points
        (400, 1, [1] * 5),  # a point is never split
    ],
)
def test_points_are_packed_and_their_levels_come_back_in_place(
    monkeypatch: pytest.MonkeyPatch, runs: int, workers: int, packs: list[int]
) -> None:
    done = list[int]()

    def levels(
        scenarios: Any, points: dict[str, Array], seeds: Sequence[int], measures: Any, by_run: Any
    ) -> dict[str, Array]:
        assert scenarios == arms() and measures == [DELAYED, TRUST]
        at = points[GROWTH][None, :, None] + np.array([100.0, 200.0, 300.0])[:, None, None] + np.array(seeds) / 1e4
        return {"delayed": at, "trust": -at * points[ASYMMETRY][None, :, None]}

    def here(task: Any, jobs: Sequence[Any], count: int) -> Iterator[tuple[int, Any]]:
        assert count == workers
        yield from [(number, task(*job)) for number, job in enumerate(jobs)][::-1]

    monkeypatch.setattr(futures, "levels_at", levels)
    monkeypatch.setattr(futures, "shared", here)
    points: Any = {GROWTH: [5, 3, 4, 1, 2], ASYMMETRY: np.array([1.0, 2.0, 3.0, 4.0, 5.0])}
    found = run_futures(arms(), points, range(runs), [DELAYED, TRUST], workers=workers, progress=done.append)
    assert done == packs[::-1] and found.seeds == tuple(range(runs))
    assert found.points[GROWTH].dtype == np.float64 and found.points[GROWTH].tolist() == points[GROWTH]
    assert found.values["delayed"].shape == found.values["trust"].shape == (3, 5, runs)
    assert found.values["delayed"][:, :, 0].tolist() == [[at + one for one in points[GROWTH]] for at in (100, 200, 300)]
    assert found.values["delayed"][2, 1, -1] == pytest.approx(303.0 + (runs - 1) / 1e4)
    assert found.values["trust"][0, :, 0].tolist() == [-105.0, -206.0, -312.0, -404.0, -510.0]


def _made(scenario: Scenario, seeds: tuple[int, ...], outcomes: Iterable[str]) -> Batch:
    """Bring 1000 times growth, 10 times the replication, and 1000 more in the last arm, which costs £1m a year."""
    growth = np.broadcast_to(scenario.parameters["demand"].growth, len(seeds))
    level = 1000.0 * growth + 10.0 * np.array(seeds) + 1000.0 * (scenario.behaviour == "collaborative")
    cost = np.full((13, len(seeds)), float(scenario.behaviour == "collaborative"))
    return Batch({name: cost if name in NET_COST_OF[:1] else np.tile(level, (13, 1)) for name in outcomes})


def test_levels_lie_by_arm_point_and_replication(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(futures, "run_batch", lambda one, seeds, outcomes: _made(one, seeds, outcomes))
    points = {GROWTH: np.array([0.2, 0.1]), ASYMMETRY: np.array([3.0, 3.0])}
    found = levels_at(arms(), points, (3, 4, 5), [DELAYED])
    assert list(found) == ["delayed"]
    base = [[230.0, 240.0, 250.0], [130.0, 140.0, 150.0]]
    assert found["delayed"].tolist() == [base, base, (np.array(base) + 1000.0).tolist()]


def test_only_what_is_judged_is_measured_and_against_the_first_arm(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[list[str]]()

    def made(scenario: Scenario, seeds: tuple[int, ...], outcomes: Iterable[str]) -> Batch:
        asked.append(list(outcomes))
        assert scenario.parameters["trust"].asymmetry == 3.0 and np.ndim(scenario.parameters["demand"].growth) == 1
        return _made(scenario, seeds, ["programme_cost", *asked[-1]])

    monkeypatch.setattr(futures, "run_batch", made)
    points = {GROWTH: np.array([0.1, 0.1, 0.2]), ASYMMETRY: np.array([3.0, 3.0, 3.0])}
    found = levels_at((arms()[2], arms()[0]), points, (3,), [measure(NET_COST), DELAYED])
    assert asked == [sorted([*NET_COST_OF, "delayed"])] * 2
    # the first arm costs 1 more, and its bill is 1000 dearer, of which the cash part counts; so is the way round
    share = arms()[0].parameters["bill"].cashable
    assert found["net_cost"].tolist() == [[[0.0]] * 3, [[pytest.approx(-1.0 - 1000.0 - 1000.0 * share)]] * 3]


def test_a_number_of_a_plan_that_an_arm_has_not_changes_it_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[bool]()

    def made(scenario: Scenario, seeds: tuple[int, ...], outcomes: Iterable[str]) -> Batch:
        seen.append(scenario == arms()[0])
        return _made(scenario, seeds, outcomes)

    monkeypatch.setattr(futures, "run_batch", made)
    levels_at(arms()[:1], {"plan.enabler.from": np.array([1.0, 2.0])}, (3,), [DELAYED])
    assert seen == [True]


@pytest.mark.parametrize("machine", ["numpy", "compiled"])
def test_one_program_serves_all_packs_whichever_numbers_differ_in_each(
    monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    points, by_run = {GROWTH: np.array([0.0, 0.0, 0.01]), ASYMMETRY: np.array([2.0, 3.0, 3.0])}, list[set[str]]()

    def ran(scenario: Scenario, seeds: Sequence[int], outcomes: Iterable[str]) -> Batch:
        differ = {key: getattr(scenario.parameters[key.split(".")[0]], key.split(".")[1]) for key in points}
        by_run.append({key for key, value in differ.items() if np.ndim(value)})
        return Batch({name: np.zeros((13, len(seeds))) for name in outcomes})

    @contextmanager
    def running(*_: Any) -> Iterator[str]:
        yield machine

    monkeypatch.setattr(futures, "run_batch", ran)
    monkeypatch.setattr(futures, "running", running)
    run_futures(arms()[:1], points, range(200), [TRUST])
    expected = [{GROWTH, ASYMMETRY}] * 3 if machine == "compiled" else [set[str]()] * 3
    assert by_run == expected


def test_a_number_given_run_by_run_is_that_number() -> None:
    points = {ASYMMETRY: np.array([2.5]), GROWTH: np.array([0.01])}
    one, other = (levels_at(arms()[:2], points, range(3), [TRUST], frozenset(keys)) for keys in ((), points))
    assert np.array_equal(one["trust"], other["trust"])
