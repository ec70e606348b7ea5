"""What every intervention must honour, whichever files stand in sim/interventions: nothing here names one."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, ClassVar

import numpy as np
import pytest

from sim.core.arithmetic import WEEKS_PER_ROUND
from sim.core.parameters import InputError, Unit, declare, param
from sim.core.state import Change, Variable
from sim.declared import declarations
from sim.interventions import INTERVENTIONS, Intervention, Levels
from sim.mechanisms.schedule import INTERVENTIONS_AFTER, MECHANISMS, ROUND
from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST
from sim.plan.acting import Interventions
from sim.scenario import Scenario
from sim.validation.fair_fight import care_outcomes
from sim.validation.runs import ALIKE
from sim.world.world import Clock
from tests.contract.watching import Watched
from tests.whole import Runs, arrays_of, differing, practices, scenario

VARIABLES: dict[str, Variable] = {v.name: v for kind in (*MECHANISMS, *INTERVENTIONS.values()) for v in kind.owns}
NAMES = tuple(INTERVENTIONS)
SEEDS = (3, 4)
CHANNELS = ("information", "handover", "projects", "shunting", "pooling")
COSTS = ("hours", "delay", "money")


@cache
def base() -> Scenario:
    return scenario("behaviour=mixed", "years=3", ALIKE, "place.figures.pooled_share=0.3", *practices(0.3))


@cache
def plain_at(number: int, *shut: str, seeds: tuple[int, ...] = SEEDS) -> Runs:
    """Return runs without an intervention at the start of a round, to be read alone."""
    return Runs(base().varied(dict.fromkeys(shut, False)), seeds).to(number)


@cache
def with_it(name: str, **said: Any) -> Scenario:
    return base().with_plan({name: {"from": 0.5, "until": 1.5, **said}})


@cache
def steps(name: str) -> list[tuple[frozenset[str], tuple[Change, ...], dict[str, Any]]]:
    """Return what it read, what it changed and the state before, in rounds before, at, within and after its time."""
    runs, found = Runs.settled(with_it(name), SEEDS), []
    kind = INTERVENTIONS[name](base().parameters[name], runs.machine.world)
    for number in (0, 6, 7, 8, 12, 19, 20, 21, 24):
        runs.to(number)
        state, draws, clock = runs.state.copy(), runs.streams.at(number), Clock(number * WEEKS_PER_ROUND)
        acting = next(rule for rule in runs.machine.round if isinstance(rule, Interventions))
        place = runs.machine.round.index(acting)
        for rule in runs.machine.round[:place]:
            state.apply(rule.step(state, draws, clock))
        levels = acting.levels(acting.made[0][1], draws, clock)
        started = {v.name: v for v in kind.owns if v.name in state.__dict__}
        if len(started) < len(kind.owns):
            state.__dict__.update(kind.start(draws, len(SEEDS)))
        watched = Watched(dict(state.__dict__))
        changes = tuple(kind.step(watched, levels, draws, clock))
        before = dict(state.__dict__)
        if kind.later:
            found.append((frozenset(watched.__dict__["_read"]), changes, before))
            state.apply(changes)
            for rule in runs.machine.round[place + 1 :]:
                if isinstance(rule, Interventions):
                    break
                state.apply(rule.step(state, draws, clock))
            watched, before = Watched(dict(state.__dict__)), dict(state.__dict__)
            changes = tuple(kind.late(watched, levels, draws, clock))
        found.append((frozenset(watched.__dict__["_read"]), changes, before))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_is_what_it_costs_and_how_its_traces_fade(name: str) -> None:
    kind = INTERVENTIONS[name]
    assert name == kind.__module__.rpartition(".")[2] and name not in {one.name for one in MECHANISMS}
    assert kind.label and kind.label[0].isupper() and not kind.label.endswith(".")
    assert kind.sentence and kind.sentence[0].islower() and not kind.sentence.endswith(".")
    assert f"{name}.price" in declarations() and "price" not in {v.name for v in kind.owns}
    assert dataclasses.is_dataclass(kind.Params) and kind.least >= 1
    assert kind.later in {"", *(rule.name for rule in ROUND)}
    fields = {f.name for f in dataclasses.fields(kind.Params)}
    assert {d.key.split(".")[1] for d in declare(name, kind.Params)} == fields


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_and_writes_what_it_says_owns_what_it_sets_and_touches_no_stock(name: str) -> None:
    kind = INTERVENTIONS[name]
    read = frozenset().union(*(one for one, _, _ in steps(name)))
    assert read - {v.name for v in kind.owns} <= set(kind.reads), f"{name} reads {sorted(read - set(kind.reads))}"
    assert set(kind.reads) <= read, f"{name} declares what it never reads"
    written: set[str] = set()
    for _, changes, before in steps(name):
        for change in changes:
            written |= {change.name, change.sink} - {""}
            variable = VARIABLES[change.name]
            assert np.isfinite(change.value).all()
            if change.kind == "put":
                assert variable in kind.owns, f"{name} sets {change.name}, which it does not own"
                assert np.shape(change.value) == before[change.name].shape
            elif change.kind == "flow":
                assert variable.conserved and variable.conserved == VARIABLES[change.sink].conserved
            else:
                assert not variable.conserved, f"{name} makes or loses {change.name}"
                assert (
                    np.broadcast_shapes(np.shape(change.value), before[change.name].shape) == before[change.name].shape
                )
    assert written == set(kind.writes), f"{name}: {sorted(written ^ set(kind.writes))}"


@pytest.mark.parametrize("name", NAMES)
def test_before_it_begins_it_changes_no_bit_and_then_it_moves_outcomes(name: str) -> None:
    """It begins half a year after month 0; a dial that does nothing is no intervention."""
    planned = Runs(with_it(name), SEEDS).to(7)
    assert not differing(arrays_of(plain_at(7).state), arrays_of(planned.state))
    now, then = plain_at(12).state, planned.to(12).state
    dearer = bool((then.office > now.office).all()) or bool((then.practice_hours > now.practice_hours).any())
    assert dearer, "it takes neither money nor hours"
    assert differing(plain_at(26).recorder.arrays(), planned.to(26).recorder.arrays())


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_every_variable_within_its_bounds(name: str) -> None:
    made = (
        base()
        .with_plan({name: {"from": 0, "until": 2}})
        .varied({d.key: d.plausible[1] for d in declare(name, INTERVENTIONS[name].Params) if d.plausible})
    )
    runs = Runs.settled(made, SEEDS).to(20)
    for variable in (v for v in VARIABLES.values() if v.name in runs.state.__dict__):
        values = getattr(runs.state, variable.name)
        assert (values >= variable.low - 1e-12).all() and (values <= variable.high + 1e-12).all(), variable.name


@pytest.mark.parametrize("name", NAMES)
def test_with_no_dose_or_nobody_it_changes_no_bit(name: str) -> None:
    for said in ({"dose": 0.0}, {"who": {"share": 0.0}}):
        none = Runs.settled(base().with_plan({name: {"from": 0.0, "until": 0.5, **said}}), SEEDS).to(8)
        assert not differing(arrays_of(plain_at(8).state), arrays_of(none.state)), said


@pytest.mark.parametrize("name", NAMES)
def test_once_its_traces_are_gone_its_rule_rests(name: str) -> None:
    """What others learned stays with them; the intervention itself has nothing left, and acts in no bit."""
    fast = {d.key: d.limits[0] for d in declare(name, INTERVENTIONS[name].Params) if d.key.endswith(".half_life")}
    runs = Runs.settled(base().with_plan({name: {"until": 0.5}}).varied(fast), SEEDS).to(26)
    acting = next(rule for rule in runs.machine.round if isinstance(rule, Interventions))
    assert not list(acting.step(runs.state, runs.streams.at(26), Clock(26 * WEEKS_PER_ROUND)))


@pytest.mark.parametrize("name", NAMES)
def test_each_of_its_numbers_acts_and_each_run_of_a_batch_is_the_run_alone(name: str) -> None:
    keys = [d for d in declare(name, INTERVENTIONS[name].Params) if d.plausible and d.unit is not None]
    made = base().with_plan({name: {"from": 0.25, "until": 1.5}})  # an April lies within
    changes = [(d.key, end) for d in keys for end in d.plausible or () if end != d.default]
    values = {d.key: np.full(len(changes) + 1, float(d.default)) for d in keys}
    for run, (key, value) in enumerate(changes, 1):
        values[key][run] = value
    batch, moved = Runs.settled(made.varied(values), [SEEDS[0]] * (len(changes) + 1)), set[str]()
    while batch.number < 26 and moved != {d.key for d in keys}:
        batch.to(batch.number + 13)
        moved = {key for run, (key, _) in enumerate(changes, 1) if _apart(batch, run)}
    assert moved == {d.key for d in keys}, f"dead: {sorted({d.key for d in keys} - moved)}"
    key, value = changes[-1]
    alone = Runs.settled(made.varied({key: value}), [SEEDS[0]]).to(batch.number)
    for variable, values_of in arrays_of(batch.state).items():
        assert np.array_equal(values_of[..., -1:], arrays_of(alone.state)[variable]), variable


def _apart(batch: Runs, run: int) -> bool:
    return any((v[..., run] != v[..., 0]).any() for v in batch.recorder.arrays().values())


def test_interventions_act_once_teams_took_up_their_practices() -> None:
    rules = Runs(with_it(NAMES[0]), SEEDS).machine.round
    place = next(number for number, rule in enumerate(rules) if isinstance(rule, Interventions))
    assert isinstance(rules[place - 1], INTERVENTIONS_AFTER)
    assert not any(isinstance(rule, Interventions) for rule in Runs(base(), SEEDS).machine.round)


def test_an_intervention_without_its_price_is_refused_in_one_line() -> None:
    @dataclasses.dataclass(frozen=True)
    class FreeParams:
        hours: float = param(1.0, unit=Unit.HOURS_PER_WEEK, plausible=(0.0, 2.0), label="Hours", source="choice")

    class Free(Intervention):
        name: ClassVar[str] = "free"
        Params: ClassVar[type[Any]] = FreeParams

        def step(self, state: Any, level: Levels, draws: Any, clock: Any) -> Any:
            return ()

    with pytest.raises(InputError, match=r"^free\.price: missing"):
        Free.checked()


@pytest.mark.parametrize("name", NAMES)
def test_with_every_channel_and_cost_shut_it_changes_nothing_in_care(name: str) -> None:
    """N1 of the fair fight: it acts through the five channels and the three costs, or not at all."""
    shut = tuple(f"channels.{one}" for one in (*CHANNELS, *COSTS))
    plain, planned = plain_at(20, *shut), Runs.settled(with_it(name).varied(dict.fromkeys(shut, False)), SEEDS).to(20)
    care = set(care_outcomes())
    apart = set(differing(plain.recorder.arrays(), planned.recorder.arrays())) & care
    assert not apart, f"{name} reaches {sorted(apart)} by another way"


@pytest.mark.parametrize("name", NAMES)
def test_with_its_costs_and_no_channel_it_never_helps_people(name: str) -> None:
    """N2 of the fair fight: in the mean of some futures no outcome for people is better, and it is dearer."""
    shut, seeds = tuple(f"channels.{one}" for one in CHANNELS), tuple(range(16))
    planned = Runs.settled(with_it(name).varied(dict.fromkeys(shut, False)), seeds).to(26)
    before, after = plain_at(26, *shut, seeds=seeds).recorder.arrays(), planned.recorder.arrays()
    for declared in OUTCOMES.values():
        if declared.domain in PEOPLE_FIRST and declared.better and declared.name != "admissions":
            gain = declared.better * (after[declared.name] - before[declared.name])[-13:].mean()
            assert gain <= 1e-9, f"{name}: {declared.name} is better by {gain:g} without a channel"
    assert (after["programme_cost"] - before["programme_cost"])[7:19].mean() > 0.0
