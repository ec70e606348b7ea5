"""Running a batch of runs: build the mechanisms, start, settle as today, then step round by round.

The same lines serve one run and many: the Mesa face is a batch of one whose decisions are taken by agents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.ablation import acting
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array
from sim.core.counts import so_many
from sim.core.draws import Streams
from sim.core.given import of_kind
from sim.core.parameters import InputError
from sim.core.state import Ledger, State, Variable
from sim.mechanisms.decisions.deciding import Deciding
from sim.mechanisms.decisions.participation import Participation
from sim.mechanisms.pressures.divergence import levels_of
from sim.mechanisms.schedule import MECHANISMS, ROUND, WEEK
from sim.model.kept_variables import KeptVariables
from sim.outcomes import Recorder
from sim.place import Place
from sim.place.graph import graph_of
from sim.plan.acting import PlannedRule, in_force
from sim.scenario import Scenario
from sim.world.network import network_of
from sim.world.world import Clock, Mechanism, World

Decide = Callable[[Deciding, State], None]


@dataclass(frozen=True, repr=False)
class Machine:
    """A scenario made ready to run: its world and its mechanisms in the order of the schedule."""

    scenario: Scenario
    world: World
    round: tuple[Mechanism, ...]
    week: tuple[Mechanism, ...]

    def __repr__(self) -> str:
        return f"<Machine of {so_many(len(self.round) + len(self.week), 'mechanisms')} for {self.scenario!r}>"

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All state variables, in the order of the mechanisms that own them."""
        return tuple(variable for mechanism in self.round + self.week for variable in mechanism.owns)

    @property
    def deciding(self) -> Deciding:
        """The rule by which everybody decides, as it is where no plan changes it."""
        rules = (rule.rule if isinstance(rule, PlannedRule) else rule for rule in self.round)
        return next(rule for rule in rules if isinstance(rule, Deciding))

    def start(self, streams: Streams) -> State:
        """Return the state before the warm-up."""
        runs, draws = len(streams.replicates), streams.at(-(2**20))
        arrays: dict[str, Array] = {}
        for mechanism in self.round + self.week:
            arrays.update(mechanism.start(draws, runs))
        return State(arrays)

    def step(
        self,
        state: State,
        streams: Streams,
        week: int,
        *,
        decide: Decide | None = None,
        recorder: Recorder | None = None,
        ledger: Ledger | None = None,
        each_week: Callable[[State], None] | None = None,
    ) -> None:
        """Advance the state by one four-week round.

        Args:
            state: altered.
            streams: the draws of the batch.
            week: first week of the round, counted from month 0.
            decide: takes the decisions, agent by agent (the Mesa face).
            recorder: sees the state after each week and after the round.
            ledger: audits flows.
            each_week: shown the state after each week.
        """
        clock, draws = Clock(week), streams.at(week // WEEKS_PER_ROUND)
        if ledger is not None:
            ledger.year = week // (ROUNDS_PER_YEAR * WEEKS_PER_ROUND)
        for rule in self.round:
            mechanism = rule.now(state, draws, clock) if isinstance(rule, PlannedRule) else rule
            if decide is not None and isinstance(mechanism, Deciding):
                decide(mechanism, state)
            else:
                state.apply(mechanism.step(state, draws, clock), ledger, mechanism.name)
        for later in range(WEEKS_PER_ROUND):
            clock, draws = Clock(week + later), streams.at(week + later)
            for rule in self.week:
                mechanism = rule.now(state, draws, clock) if isinstance(rule, PlannedRule) else rule
                state.apply(mechanism.step(state, draws, clock), ledger, mechanism.name)
            if recorder is not None:
                recorder.week(state)
            if each_week is not None:
                each_week(state)
        if recorder is not None:
            recorder.round(state)


@dataclass(frozen=True)
class Onlookers:
    """Who looks at a batch on its way.

    Attributes:
        recorder: sees the state after each week and each round.
        ledger: audits flows.
        before_round: called before each round, or each year of rounds that run compiled; it may stop the batch by
            raising.
        each_week: shown the state after each week.
        each_round: shown the number of each round, and the state after it.
        kept: state variables, kept after each round.
    """

    recorder: Recorder | None = None
    ledger: Ledger | None = None
    before_round: Callable[[], None] | None = None
    each_week: Callable[[State], None] | None = None
    each_round: Callable[[int, State], None] | None = None
    kept: KeptVariables | None = None


NOBODY = Onlookers()


class Rounds(Protocol):
    """Advances a batch by some rounds, counted from month 0, in whatever machine, to the same bits."""

    def __call__(
        self, machine: Machine, state: State, streams: Streams, rounds: range, seen_by: Onlookers = NOBODY
    ) -> None:
        """Advance the state, which is altered."""
        ...


def numpy_rounds(machine: Machine, state: State, streams: Streams, rounds: range, seen_by: Onlookers = NOBODY) -> None:
    """Advance a batch by some rounds in numpy."""
    for number in rounds:
        if seen_by.before_round:
            seen_by.before_round()
        machine.step(
            state,
            streams,
            number * WEEKS_PER_ROUND,
            recorder=seen_by.recorder,
            ledger=seen_by.ledger,
            each_week=seen_by.each_week,
        )
        if seen_by.kept:
            seen_by.kept.see(state)
        if seen_by.each_round:
            seen_by.each_round(number, state)


@lru_cache(maxsize=32)
def world_of(place: Place) -> World:
    """Return the world of a place."""
    return World(place, network_of(graph_of(place)))


def build(scenario: Scenario) -> Machine:
    """Make the mechanisms of a scenario, in which what nobody knows is drawn already (`Scenario.in_futures`)."""
    assert not scenario.unknowns, "what nobody knows is drawn for each future first"
    parameters = scenario.acting.parameters
    assert not parameters["divergence"].levels, "what other figures a place has is drawn for each future first"
    world = world_of(scenario.acting.place).at(levels_of(parameters["divergence"]))
    made: dict[type[Any], Any] = {}
    for kind in MECHANISMS:
        params = parameters[kind.name]
        extra: tuple[Any, ...] = (BEHAVIOURS[scenario.behaviour],) if kind in (Participation, Deciding) else ()
        made[kind] = kind(params, world, *extra)
    rounds, weeks = tuple(made[k] for k in ROUND), tuple(made[k] for k in WEEK)
    if scenario.plan:
        rounds, weeks = (in_force(scenario.plan, rules, world, parameters) for rules in (rounds, weeks))
    rounds = acting(rounds, scenario.ablations, world)
    return Machine(scenario, world, rounds, weeks)


def replicates(seeds: Iterable[Any]) -> tuple[int, ...]:
    """Return seeds as whole numbers, or raise `InputError`."""
    given = tuple(of_kind("seeds", seeds, Iterable, "whole numbers, such as range(16)"))
    for seed in given:
        whole = isinstance(seed, int | np.integer) and not isinstance(seed, bool)
        if not whole or not 0 <= seed < 2**63:
            raise InputError(f"seed = {repr(seed)[:60]}: expected a whole number from 0 to {2**63 - 1}")
    if not given:
        raise InputError("seeds: none given, expected at least one")
    return tuple(map(int, given))


def streams_of(scenario: Scenario, seeds: Sequence[int] | NDArray[Any]) -> Streams:
    """Return the draws of the replicates `seeds` under the scenario's root seed."""
    return Streams(scenario.root_seed, np.array(replicates(seeds), dtype=np.uint64))


_SETTLED: dict[tuple[Any, ...], State] = {}
MOST_SETTLED = 8


def settle(
    machine: Machine, streams: Streams, before_round: Callable[[], None] | None = None, rounds: Rounds = numpy_rounds
) -> State:
    """Return the settled state at month 0: years of the warm-up as today, without growth; kept for the other arms.

    Arms share it when place, parameters that act in the warm-up and replicates agree; what a team practises, and who
    takes part,
    begins at month 0. What is called before each round of the warm-up may stop it by raising; nothing is then kept.
    """
    key = (machine.scenario.settled_key, streams.root_seed, streams.replicates.tobytes())
    if key in _SETTLED:
        _SETTLED[key] = _SETTLED.pop(key)  # the one used longest ago makes room first
    else:
        while len(_SETTLED) >= MOST_SETTLED:
            _SETTLED.pop(next(iter(_SETTLED)))
        _SETTLED[key] = _settled(machine, streams, before_round, rounds)
        _SETTLED[key].freeze()
    return _SETTLED[key].copy()


def _settled(machine: Machine, streams: Streams, before_round: Callable[[], None] | None, rounds: Rounds) -> State:
    """Settle each run once: runs on the same draws that agree in all that acts in the warm-up are one until month 0."""
    columns = [np.asarray(values, dtype=float).view(np.uint64) for values in machine.scenario.settled_by_run]
    distinct = np.column_stack([streams.replicates, *columns])
    _, runs, of = np.unique(distinct, axis=0, return_index=True, return_inverse=True)
    alike = len(runs) < len(distinct)
    if alike:
        machine = build(machine.scenario.at_runs(runs, len(distinct)))
        streams = Streams(streams.root_seed, streams.replicates[runs])
    state, first = machine.start(streams), -machine.scenario.warm_up_years * ROUNDS_PER_YEAR
    rounds(machine, state, streams, range(first, 0), Onlookers(before_round=before_round))
    if not alike:
        return state
    return State({name: np.take(values, of.ravel(), axis=-1) for name, values in state.__dict__.items()})
