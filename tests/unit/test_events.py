"""Events: each detector on made-up recordings, worked out by hand; and a watched run is the run itself, bit for bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.events import DETECTORS, KINDS, Event, Recording, events_of, observer_of
from sim.events.beginnings import planned, taking_part
from sim.events.conflict import cost_moved, differences
from sim.events.leaders import leaders_who_leave, leaders_who_start
from sim.events.meetings import meetings, trust
from sim.events.passing import passed
from sim.events.people import home_care, treatment
from sim.events.projects import projects
from sim.events.promises import promises_that_break, promises_that_change
from sim.events.winters import hard_winters, hardest_weeks, ways_round
from sim.model import branches
from sim.model.engine import world_of
from sim.model.ensemble import run_batch
from sim.plan import Plan
from tests.unit.relationships.three_organisations import world
from tests.whole import differing, scenario

NOBODY = ()


def by_rounds(plan: Plan | None = None, **values: Any) -> Recording:
    """Return a recording of what stands at month 0 and in each round after."""
    arrays = {name: np.asarray(value, dtype=float) for name, value in values.items()}
    weeks = {name: np.concatenate([value[:1], np.repeat(value[1:], 4, axis=0)]) for name, value in arrays.items()}
    return Recording(world(), weeks, plan or Plan())


def by_weeks(**values: Any) -> Recording:
    return Recording(world(), {name: np.asarray(value, dtype=float) for name, value in values.items()})


def rounded(events: Iterator[Event]) -> list[Event]:
    return [replace(one, number=round(one.number, 9)) for one in events]


def with_one(rows: int, row: int, *values: float, usual: float = 0.0) -> Array:
    """Return rounds in which one row has these values and all others the usual one."""
    made = np.full((len(values), rows), usual)
    made[:, row] = values
    return made


def test_a_level_is_passed_by_a_margin_and_not_by_trembling() -> None:
    values = np.array([0.45, 0.52, 0.56, 0.48, 0.5, 0.44, 0.5])[:, None]
    assert list(passed(values, 0.5, 0.05)) == [(2, 0, True), (5, 0, False)]
    assert list(passed(np.array([[0.5, 0.2], [0.45, 0.55]]), 0.5, 0.05)) == [(1, 0, False), (1, 1, True)]


def test_a_leader_leaves_and_the_next_one_starts() -> None:
    record = by_rounds(left=with_one(4, 2, 0, 0, 1, 0, 0, 0), post_empty=with_one(4, 2, 0, 0, 10, 6, 2, 0))
    assert list(leaders_who_leave(record)) == [Event(4, ("council/chief",), "leader_left", 10.0)]
    assert list(leaders_who_start(record)) == [Event(16, ("council/chief",), "leader_started", 12.0)]
    already = by_rounds(post_empty=with_one(4, 0, 7, 3, 0))
    assert list(leaders_who_start(already)) == [Event(4, ("hospital/chief",), "leader_started", 4.0)]


def test_promises_grow_shrink_and_break() -> None:
    promise = with_one(4, 1, 0.3, 0.6, 0.52, 0.44, usual=0.2)
    record = by_rounds(promise=promise, delivered=promise - with_one(4, 1, 0, 0.06, 0.2, 0.01))
    who = ("council", "hospital")
    assert list(promises_that_change(record)) == [
        Event(0, who, "promise_grown", 0.6),
        Event(8, who, "promise_shrunk", 0.44),
    ]
    (broken,) = rounded(promises_that_break(record))
    assert broken == Event(0, who, "promise_broken", 0.06), "once, while it goes on"


def test_leaders_come_to_meet_monthly_in_the_mean_of_the_ties_of_their_boundary() -> None:
    between_hospital_and_council, others = [1.4, 1.2, 1.0, 1.2], [0.5] * 4
    record = by_rounds(contact=[[0.4] * 8, between_hospital_and_council + others, [0.8] * 4 + others])
    who = ("hospital", "council")
    assert rounded(meetings(record)) == [
        Event(0, who, "meetings_more", 1.2),
        Event(4, who, "meetings_fewer", 0.8),
    ]


def test_trust_is_gained_and_lost() -> None:
    record = by_rounds(trust=with_one(4, 3, 0.4, 0.56, 0.44, usual=0.43))
    who = ("practice", "hospital")
    assert list(trust(record)) == [Event(0, who, "trust_gained", 0.56), Event(4, who, "trust_lost", 0.44)]


def test_a_conflict_is_raised_or_boils_over_as_a_multiple_of_the_usual_at_month_0() -> None:
    record = by_rounds(
        conflict=[[0.5, 1.5], [0.4, 1.2], [0.4, 0.6]], raised=with_one(2, 1, 0, 1, 0), ruptured=with_one(2, 0, 0, 0, 1)
    )
    assert list(differences(record)) == [
        Event(0, ("hospital", "practice"), "difference_raised", 1.5),
        Event(4, ("hospital", "council"), "conflict_ruptured", 0.4),
    ]
    moved = by_rounds(shunted=with_one(4, 0, 0, 1), shunt_wish=with_one(4, 0, 0.2, 0.7))
    assert list(cost_moved(moved)) == [Event(0, ("hospital", "council"), "cost_moved", 0.7)]


def test_a_project_is_begun_piloted_adopted_and_ended_or_given_up() -> None:
    stages = with_one(4, 1, 0, 1, 1, 2, 2, 2, 3, 3, 0)
    stages[:, 2] = (2, 2, 0, 1, 0, 0, 0, 0, 0)
    record = by_rounds(stage=stages, project_effort=with_one(4, 1, *[0.3] * 9, usual=0.1))
    assert [(one.week, one.who[0], one.what, one.number) for one in projects(record)] == [
        (0, "home_first", "project_begun", 0.3),
        (4, "homes", "pilot_given_up", 4.0),
        (8, "home_first", "pilot_begun", 8.0),
        (8, "homes", "project_begun", 0.1),
        (12, "homes", "project_dropped", 4.0),
        (20, "home_first", "project_adopted", 20.0),
        (28, "home_first", "project_ended", 8.0),
    ]


def test_a_hard_winter_the_hardest_weeks_and_the_way_round() -> None:
    surge = np.zeros(53)
    surge[38:41] = 0.1
    assert list(hard_winters(by_weeks(surge=surge))) == [
        Event(37, NOBODY, "hard_winter_began", 0.1),
        Event(40, NOBODY, "hard_winter_ended", 3.0),
    ]
    delayed, four_hour = np.full((53, 4), 10.0), np.full(53, 0.7)
    delayed[1 + 10], delayed[1 + 33, 1], four_hour[1 + 30] = 99.0, 15.0, 0.6
    assert list(hardest_weeks(by_weeks(delayed=delayed, four_hour=four_hour))) == [
        Event(33, NOBODY, "hardest_week", 45.0),
        Event(30, NOBODY, "longest_in_a_and_e", 0.6),
    ]
    bought = by_weeks(bypass=[0.0, 0.3, 0.7, 0.3], bypass_cost=[0.0, 0.1, 0.4, 0.2])
    assert list(ways_round(bought)) == [
        Event(1, NOBODY, "way_round_bought", 0.4),
        Event(2, NOBODY, "way_round_ended", 0.2),
    ]


def test_people_wait_as_many_as_wait_over_as_many_as_leave() -> None:
    delayed, ready = np.full((53, 4), 40.0), np.full((53, 4), 20.0)
    delayed[1 + 39 :, 1] = 30.0  # in that week 20 come and 30 leave: 30 / 30 weeks
    delayed[1 + 39 - 1, 1] = 40.0
    record = by_weeks(delayed=delayed, ready=ready)
    assert list(home_care(record)) == [
        Event(39, NOBODY, "ready_for_home_care", 7.0),
        Event(40, NOBODY, "home_with_care", 7.0),
    ]
    ready[1 + 39] = 60.0  # 60 come and 70 leave: 30 / 70 weeks, and home within the week
    assert [(one.week, one.what) for one in home_care(by_weeks(delayed=delayed, ready=ready))] == [
        (39, "ready_for_home_care"),
        (39, "home_with_care"),
    ]
    listed = by_weeks(waiting_list=np.full(53, 3100.0), treated=np.full(53, 100.0))
    assert list(treatment(listed)) == [
        Event(0, NOBODY, "joins_waiting_list", 31.0),
        Event(31, NOBODY, "treated_at_last", 31.0),
    ]
    short = by_weeks(waiting_list=np.full(21, 3100.0), treated=np.full(21, 100.0))
    assert [one.what for one in treatment(short)] == ["joins_waiting_list"], "treated after the record ends"


def test_teams_join_together_and_stop() -> None:
    record = by_rounds(takes_part=[[0, 0, 0], [1, 1, 0], [1, 0, 0]])
    assert list(taking_part(record)) == [
        Event(0, ("hospital", "council"), "teams_joined", 2.0),
        Event(4, ("council",), "teams_stopped", 1.0),
    ]


def test_entries_of_a_plan_begin_and_end_by_date_or_when_their_trigger_had_it_so() -> None:
    dated = scenario().with_plan({"enabler": {"from": 0.25, "until": 0.5, "dose": 0.8}}).plan
    weeks = {"stage": np.zeros((33, 4))}
    assert list(planned(Recording(world(), weeks, dated))) == [
        Event(13, ("enabler",), "plan_began", 0.8),
        Event(26, ("enabler",), "plan_ended", 0.8),
    ]
    watched = scenario().with_plan({"enabler": {"begin_if": {"outcome": "delayed", "above": 60}}}).plan
    never, began = np.full(33, np.inf), np.where(np.arange(33) < 8, np.inf, 8 / 52)
    passed_level = {"plan_enabler_began": began, "plan_enabler_ended": never, **weeks}
    assert list(planned(Recording(world(), passed_level, watched))) == [Event(8, ("enabler",), "plan_began", 1.0)]
    assert not list(planned(Recording(world(), weeks, watched))), "its trigger was never passed"


def test_detectors_read_what_they_say_and_find_what_they_declare() -> None:
    made = scenario("behaviour=collaborative", "winter.admissions=0.1", "winter.year=1")
    observer = observer_of(world_of(made.acting.place), made.plan)
    run_batch(made, [3], each_week=observer)
    record = observer.recording
    assert record.weeks == 52 and not {name for one in DETECTORS for name in one.reads} - set(record.arrays)
    for detector in DETECTORS:
        mine = Recording(record.world, {name: record.arrays[name] for name in detector.reads or ["stage"]}, made.plan)
        assert {one.what for one in detector.detect(mine)} <= {kind.name for kind in detector.kinds}
    found = events_of(record)
    assert [one.week for one in found] == sorted(one.week for one in found)
    assert {"teams_joined", "hard_winter_began", "hard_winter_ended", "hardest_week"} <= {one.what for one in found}
    assert all(one.what in KINDS and 0 <= one.week < 52 and np.isfinite(one.number) for one in found)


@pytest.mark.parametrize(
    ("plan", "begun"),
    [
        ({}, []),
        ({"enabler": {"from": 0.5}}, [26]),
        ({"enabler": {"begin_if": {"outcome": "delayed", "above": 60}}}, [4]),
    ],
    ids=["no plan", "dated", "triggered"],
)
def test_a_watched_run_is_the_run_itself_bit_for_bit_and_shares_no_branch(
    plan: dict[str, Any], begun: list[int]
) -> None:
    made = scenario("behaviour=mixed").with_plan(plan)
    plain = run_batch(made, [3, 4]).series  # a dated plan goes by branches
    branches._KEPT.clear()
    observer = observer_of(world_of(made.acting.place), made.plan)
    watched = run_batch(made, [3], each_week=observer).series
    assert not branches._KEPT and observer.recording.weeks == 52
    assert not differing(watched, {name: values[:, :1] for name, values in plain.items()})
    assert [one.week for one in events_of(observer.recording) if one.what == "plan_began"] == begun
