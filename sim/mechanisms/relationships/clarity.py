"""Clarity of who does what: unclear or overlapping responsibility loses hand-overs or does them twice.

Rule      Working on a boundary together and talking about it clears up who does what; left alone it blurs back.
Formula   dc = gain*sqrt(d_ij*d_ji)*(.3 + .7q)*(1 - c) - blur*(c - floor) a month.
Reads     delivered, direction_visibility, clarity
Writes    clarity
Source    source text (responsibilities overlapping or unclear); rates: choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import BACK, THERE
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ClarityParams:
    """Parameters of clarity."""

    gain: float = param(
        0.06,
        unit=Unit.PER_MONTH,
        plausible=(0.03, 0.12),
        label="Clearing up of who does what at full joint work",
        source="choice",
    )
    blur: float = param(
        0.03, unit=Unit.PER_MONTH, plausible=(0.01, 0.06), label="Blurring back of who does what", source="choice"
    )
    floor: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.6),
        label="Clarity of who does what that contracts alone give",
        source="choice",
    )
    unseen: float = constant(
        0.3, Unit.FRACTION, (0.1, 0.6), "Clearing up where leaders do not meet, relative to full contact", "choice"
    )


@dataclass(frozen=True)
class Clarity:
    """See the module's docstring for the rule."""

    params: ClarityParams
    world: World

    name: ClassVar[str] = "clarity"
    Params: ClassVar[type[Any]] = ClarityParams
    reads: ClassVar[tuple[str, ...]] = ("delivered", "direction_visibility", "clarity")
    writes: ClassVar[tuple[str, ...]] = ("clarity",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("clarity", "interface", "share", "Clarity of who does what", low=0.0, high=1.0, first=0.5),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, now = self.params, self.world.network, state.clarity
        joint = np.sqrt(state.delivered[THERE] * state.delivered[BACK]) * (
            p.unseen + (1.0 - p.unseen) * net.both(state.direction_visibility)
        )
        change = p.gain * joint * (1.0 - now) - p.blur * (now - p.floor)
        return (put("clarity", np.clip(now + change * MONTHS_PER_ROUND, 0.0, 1.0)),)
