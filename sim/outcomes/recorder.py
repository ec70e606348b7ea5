"""Collects the outcomes of a batch: several weeks and rounds are read at once, for no run minds who runs beside it.

Rule      A state is kept until some are together; then each outcome is read once from all of them side by side along
          the axis of runs, to the same bits: a reader works on each run by itself, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.state import State
from sim.outcomes.base import Outcome
from sim.world.world import World

TIES_AT_ONCE = 64_000
"""Ties of all runs of the rounds that are read together, at most: beyond it arrays leave the processor's cache."""


class _SideBySide(State):
    """States of several weeks as one of many runs: a variable is joined when an outcome asks for it."""

    __slots__ = ("_runs", "_states")

    def __init__(self, states: Sequence[State], runs: int) -> None:
        object.__setattr__(self, "_states", states)
        object.__setattr__(self, "_runs", runs)

    def __getattr__(self, name: str) -> Any:
        self.__dict__[name] = joined = _beside([getattr(one, name) for one in self._states], self._runs)
        return joined


def _beside(parts: Sequence[Array], runs: int) -> Array:
    """Return a variable of several weeks, with a number for each run of each, though it be the same in all runs."""
    joined = np.concatenate(parts, axis=-1) if len(parts) > 1 else next(iter(parts))
    if joined.shape[-1] == runs * len(parts):
        return joined
    return np.concatenate([np.broadcast_to(part, (*part.shape[:-1], runs)) for part in parts], axis=-1)


class Recorder:
    """Collects outcomes of a batch: the mean of four weeks, or the end of the round."""

    def __init__(self, world: World, outcomes: Iterable[Outcome], *, details: bool = False) -> None:
        self.world = world
        self.outcomes = tuple(outcomes)
        self._weekly = [o for o in self.outcomes if o.weekly]
        self._ending = [o for o in self.outcomes if not o.weekly]
        self._details = [o for o in self.outcomes if o.detail is not None] if details else []
        self._weeks, self._ends, self._runs = list[State](), list[State](), 0
        self._series: dict[str, list[Array]] = {o.name: [] for o in self.outcomes}
        self._rows: dict[str, list[Array]] = {o.name: [] for o in self._details}

    @property
    def series(self) -> dict[str, list[Array]]:
        """Each outcome's values so far: one round, shape (R,), or a block of rounds each."""
        self._read()
        return self._series

    @property
    def details(self) -> dict[str, list[Array]]:
        """Each outcome's rows so far, shape (n, R) each."""
        self._read()
        return self._rows

    def week(self, state: State) -> None:
        """See the state after a week."""
        if self._weekly:
            self._weeks.append(state.copy())

    def round(self, state: State) -> None:
        """Close the round, after its last week."""
        self._ends.append(state.copy())
        self._runs = self._runs or _runs(state)
        if len(self._ends) * self._runs * self.world.size("tie") >= TIES_AT_ONCE:
            self._read()

    def rows(self, state: State) -> None:
        """Keep the rows at the end of a round, where rows are kept."""
        for name, rows in self._read_rows(state):
            self._rows[name].append(rows)

    def _read_rows(self, state: State) -> Iterable[tuple[str, Array]]:
        for outcome in self._details:
            assert outcome.detail is not None
            _, read = outcome.detail
            yield outcome.name, read(state, self.world)

    def _read(self) -> None:
        """Read what was seen in the rounds that are closed."""
        if not self._ends:
            return
        rounds, runs = len(self._ends), self._runs
        closed = rounds * WEEKS_PER_ROUND
        weeks, ends = (_SideBySide(some, runs) for some in (self._weeks[:closed], self._ends))
        for outcome in self._weekly:
            each = outcome.read(weeks, self.world).reshape(rounds, WEEKS_PER_ROUND, runs)
            self._series[outcome.name].extend(reduce(np.add, each.swapaxes(0, 1)) * (1.0 / WEEKS_PER_ROUND))
        for outcome in self._ending:
            self._series[outcome.name].extend(outcome.read(ends, self.world).reshape(rounds, runs))
        for name, rows in self._read_rows(ends):
            self._rows[name].extend(rows.reshape(len(rows), rounds, runs).swapaxes(0, 1))
        del self._weeks[:closed], self._ends[:]

    def extend(self, series: Mapping[str, Array]) -> None:
        """Record the outcomes of further rounds, shape (rounds, R)."""
        for name, values in series.items():
            self.series[name].append(values)

    def arrays(self) -> dict[str, Array]:
        """Return each outcome's values, shape (rounds, R)."""
        return {name: _joined(values) for name, values in self.series.items()}


def _runs(state: State) -> int:
    return max(values.shape[-1] for values in state.__dict__.values() if values.ndim)


def _joined(parts: Sequence[Array]) -> Array:
    """Return rounds one below the other: a part is one round, or a block of them, which is not copied if it is all."""
    if len(parts) == 1:
        (only,) = parts
        return np.atleast_2d(only)
    return np.vstack(parts) if parts else np.array([])
