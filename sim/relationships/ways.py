"""The six ways of systems leaders: tendencies of a person, which move what is noticed and weighed.

Rule      A person brings six correlated tendencies to a seat; whoever follows brings others.
Formula   way = clip(m + sd*(sqrt(r)*common + sqrt(1 - r)*own), .05, .95); redrawn for newcomers.
Reads     left
Writes    ways
Source    the six ways: Virtual Staff College 2013; what each acts on is a choice, stated where it acts: feeling (purpose),
          perceiving (noise, raising differences), thinking (horizon), relating (contact), doing (pilots), being (threshold).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.kernels import Array
from sim.parameters import Unit, param
from sim.state import Changes, State, Variable, put
from sim.streams import Luck
from sim.world import Clock, World

WAYS = ("feeling", "perceiving", "thinking", "relating", "doing", "being")
FEELING, PERCEIVING, THINKING, RELATING, DOING, BEING = range(6)


@dataclass(frozen=True)
class WaysParams:
    """Parameters of leaders' tendencies."""

    mean: float = param(0.4, unit=Unit.FRACTION, plausible=(0.3, 0.6), label="Mean of leaders' tendencies", source="choice")
    spread: float = param(0.15, unit=Unit.FRACTION, plausible=(0.0, 0.25), label="Spread of leaders' tendencies", source="choice")
    overlap: float = param(
        0.3, unit=Unit.FRACTION, plausible=(0.0, 0.8), label="How far the six ways come together",
        source="choice: the dimensions overlap (Virtual Staff College 2013)",
    )


@dataclass(frozen=True)
class Ways:
    """See the module's docstring for the rule."""

    params: WaysParams
    world: World

    name: ClassVar[str] = "ways"
    Params: ClassVar[type[Any]] = WaysParams
    reads: ClassVar[tuple[str, ...]] = ("left", "ways")
    writes: ClassVar[tuple[str, ...]] = ("ways",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("ways", "seat", "index", "Feeling, perceiving, thinking, relating, doing, being", width=6, low=0.0, high=1.0),
    )

    def _way(self, common: Array, own: Array) -> Array:
        p = self.params
        return np.clip(p.mean + p.spread * (np.sqrt(p.overlap) * common + np.sqrt(1.0 - p.overlap) * own), 0.05, 0.95)

    def start(self, luck: Luck, runs: int) -> dict[str, Array]:
        keys = self.world.keys["seat"]
        common = luck.normal("ways", keys)
        return {"ways": np.stack([self._way(common, luck.normal(f"ways {way}", keys)) for way in WAYS], axis=1)}

    def step(self, state: State, luck: Luck, clock: Clock) -> Changes:
        where = np.nonzero(state.left)
        if not where[0].size:
            return ()
        keys, ways = self.world.keys["seat"], state.ways.copy()
        common = luck.normal_at("ways", keys, where)
        for number, way in enumerate(WAYS):
            ways[where[0], number, where[1]] = self._pick(common, luck.normal_at(f"ways {way}", keys, where), where[1])
        return (put("ways", ways),)

    def _pick(self, common: Array, own: Array, runs: Any) -> Array:
        p = self.params
        mean, spread, overlap = (x[runs] if isinstance(x, np.ndarray) else x for x in (p.mean, p.spread, p.overlap))
        return np.clip(mean + spread * (np.sqrt(overlap) * common + np.sqrt(1.0 - overlap) * own), 0.05, 0.95)
