"""Futures of which some rules run compiled and some in numpy: all tiles have a rule before the next has its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from sim.compile.dispatch import in_numpy
from sim.compile.machine import Compiled
from sim.compile.running import Stretch
from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.nearest import unknown
from sim.core.state import Change, Changes, Ledger, State
from sim.outcomes.base import Outcome
from sim.world.world import Clock, Mechanism


class TiledState(State):
    """The state of futures that lie in tiles, of which a rule in numpy is brought what it asks for."""

    __slots__ = ("_bring", "_names")

    def __init__(self, arrays: Mapping[str, Array], names: Iterable[str], bring: Callable[[str], Array]) -> None:
        super().__init__(arrays)
        object.__setattr__(self, "_names", frozenset(names))
        object.__setattr__(self, "_bring", bring)

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(unknown(name, self._names, "state variable"))
        self.__dict__[name] = self._bring(name)
        return self.__dict__[name]

    def copy(self) -> State:
        """Return a state that can go its own way until its rule's turn is over."""
        return TiledState(self.__dict__, self._names, self._bring)

    def apply(self, changes: Changes, ledger: Ledger | None = None, author: str = "") -> None:
        """Carry out the changes of one rule, in order, on what was brought for them."""
        super().apply(map(self._brought, changes), ledger, author)

    def _brought(self, change: Change) -> Change:
        for name in (change.name, change.sink) if change.kind != "put" else ():
            if name:
                getattr(self, name)
        return change


class Interleaved:
    """Futures in tiles, advanced rule by rule.

    Attributes:
        compiled: the rules that were traced.
        tiles: their state.
        state: the same as rules in numpy see it, with what only they know of.
    """

    def __init__(self, compiled: Compiled, tiles: Array, before: State) -> None:
        self.compiled, self.tiles = compiled, tiles
        self._before = {name: one for name, one in before.__dict__.items() if name in compiled.program.rows}
        self._like = {name: one.shape for name, one in self._before.items()}
        own = {name: one for name, one in before.__dict__.items() if name not in self._like}
        self.state = TiledState(own, self._like, self._bring)
        self._brought = dict[str, Array]()

    def _bring(self, name: str) -> Array:
        first = self.compiled.program.rows[name]
        self._brought[name] = self.compiled.tiling.take(self.tiles, first, self._like[name])
        return self._brought[name]

    def whole(self) -> State:
        """Return all of the state as it is now."""
        return State(self.state.__dict__ | self.compiled.arrays(self.tiles, self._before))

    def shown(self) -> State:
        """Return all of the state as it is now, for whoever looks on until the next round."""
        return self.compiled.shown(self.tiles, self._before, self.state.__dict__)

    def step(self, rules: Sequence[Mechanism], part: Stretch, tick: Array, draws: Draws, clock: Clock) -> None:
        """Let each rule have its turn, compiled ones in one go until one in numpy has its own."""
        waiting, program = list[tuple[str, str]](), self.compiled.program
        for rule in rules:
            acting = in_numpy(rule, self.state, draws, clock, program.refused)
            if acting is not None:
                self._compiled(waiting, tick)
                self._numpy(acting, draws, clock)
                waiting.clear()
            elif (part.phase.name, rule.name) in program.calls:
                waiting.append((part.phase.name, rule.name))
        self._compiled(waiting, tick)

    def read(self, outcomes: Iterable[Outcome], tick: Array) -> None:
        """Read outcomes that are compiled."""
        self._compiled([("outcomes", one.name) for one in outcomes], tick)

    def _compiled(self, names: Sequence[tuple[str, str]], tick: Array) -> None:
        if not names:
            return
        self.compiled.call([self.compiled.program.calls[name] for name in names], self.tiles, self.compiled.own, tick)
        for name in self._brought:
            self.state.__dict__.pop(name, None)
        self._brought.clear()

    def _numpy(self, rule: Mechanism, draws: Draws, clock: Clock) -> None:
        self.state.apply(rule.step(self.state, draws, clock))
        arrays = self.state.__dict__
        for name in [name for name in arrays if name in self._like and arrays[name] is not self._brought.get(name)]:
            values = np.broadcast_to(arrays[name], self._like[name])
            self.compiled.tiling.put(self.tiles, self.compiled.program.rows[name], values)
            self._brought[name] = arrays[name]
