"""A merger: several organisations, or commissioners, become one, with one budget and one regime, and are upset by it.

Rule      What is merged on paper comes to work as one in the course of years. As far as it does, boundaries within it
          are under one regime, nothing is gained by moving cost over them, and less joint money is kept at home. As far
          as it does not, leaders are taken up with it, leave more often, lose sight of partners inside and outside, and
          joint projects stand still. Undone, it comes apart at a half-life, and upsets again.
Formula   g -> level, by half of what is missing every `rise` months, back by half every `half_life`; upset = |level -
          g|; one regime += g at both ends; wish to shunt *= 1 - one_budget*g at both ends; money kept at home *= 1 -
          one_budget*mean of that over boundaries; hazard of leaving *= 1 + leaves*upset; meetings *= 1 - loosens*the
          greater upset of both a month; progress of approvals and pilots -= stalls*mean upset of sponsors a month;
          practice hours += hours*upset; office += price*mean upset.
Reads     contact, stage, shunt_wish, diverted, leaving_hazard, one_regime, merger_grown
Writes    contact, progress, shunt_wish, diverted, leaving_hazard, one_regime, practice_hours, office, merger_grown
Source    mergers of trusts set services back by 18 months or more and took up managers (Fulop et al. 2002), and brought
          less activity and no gain (Gaynor, Laudicella & Propper 2012): nothing is saved by size here. Sizes are
          choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends, follow, up_to_full
from sim.world.stages import APPROVAL, PILOT
from sim.world.world import Clock


@dataclass(frozen=True)
class MergerParams:
    """What a merger joins, takes and upsets."""

    price: float = param(
        0.5,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.1, 1.5),
        bounds=(0.0, 50.0),
        label="Money for merging every organisation, while it upsets",
        source="choice: lawyers, redundancies and one set of systems",
    )
    hours: float = param(
        1.5,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.5, 4.0),
        label="Leaders' hours on a merger, while it upsets",
        source="choice: an eighth of what they can steer; managers lost focus (Fulop et al. 2002)",
    )
    rise: float = param(
        9.0,
        unit=Unit.MONTHS,
        plausible=(6.0, 18.0),
        label="Months until half of what is merged works as one",
        source="choice: a quarter is left at 18 months, the setback found by Fulop et al. 2002",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of what was merged is apart again once it is undone",
        source="choice",
    )
    one_budget: float = param(
        0.8,
        unit=Unit.FRACTION,
        plausible=(0.4, 1.0),
        label="Part of the gain from moving cost that goes with one budget",
        source="choice: divisions go on to mind their own",
    )
    leaves: float = param(
        0.5,
        unit=Unit.RATIO,
        plausible=(0.2, 1.5),
        bounds=(0.0, 10.0),
        label="More leaving of leaders in the upset of a merger",
        source="choice: of two posts one is left",
    )
    loosens: float = param(
        0.3,
        unit=Unit.PER_MONTH,
        plausible=(0.1, 0.6),
        bounds=(0.0, 1.0),
        label="Meetings lost in the upset of a merger",
        source="choice: at full upset leaders meet about a third less",
    )
    stalls: float = param(
        0.12,
        unit=Unit.PER_MONTH,
        plausible=(0.05, 0.25),
        bounds=(0.0, 10.0),
        label="Progress of joint projects lost in the upset of a merger",
        source="choice: about what a pilot gains in a month, after Fulop et al. 2002",
    )


@dataclass(frozen=True)
class Merger(Intervention):
    """See the module's docstring for the rule."""

    params: MergerParams

    name: ClassVar[str] = "merger"
    label: ClassVar[str] = "Organisations merge"
    sentence: ClassVar[str] = "they become one, with one budget and one regime, and are upset by it at first"
    order: ClassVar[int] = 12
    least: ClassVar[int] = 2
    merges: ClassVar[bool] = True
    later: ClassVar[str] = "decision"
    Params: ClassVar[type[Any]] = MergerParams
    reads: ClassVar[tuple[str, ...]] = (
        "contact",
        "stage",
        "shunt_wish",
        "diverted",
        "leaving_hazard",
        "one_regime",
        "merger_grown",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "contact",
        "progress",
        "shunt_wish",
        "diverted",
        "leaving_hazard",
        "one_regime",
        "practice_hours",
        "office",
        "merger_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("merger_grown", "organisation", "share", "How far what is merged works as one", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return how far it works as one by now, what that joins, and what the upset takes."""
        p, net, tables = self.params, self.world.network, self.world.tables
        grown = follow(state.merger_grown, level.now, p.rise, p.half_life)
        upset: Array = np.abs(level.now - grown)
        seats = upset[net.seat_organisation]
        loosened = p.loosens * MONTHS_PER_ROUND * np.maximum(seats[net.tie_from], seats[net.tie_to])
        running = (state.stage >= APPROVAL) & (state.stage <= PILOT)
        return (
            put("merger_grown", grown),
            add("one_regime", up_to_full(state.one_regime, both_ends(self.world, grown))),
            add("contact", -loosened * state.contact),
            add("progress", -p.stalls * MONTHS_PER_ROUND * running * tables.project_of_organisations(upset)),
            add("practice_hours", p.hours * upset),
            self.paid(upset),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is no longer worth moving or keeping, and who is likelier to leave."""
        p, net, grown = self.params, self.world.network, state.merger_grown
        within = p.one_budget * net.spread(both_ends(self.world, grown))
        return (
            add("shunt_wish", -within * state.shunt_wish),
            add("diverted", -net.mean_directions(within) * state.diverted),
            add("leaving_hazard", p.leaves * np.abs(level.now - grown) * state.leaving_hazard),
        )
