"""Staff leave, sooner when strained, and are hired into vacant posts.

Rule      Strain follows load and vacancies over a quarter. Leaving grows in proportion to strain; hiring in
          proportion to vacancies, at the pace that holds the month-0 vacancy rate. Solved exactly over the week.
Formula   leave = leave0 * strain; hire = leave0 * (1 - v0) / v0; goal = posts * hire / (leave + hire)
          staff <- goal + (staff - goal) * exp(-(leave + hire)), at most posts; vacancy = 1 - staff / posts
Reads     posts, staff, strain, load, staffing_gap
Writes    staff, strain, vacancy, staffing_gap
Source    Leaving and vacancies from the place file (Skills for Care, CQC, NHS England); link to strain is choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class StaffingParams:
    """How strain builds up and drives people out."""

    weeks: float = param(
        13.0,
        unit=Unit.WEEKS,
        plausible=(6.0, 26.0),
        label="Time for strain to follow load",
        source="choice",
    )
    strain_effect: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        label="Rise of leaving for a like rise of strain",
        source="choice",
    )


LEAST_STRAIN, MOST_STRAIN = 0.3, 3.0
"""Relative to month 0: limits that no plausible number meets."""
LEAST_LEAVING = 0.3
"""Likewise."""


@dataclass(frozen=True)
class Staffing:
    """See the module's docstring for the rule."""

    params: StaffingParams
    world: World

    name: ClassVar[str] = "staffing"
    Params: ClassVar[type[Any]] = StaffingParams
    reads: ClassVar[tuple[str, ...]] = ("posts", "staff", "strain", "load", "staffing_gap")
    writes: ClassVar[tuple[str, ...]] = ("staff", "strain", "vacancy", "staffing_gap")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("staff", "service", "relative to month-0 posts", "People in post", low=0.0),
        Variable("strain", "service", "relative to month 0", "Strain of staff", low=0.0),
        Variable("vacancy", "service", "share", "Share of posts vacant", low=0.0, high=1.0),
        Variable("staffing_gap", "service", "share", "Vacancies beyond those of month 0"),
    )

    @cached_property
    def vacancy0(self) -> Array:
        """Return the vacancy rates of month 0, shape (6, 1)."""
        return np.array([service.vacancy for service in self.world.place.services])[:, None]

    @cached_property
    def leaving(self) -> Array:
        """Return the rate of leaving a week at month 0, shape (6, 1)."""
        return np.array([service.leaving_per_year for service in self.world.place.services])[:, None] / WEEKS_PER_YEAR

    @cached_property
    def hiring(self) -> Array:
        """Return the rate a week at which vacancies are filled, which holds month 0 steady."""
        return self.leaving * (1.0 - self.vacancy0) / self.vacancy0

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap between strain and load that closes in a week."""
        return approach(self.params.weeks, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return staff at month 0."""
        one = self.world.full("service", 1.0, runs)
        vacancy = one * self.vacancy0
        return {"staff": 1.0 - vacancy, "strain": one, "vacancy": vacancy, "staffing_gap": 0.0 * one}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return staff after this week."""
        p = self.params
        felt = np.minimum(np.maximum(state.load * (1.0 + state.staffing_gap), LEAST_STRAIN), MOST_STRAIN)
        strain = state.strain + (felt - state.strain) * self.speed
        leaving = self.leaving * np.maximum(1.0 + p.strain_effect * (strain - 1.0), LEAST_LEAVING)
        moving = leaving + self.hiring
        goal = state.posts * self.hiring / moving
        staff = np.minimum(goal + (state.staff - goal) * np.exp(-moving), state.posts)
        vacancy = 1.0 - staff / state.posts
        return (
            put("staff", staff),
            put("strain", strain),
            put("vacancy", vacancy),
            put("staffing_gap", vacancy - self.vacancy0),
        )
