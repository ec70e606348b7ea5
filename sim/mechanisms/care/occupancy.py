"""Occupancy: the share of beds in use, as a bed count would find it.

Rule      Beds close and open by chance, so the share in use moves though nobody came or went. This chance is seen
          by A&E but does not press on stays (else the refilling of beds would hide it).
Formula   occupancy = min(1, (patients + planned + delayed) / beds * chance)
Reads     inpatients, elective_use, beds_held, beds, bed_fluctuation
Writes    occupancy
Source    NHS England bed statistics 2022 to 2025 for the level
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class OccupancyParams:
    """Nothing to set: chance is set in the rule on fluctuation."""


@dataclass(frozen=True)
class Occupancy:
    """See the module's docstring for the rule."""

    params: OccupancyParams
    world: World

    name: ClassVar[str] = "occupancy"
    Params: ClassVar[type[Any]] = OccupancyParams
    reads: ClassVar[tuple[str, ...]] = ("inpatients", "elective_use", "beds_held", "beds", "bed_fluctuation")
    writes: ClassVar[tuple[str, ...]] = ("occupancy",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("occupancy", "place", "share", "Share of hospital beds in use", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return occupancy at month 0."""
        return {"occupancy": self.world.full("place", self.world.place.figures.occupancy, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's occupancy."""
        used = state.inpatients + state.elective_use + state.beds_held
        return (put("occupancy", np.minimum(used / state.beds * state.bed_fluctuation, 1.0)),)
