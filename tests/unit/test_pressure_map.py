"""The map of worlds by hand: classes at their thresholds, a world's index and interval, worlds packed into batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.analysis import pressure_map
from sim.analysis.arms import NET_COST_OF
from sim.analysis.axes import axis
from sim.analysis.headline import HEADLINE
from sim.analysis.pressure_map import MapPoint, judge, point_of, run_map
from sim.cli import main
from sim.model.ensemble import Batch
from sim.scenario import Scenario, load_scenario
from tests.unit.made_up import comparison, some

POINT = MapPoint(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5)
AXES = axis("demand"), axis("trust.asymmetry")


@pytest.mark.parametrize(
    ("people", "low", "high", "wins"),
    [
        (0.1, 0.01, 0.2, "alternative"),  # exactly .1 is noticed
        (0.099, 0.01, 0.2, "nobody"),
        (0.1, 0.0, 0.2, "nobody"),  # an interval that ends at 0 does not exclude it
        (0.9, -0.01, 1.0, "nobody"),
        (-0.1, -0.2, -0.01, "base"),
        (-0.099, -0.2, -0.01, "nobody"),
        (-0.1, -0.2, 0.0, "nobody"),
        (-0.9, -1.0, 0.01, "nobody"),
        (0.0, 0.0, 0.0, "nobody"),
    ],
)
def test_people_are_better_off_if_it_is_noticed_and_clear(people: float, low: float, high: float, wins: str) -> None:
    assert replace(POINT, people=people, people_low=low, people_high=high).for_people == wins


@pytest.mark.parametrize(
    ("cheaper", "wins"),
    [(1.0, "alternative"), (0.7, "alternative"), (0.69, "nobody"), (0.31, "nobody"), (0.3, "base"), (0.0, "base")],
)
def test_it_pays_for_itself_in_seven_of_ten_and_does_not_in_three(cheaper: float, wins: str) -> None:
    assert replace(POINT, cheaper=cheaper).for_money == wins


def test_the_index_of_a_world_is_a_mean_over_futures_with_its_interval() -> None:
    # one outcome of six is better in 16 of 64 futures: mean 1/24; 16*48/64 = 12 squares of 1/6 over 63
    found = point_of((0.25, 0.5), comparison({"delayed": some(-20.0, 0.25, 64)}, futures=64))
    error = (12.0 / 63.0) ** 0.5 / 6.0 / 8.0
    assert (found.y, found.x, found.people) == (0.25, 0.5, pytest.approx(1 / 24))
    assert (found.people_low, found.people_high) == pytest.approx(
        (1 / 24 - 1.669402 * error, 1 / 24 + 1.669402 * error)
    )


def test_the_cost_of_a_world_is_its_median_with_the_middle_nine_tenths() -> None:
    # 21 futures cost from -5 to 15 a year over three years: five are below nothing, and one is nothing, which is half
    found = point_of((0.0, 0.0), comparison({"programme_cost": np.arange(21.0) - 5.0}, futures=21))
    assert (found.net_low, found.net_cost, found.net_high) == pytest.approx((-12.0, 15.0, 42.0))
    assert found.cheaper == pytest.approx(5.5 / 21.0)


@cache
def scenarios() -> tuple[Scenario, Scenario]:
    base, other = (load_scenario([f"behaviour={name}", "years=1"]) for name in ("siloed", "collaborative"))
    return base, other


def _judged(calls: list[Any], *job: Any) -> list[MapPoint]:
    calls.append(job)
    return [replace(POINT, y=y, x=x, net_cost=100.0 * y + x) for y, x in job[2]]


WORLDS = [(3.0, 1.0), (1.0, 2.0), (2.0, 2.0), (1.0, 1.0), (5.0, 0.0)]


@pytest.mark.parametrize(
    ("runs", "workers", "packs"),
    [
        (51, 1, [5]),  # five worlds of 51 runs go into 256, and of 52 do not
        (52, 1, [3, 2]),
        (100, 1, [2, 2, 1]),
        (100, 2, [2, 1, 1, 1]),  # as many packs for each worker
        (51, 2, [3, 2]),
        (51, 9, [1] * 5),  # no more packs than worlds
        (300, 1, [1] * 5),  # a world is never split
    ],
)
def test_worlds_are_packed_and_come_back_in_their_order(
    monkeypatch: pytest.MonkeyPatch, runs: int, workers: int, packs: list[int]
) -> None:
    def here(task: Any, jobs: Sequence[Any], count: int) -> Iterator[tuple[int, Any]]:
        assert count == workers
        yield from [(number, task(*job)) for number, job in enumerate(jobs)][::-1]

    calls, done = list[Any](), list[int]()
    monkeypatch.setattr(pressure_map, "shared", here)
    monkeypatch.setattr(pressure_map, "judge", lambda *job: _judged(calls, *job))
    arms = scenarios()
    found = run_map(*arms, WORLDS, range(runs), axes=AXES, workers=workers, progress=done.append)
    assert [(one.y, one.x) for one in found] == WORLDS and [one.net_cost for one in found][:2] == [301.0, 102.0]
    assert [len(job[2]) for job in calls] == packs == done[::-1]
    assert all((*job[:2], job[3:]) == (*arms, (range(runs), AXES)) for job in calls)


def test_each_world_is_judged_on_its_own_numbers_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The alternative costs growth of demand, and in every other run 100 times that of money; one world is better."""
    seen = list[tuple[int, ...]]()

    def made(scenario: Scenario, seeds: tuple[int, ...], outcomes: set[str]) -> Batch:
        assert outcomes == {*HEADLINE, *NET_COST_OF}
        seen.append(seeds)
        funding, growth = scenario.parameters["funding"], scenario.parameters["demand"].growth
        assert (funding.nhs_growth == funding.social_care_growth).all()
        series = {name: np.ones((13, len(seeds))) for name in (*HEADLINE, *NET_COST_OF, "beds")}
        if scenario.behaviour == "collaborative":
            series["programme_cost"] += growth + 100.0 * funding.nhs_growth * (np.array(seeds) == 4)
            series["delayed"] -= np.where(growth > 0.15, 0.5, 0.0)
        return Batch(series)

    monkeypatch.setattr(pressure_map, "run_batch", made)
    points = judge(*scenarios(), [(0.1, 0.02), (0.2, 0.03)], (3, 4))
    assert seen == [(3, 4, 3, 4)] * 2
    assert [(one.y, one.x) for one in points] == [(0.1, 0.02), (0.2, 0.03)]
    assert [one.net_cost for one in points] == pytest.approx([1.1, 1.7])  # the middle of .1 and 2.1, of .2 and 3.2
    assert [one.people for one in points] == pytest.approx([0.0, 1 / 6])


def test_a_plan_moves_along_an_axis_in_the_arm_that_has_it_alone() -> None:
    base, other = (load_scenario([f"behaviour={name}", "years=1", "warm_up_years=2"]) for name in ("siloed", "siloed"))
    planned = other.with_plan({"beds": {"what": "beds.added", "dose": 0.1}})
    found = judge(base, planned, [(0.0, 1.0), (0.5, 1.0)], range(2), (axis("plan.beds.from"), axis("trust.asymmetry")))
    early, late = (one.people for one in found)
    assert early > 0.0 and early >= late
    moved, usual = planned.varied({"plan.beds.from": 0.5}), float(base.parameters["demand"].growth)
    (alone,) = judge(base, moved, [(usual, 1.0)], range(2), (axis("demand"), axis("trust.asymmetry")))
    assert replace(alone, y=0.5) == found[1], "as if it began then in every world"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x=plan.coaching.from"], "unknown number of the plan 'plan.coaching.from'"),
        (["x={plan.enabler.from:[0,4]}"], "plan.enabler.from = 4: the run ends after 1 year, so it never begins"),
        (["x={plan.enabler.from:[0,0.9]}", "y={plan.enabler.until:[0.5,1]}"], "ends (until=0.5) before it starts"),
        (["x={plan.enabler.dose:[0,2]}"], "plan.enabler.dose = 2.0: must lie from 0 to 1"),
        (["x=plan.enabler.from", "y={plan.enabler.from:[0,0.5]}"], "expected two axes that differ"),
    ],
)
def test_a_plan_that_cannot_be_somewhere_on_the_map_is_one_line_before_anything_runs(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pressure_map, "judge", None)
    common = ["years=1", "plan=[enabler]", "replications=10", f"results={tmp_path}", "workers=1"]
    assert main(["pressure-map", *common, *words, *(["plan.enabler.until=null"])]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
