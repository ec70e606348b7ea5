"""Stretches of rounds in which every rule runs compiled, tile by tile; outcomes are kept on the way.

A tile has a year of rounds, or all of them, before the next has its own, so that its state stays near the processor,
unless somebody looks on round by round.
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
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array
from sim.outcomes.base import Outcome

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64
Schedule = tuple[Sequence[str], Sequence[str]]
"""Names of the rules of a round and of a week, in their order."""


@dataclass(frozen=True)
class Readings:
    """Where outcomes lie in the state, those of weeks first, and what of the state is kept beside them.

    Attributes:
        rows: the row of each outcome.
        first: the first of these rows.
        weekly: how many rows from there on the outcomes of weeks take, others between them included.
        count: how many rows all outcomes take.
        spans: state variables, each with its first row and how many it has.
    """

    rows: Mapping[str, int]
    first: int
    weekly: int
    count: int
    spans: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, compiled: Compiled, outcomes: Iterable[Outcome], kept: Mapping[str, int] | None = None) -> Readings:
        """Return where outcomes lie, and state variables by name, of so many rows each."""
        rows = {one.name: compiled.program.rows[f"outcome {one.name}"] for one in outcomes}
        weekly = [rows[one.name] for one in outcomes if one.weekly]
        first = min(rows.values(), default=0)
        return cls(
            rows,
            first,
            max(weekly, default=first - 1) - first + 1,
            max(rows.values(), default=first - 1) - first + 1,
            {name: (compiled.program.rows[name], size) for name, size in (kept or {}).items()},
        )

    @property
    def whole(self) -> int:
        """How many rows are kept of a round."""
        return self.count + sum(size for _, size in self.spans.values())

    def series(self, made: Array, runs: int) -> dict[str, Array]:
        """Return each outcome, shape (rounds, runs), from what was kept, shape (tiles, rounds, rows, tile)."""
        whole = _side_by_side(made, runs)
        return {name: np.ascontiguousarray(whole[row - self.first]) for name, row in self.rows.items()}

    def variables(self, made: Array, runs: int) -> dict[str, Array]:
        """Return each state variable that was kept, shape (rounds, n, runs)."""
        whole, found, at = _side_by_side(made, runs), dict[str, Array](), self.count
        for name, (_, size) in self.spans.items():
            found[name] = np.ascontiguousarray(whole[at : at + size].swapaxes(0, 1))
            at += size
        return found


def _side_by_side(made: Array, runs: int) -> Array:
    """Return what lies in tiles, shape (tiles, rounds, rows, tile), as (rows, rounds, runs)."""
    tiles, rounds, rows, tile = made.shape
    return made.transpose(2, 1, 0, 3).reshape(rows, rounds, tiles * tile)[:, :, :runs]


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
    kept: Mapping[str, int] | None = None,
    before: Callable[[], None] | None = None,
    after_round: Callable[[int], None] | None = None,
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Advance tiles by some rounds, all before or all from month 0 on.

    Args:
        compiled: the rules.
        schedule: their order.
        tiles: the state, which is altered.
        rounds: by which, counted from month 0.
        outcomes: what is read.
        kept: state variables to be kept after each round, with how many rows each has.
        before: called before each year of rounds; it may stop by raising.
        after_round: called with the number of each round: all tiles then have one round before the next.

    Returns:
        Outcomes, shape (rounds, runs), and state variables, shape (rounds, n, runs).
    """
    readings, library = Readings.of(compiled, outcomes, kept), compiled.library
    spans = np.array(list(readings.spans.values()), dtype=np.int64).reshape(-1, 2)
    if outcomes:
        compiled.fill("outcomes")
    made = aligned(len(tiles), len(rounds), readings.whole, compiled.program.tile)
    ticks, most = compiled.program.sizes["k"] + 1, 1 if after_round else ROUNDS_PER_YEAR if before else len(rounds)
    for part in stretches(compiled, schedule, rounds):
        calls, counts = _calls(compiled, schedule, part, outcomes)
        for number in range(part.first, part.last, most):
            if before:
                before()
            row, several = number - part.first, min(most, part.last - number)
            clock = part.rounds[row:], part.weeks[row * WEEKS_PER_ROUND :]
            for state, q, room in zip(tiles, compiled.own, made[:, number - rounds.start :], strict=True):
                arrays = (calls, counts, state, compiled.scratch, compiled.p, *clock, q)
                library.rounds(
                    *(_POINTER(one.ctypes.data) for one in arrays),
                    *map(_NUMBER, (ticks, several)),
                    *(_POINTER(one.ctypes.data) for one in (state[readings.first :], room)),
                    *map(_NUMBER, (readings.weekly, readings.count)),
                    _POINTER(spans.ctypes.data),
                    _NUMBER(len(spans)),
                )
            if after_round:
                after_round(number)
    return readings.series(made, compiled.runs), readings.variables(made, compiled.runs)


def _calls(compiled: Compiled, schedule: Schedule, part: Stretch, outcomes: Sequence[Outcome]) -> tuple[Any, Any]:
    """Return what is called in a round, in four groups, and how many each has."""
    weekly, ending = ([one.name for one in outcomes if one.weekly is each_week] for each_week in (True, False))
    calls = compiled.program.calls
    groups = [[calls[part.phase.name, name] for name in names] for names in schedule]
    groups += [[calls["outcomes", name] for name in names] for names in (weekly, ending)]
    words = np.array([one.words for group in groups for one in group], dtype=np.int64)
    return words, np.array([len(group) for group in groups], dtype=np.int64)
