"""Deficits: what a service overspends, seen over half a year.

Formula   deficit <- deficit + (cost / income - 1 - deficit) * (1 - exp(-1/26))
Rule      A service that spends more than it receives runs a deficit, smoothed as boards see it. It puts pressure on
          leaders and holds back posts.
Reads     cost_index, revenue, budget, deficit
Writes    deficit
Source    Choice
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
class DeficitsParams:
    """How deficits are seen."""

    weeks: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 52.0),
        label="Time over which a deficit is seen",
        source="choice",
    )


LEAST_RECEIVED = 0.05
"""A limit that only numbers far from what is plausible meet."""


@dataclass(frozen=True)
class Deficits:
    """See the module's docstring for the rule."""

    params: DeficitsParams
    world: World

    name: ClassVar[str] = "deficits"
    Params: ClassVar[type[Any]] = DeficitsParams
    reads: ClassVar[tuple[str, ...]] = ("cost_index", "revenue", "budget", "deficit")
    writes: ClassVar[tuple[str, ...]] = ("deficit",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("deficit", "service", "share of income", "Overspending, over half a year"),
    )

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap closed in a week."""
        return approach(self.params.weeks, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no deficit."""
        return {"deficit": self.world.full("service", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the deficits seen after this week."""
        received = np.maximum(state.revenue / state.budget, LEAST_RECEIVED)
        overspent = state.cost_index / received - 1.0
        return (put("deficit", state.deficit + (overspent - state.deficit) * self.speed),)
