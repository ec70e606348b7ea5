"""Whole futures compiled: the warm-up and the years after month 0, tile by tile, outcomes read as they pass."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.compile.machine import Compiled, aligned
from sim.compile.standins import PHASES, Phase
from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.outcomes.base import Outcome

_POINTER = ctypes.c_void_p


@dataclass(frozen=True)
class _Part:
    """Rounds of one phase: what is called in them, and the tables of the clock."""

    first: int
    last: int
    calls: Any
    counts: Any
    rounds: Array
    weeks: Array

    def words(self, number: int) -> tuple[int, int, int, int]:
        """Return where that which a round is given lies."""
        row = number - self.first
        weeks = self.weeks[row * WEEKS_PER_ROUND :]
        return self.calls.ctypes.data, self.counts.ctypes.data, self.rounds[row].ctypes.data, weeks.ctypes.data


def run(
    compiled: Compiled,
    schedule: tuple[Sequence[str], Sequence[str]],
    state: Mapping[str, Array],
    rounds: tuple[int, int],
    outcomes: Sequence[Outcome],
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the outcomes from month 0 on, shape (rounds, runs), and the state at the end.

    Args:
        compiled: the rules, which are not asked for anything else meanwhile.
        schedule: names of the rules of a round and of a week, in their order.
        state: before the first round.
        rounds: the first, counted from month 0, and the one that is no longer run.
        outcomes: what is read.
    """
    first, last = rounds
    parts = [
        _part(compiled, schedule, phase, max(first, phase.first), min(last - 1, phase.last), outcomes)
        for phase in PHASES
        if max(first, phase.first) <= min(last - 1, phase.last)
    ]
    rows, tile = compiled.program.rows, compiled.program.tile
    read = {one.name: rows[f"outcome {one.name}"] for one in outcomes}
    begin, weekly = min(read.values(), default=0), [one.name for one in outcomes if one.weekly]
    count = max((read[name] - begin + 1 for name in weekly), default=0)
    flat = compiled.flat(state)
    tiles, own = compiled.tiles(flat), compiled.tiles(compiled.q)
    series = {name: np.empty((max(last, 0), len(tiles) * tile)) for name in read}
    sums = aligned(count + 1, tile)
    for number, (part, q) in enumerate(zip(tiles, own, strict=True)):
        runs = slice(number * tile, (number + 1) * tile)
        for one in _rounds(compiled, parts, part, q, (begin, count), sums):
            for name, row in read.items() if one >= 0 else ():
                series[name][one, runs] = sums[row - begin] if name in weekly else part[row]
    made = {name: values[:, : compiled.runs].copy() for name, values in series.items()}
    return made, compiled.arrays(tiles, state)


def _part(
    compiled: Compiled,
    schedule: tuple[Sequence[str], Sequence[str]],
    phase: Phase,
    first: int,
    last: int,
    outcomes: Sequence[Outcome],
) -> _Part:
    read = outcomes if first >= 0 else ()
    weekly, ending = ([one.name for one in read if one.weekly is each_week] for each_week in (True, False))
    calls = compiled.program.calls
    groups = [[calls[phase.name, name] for name in names] for names in schedule]
    groups += [[calls["outcomes", name] for name in names] for names in (weekly, ending)]
    words = np.array([one.words for group in groups for one in group], dtype=np.int64)
    rounds = np.arange(first, last + 1)
    weeks = np.arange(first * WEEKS_PER_ROUND, (last + 1) * WEEKS_PER_ROUND)
    tables = (
        compiled.clock(phase.name, names, ticks, periods)
        for names, ticks, periods in zip(schedule, (rounds * WEEKS_PER_ROUND, weeks), (rounds, weeks), strict=True)
    )
    return _Part(first, last, words, np.array([len(group) for group in groups], dtype=np.int64), *tables)


def _rounds(
    compiled: Compiled, parts: Sequence[_Part], state: Array, q: Array, weekly: tuple[int, int], sums: Array
) -> Iterator[int]:
    """Run one tile; yield the number of each round when it is over."""
    begin, count = weekly
    s, t, p, own, into, read = (
        _POINTER(one.ctypes.data) for one in (state, compiled.scratch, compiled.p, q, sums, state[begin:])
    )
    ticks = ctypes.c_int64(compiled.program.sizes["k"] + 1)
    for part in parts:
        for number in range(part.first, part.last + 1):
            calls, counts, tick, weeks = map(_POINTER, part.words(number))
            rows = ctypes.c_int64(count if number >= 0 else 0)
            compiled.library.round_of(calls, counts, s, t, p, tick, weeks, own, ticks, read, into, rows)
            yield number
