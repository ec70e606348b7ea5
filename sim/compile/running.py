"""Stretches of rounds in which every rule runs compiled, tile by tile; outcomes are kept on the way.

A tile has all its rounds before the next begins, so that its state stays near the processor, unless somebody looks on.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.compile.machine import Compiled
from sim.compile.standins import PHASES, Phase
from sim.compile.tiles import aligned
from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.outcomes.base import Outcome

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64
Schedule = tuple[Sequence[str], Sequence[str]]
"""Names of the rules of a round and of a week, in their order."""


@dataclass(frozen=True)
class Readings:
    """Where outcomes lie in the state: those of weeks come first.

    Attributes:
        rows: the row of each.
        first: the first of these rows.
        weekly: how many rows from there on the outcomes of weeks take, others between them included.
        count: how many rows all take.
    """

    rows: Mapping[str, int]
    first: int
    weekly: int
    count: int

    @classmethod
    def of(cls, compiled: Compiled, outcomes: Iterable[Outcome]) -> Readings:
        """Return where outcomes lie."""
        rows = {one.name: compiled.program.rows[f"outcome {one.name}"] for one in outcomes}
        weekly = [rows[one.name] for one in outcomes if one.weekly]
        first = min(rows.values(), default=0)
        return cls(
            rows, first, max(weekly, default=first - 1) - first + 1, max(rows.values(), default=first - 1) - first + 1
        )

    def series(self, made: Array, runs: int) -> dict[str, Array]:
        """Return each outcome, shape (rounds, runs), from what was kept, shape (tiles, rounds, rows, tile)."""
        tiles, rounds, rows, tile = made.shape
        whole = made.transpose(2, 1, 0, 3).reshape(rows, rounds, tiles * tile)[:, :, :runs]
        return {name: np.ascontiguousarray(whole[row - self.first]) for name, row in self.rows.items()}


@dataclass(frozen=True)
class Stretch:
    """Rounds of one phase, the last no longer among them, and the tables of the clock: one row a round, or a week."""

    phase: Phase
    first: int
    last: int
    rounds: Array
    weeks: Array


def stretches(compiled: Compiled, schedule: Schedule, rounds: range) -> Iterator[Stretch]:
    """Yield the phases of some rounds, their tables filled."""
    for phase in PHASES:
        first, last = max(rounds.start, phase.first), min(rounds.stop, phase.last + 1)
        if first < last:
            compiled.fill(phase.name)
            numbers = np.arange(first, last)
            weeks = np.arange(first * WEEKS_PER_ROUND, last * WEEKS_PER_ROUND)
            tables = (
                compiled.clock(phase.name, names, ticks, periods)
                for names, ticks, periods in zip(
                    schedule, (numbers * WEEKS_PER_ROUND, weeks), (numbers, weeks), strict=True
                )
            )
            yield Stretch(phase, first, last, *tables)


def run(
    compiled: Compiled,
    schedule: Schedule,
    tiles: Array,
    rounds: range,
    outcomes: Sequence[Outcome] = (),
    before_round: Callable[[], None] | None = None,
    after_round: Callable[[int], None] | None = None,
) -> dict[str, Array]:
    """Advance tiles by some rounds, all before or all from month 0 on; return the outcomes, shape (rounds, runs).

    Where somebody is called on the way, with the number of a round after it, all tiles have one round before the next.
    """
    readings, library = Readings.of(compiled, outcomes), compiled.library
    if outcomes:
        compiled.fill("outcomes")
    made = aligned(len(tiles), len(rounds), readings.count, compiled.program.tile)
    called, ticks = before_round or after_round, compiled.program.sizes["k"] + 1
    for part in stretches(compiled, schedule, rounds):
        calls, counts = _calls(compiled, schedule, part, outcomes)
        several = 1 if called else part.last - part.first
        for number in range(part.first, part.last, several):
            if before_round:
                before_round()
            row = number - part.first
            clock = part.rounds[row:], part.weeks[row * WEEKS_PER_ROUND :]
            for state, q, kept in zip(tiles, compiled.own, made[:, number - rounds.start :], strict=True):
                arrays = (calls, counts, state, compiled.scratch, compiled.p, *clock, q)
                library.rounds(
                    *(_POINTER(one.ctypes.data) for one in arrays),
                    *map(_NUMBER, (ticks, several)),
                    *(_POINTER(one.ctypes.data) for one in (state[readings.first :], kept)),
                    *map(_NUMBER, (readings.weekly, readings.count)),
                )
            if after_round:
                after_round(number)
    return readings.series(made, compiled.runs)


def _calls(compiled: Compiled, schedule: Schedule, part: Stretch, outcomes: Sequence[Outcome]) -> tuple[Any, Any]:
    """Return what is called in a round, in four groups, and how many each has."""
    weekly, ending = ([one.name for one in outcomes if one.weekly is each_week] for each_week in (True, False))
    calls = compiled.program.calls
    groups = [[calls[part.phase.name, name] for name in names] for names in schedule]
    groups += [[calls["outcomes", name] for name in names] for names in (weekly, ending)]
    words = np.array([one.words for group in groups for one in group], dtype=np.int64)
    return words, np.array([len(group) for group in groups], dtype=np.int64)
