"""People are seen in A&E within four hours, unless the hospital is full, short of staff or crowded.

Rule      The log odds of the share seen in time fall with occupancy, vacancies and visits, and rise with the
          hospital's own improvement; places differ for good and weeks by chance.
Formula   logit(share) = logit(share0) + chance + (-b1 * (occupancy - occupancy0) - b2 * staffing gap
          + b4 * improvement - b3 * (visits / (visits0 * capacity) - 1) + season) / (share0 * (1 - share0))
Reads     occupancy, staffing_gap, improvement_gain, attendances, capacity, four_hour_fluctuation
Writes    four_hour
Source    Slope on occupancy: within trusts in NHS England statistics 2022 to 2025 (-0.3 to -0.7), tuned; season of
          2 points besides that of occupancy, computed; others choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Array, logistic, logit
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class FourHourParams:
    """What slows A&E down; each a change of the share per unit, at month 0."""

    occupancy: float = param(
        0.42,
        unit=Unit.RATIO,
        plausible=(0.3, 0.7),
        label="Fall of the four-hour share per unit of occupancy",
        source="tuned to the slope within trusts, NHS England 2022 to 2025",
        evidence=Evidence.TUNED,
    )
    vacancies: float = param(
        0.6,
        unit=Unit.RATIO,
        plausible=(0.2, 1.0),
        label="Fall of the four-hour share per unit of vacancies",
        source="choice",
    )
    crowding: float = param(
        0.25,
        unit=Unit.RATIO,
        plausible=(0.1, 0.5),
        label="Fall of the four-hour share as visits outgrow capacity",
        source="choice",
    )
    improvement: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.5, 2.0),
        label="Rise of the four-hour share with the hospital's own improvement",
        source="choice",
    )
    season: float = param(
        0.02,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.04),
        label="Seasonal swing of the four-hour share besides that of occupancy",
        source="NHS England A&E statistics, 2022 to 2025",
        evidence=Evidence.COMPUTED,
    )
    season_peak: float = param(
        2.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 3.0),
        label="Best month for the four-hour share (months after 1 April)",
        source="NHS England A&E statistics, 2022 to 2025: best in May and June",
        evidence=Evidence.COMPUTED,
    )


@dataclass(frozen=True)
class FourHour:
    """See the module's docstring for the rule."""

    params: FourHourParams
    world: World

    name: ClassVar[str] = "four_hour"
    Params: ClassVar[type[Any]] = FourHourParams
    reads: ClassVar[tuple[str, ...]] = (
        "occupancy",
        "staffing_gap",
        "improvement_gain",
        "attendances",
        "capacity",
        "four_hour_fluctuation",
    )
    writes: ClassVar[tuple[str, ...]] = ("four_hour",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("four_hour", "place", "share", "People seen in A&E within four hours", low=0.0, high=1.0),
    )

    @cached_property
    def centre(self) -> Any:
        """Return the log odds at month 0."""
        return logit(self.world.place.figures.four_hour_share)

    @cached_property
    def steepness(self) -> float:
        """Return log odds per unit of share at month 0."""
        share = self.world.place.figures.four_hour_share
        return 1.0 / (share * (1.0 - share))

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the share at month 0."""
        return {"four_hour": self.world.full("place", self.world.place.figures.four_hour_share, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's share."""
        p, f = self.params, self.world.place.figures
        crowd = state.attendances / (f.attendances_per_week * state.capacity[Service.ACUTE]) - 1.0
        slowed = p.occupancy * (state.occupancy - f.occupancy) + p.vacancies * state.staffing_gap[Service.ACUTE]
        time_of_year = clock.week_of_year / WEEKS_PER_YEAR - p.season_peak / MONTHS_PER_YEAR
        helped = p.improvement * state.improvement_gain[Service.ACUTE] + p.season * np.cos(2.0 * np.pi * time_of_year)
        moved = self.steepness * (helped - slowed - p.crowding * crowd)
        return (put("four_hour", logistic(self.centre + state.four_hour_fluctuation + moved)),)
