"""Days people spend at home: read off, never acted on.

Rule      Days at home count the beds that people need, not those they get: a hospital that turns people away does
          not give them days at home. People without the social care they need count 15% of a day less.
Formula   days = 365 * (1 - (need * stay needed / 7 + delayed + care-home residents + 0.15 * unmet) / population)
Reads     emergency_need, stay_needed, beds_held, care_home_residents, social_care_unmet
Writes    days_at_home
Source    Choice
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import DAYS_PER_WEEK, DAYS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class DaysAtHomeParams:
    """How days at home are counted."""

    unmet_weight: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Part of a day at home lost without the social care needed",
        source="choice",
    )


@dataclass(frozen=True)
class DaysAtHome:
    """See the module's docstring for the rule."""

    params: DaysAtHomeParams
    world: World

    name: ClassVar[str] = "days_at_home"
    Params: ClassVar[type[Any]] = DaysAtHomeParams
    reads: ClassVar[tuple[str, ...]] = (
        "emergency_need",
        "stay_needed",
        "beds_held",
        "care_home_residents",
        "social_care_unmet",
    )
    writes: ClassVar[tuple[str, ...]] = ("days_at_home",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("days_at_home", "place", "days a head a year", "Days at home", high=365.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return days at home at month 0."""
        place = self.world.place
        f = place.figures
        held = sum(pathway.delayed for pathway in place.pathways)
        unmet = f.home_care_need + f.care_home_need - f.home_care_clients - f.care_home_residents
        days = self.days(
            f.admissions_per_week * place.emergency_stay_days / DAYS_PER_WEEK, held, f.care_home_residents, unmet
        )
        return {"days_at_home": self.world.full("place", days, runs)}

    def days(self, beds: Any, held: Any, residents: Any, unmet: Any) -> Any:
        """Return days at home a head a year."""
        away = beds + held + residents + self.params.unmet_weight * unmet
        return DAYS_PER_YEAR * (1.0 - away / self.world.place.figures.population)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's days at home."""
        beds = state.emergency_need * state.stay_needed / DAYS_PER_WEEK
        days = self.days(beds, state.beds_held, state.care_home_residents, state.social_care_unmet)
        return (put("days_at_home", days),)
