"""Coaching of senior teams, each by itself or with leaders of other organisations in the room.

Rule      While a team is coached, its leaders come to look further ahead, keep their composure and see partners more
          clearly; where leaders of several organisations are coached together they also come to know one another.
          What was learned fades once coaching ends.
Formula   g -> level, by half of what is missing every `rise` months, back by half every `half_life`; team's thinking,
          being, perceiving += gain*g; convened += ties*joint*g; practice hours += hours*level; office += price*mean
          level.
Reads     convened, team_ways, coaching_grown
Writes    convened, team_ways, practice_hours, office, coaching_grown
Source    workplace coaching changes skills and affect by about a third to two thirds of a standard deviation (Jones,
          Woods & Guillaume 2016; Theeboom, Beersma & van Vianen 2014, both from memory), here of ways that differ
          between people by .15; joint development across sectors: Virtual Staff College 2013; times are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow, up_to_full
from sim.mechanisms.relationships.ways import BEING, PERCEIVING, THINKING
from sim.world.world import Clock

_COACHED = (THINKING, BEING, PERCEIVING)


@dataclass(frozen=True)
class CoachingParams:
    """What coaching does, takes and leaves."""

    price: float = param(
        0.3,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.1, 0.6),
        bounds=(0.0, 50.0),
        label="Money to coach every senior team",
        source="choice: about ten days a year of each of some twenty teams",
    )
    hours: float = param(
        0.25,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 0.5),
        label="Leaders' hours in coaching",
        source="choice: an hour a month each, and preparation",
    )
    gain: float = param(
        0.07,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.12),
        label="How far coaching moves what leaders tend to notice and weigh",
        source="half a standard deviation of .15 (Jones et al. 2016; Theeboom et al. 2014)",
        evidence=Evidence.MEMORY,
    )
    joint: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Part of coaching in groups from several organisations",
        source="choice; joint development across sectors (Virtual Staff College 2013)",
    )
    ties: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Meetings that coaching together brings, as a part of full convening",
        source="choice",
    )
    rise: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of what coaching teaches is learned",
        source="choice",
    )
    half_life: float = param(
        12.0,
        unit=Unit.MONTHS,
        plausible=(6.0, 24.0),
        label="Months until half of it is gone once coaching ends",
        source="choice",
    )


@dataclass(frozen=True)
class Coaching(Intervention):
    """See the module's docstring for the rule."""

    params: CoachingParams

    name: ClassVar[str] = "coaching"
    label: ClassVar[str] = "Senior teams are coached"
    sentence: ClassVar[str] = "senior teams are coached, partly together"
    order: ClassVar[int] = 1
    Params: ClassVar[type[Any]] = CoachingParams
    reads: ClassVar[tuple[str, ...]] = ("convened", "team_ways", "coaching_grown")
    writes: ClassVar[tuple[str, ...]] = ("convened", "team_ways", "practice_hours", "office", "coaching_grown")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("coaching_grown", "organisation", "share", "What coaching taught and is kept up", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what coaching adds to this round."""
        p, grown = self.params, follow(state.coaching_grown, level.now, self.params.rise, self.params.half_life)
        learned: Array = np.zeros_like(state.team_ways)
        for way in _COACHED:
            learned[:, way] = up_to_full(state.team_ways[:, way], p.gain * grown)
        return (
            put("coaching_grown", grown),
            add("convened", up_to_full(state.convened, p.ties * p.joint * grown)),
            add("team_ways", learned),
            add("practice_hours", p.hours * level.now),
            self.paid(level.now),
        )
