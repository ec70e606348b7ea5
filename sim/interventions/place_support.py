"""Place-based support: outsiders facilitate days on a shared aim and stand by while leaders keep to it.

Rule      Support from outside the place gives leaders facilitated days and helps them to raise differences. It needs
          several organisations at one table, takes their hours, and fades once the support ends.
Formula   g -> level, by half of what is missing every `rise` months, back by half every `half_life`; facilitated_days
          += days*g; honest += candour*g; practice hours += hours*level; office += price*mean level.
Reads     facilitated_days, honest, place_support_grown
Writes    facilitated_days, honest, practice_hours, office, place_support_grown
Source    joint leadership development with support in the place (Virtual Staff College 2013; evaluation of Local
          Vision: Bolden et al. 2015: engagement rose, outcomes too early to tell); how far and how long are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow, up_to_full
from sim.world.world import Clock


@dataclass(frozen=True)
class PlaceSupportParams:
    """What support in the place does, takes and leaves."""

    price: float = param(
        0.25,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.1, 0.5),
        bounds=(0.0, 50.0),
        label="Money for support in the place, for every organisation",
        source="choice: about sixty facilitated days a year and their preparation",
    )
    hours: float = param(
        0.3,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 0.6),
        label="Leaders' hours with support in the place",
        source="choice",
    )
    days: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.7),
        label="Facilitated days that support brings, as a part of full facilitation",
        source="choice",
    )
    candour: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="Honest conversations that support brings, as a part of full practice",
        source="choice",
    )
    rise: float = param(
        2.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 6.0),
        label="Months until half of what support brings is taken up",
        source="choice",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 18.0),
        label="Months until half of it is gone once support ends",
        source="choice",
    )


@dataclass(frozen=True)
class PlaceSupport(Intervention):
    """See the module's docstring for the rule."""

    params: PlaceSupportParams

    name: ClassVar[str] = "place_support"
    label: ClassVar[str] = "Support in the place"
    sentence: ClassVar[str] = "facilitators from outside help leaders to find a shared aim and to keep to it"
    order: ClassVar[int] = 3
    least: ClassVar[int] = 2
    Params: ClassVar[type[Any]] = PlaceSupportParams
    reads: ClassVar[tuple[str, ...]] = ("facilitated_days", "honest", "place_support_grown")
    writes: ClassVar[tuple[str, ...]] = (
        "facilitated_days",
        "honest",
        "practice_hours",
        "office",
        "place_support_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "place_support_grown", "organisation", "share", "What support brought and is kept up", low=0.0, high=1.0
        ),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what support adds to this round."""
        p, grown = self.params, follow(state.place_support_grown, level.now, self.params.rise, self.params.half_life)
        return (
            put("place_support_grown", grown),
            add("facilitated_days", up_to_full(state.facilitated_days, p.days * grown)),
            add("honest", up_to_full(state.honest, p.candour * grown)),
            add("practice_hours", p.hours * level.now),
            self.paid(level.now),
        )
