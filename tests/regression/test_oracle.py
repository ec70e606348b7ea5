"""The arrays against the round written one agent at a time: every variable, to one part in a billion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from sim.composition import CONFIGS
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.core.draws import Streams
from sim.core.state import State
from sim.model.engine import Machine, build, streams_of
from sim.place import Place
from sim.scenario import load_scenario
from sim.theories import Theory, theories
from tests.other_places import four_organisations, two_hospitals
from tests.reference import ReferenceRound, differences, load
from tests.reference.loading import load_care, round_variables

CLOSE = {"relative": 1e-9, "absolute": 1e-12}
PRACTICES = [f"participation.{name}=0.5" for name in ("vision", "contact", "conflict", "altruism", "commitment")]
NOTHING_YET = (
    "projects.easy=0"  # so that kinds of project begin, are piloted and adopted within the few rounds compared
)
TOGETHER = ["behaviour=collaborative_all", NOTHING_YET, *PRACTICES]
SILOED = ["behaviour=siloed", "pressure=austerity", NOTHING_YET]
RESTLESS = ["turnover.pace=2", "projects.pilot_weeks=28", "projects.threshold=0.7"]
POOLED = [
    "behaviour=mixed",
    "participation.share=0.4",
    *PRACTICES,
    "place.figures.pooled_share=0.3",
    "decision.need_pull=0.2",
]
SHUT = [
    f"channels.{name}=false"
    for name in ("information", "handover", "projects", "shunting", "pooling", "hours", "delay", "money")
]


@dataclass
class Trial:
    """One run of the arrays, with the reference beside it."""

    machine: Machine
    streams: Streams
    state: State
    events: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, overrides: list[str], seed: int, *, reverse: bool = False, place: Place | None = None) -> Trial:
        scenario = load_scenario(["warm_up_years=2", *overrides])
        scenario = replace(scenario, place=place or scenario.place)
        if reverse:
            place = scenario.place
            lists = {name: getattr(place, name)[::-1] for name in ("organisations", "interfaces", "projects")}
            scenario = replace(scenario, place=replace(place, **lists))
        machine, streams = build(scenario), streams_of(scenario, [seed])
        return cls(machine, streams, machine.start(streams))

    def settle(self, first: int, last: int) -> Trial:
        """Run the arrays alone from one round up to another."""
        for number in range(first, last):
            self.machine.step(self.state, self.streams, number * WEEKS_PER_ROUND)
        return self

    def round(self, number: int) -> None:
        """Run the arrays' round and count what happened."""
        before = self.state.stage
        replace(self.machine, week=()).step(self.state, self.streams, number * WEEKS_PER_ROUND)
        after, events = self.state.stage, self.events
        events["left"] += int(self.state.left.sum())
        events["raised"] += int(self.state.raised.sum())
        events["ruptured"] += int(self.state.ruptured.sum())
        events["shunted"] += int(self.state.shunted.sum())
        events["started"] += int(((before == 0) & (after == 1)).sum())
        events["piloted"] += int(((before == 1) & (after == 2)).sum())
        events["adopted"] += int(((before == 2) & (after == 3)).sum())
        events["given up"] += int(((before > 0) & (before < 3) & (after == 0)).sum())
        events["ended"] += int(((before == 3) & (after == 0)).sum())

    def care(self, number: int) -> None:
        """Run the arrays' four weeks of care."""
        replace(self.machine, round=()).step(self.state, self.streams, number * WEEKS_PER_ROUND)

    def compare(self, first: int, last: int, *, reload: bool) -> None:
        """Run both from one round up to another, comparing after each round.

        Args:
            first: first round; negative in the warm-up.
            last: round before which to stop.
            reload: whether the reference takes up the arrays' state before every round, or only care's after the first.
        """
        model = ReferenceRound(self.machine.scenario, self.streams, first * WEEKS_PER_ROUND)
        load(model, self.machine, self.state)
        for number in range(first, last):
            if reload:
                load(model, self.machine, self.state)
            else:
                load_care(model, self.machine, self.state)
            model.step()
            self.round(number)
            assert differences(model, self.machine, self.state, **CLOSE) == [], f"round {number}"
            self.care(number)

    def run_projects(self) -> Trial:
        """Put every kind of project to work: doubtful pilots about to be judged, adopted ones near their end."""
        projects = self.machine.world.size("project")
        at = np.arange(projects)[:, None]
        piloted = at % 4 == 1
        put = {
            "stage": np.where(piloted, 2.0, 3.0),
            "progress": np.where(piloted, 0.95, 0.0),
            "project_fit": np.where(piloted, 0.25, 0.2 + 0.3 * at),
            "project_low": np.where(piloted, 0.0, 12.0),
            "recruited": np.full((projects, 1), 0.5),
            "reach": 0.1 + 0.1 * at,
            "project_effect": np.full((projects, 1), 0.3),
        }
        assert all(value.shape == getattr(self.state, name).shape for name, value in put.items())
        self.state = State({**self.state.__dict__, **put})
        return self


@pytest.mark.parametrize("reload", [True, False], ids=["reloaded", "carried"])
@pytest.mark.parametrize("overrides", [TOGETHER, SILOED], ids=["together", "siloed"])
def test_the_arrays_agree_with_one_agent_at_a_time(overrides: list[str], reload: bool) -> None:
    trial = Trial.of(overrides, seed=17).settle(-2 * ROUNDS_PER_YEAR, 0)
    trial.compare(0, 8, reload=reload)
    seen = {"left", "raised", "ruptured", "shunted", "started", "adopted", "given up"}
    assert seen <= set(+trial.events), f"this seed shows too little: {trial.events}"


def test_they_agree_through_two_restless_years() -> None:
    trial = Trial.of([*TOGETHER, *RESTLESS], seed=3).settle(-2 * ROUNDS_PER_YEAR, 0)
    trial.compare(0, 2 * ROUNDS_PER_YEAR, reload=False)
    assert trial.events["left"] >= 20 and trial.events["piloted"] >= 2 and trial.events["adopted"] >= 2, trial.events


@pytest.mark.parametrize("overrides", [POOLED, [*SILOED, *PRACTICES]], ids=["pooled", "practising alone"])
def test_they_agree_while_projects_of_all_kinds_work_and_end(overrides: list[str]) -> None:
    trial = Trial.of(overrides, seed=5).settle(-2 * ROUNDS_PER_YEAR, 0).run_projects()
    trial.compare(0, 8, reload=False)
    assert trial.events["ended"] >= 1, trial.events
    kinds = {project.effect for project in trial.machine.scenario.place.projects}
    assert kinds == {"upstream", "home_first", "care_homes", "records", "company"}
    assert (trial.state.project_effect > 0).all() and (trial.state.project_signals != 0).all()


@pytest.mark.parametrize("made", [None, four_organisations], ids=["Anyplace", "four"])
def test_they_agree_where_seats_decide(made: Callable[[], Place] | None) -> None:
    trial = Trial.of(["behaviour=collaborative", *RESTLESS, "seats.level=0.8"], seed=19, place=made() if made else None)
    trial.settle(-2 * ROUNDS_PER_YEAR, 0).compare(0, 6, reload=False)
    assert trial.events["left"] and (trial.state.seat_say > 0.0).any() and (trial.state.staff_say != 1.0).any()


RIVALS = [one for one in theories() if not one.usual]
ACTING = [*TOGETHER, *RESTLESS[:2], "pressure=austerity"]  # a theory may set the threshold of projects


@pytest.mark.parametrize("theory", RIVALS, ids=lambda one: one.word)
def test_they_agree_under_rival_theories(theory: Theory) -> None:
    trial = Trial.of([*ACTING, theory.word], seed=23).settle(-2 * ROUNDS_PER_YEAR, -3)
    trial.compare(-3, ROUNDS_PER_YEAR, reload=False)


@dataclass
class Noted:
    """Parameters of one rule, noting which of them are asked for."""

    group: str
    params: Any
    asked: set[str]

    def __getattr__(self, name: str) -> Any:
        self.asked.add(f"{self.group}.{name}")
        return getattr(self.params, name)


def dials_read(overrides: list[str]) -> set[str]:
    """Return the parameters that two rounds of the reference ask for, one of them live."""
    trial, asked = Trial.of(overrides, seed=7), set[str]()
    model = ReferenceRound(trial.machine.scenario, trial.streams, -WEEKS_PER_ROUND)
    noted: Any = {name: Noted(name, some, asked) for name, some in trial.machine.scenario.parameters.items()}
    model.parameters = noted
    trial.settle(-2 * ROUNDS_PER_YEAR, -1)
    load(model, trial.machine, trial.state)
    model.step()
    load_care(model, trial.machine, trial.state)
    model.step()
    return asked


def test_the_reference_knows_every_dial_of_every_theory() -> None:
    """A theory that it cannot know would pass the comparison wherever its dials happen to move nothing."""
    read = dials_read(ACTING)
    unknown = {one.word: sorted({*dict(one.dials), *dict(one.steps)} - read) for one in theories()}
    missing = {word: dials for word, dials in unknown.items() if dials}
    assert not missing, f"write these into tests/reference, one agent at a time: {missing}"


def test_every_file_of_a_theory_is_compared() -> None:
    files = {f"{path.parent.name}.theory={path.stem}" for path in (CONFIGS / "theory").glob("*/*.yaml")}
    assert files == {one.word for one in theories()} and {one.word for one in RIVALS} <= files
    usual = {one.word for one in theories() if one.usual}
    assert files - {one.word for one in RIVALS} == usual, "a rival without dials is compared as the usual rule"


def test_what_makes_conditional_teams_and_weakest_links_act_is_seen() -> None:
    usual, waits, slow = (
        Trial.of([*POOLED, "pressure=austerity", *more], seed=29).settle(-2 * ROUNDS_PER_YEAR, ROUNDS_PER_YEAR).state
        for more in ([], ["cooperation.theory=conditional"], ["combination.theory=weakest_link"])
    )
    assert 0 < waits.willing.sum() < waits.willing.size, "some teams hold back, and not all"
    assert (slow.project_effort < usual.project_effort).all() and slow.rework.mean() > usual.rework.mean()


def test_they_agree_where_only_some_of_a_rival_rule_acts() -> None:
    some = ["trust.recent=0.4", "trust.reputation=0.3", "promises.reciprocity=0.5", "cooperation.learning=0.5"]
    some += ["cooperation.conditional=0.8", "cooperation.success=2", "sponsors.weakest=0.4", "crossing.slowest=0.6"]
    some += ["sponsors.wicked=0.3"]
    trial = Trial.of([*POOLED, *RESTLESS, "pressure=austerity", *some], seed=29).settle(-2 * ROUNDS_PER_YEAR, 0)
    trial.compare(0, 2 * ROUNDS_PER_YEAR, reload=False)
    assert trial.events["left"] and (trial.state.joint_pay != 0.0).any()
    assert 0 < trial.state.willing.sum() < trial.state.willing.size, "some teams hold back, and not all"


def test_they_agree_in_the_warm_up_and_across_month_0() -> None:
    trial = Trial.of(["behaviour=collaborative"], seed=11).settle(-2 * ROUNDS_PER_YEAR, -15)
    trial.compare(-15, 3, reload=False)


def test_they_agree_whatever_the_order_of_the_place_file() -> None:
    Trial.of(TOGETHER, seed=7, reverse=True).settle(-2 * ROUNDS_PER_YEAR, 0).run_projects().compare(0, 3, reload=False)


@pytest.mark.parametrize("made", [partial(two_hospitals, 0.7, 0.3), four_organisations], ids=["two", "four"])
def test_they_agree_in_places_of_another_make_and_size(made: Callable[[], Place]) -> None:
    place = made()
    place = replace(place, figures=replace(place.figures, population=150_000.0, pooled_share=0.3))
    trial = Trial.of(TOGETHER, seed=7, place=place).settle(-2 * ROUNDS_PER_YEAR, 0).run_projects()
    trial.compare(0, 6, reload=False)
    assert abs(trial.state.pooled_transfer[0]) > 0.0 and trial.state.office[0] > 0.0


def test_they_agree_from_the_very_start() -> None:
    Trial.of(["behaviour=as_today"], seed=12).compare(-2 * ROUNDS_PER_YEAR, -2 * ROUNDS_PER_YEAR + 6, reload=False)


@pytest.mark.parametrize("shut", [SHUT, SHUT[::2], SHUT[1::2]], ids=["all", "even", "odd"])
def test_they_agree_with_channels_shut(shut: list[str]) -> None:
    trial = Trial.of([*POOLED, *shut], seed=13).settle(-2 * ROUNDS_PER_YEAR, 0).run_projects()
    trial.compare(0, 2, reload=False)


@pytest.mark.parametrize("name", ["tie_trust", "stage", "handover", "vision"])
def test_the_comparison_finds_one_value_wrong_by_a_hair(name: str) -> None:
    trial = Trial.of(TOGETHER, seed=7).settle(-2 * ROUNDS_PER_YEAR, -2 * ROUNDS_PER_YEAR + 2)
    model = ReferenceRound(trial.machine.scenario, trial.streams, 0)
    load(model, trial.machine, trial.state)
    assert differences(model, trial.machine, trial.state, **CLOSE) == []
    wrong = getattr(trial.state, name).copy()
    wrong[-1, ..., 0] += 1e-8
    trial.state = State({**trial.state.__dict__, name: wrong})
    assert {found.variable for found in differences(model, trial.machine, trial.state, **CLOSE)} == {name}


def test_every_variable_of_the_round_is_compared() -> None:
    machine = Trial.of(TOGETHER, seed=7).machine
    written = {name for mechanism in machine.round for name in mechanism.writes}
    assert written <= {variable.name for variable in round_variables(machine)}
