"""Branches: futures that agree until a round are run once until there, and share what came of it.

Rule      A plan turns where an entry begins or ends. The state at each turn is kept, under all that acted until then;
          whoever agrees in that goes on from it. Runs of one batch that agree in it are one run until then, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.draws import Streams
from sim.core.state import State
from sim.interventions import INTERVENTIONS
from sim.model.engine import Machine, Onlookers, Rounds, build, numpy_rounds, settle
from sim.outcomes import Outcome, Recorder
from sim.plan import Plan
from sim.plan.entry import ALWAYS, Entry
from sim.scenario import Scenario

MOST_KEPT = 6
_NEVER = 1e6  # years
_LONGEST = 100  # years: however long a run is to be, it is the same until a turn, and all that a plan has may begin
_SAME = 1e-9  # years given as 0.3 may lie a hair beside the week they mean


@dataclass(frozen=True)
class Measuring:
    """What a batch records: outcomes, and whether rows are kept too."""

    outcomes: tuple[Outcome, ...]
    details: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """Return what tells it apart."""
        return self.details, *(outcome.name for outcome in self.outcomes)


@dataclass(frozen=True)
class RunSoFar:
    """Runs that have come to a round: their state, and what was recorded until then."""

    number: int
    state: State
    series: dict[str, list[Array]] = field(repr=False)
    details: dict[str, list[Array]] = field(repr=False)

    def go_on(self, machine: Machine, measured: Measuring) -> tuple[State, Recorder]:
        """Return a state that can go its own way, and a recorder that has what was recorded."""
        recorder = Recorder(machine.world, measured.outcomes, details=measured.details)
        for name, values in self.series.items():
            recorder.series[name].extend(values)
        for name, values in self.details.items():
            recorder.details[name].extend(values)
        return self.state.copy(), recorder

    def taken(self, of: np.ndarray) -> RunSoFar:
        """Return it with columns taken in another order, or several times."""
        state = State({name: np.take(values, of, axis=-1) for name, values in self.state.__dict__.items()})
        series, details = (
            {name: [np.take(one, of, axis=-1) for one in values] for name, values in kept.items()}
            for kept in (self.series, self.details)
        )
        return RunSoFar(self.number, state, series, details)


_KEPT: dict[tuple[Any, ...], RunSoFar] = {}


def branchings(plan: Plan) -> frozenset[int]:
    """Return the rounds at which an entry of a plan begins or ends by date in any run, but for month 0 and never."""
    times = [time for entry in plan if not entry.triggered for time in (entry.start, entry.end)]
    firsts = (float(np.min(time)) for time in times)
    return frozenset(_round(time) for time in firsts if time != ALWAYS and _round(time) > 0)


def _round(years: float) -> int:
    """Return the last round that begins no later than a time."""
    return int(np.floor(years * ROUNDS_PER_YEAR + _SAME))


def until(scenario: Scenario, number: int) -> Scenario:
    """Return a scenario without all that cannot act before a round: what is left decides the state at its start."""
    acting = (entry for entry in scenario.plan if entry.triggered or _round(float(np.min(entry.start))) < number)
    plan = Plan(tuple(_until(entry, number) for entry in acting))
    planned = {entry.what for entry in plan}
    unplanned = {name: kind.Params() for name, kind in INTERVENTIONS.items() if name not in planned}
    parameters = {name: unplanned.get(name, group) for name, group in scenario.parameters.items()}
    return replace(scenario, plan=plan, parameters=parameters, years=_LONGEST, overrides=())


def _until(entry: Entry, number: int) -> Entry:
    if entry.triggered:  # it watches from month 0 on
        return entry
    ended = _round(min(float(np.min(entry.end)), _NEVER)) < number
    return entry if ended else replace(entry, until=ALWAYS, lasts=None)


def branch_at(
    scenario: Scenario,
    streams: Streams,
    numbers: Iterable[int],
    measured: Measuring,
    before_round: Callable[[], None] | None = None,
    rounds: Rounds = numpy_rounds,
) -> RunSoFar:
    """Return the runs of a scenario at the last of some rounds, from the latest that is kept; keep all on the way."""
    number, *earlier = sorted(numbers, reverse=True) or [0]
    short, key = until(scenario, number), _key(scenario, number, streams, measured)
    if number and key in _KEPT:
        _KEPT[key] = _KEPT.pop(key)  # the one last used is the last to go
        return _KEPT[key]
    distinct, of = _distinct(short, streams)
    if len(distinct) < len(of):
        runs = short.at_runs(distinct, len(of))
        one = branch_at(
            runs,
            Streams(streams.root_seed, streams.replicates[distinct]),
            [number, *earlier],
            measured,
            before_round,
            rounds,
        )
        branch = one.taken(of)
    else:
        branch = _walked(short, streams, number, earlier, measured, before_round, rounds)
    if number:
        branch.state.freeze()
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = branch
    return branch


def _key(scenario: Scenario, number: int, streams: Streams, measured: Measuring) -> tuple[Any, ...]:
    """Return all that decides the state and the record of a scenario at a round."""
    return until(scenario, number), number, streams.root_seed, streams.replicates.tobytes(), measured.key


def _walked(
    short: Scenario,
    streams: Streams,
    number: int,
    earlier: Sequence[int],
    measured: Measuring,
    before_round: Callable[[], None] | None,
    rounds: Rounds,
) -> RunSoFar:
    """Run from the turn before to this one."""
    machine = build(short)
    if number == 0:
        return RunSoFar(0, settle(machine, streams, before_round, rounds), {}, {})
    kept = {one for _, one, *_ in _KEPT if 0 < one < number and _key(short, one, streams, measured) in _KEPT}
    before = branch_at(short, streams, kept.union(earlier), measured, before_round, rounds)
    state, recorder = before.go_on(machine, measured)
    rounds(machine, state, streams, range(before.number, number), Onlookers(recorder, before_round=before_round))
    return RunSoFar(number, state, recorder.series, recorder.details)


def _distinct(scenario: Scenario, streams: Streams) -> tuple[np.ndarray, np.ndarray]:
    """Return one run of each kind that differs until then, and which kind every run is of."""
    held: list[Any] = [*scenario.parameters.values(), *scenario.plan, *(entry.who for entry in scenario.plan)]
    values = [getattr(one, item.name) for one in held for item in fields(one)]
    arrays = [np.asarray(value, dtype=float).view(np.uint64) for value in values if getattr(value, "ndim", 0)]
    rows = np.column_stack([streams.replicates.astype(np.uint64), *arrays])
    _, runs, of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return runs, of.ravel()
