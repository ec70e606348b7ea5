"""Capacity: what a service can do with its posts, its staff and its ways of working.

Rule      Agency cover makes good half of the vacancies beyond month 0; own improvement adds; sickness takes away.
          Trust and hand-overs never enter.
Formula   capacity = posts * (1 - 0.5 * staffing gap) * (1 + improvement beyond month 0) * (1 - absence)
Reads     posts, staffing_gap, improvement_gain, absence
Writes    capacity
Source    Choice
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CapacityParams:
    """What vacancies cost in capacity."""

    vacancy_loss: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Capacity lost with a vacant post (the rest is covered)",
        source="choice",
    )


@dataclass(frozen=True)
class Capacity:
    """See the module's docstring for the rule."""

    params: CapacityParams
    world: World

    name: ClassVar[str] = "capacity"
    Params: ClassVar[type[Any]] = CapacityParams
    reads: ClassVar[tuple[str, ...]] = ("posts", "staffing_gap", "improvement_gain", "absence")
    writes: ClassVar[tuple[str, ...]] = ("capacity",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("capacity", "service", "relative to month 0", "What each service can do", low=0.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the capacity of month 0."""
        return {"capacity": self.world.full("service", 1.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's capacity."""
        staffed = state.posts * (1.0 - self.params.vacancy_loss * state.staffing_gap)
        return (put("capacity", staffed * (1.0 + state.improvement_gain) * (1.0 - state.absence)),)
