"""A hospital that must not wait for partners buys its own way round the boundary.

Rule      When more people than at month 0 wait to leave, a hospital that competes builds up its own discharge
          teams and spot-bought beds, at its own cost and without anybody's trust. Nobody does so "as today".
Formula   bypass moves to clip((delayed / delayed0 - 1) / 0.4, 0, 1) * buys_round with a time constant of 13 weeks
Reads     beds_held, buys_round, bypass
Writes    bypass, bypass_cost
Source    Choice; spot purchase as in Wolstenholme's models of delayed discharge (2007)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class BypassParams:
    """When and at what price the hospital buys its own way out."""

    cost: float = param(
        0.8,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.4, 1.6),
        bounds=(0.0, 20.0),
        label="Cost of a full way round a boundary",
        source="choice",
    )
    full_at: float = param(
        0.4,
        unit=Unit.RATIO,
        plausible=(0.2, 1.0),
        label="Rise of delays at which the way round is full",
        source="choice",
    )
    weeks: float = param(
        13.0,
        unit=Unit.WEEKS,
        plausible=(6.0, 26.0),
        label="Time to build a way round up or down",
        source="choice",
    )


@dataclass(frozen=True)
class Bypass:
    """See the module's docstring for the rule."""

    params: BypassParams
    world: World

    name: ClassVar[str] = "bypass"
    Params: ClassVar[type[Any]] = BypassParams
    reads: ClassVar[tuple[str, ...]] = ("beds_held", "buys_round", "bypass")
    writes: ClassVar[tuple[str, ...]] = ("bypass", "bypass_cost")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("bypass", "place", "share", "Bypass bought by the hospital", low=0.0, high=1.0),
        Variable("bypass_cost", "place", "£m a year", "Cost of that bypass", low=0.0),
    )

    @cached_property
    def delayed0(self) -> float:
        """Return people waiting to leave at month 0."""
        return sum(pathway.delayed for pathway in self.world.place.pathways)

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap closed in a week."""
        return approach(self.params.weeks, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no bypass."""
        return {"bypass": self.world.full("place", 0.0, runs), "bypass_cost": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's bypass."""
        p = self.params
        excess = state.beds_held / self.delayed0 - 1.0
        wanted = np.minimum(np.maximum(excess / p.full_at, 0.0), 1.0) * state.buys_round
        bypass = state.bypass + (wanted - state.bypass) * self.speed
        return put("bypass", bypass), put("bypass_cost", p.cost * self.world.place.scale * bypass)
