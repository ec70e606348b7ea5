"""Rules that run compiled: their tables filled for a scenario, their state laid out in tiles of runs."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from sim.compile.build import built
from sim.compile.fold import function
from sim.compile.graph import Node
from sim.compile.program import Call, Program
from sim.compile.quantiles import NAME, agrees
from sim.compile.shown import ShownState
from sim.compile.tiles import Tiling, aligned
from sim.core.arithmetic import WEEKS_PER_YEAR, Array
from sim.core.draws import Streams, step_of
from sim.world.world import Mechanism

_POINTER = ctypes.c_void_p
_FEW = 48
"""Most runs of which what differs by run is kept from batch to batch: a page asks for few again and again."""


class _Ufunc(ctypes.Structure):
    """The head of numpy's PyUFuncObject, the same in all versions 1 and 2, after that of a Python object."""

    _fields_ = (
        ("head", ctypes.c_byte * object.__basicsize__),
        ("counts", ctypes.c_int * 4),
        ("functions", ctypes.POINTER(_POINTER)),
        ("data", ctypes.POINTER(_POINTER)),
        ("kinds", ctypes.c_int),
        ("reserved", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("types", ctypes.POINTER(ctypes.c_byte)),
    )


def loop_of(name: str) -> tuple[int, int]:
    """Return the addresses of the loop over floats of a numpy or scipy function, and of what it is given besides."""
    found = function(name)
    kind = found.types.index("d" * found.nin + "->" + "d" * found.nout)
    inner = _Ufunc.from_address(id(found))
    assert inner.counts[2] == found.nargs and inner.kinds == found.ntypes, f"{name} is laid out in an unknown way"
    return inner.functions[kind] or 0, (inner.data[kind] or 0) if inner.data else 0


def _inner(rule: Any) -> Any:
    """Return the rule that has the parameters: the one within, where something holds it back."""
    return _inner(rule.rule) if hasattr(rule, "rule") else rule


def library_of(program: Program) -> ctypes.CDLL:
    """Return the library of a program, with the functions that it calls."""
    if program.library is None:
        library = built(program.units())
        own = {NAME: (ctypes.cast(library.quantiles, _POINTER).value or 0, 0)} if agrees(library) else {}
        addresses = [one for name in program.called for one in own.get(name) or loop_of(name)]
        library.loops((_POINTER * len(addresses))(*addresses))
        program.library = library
    return program.library


class Compiled:
    """A program with the tables of one scenario's rules and of one batch of runs."""

    def __init__(self, program: Program, rules: Iterable[Mechanism], streams: Streams) -> None:
        self.program, self.streams = program, streams
        self.rules: dict[str, Any] = {rule.name: _inner(rule) for rule in rules}
        self.library = library_of(program)
        self.runs = len(streams.replicates)
        self._dice = streams.root_seed, streams.replicates.tobytes()
        self.tiling = Tiling(self.runs, program.tile)
        self.p, self.q = np.zeros((program.sizes["p"], 1)), np.zeros((program.sizes["q"], self.runs))
        self._filled, self._own = set[str](), None
        self.scratch = aligned(program.sizes["t"] + 1, program.tile)

    def fill(self, phase: str) -> None:
        """Fill the tables of a phase, or of the outcomes, if they are not filled yet."""
        if phase in self._filled:
            return
        self._filled.add(phase)
        self._own = None
        for made in self.program.phases[phase].values():
            for table, whole in (("p", self.p), ("q", self.q)):
                if size := made.known.sizes[table]:
                    start = made.starts[table]
                    whole[start : start + size] = self._block(made, table)

    @property
    def own(self) -> Array:
        """The table of what differs by run, in tiles."""
        if self._own is None:
            self._own = self.tiling.laid({"": self.q}, {"": 0}, len(self.q))
        return self._own

    def _block(self, call: Call, table: str, weeks: Any = None, periods: Any = None) -> Array:
        """Return the rows of a rule in a table, kept from before where all that they are made of is the same."""
        numbers = [getattr(self.rules[rule].params, name) for rule, name in call.known.parameters[table]]
        ticks = () if weeks is None else (weeks.tobytes(), periods.tobytes())
        columns = self.runs if table == "q" else 1 if weeks is None else len(weeks)
        made = partial(call.known.block, table, self._given(weeks, periods), columns)
        if table == "q" and self.runs > _FEW:
            return made()
        by_run = (self._dice, self.runs) if table == "q" else ()
        key = (call, table, *ticks, *by_run, *(np.asarray(one, dtype=float).tobytes() for one in numbers))
        return self.program.blocks.of(key, made)

    def _given(self, weeks: Any = None, periods: Any = None) -> Any:
        def given(node: Node) -> Any:
            if node.op == "stream":
                return self.streams.begun(node.detail)[self.streams.once[1]][None]
            if node.op == "parameter":
                rule, name = node.detail[0].split(".")
                return np.atleast_2d(np.asarray(getattr(self.rules[rule].params, name), float))
            clock = {
                "week": lambda: weeks.astype(float),
                "years": lambda: np.maximum(weeks, 0) / WEEKS_PER_YEAR,
                "week_of_year": lambda: (weeks % int(WEEKS_PER_YEAR)).astype(float),
                "step": lambda: np.array([step_of(int(one)) for one in periods]),
            }
            return clock[node.detail]()[None]

        return given

    def clock(self, phase: str, names: Sequence[str], weeks: Any, periods: Any) -> Array:
        """Return the table of what depends on the clock, one row a tick.

        Args:
            phase: of the run.
            names: of the rules.
            weeks: of each tick.
            periods: of the draws of each tick: the round, or the week.
        """
        table = np.zeros((len(weeks), self.program.sizes["k"] + 1))
        for made in (self.program.phases[phase][name] for name in names):
            start, size = made.starts["k"], made.known.sizes["k"]
            if size:
                table[:, start : start + size] = self._block(made, "k", weeks, periods).T
        return table

    def call(self, calls: Sequence[Call], tiles: Array, q: Array, tick: Array) -> None:
        """Let rules have their calls on all tiles of the state."""
        words = np.array([made.words for made in calls], dtype=np.int64)
        given = (_POINTER(one.ctypes.data) for one in (tiles, self.scratch, self.p, tick, q))
        counts = (ctypes.c_int64(one) for one in (tiles.shape[1], q.shape[1], len(tiles)))
        self.library.tiles(_POINTER(words.ctypes.data), ctypes.c_int64(len(calls)), *given, *counts)

    def stepped(self, phase: str, names: Sequence[str], state: Mapping[str, Array], week: int, period: int) -> Any:
        """Return the state, and outcomes if read, after some rules had their calls in one week or round."""
        self.fill(phase)
        tiles, tick = self.laid(state), self.clock(phase, names, np.array([week]), np.array([period]))[0]
        self.call([self.program.calls[phase, name] for name in names], tiles, self.own, tick)
        outcomes = [name for name in self.program.rows if name.startswith("outcome ")]
        read = {name: self.tiling.take(tiles, self.program.rows[name], (self.runs,)) for name in outcomes}
        return self.arrays(tiles, state) | read

    def laid(self, state: Mapping[str, Array]) -> Array:
        """Return the arrays of a state in tiles."""
        return self.tiling.laid(state, self.program.rows, self.program.sizes["s"])

    def arrays(self, tiles: Array, like: Mapping[str, Array]) -> dict[str, Array]:
        """Return the arrays of a state, in the shapes of another, from tiles."""
        rows = self.program.rows
        return {name: self.tiling.take(tiles, rows[name], values.shape) for name, values in like.items()}

    def shown(self, tiles: Array, like: Mapping[str, Array], others: Mapping[str, Array]) -> ShownState:
        """Return a state for whoever looks on: arrays in the shapes of another, each when asked for, and others."""
        rows = self.program.rows
        return ShownState(others, like, lambda name: self.tiling.take(tiles, rows[name], like[name].shape))
