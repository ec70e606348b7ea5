"""A single outcomes framework: partners agree with people what good looks like, in a few measures or in many.

Rule      A working group takes the leaders of all who are in it some months; then people are asked what matters to
          them, at a price each. Measures fit what matters the better the more sectors sit in the group and the more
          people were asked, and are taken up as far as they fit. What is in use draws aims together and leaves those
          who do the work free to choose how, the freer the fewer measures there are; many measures take hours and keep
          people from trying things. It fades once nobody keeps it up. Income that follows outcomes and a challenge of
          restricted access are interventions of their own.
Formula   f = sectors in the group/all*(1 - exp(-people/enough)); g -> level*f from month group + engages on, by half of
          what is missing every `rise` months, back by half every `half_life`; c = 1 - exp(-measures/many); facilitated
          days += goals*g; by outcomes += (1 - c)*g; pull *= 1 - constrains*c*mean of both ends' g; practice hours +=
          hours*level in the group, watch*measures*level in use; office += price*mean level + people*each over the
          months of asking.
Reads     facilitated_days, pull, by_outcomes, outcomes_framework_months, outcomes_framework_grown
Writes    facilitated_days, pull, by_outcomes, practice_hours, office, outcomes_framework_months,
          outcomes_framework_grown
Source    Mid-Nottinghamshire: a group of council, doctors and Healthwatch, 400 people engaged, four domains, measures
          that do not overly constrain providers (The King's Fund 2016); what is measured draws effort: Bevan & Hood
          2006; sizes and times are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MILLION, MONTHS_PER_ROUND, MONTHS_PER_YEAR, Array, Number, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow, up_to_full
from sim.world.world import Clock


@dataclass(frozen=True)
class OutcomesFrameworkParams:
    """What a framework is made of, does, takes and leaves."""

    price: float = param(
        0.1,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.03, 0.3),
        bounds=(0.0, 50.0),
        label="Money to write, measure and publish an outcomes framework of every organisation",
        source="choice: two analysts",
    )
    hours: float = param(
        0.4,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 1.0),
        label="Leaders' hours in the working group of an outcomes framework",
        source="choice",
    )
    group: float = param(
        4.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 9.0),
        label="Months of the working group of an outcomes framework",
        source="choice",
    )
    people: float = param(
        400.0,
        unit=Unit.PEOPLE_FOR_ALL,
        plausible=(0.0, 1000.0),
        label="People asked what matters to them",
        source="Mid-Nottinghamshire: 400 (The King's Fund 2016)",
        evidence=Evidence.FOUND,
    )
    engages: float = param(
        4.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 9.0),
        label="Months in which people are asked what matters to them",
        source="choice",
    )
    each: float = param(
        150.0,
        unit=Unit.POUNDS,
        plausible=(50.0, 400.0),
        bounds=(0.0, 1e6),
        label="Money for each person asked: meeting, travel, time to listen",
        source="choice",
    )
    enough: float = param(
        150.0,
        unit=Unit.PEOPLE_FOR_ALL,
        plausible=(50.0, 400.0),
        bounds=(1.0, 1e5),
        label="People asked until two thirds of what matters has been said",
        source="choice",
    )
    measures: float = param(
        25.0,
        unit=Unit.RATIO,
        plausible=(5.0, 100.0),
        bounds=(0.0, 1000.0),
        label="Number of measures in an outcomes framework",
        source="choice: four domains, some six measures each",
    )
    many: float = param(
        40.0,
        unit=Unit.RATIO,
        plausible=(15.0, 100.0),
        bounds=(1.0, 1000.0),
        label="Number of measures at which two thirds of the freedom to choose how is gone",
        source="choice",
    )
    constrains: float = param(
        0.1,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Need at boundaries out of view where measures leave no freedom at all",
        source="choice; a fifth of what inspection may draw away",
    )
    watch: float = param(
        0.004,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.001, 0.01),
        label="Leaders' hours on each measure of an outcomes framework",
        source="choice: a quarter of an hour a year each, and its meeting",
    )
    goals: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="How far common goals draw aims together, as a part of full facilitated days",
        source="choice",
    )
    rise: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of a framework's measures are in use",
        source="choice",
    )
    half_life: float = param(
        9.0,
        unit=Unit.MONTHS,
        plausible=(4.0, 18.0),
        label="Months until half of a framework is out of use once nobody keeps it up",
        source="choice",
    )


@dataclass(frozen=True)
class OutcomesFramework(Intervention):
    """See the module's docstring for the rule."""

    params: OutcomesFrameworkParams

    name: ClassVar[str] = "outcomes_framework"
    label: ClassVar[str] = "One outcomes framework"
    sentence: ClassVar[str] = "a working group agrees, with people who use services, on one set of outcomes"
    order: ClassVar[int] = 13
    least: ClassVar[int] = 2
    later: ClassVar[str] = "product"
    Params: ClassVar[type[Any]] = OutcomesFrameworkParams
    reads: ClassVar[tuple[str, ...]] = (
        "facilitated_days",
        "pull",
        "by_outcomes",
        "outcomes_framework_months",
        "outcomes_framework_grown",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "facilitated_days",
        "pull",
        "by_outcomes",
        "practice_hours",
        "office",
        "outcomes_framework_months",
        "outcomes_framework_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("outcomes_framework_months", "place", "months", "Time since a framework's group first met", low=0.0),
        Variable(
            "outcomes_framework_grown", "organisation", "share", "How far a framework is in use", low=0.0, high=1.0
        ),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return the stage it is in, what that takes, and what common goals do."""
        p, before, most = self.params, state.outcomes_framework_months, level.now.max(axis=0)
        months = np.where(most > 0.0, before + MONTHS_PER_ROUND, 0.0)
        meets, used = before < p.group, before >= p.group + p.engages
        fit = self._breadth(level.now) * (1.0 - np.exp(-p.people / p.enough))
        grown = follow(state.outcomes_framework_grown, level.now * fit * used, p.rise, p.half_life)
        asked = p.people * self.world.place.scale * (~meets & ~used) * most
        return (
            put("outcomes_framework_months", months),
            put("outcomes_framework_grown", grown),
            add("facilitated_days", up_to_full(state.facilitated_days, p.goals * grown)),
            add("practice_hours", (p.hours * meets + p.watch * p.measures * used) * level.now),
            add("office", asked * p.each / MILLION * MONTHS_PER_YEAR / p.engages),
            self.paid(level.now),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return how free those who do the work are to choose how, and what many measures put out of view."""
        grown = state.outcomes_framework_grown
        freedom = up_to_full(state.by_outcomes, (1.0 - self._constrained) * grown)
        hidden = self.params.constrains * self._constrained * self.world.network.ends(grown)
        return add("by_outcomes", freedom), add("pull", -hidden * state.pull)

    @property
    def _constrained(self) -> Number:
        """How far the number of measures says how work is to be done."""
        return 1.0 - np.exp(-self.params.measures / self.params.many)

    def _breadth(self, level: Array) -> Array:
        """Return the share of the place's sectors that sit in the group."""
        sectors = np.array([one.sector for one in self.world.place.organisations])
        there = np.stack([level[sectors == one].max(axis=0) for one in np.unique(sectors)])
        return total(there) / len(there)
