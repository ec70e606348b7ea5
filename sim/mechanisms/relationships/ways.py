"""The six ways of systems leaders: tendencies of a person, which move what is noticed and weighed.

Rule      A person brings six correlated tendencies to a seat; whoever follows brings others.
Formula   way = clip(m + sd*(sqrt(r)*common + sqrt(1 - r)*own), .05, .95); redrawn for newcomers.
Reads     left, ways
Writes    ways
Source    the six ways: Virtual Staff College 2013; what each acts on is a choice, stated where it acts: feeling
          (purpose), perceiving (noise, raising differences), thinking (horizon), relating (contact), doing (pilots),
          being (threshold).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, Number, in_runs
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

WAYS = ("feeling", "perceiving", "thinking", "relating", "doing", "being")
FEELING, PERCEIVING, THINKING, RELATING, DOING, BEING = range(6)


@dataclass(frozen=True)
class WaysParams:
    """Parameters of leaders' tendencies."""

    mean: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.6),
        label="Mean of leaders' tendencies",
        source="choice",
        ask=Ask(
            "leaders",
            "How far do our leaders notice and weigh the whole?",
            "Rather little",
            "Strongly",
            order=2,
            step=0.01,
            scale=100.0,
            unit="out of 100",
            both=True,
        ),
    )
    spread: float = param(
        0.15, unit=Unit.FRACTION, plausible=(0.0, 0.25), label="Spread of leaders' tendencies", source="choice"
    )
    overlap: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.8),
        label="How far the six ways come together",
        source="choice: the dimensions overlap (Virtual Staff College 2013)",
    )


LEAST_WAY, MOST_WAY = 0.05, 0.95
"""Limits: nobody is wholly without a way, or wholly given to one."""


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
        Variable(
            "ways", "seat", "index", "Feeling, perceiving, thinking, relating, doing, being", width=6, low=0.0, high=1.0
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        p, keys = self.params, self.world.keys["seat"]
        common = draws.normal("ways", keys)
        drawn = [_way(common, draws.normal(f"ways {way}", keys), p.mean, p.spread, p.overlap) for way in WAYS]
        return {"ways": np.stack(drawn, axis=1)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        seat, run = np.nonzero(state.left > 0.0)
        if not seat.size:
            return ()
        keys, ways = self.world.keys["seat"], state.ways.copy()
        mean, spread, overlap = (in_runs(x, run) for x in (self.params.mean, self.params.spread, self.params.overlap))
        common = draws.normal_at("ways", keys, (seat, run))
        for number, way in enumerate(WAYS):
            own = draws.normal_at(f"ways {way}", keys, (seat, run))
            ways[seat, number, run] = _way(common, own, mean, spread, overlap)
        return (put("ways", ways),)


def _way(common: Array, own: Array, mean: Number, spread: Number, overlap: Number) -> Array:
    """Return a tendency made of what a person's ways have in common and of what this one has of its own."""
    return np.clip(mean + spread * (np.sqrt(overlap) * common + np.sqrt(1.0 - overlap) * own), LEAST_WAY, MOST_WAY)
