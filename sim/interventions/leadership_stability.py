"""Leadership stability: boards and regulators undertake to keep leaders in post for a few years.

Rule      While the undertaking lasts fewer leaders leave, and those who stay plan further ahead. Successors are
          prepared, at a price; leaders whom poor performance would have driven out stay as well. It ends when the
          undertaking ends: nothing is left but the people who stayed.
Formula   hazard of leaving *= 1 - keeps*level; horizon += lengthens*level*(1 - horizon); practice hours += hours*level;
          office += price*mean level.
Reads     leaving_hazard, horizon
Writes    leaving_hazard, horizon, practice_hours, office
Source    turnover follows ratings, and median time in post is about three years (King's Fund & NHS Providers 2018;
          HSJ 2017); how far an undertaking keeps leaders is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, add
from sim.interventions.base import Intervention, Levels
from sim.world.world import Clock


@dataclass(frozen=True)
class LeadershipStabilityParams:
    """What keeping leaders does and takes."""

    price: float = param(
        0.15,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.4),
        bounds=(0.0, 50.0),
        label="Money to keep every senior team and prepare successors",
        source="choice: some £8,000 a year for each of about twenty teams",
    )
    hours: float = param(
        0.05,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.02, 0.2),
        label="Leaders' hours in preparing successors",
        source="choice",
    )
    keeps: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.7),
        label="Part of leaving that an undertaking prevents",
        source="choice",
    )
    lengthens: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.4),
        label="How far secure leaders look further ahead",
        source="choice",
    )


@dataclass(frozen=True)
class LeadershipStability(Intervention):
    """See the module's docstring for the rule."""

    params: LeadershipStabilityParams

    name: ClassVar[str] = "leadership_stability"
    label: ClassVar[str] = "Leaders are kept in post"
    sentence: ClassVar[str] = "boards and regulators undertake to keep leaders in post"
    order: ClassVar[int] = 4
    later: ClassVar[str] = "commitment"
    Params: ClassVar[type[Any]] = LeadershipStabilityParams
    reads: ClassVar[tuple[str, ...]] = ("leaving_hazard", "horizon")
    writes: ClassVar[tuple[str, ...]] = ("leaving_hazard", "horizon", "practice_hours", "office")

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the undertaking takes."""
        return add("practice_hours", self.params.hours * level.now), self.paid(level.now)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return how much longer leaders stay, and how much further they look."""
        p = self.params
        return (
            add("leaving_hazard", -p.keeps * level.now * state.leaving_hazard),
            add("horizon", p.lengthens * level.now * (1.0 - state.horizon)),
        )
