"""What people say of their care, how many regain independence, and how many keep it: illustrative, never acted on.

Rule      Experience follows waits: four hours, 18 weeks and requests unmet. After reablement fewer people manage
          without further support when home care is overloaded. Of those who do, some come to need long-term support
          within a year, the more of them the more need has grown because it was left unmet.
Formula   experience = 1 + a * (four hours - its month-0 value) + b * (18 weeks - ...) - c * (unmet - ...), 0 to 2
          logit(recovered) = logit(0.35) - slope * (home care load - 1)
          independent a year on moves to recovered * exp(-lapse * (1 + deterioration)) over a year: a mean lag of a
          year stands for following each person through one
Reads     four_hour, within_18_weeks, within_at_first, unmet_share, home_care_load, deterioration, independent_year_on
Writes    experience, recovered, independent_year_on
Source    Recovered at month 0: Adult Social Care Activity and Finance Report 2022/23 via the Health Foundation
          (35% of endings need no further service); the rest is choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array, approach, logistic, logit
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import SoftService
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ExperienceParams:
    """What experience and recovery follow."""

    four_hour: float = param(
        0.4,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Weight of the four-hour share in experience",
        source="choice",
    )
    eighteen_weeks: float = param(
        0.3,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Weight of the share within 18 weeks in experience",
        source="choice",
    )
    unmet: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        label="Weight of unmet requests in general practice in experience",
        source="choice",
    )
    recovered: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.25, 0.5),
        label="Share who need no further support after reablement, at month 0",
        source="Adult Social Care Activity and Finance Report 2022/23 via the Health Foundation",
        evidence=Evidence.DERIVED,
    )
    recovery_slope: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        label="Fall of the log odds of recovery as home care is overloaded",
        source="choice",
    )
    lapse: float = constant(
        0.15,
        Unit.PER_YEAR,
        (0.05, 0.3),
        "Rate at which people who regained independence come to need long-term support, at month 0",
        "choice: no source follows them for a year",
    )


BEST = 2.0
"""Twice that of month 0: the upper bound of the variable."""


@dataclass(frozen=True)
class Experience:
    """See the module's docstring for the rule."""

    params: ExperienceParams
    world: World

    name: ClassVar[str] = "experience"
    Params: ClassVar[type[Any]] = ExperienceParams
    reads: ClassVar[tuple[str, ...]] = (
        "four_hour",
        "within_18_weeks",
        "within_at_first",
        "unmet_share",
        "home_care_load",
        "deterioration",
        "independent_year_on",
    )
    writes: ClassVar[tuple[str, ...]] = ("experience", "recovered", "independent_year_on")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("experience", "place", "relative to month 0", "What people say of their care", low=0.0, high=2.0),
        Variable("recovered", "place", "share", "No further support needed after reablement", low=0.0, high=1.0),
        Variable("independent_year_on", "place", "share", "No support a year after reablement", low=0.0, high=1.0),
    )

    @cached_property
    def recovery0(self) -> Any:
        """Return the log odds of recovery at month 0."""
        return logit(self.params.recovered)

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap to those who keep it that is closed in a week."""
        return approach(WEEKS_PER_YEAR, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return both at month 0."""
        recovered = np.full(runs, self.params.recovered)
        return {
            "experience": self.world.full("place", 1.0, runs),
            "recovered": recovered,
            "independent_year_on": recovered * np.exp(-self.params.lapse),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's experience, recovery, and who kept it."""
        p, f = self.params, self.world.place.figures
        moved = p.four_hour * (state.four_hour - f.four_hour_share)
        moved = moved + p.eighteen_weeks * (state.within_18_weeks - state.within_at_first)
        moved = moved - p.unmet * (state.unmet_share[SoftService.PRIMARY_CARE] - f.primary_care_unmet)
        recovered = logistic(self.recovery0 - p.recovery_slope * (state.home_care_load - 1.0))
        kept = recovered * np.exp(-p.lapse * (1.0 + state.deterioration))
        year_on = state.independent_year_on + (kept - state.independent_year_on) * self.speed
        return (
            put("experience", np.minimum(np.maximum(1.0 + moved, 0.0), BEST)),
            put("recovered", recovered),
            put("independent_year_on", year_on),
        )
