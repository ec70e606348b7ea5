"""A mandate: the commissioner requires contributions to joint work and watches whether they are made.

Rule      Between organisations that are both under the mandate each promises at least what is required, as far as the
          commissioner has people to watch; what is delivered is taken from home as ever. By a dial teams of a
          hierarchical culture keep to it further than they are watched, and others less (against an even mix of
          cultures). Being told costs leaders some of the weight they would give to the whole by themselves.
Formula   watched = min(1, watches/boundaries under the mandate); kept to = clip(watched*(1 + x*(hierarchy - 1/4)), 0,
          1) of whoever promises, x = formal; promise += level at both ends*kept to*max(0, requires - promise); purpose
          *= 1 - resents*level a month; practice hours += hours*level; office += price*mean level.
Reads     promise, purpose, team_culture
Writes    promise, purpose, practice_hours, office
Source    mandated partnerships lean on contract rather than trust (Aunger, Millar & Greenhalgh 2021); limits of
          administrative capacity and crowding out of own motives (Frey & Jegen 2001, from memory); hierarchies go by
          rule and order: Cameron & Quinn 2011; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, NEVER_ZERO, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, add
from sim.interventions.base import Intervention, Levels, both_ends
from sim.world.rows import EVEN_MIX, Quadrant
from sim.world.world import Clock


@dataclass(frozen=True)
class MandateParams:
    """What a mandate requires, takes and spoils."""

    price: float = param(
        0.3,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.1, 0.8),
        bounds=(0.0, 50.0),
        label="Money to run and police a mandate on every organisation",
        source="choice: some five officers",
    )
    hours: float = param(
        0.25,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 0.6),
        label="Leaders' hours in reporting on a mandate",
        source="choice",
    )
    requires: float = param(
        0.45,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.7),
        label="Joint work that a mandate requires at each boundary",
        source="choice: more than the quarter promised anyway",
    )
    watches: float = param(
        12.0,
        unit=Unit.NUMBER,
        plausible=(4.0, 20.0),
        bounds=(0.0, 1000.0),
        label="Boundaries that the commissioner's officers can watch",
        source="choice: administrative capacity",
    )
    formal: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        bounds=(0.0, 4.0),
        label="Further keeping to a mandate by teams of a hierarchical culture",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
    )
    resents: float = param(
        0.005,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.02),
        bounds=(0.0, 1.0),
        label="Weight of the whole lost to being told",
        source="choice, after Frey & Jegen 2001",
    )


@dataclass(frozen=True)
class Mandate(Intervention):
    """See the module's docstring for the rule."""

    params: MandateParams

    name: ClassVar[str] = "mandate"
    label: ClassVar[str] = "Contributions are required and watched"
    sentence: ClassVar[str] = "the commissioner requires contributions to joint work and watches them"
    order: ClassVar[int] = 7
    least: ClassVar[int] = 2
    between: ClassVar[bool] = True
    later: ClassVar[str] = "decision"
    Params: ClassVar[type[Any]] = MandateParams
    reads: ClassVar[tuple[str, ...]] = ("promise", "purpose", "team_culture")
    writes: ClassVar[tuple[str, ...]] = ("promise", "purpose", "practice_hours", "office")

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what reporting and policing take."""
        return add("practice_hours", self.params.hours * level.now), self.paid(level.now)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is promised because it must be, and what that costs in good will."""
        p, net, under = self.params, self.world.network, both_ends(self.world, level.now)
        watched = np.minimum(1.0, p.watches / np.maximum(total(under), NEVER_ZERO))
        formal = (state.team_culture[:, Quadrant.HIERARCHY] - EVEN_MIX)[net.direction_from]
        kept_to = np.clip(watched * (1.0 + p.formal * formal), 0.0, 1.0)
        more = net.spread(under) * kept_to * np.maximum(p.requires - state.promise, 0.0)
        resented = p.resents * MONTHS_PER_ROUND * level.now[net.seat_organisation]
        return add("promise", more), add("purpose", -resented * state.purpose)
