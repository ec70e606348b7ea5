"""Ambiguity: leaders read the causes of what they see differently, and their aims drift apart.

Rule      Whether treatment or prevention is what helps looks different to each leader in each round.
Formula   v_prevention += sd*N, within 0 and 1, from month 0; the role pulls it back as any aim (`vision`).
Reads     vision
Writes    vision
Source    ambiguity as causes that are unclear and without precedent: Bennett & Lemoine 2014; the size is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, add
from sim.world.rows import Aim
from sim.world.world import Clock, World


@dataclass(frozen=True)
class AmbiguityParams:
    """How differently causes are read; no dispute by default."""

    noise: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.08),
        label="How far leaders' readings of causes scatter in each round (SD)",
        source="choice: 0 leaves the spread of leaders' own aims",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Ambiguity:
    """See the module's docstring for the rule."""

    params: AmbiguityParams
    world: World

    name: ClassVar[str] = "ambiguity"
    Params: ClassVar[type[Any]] = AmbiguityParams
    live_only: ClassVar[frozenset[str]] = frozenset(AmbiguityParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("vision",)
    writes: ClassVar[tuple[str, ...]] = ("vision",)
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return how this round's readings move aims."""
        noise = self.params.noise
        if not clock.live or not in_some_run(noise):
            return ()
        aim = state.vision[:, Aim.PREVENTION]
        read = np.clip(aim + noise * draws.normal("ambiguity", self.world.keys["seat"]), 0.0, 1.0)
        moved = np.zeros_like(state.vision)
        moved[:, Aim.PREVENTION] = read - aim
        return (add("vision", moved),)
