"""Adaptive pathways: branches, signposts and regret, hand-computed; what is said of them; and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.pathways import Branch, PlanRegret, branches, fixed, paths, regrets, run_watching, signposts, watched
from sim.cli.options import ask
from sim.cli.pathways import CARRY_ON, WATCH, name_of
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.plan.entry import ALWAYS
from sim.report.figures.pathways_map import leaves, passing, pathways_map, rows_of
from sim.report.text.pathway_words import branch_said, findings, least_regret, map_title
from sim.scenario import Scenario
from tests.unit.made_up import comparison
from tests.whole import scenario

BEGAN, ENDED, BOARD = ("enabler", "began"), ("enabler", "ended"), ("joint_governance", "began")
WHEN = {
    BEGAN: np.array([1.0, 2.0, ALWAYS, 1.0]),
    ENDED: np.array([ALWAYS, 3.0, ALWAYS, 5.0]),
    BOARD: np.array([0.5, ALWAYS, ALWAYS, ALWAYS]),
}
LABELS = {"enabler": "Coaching", "joint_governance": "A board"}


def planned(*words: str) -> Scenario:
    return ask("pathways", ["years=1", *words]).scenarios[1]


def test_a_path_is_what_was_done_in_the_order_of_time_within_the_years_run() -> None:
    assert paths(WHEN, 4.0) == [(BOARD, BEGAN), (BEGAN, ENDED), (), (BEGAN,)]
    assert paths(WHEN, 6.0)[3] == (BEGAN, ENDED)


def test_a_branch_has_its_futures_the_middle_year_of_each_step_and_what_people_get_there() -> None:
    found = branches(WHEN, 6.0, np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 0.5, 0.0, 0.1]))
    assert found[0] == Branch((BEGAN, ENDED), 2, (1.5, 4.0), 3.0, 0.3)
    assert {one.steps: one.futures for one in found} == {(BEGAN, ENDED): 2, (BOARD, BEGAN): 1, (): 1}
    assert branch_said(found[0], LABELS) == "“Coaching” begins (year 1.5), then “Coaching” ends (year 4.0)"
    assert map_title(found, LABELS, 4) == (
        "“Coaching” begins and “Coaching” ends in 2 of 4 futures; the others take 2 other branches"
    )
    assert map_title([Branch((), 4, (), 0.0, 0.0)], LABELS, 4) == "Nothing is called for in any future"


def test_a_signpost_says_in_how_many_futures_and_when_and_nothing_of_what_never_came() -> None:
    plan = planned().plan
    post, ended, board = signposts(plan, WHEN, 4.0)
    assert (post.outcome, post.level, post.months) == ("delayed", 85.0, 3.0)
    assert (post.share, post.earliest, post.median, post.latest) == (0.75, 1.0, 1.0, 2.0)
    assert (ended.share, board.share) == (0.25, 0.25)
    never = signposts(plan, {step: np.full(4, ALWAYS) for step in WHEN}, 4.0)[0]
    assert never.share == 0.0 and np.isnan(never.median)
    said = findings((post, never), regrets_of(0.01), LABELS, plan, WATCH, 4)
    assert said[0] == "Begin nothing by date: all waits for what comes out."
    assert said[1].endswith(
        "“Coaching” begins, which comes in 3 of 4 futures, in year 1.0 in the middle one (1.0 to 2.0)."
    )
    assert said[2].endswith("which comes in none of 4 futures.")


def regrets_of(shift: float | Array, other: float = 0.005) -> tuple[PlanRegret, ...]:
    watching, rival = comparison({"four_hour": shift}), comparison({"four_hour": other})
    pair = [(WATCH, watching.alternative), ("all at once", rival.alternative)]
    return regrets(watching.base, pair, CARRY_ON)[0]


def test_regret_is_what_the_best_of_each_future_brings_more() -> None:
    carried, watching, rival = regrets_of(np.where(np.arange(40) < 10, 0.0, 0.01))  # of four futures one gets nothing
    sixth = 1.0 / 6.0  # a smallest difference of half a point, in one of six outcomes
    assert carried.regret == pytest.approx((0.25 + 0.75 * 2.0) * sixth)
    assert watching.regret == pytest.approx(0.25 * sixth) and rival.regret == pytest.approx(0.75 * sixth)
    assert (carried.best, watching.best, rival.best) == (0.0, 0.75, 0.25)
    assert watching.nine_in_ten == pytest.approx(sixth) and watching.to_tell == rival.to_tell == 1.0
    assert least_regret([carried, watching, rival], WATCH, 40).startswith(
        "Least regret: watching, 0.04 of what one would just notice in the mean"
    )


def test_which_leaves_least_regret_is_withheld_where_chance_could_have_made_it_so() -> None:
    noisy = regrets_of(0.0051 + np.where(np.arange(40) % 2, 0.02, -0.02))
    assert noisy[2].to_tell > 1.0
    assert "withheld, for chance could have put watching ahead of" in least_regret(noisy, WATCH, 40)
    behind = regrets_of(0.001)
    assert least_regret(behind, WATCH, 40).startswith(
        "Least regret: all at once, 0.00 of what one would just notice in the mean of futures; the plan"
    )


def test_fixed_dates_are_every_choice_of_up_to_three_entries_that_wait() -> None:
    both = planned()
    rivals = fixed(both)
    assert list(rivals) == [("enabler",), ("joint_governance",), ("enabler", "joint_governance")]
    assert not any(entry.triggered for one in rivals.values() for entry in one.plan)
    assert [len(one.plan) for one in rivals.values()] == [1, 1, 2]
    assert name_of(both, ("enabler", "joint_governance")) == "all from the start"
    ends = planned("plan=[enabler]", "plan.enabler.end_if={outcome: delayed, below: 10}")
    assert list(fixed(ends)) == [()] and name_of(ends, ()) == "the plan to the end"


def test_the_year_of_each_step_is_that_of_the_run_and_comes_out_the_same_in_any_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = ("years=1", "warm_up_years=2", "behaviour=siloed")
    waits = scenario(*words).with_plan({"enabler": {"begin_if": {"outcome": "delayed", "above": 1.0, "months": 3}}})
    futures, when = run_watching(waits, range(2))
    assert list(watched(waits.plan)) == [BEGAN] and list(when[BEGAN]) == [4 / 13, 4 / 13]  # the first after 3 months
    monkeypatch.setattr("sim.analysis.pathways._BATCH", 1)
    counted = list[int]()
    alone = run_watching(waits, range(2), progress=counted.append)[0]
    assert counted == [1, 1]
    assert all(np.array_equal(alone.series[name], values) for name, values in futures.series.items())
    never = replace(waits, plan=waits.plan.with_values({"plan.enabler.begin_if.above": 1e6}))
    assert list(run_watching(never, [0])[1][BEGAN]) == [ALWAYS]


def test_the_map_has_a_line_for_each_part_and_none_leaves_before_the_one_it_leaves() -> None:
    taken = [
        Branch((), 5, (), 0.0, 0.0),
        Branch((BEGAN,), 3, (3.0,), 0.0, 0.0),
        Branch((BEGAN, ENDED), 1, (1.0, 2.0), 0.0, 0.0),
    ]
    assert rows_of(taken) == {(): 0, (BEGAN,): 1, (BEGAN, ENDED): 2}
    assert passing((BEGAN,), taken) == (4, 2.5) and passing((BEGAN, ENDED), taken) == (1, 2.0)
    assert leaves((BEGAN, ENDED), taken) == 2.5
    assert pathways_map(taken, LABELS, "A map", 4, 9)["png"] == pathways_map(taken, LABELS, "A map", 4, 9)["png"]


@pytest.mark.parametrize(
    "words", [["plan=[enabler]"], ["plan.enabler.from=1"], ["plan=[enabler]", "plan.enabler.until=2"]]
)
def test_a_plan_that_waits_for_nothing_is_refused_in_one_line(words: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        ask("pathways", words)
    assert "nothing in the plan waits" in str(refused.value) and "\n" not in str(refused.value)
