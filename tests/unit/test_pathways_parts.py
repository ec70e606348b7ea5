"""Parts of adaptive pathways by hand: batches of runs, limits of time, order of steps, and least regret."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.analysis import pathways
from sim.analysis.pathways import Branch, branches, fixed, paths, regrets, run_watching, signposts, watched
from sim.plan.entry import ALWAYS
from sim.scenario import Scenario
from tests.unit.made_up import comparison
from tests.whole import scenario

BEGAN, ENDED = ("enabler", "began"), ("enabler", "ended")
WHEN = {BEGAN: np.array([1.0, 4.0, 3.9, ALWAYS]), ENDED: np.array([0.5, 5.0, ALWAYS, ALWAYS])}
WAITS = {"begin_if": {"outcome": "delayed", "above": 85.0, "months": 3}}
ENDS = {"end_if": {"outcome": "delayed", "below": 10.0}}


@cache
def planned(*names: str) -> Scenario:
    """Return a plan with these entries that wait, and one that begins at its date and may end early."""
    return scenario().with_plan({**dict.fromkeys(names, WAITS), "coaching": ENDS})


def test_what_is_watched_is_each_trigger_by_its_step() -> None:
    both = scenario().with_plan({"enabler": {**WAITS, **ENDS}, "coaching": ENDS, "joint_governance": {}})
    assert list(watched(both.plan)) == [BEGAN, ENDED, ("coaching", "ended")]
    assert [trigger.level for trigger in watched(both.plan).values()] == [85.0, 10.0, 10.0]


def test_of_three_that_wait_every_choice_is_a_rival() -> None:
    three = fixed(planned("enabler", "joint_governance", "pooled_budget"))
    assert [len(begun) for begun in three] == [0, 1, 1, 1, 2, 2, 2, 3]
    alone = three[("enabler",)].plan
    assert [entry.name for entry in alone] == ["enabler", "coaching"] and not any(entry.triggered for entry in alone)
    assert [entry.name for entry in three[()].plan] == ["coaching"]


def test_of_four_that_wait_none_each_alone_and_all_are_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pathways, "_IN_ALL_SUBSETS", 2)
    found = fixed(planned("enabler", "joint_governance", "pooled_budget"))
    assert [len(begun) for begun in found] == [0, 1, 1, 1, 3]


@pytest.mark.parametrize(
    ("count", "workers", "jobs"),
    [
        (5, 1, [(0, 1, 2, 3, 4)]),
        (5, 2, [(0, 1, 2), (3, 4)]),
        (9, 1, [(0, 1, 2, 3, 4, 5), (6, 7, 8)]),  # six at most
        (6, 1, [(0, 1, 2, 3, 4, 5)]),
        (2, 5, [(0,), (1,)]),
        (3, 0, [(0, 1, 2)]),
    ],
)
def test_runs_go_in_batches_with_their_own_values_and_come_back_in_order(
    monkeypatch: pytest.MonkeyPatch, count: int, workers: int, jobs: list[tuple[int, ...]]
) -> None:
    done, given = list[int](), list[tuple[list[float], tuple[int, ...]]]()

    def shared(task: Any, asked: Sequence[Any], at: int) -> Iterator[tuple[int, Any]]:
        assert at == workers
        for number, (one, seeds) in reversed(list(enumerate(asked))):
            given.append((one.parameters["trust"].asymmetry.tolist(), seeds))
            part = np.array(seeds, dtype=float)
            yield number, ({"trust": np.tile(part, (13, 1))}, {BEGAN: part / 10.0})

    monkeypatch.setattr(pathways, "_BATCH", 6)
    monkeypatch.setattr(pathways, "shared", shared)
    made = planned("enabler").varied({"trust.asymmetry": 2.0 + np.arange(count) / 10.0})
    ensemble, when = run_watching(made, range(count), workers, done.append)
    assert given == [([2.0 + run / 10.0 for run in seeds], seeds) for seeds in jobs[::-1]]
    assert done == [len(seeds) for seeds in jobs[::-1]]
    assert ensemble.seeds == tuple(range(count)) and ensemble.scenario is made
    assert ensemble.series["trust"][5].tolist() == list(range(count))
    assert when[BEGAN].tolist() == [run / 10.0 for run in range(count)]


def test_a_step_at_the_very_end_was_not_taken_and_steps_go_in_the_order_of_time() -> None:
    assert paths(WHEN, 4.0) == [(ENDED, BEGAN), (), (BEGAN,), ()]
    assert paths(WHEN, 5.0) == [(ENDED, BEGAN), (BEGAN,), (BEGAN,), ()]
    assert paths({BEGAN: np.array([1.0]), ENDED: np.array([1.0])}, 4.0) == [(BEGAN, ENDED)], "at once: as declared"


def test_a_signpost_counts_the_futures_within_the_years_run() -> None:
    plan = scenario().with_plan({"enabler": {**WAITS, **ENDS}}).plan
    began, ended = signposts(plan, WHEN, 4.0)
    assert (began.entry, began.what, began.outcome, began.level, began.months) == ("enabler", "began", "delayed", 85, 3)
    assert (began.share, began.earliest, began.median, began.latest) == (0.5, 1.0, 2.45, 3.9)
    assert (ended.what, ended.share, ended.earliest, ended.median, ended.latest) == ("ended", 0.25, 0.5, 0.5, 0.5)


def test_a_branch_is_of_the_futures_that_took_it_the_commonest_first() -> None:
    found = branches(WHEN, 5.0, np.array([1.0, 2.0, 4.0, 8.0]), np.array([0.1, 0.2, 0.4, 0.8]))
    assert found[0] == Branch((BEGAN,), 2, (3.95,), 3.0, found[0].regret)
    assert found[0].regret == pytest.approx(0.3)
    assert [(one.steps, one.futures, one.years) for one in found[1:]] == [((ENDED, BEGAN), 1, (0.5, 1.0)), ((), 1, ())]


def test_regret_of_three_worked_by_hand() -> None:
    sixth = 1.0 / 6.0
    one = comparison({"four_hour": np.array([0.01, 0.01, 0.0, 0.0]), "programme_cost": 2.0}, futures=4)
    other = comparison({"four_hour": np.array([0.005, 0.005, 0.005, -0.005]), "leader_hours": 3.0}, futures=4)
    found, each = regrets(one.base, [("one", one.alternative), ("other", other.alternative)], "carry on")
    # gains, in sixths: nothing; 2, 2, 0, 0; 1, 1, 1, -1
    assert each * 6.0 == pytest.approx(np.array([[2, 2, 1, 0], [0, 0, 1, 0], [1, 1, 0, 1]], dtype=float))
    assert [row.plan for row in found] == ["carry on", "one", "other"]
    assert [row.people for row in found] == pytest.approx([0.0, sixth, sixth / 2.0])
    assert [row.regret for row in found] == pytest.approx([1.25 * sixth, 0.25 * sixth, 0.75 * sixth])
    assert [row.best for row in found] == [0.25, 0.75, 0.25]
    assert [row.nine_in_ten for row in found] == pytest.approx([2.0 * sixth, 0.7 * sixth, sixth])
    assert [(row.money, row.hours) for row in found] == [
        (0.0, 0.0),
        (pytest.approx(2.0), 0.0),
        (0.0, pytest.approx(3.0)),
    ]
    wide = 2.353363 * (4.0 / 3.0 / 4.0) ** 0.5 * sixth
    assert (found[1].low, found[1].high) == pytest.approx((sixth - wide, sixth + wide))
    # carrying on is behind by 2, 2, 0 and 0, a mean of 1, deviation 1.15: of six 2.015 * 1.15 / 2.45 = .95 either way;
    # the other by 1, 1, -1, 1, a mean of .5, deviation 1: of thirteen 1.782 / 3.61 = .494
    assert [row.to_tell for row in found] == [6 / 4, 1.0, 13 / 4]
