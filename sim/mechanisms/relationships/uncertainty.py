"""Uncertainty: what needs doing, and what partners do, is seen through a fog.

Rule      Each boundary's need is over- or underrated anew in each round, and how well partners keep their word is
          misjudged more; leaders who perceive well see more clearly.
Formula   pull * exp(s*N - s^2/2), s = noise*(1.2 - .5*perceiving), mean of both ends; fog = noise, added to the
          misjudging of `promises`.
Reads     team_ways
Writes    pull, fog
Source    uncertainty as want of knowledge of cause and likelihood: Bennett & Lemoine 2014; the size is a choice. What
          not knowing costs is the difference to a future without the fog.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, keep, put
from sim.mechanisms.relationships.ways import PERCEIVING
from sim.world.world import Clock, World


@dataclass(frozen=True)
class UncertaintyParams:
    """How thick the fog is; there is none by default."""

    noise: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.4),
        label="Misjudging of need at boundaries and of partners, beyond the usual",
        source="choice: 0 leaves the misjudging of promises alone",
        role=Role.CONSTANT,
    )
    blur_most: float = constant(
        1.2,
        Unit.RATIO,
        (1.0, 1.5),
        "Fog before leaders who perceive little, relative to the usual",
        "choice, as in `promises`",
        bounds=(0.0, 10.0),
    )
    perceiving_clears: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Fog that leaders who perceive well see through", "choice, as in `promises`"
    )


@dataclass(frozen=True)
class Uncertainty:
    """See the module's docstring for the rule."""

    params: UncertaintyParams
    world: World

    name: ClassVar[str] = "uncertainty"
    Params: ClassVar[type[Any]] = UncertaintyParams
    live_only: ClassVar[frozenset[str]] = frozenset(UncertaintyParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("team_ways",)
    writes: ClassVar[tuple[str, ...]] = ("pull", "fog")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("fog", "place", "share", "Misjudging of partners beyond the usual", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no fog."""
        return {"fog": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this round's misreading of need, and the fog before partners."""
        p = self.params
        if not clock.live or not in_some_run(p.noise):
            return ()
        clear = p.blur_most - p.perceiving_clears * state.team_ways[:, PERCEIVING]
        spread = p.noise * self.world.network.ends(clear)
        misread = spread * draws.normal("uncertainty", self.world.keys["interface"]) - spread * spread / 2.0
        return keep("pull", np.exp(misread)), put("fog", np.ones(clear.shape[-1]) * p.noise)
