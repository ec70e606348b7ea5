"""Triggers at work: outcomes that a plan watches, and when its entries begin and end in each run for that.

Rule      At the end of each round from month 0 on, what a trigger watches is measured as reports measure it. Once it
          has passed its level for its months without a break, and its entry's `from` has come, the entry begins (or
          ends) with the next round, once and in each run for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.state import Change, Changes, State, Variable, put
from sim.outcomes import OUTCOMES
from sim.plan.entry import ALWAYS, Entry
from sim.plan.trigger import Trigger
from sim.world.world import Clock, World


def name_of(entry: Entry, what: str) -> str:
    """Return the state variable that keeps when an entry `began` or `ended`, in years after month 0."""
    return f"plan_{entry.name}_{what}"


def as_it_is(entry: Entry, state: State) -> Entry:
    """Return an entry with the dates that its triggers gave it in each run."""
    if not entry.triggered:
        return entry
    began, ended = (state.__dict__.get(name_of(entry, what)) for what in ("began", "ended"))
    start: Any = entry.start if entry.begin_if is None else ALWAYS if began is None else began
    until: Any = entry.until if ended is None else np.minimum(entry.until, ended)
    return replace(entry, start=start, until=until, begin_if=None, end_if=None)


@dataclass(frozen=True)
class Watching:
    """See the module's docstring for the rule. It is the last rule of a week, where a plan has triggers."""

    entries: tuple[Entry, ...]
    world: World

    name: ClassVar[str] = "watching"
    Params: ClassVar[type[Any]] = type(None)
    reads: ClassVar[tuple[str, ...]] = ()
    writes: ClassVar[tuple[str, ...]] = ()

    @property
    def owns(self) -> tuple[Variable, ...]:
        """Return nothing for the settled state: it begins to watch at month 0."""
        return ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: the settled state is that of futures without a plan."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what was seen this week and, at the end of a round, what begins or ends with the next."""
        return tuple(self._changes(state, clock)) if clock.live else ()

    def _changes(self, state: State, clock: Clock) -> Iterator[Change]:
        runs = state.takes_part.shape[-1]
        last = clock.week % WEEKS_PER_ROUND == WEEKS_PER_ROUND - 1
        following = (clock.week + 1) / WEEKS_PER_YEAR
        for entry in self.entries:
            for what, trigger in (("began", entry.begin_if), ("ended", entry.end_if)):
                if trigger is None:
                    continue
                sums, held, at = (name_of(entry, f"{what}{kind}") for kind in ("_sum", "_held", ""))
                kept = {name: state.__dict__.get(name) for name in (sums, held, at)}
                total = _or(kept[sums], 0.0, runs) + self._read(trigger, state, last)
                if not last:
                    yield put(sums, total)
                    continue
                rounds = trigger.held(_or(kept[held], 0.0, runs), total)
                when = _or(kept[at], ALWAYS, runs)
                able = self._able(entry, what, state, following)
                turned = able & trigger.passed(rounds) & (when == ALWAYS)
                yield put(sums, np.zeros(runs))
                yield put(held, rounds)
                yield put(at, np.where(turned, following, when))

    def _read(self, trigger: Trigger, state: State, last: bool) -> Array | float:
        """Return the outcome's part of the round: a quarter of each week, or the end of the round."""
        outcome = OUTCOMES[trigger.outcome]
        if outcome.weekly:
            return outcome.read(state, self.world) * (1.0 / WEEKS_PER_ROUND)
        return outcome.read(state, self.world) if last else 0.0

    def _able(self, entry: Entry, what: str, state: State, following: float) -> Any:
        """Say in which runs an entry may begin with the next round, or goes on so that it may end."""
        if what == "began":
            return np.asarray(entry.start) <= following
        return np.asarray(as_it_is(entry, state).start) < following


def _or(kept: Array | None, first: float, runs: int) -> Array:
    return np.full(runs, first) if kept is None else kept
