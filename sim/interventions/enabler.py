"""An enabler from outside brings boards together, helps them reflect and challenges them, and fades on leaving.

Rule      While the enabler is there, leaders of the organisations served take up meeting, raising differences and
          looking closely at what partners do, and keep some of it up for a while after. It takes leaders' hours as
          long as it is kept up, and money as long as the enabler is paid.
Formula   g -> level, by half of what is missing every `rise` months, back by half every `half_life`; convened +=
          convenes*g; honest += challenges*g; team's perceiving += reflects*g; practice hours += hours*g; office +=
          price*mean level.
Reads     convened, honest, team_ways, enabler_grown
Writes    convened, honest, team_ways, practice_hours, office, enabler_grown
Source    Local Vision, 25 places of 2013-15, among them Islington and Haringey, with an enabler each: awareness and
          engagement rose, outcomes were too early to tell (Bolden et al. 2015); how far and how long are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow, up_to_full
from sim.mechanisms.relationships.ways import PERCEIVING
from sim.world.world import Clock


@dataclass(frozen=True)
class EnablerParams:
    """What an enabler does, takes and leaves."""

    price: float = param(
        0.12,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.3),
        bounds=(0.0, 50.0),
        label="Money for an enabler who serves every organisation",
        source="choice: about two days a week with travel and venues",
    )
    hours: float = param(
        0.3,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 0.8),
        label="Leaders' hours taken by what an enabler begins",
        source="choice: elicit",
    )
    convenes: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="Meetings an enabler convenes, as a part of full convening",
        source="choice: a meeting of each pair more every three months",
    )
    reflects: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="How much better teams perceive with an enabler",
        source="choice",
    )
    challenges: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.8),
        label="Differences an enabler brings up, as a part of full honest conversations",
        source="choice",
    )
    rise: float = param(
        3.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 6.0),
        label="Months until half of what an enabler begins is taken up",
        source="choice",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 18.0),
        label="Months until half of it is gone once the enabler leaves",
        source="choice",
    )


@dataclass(frozen=True)
class Enabler(Intervention):
    """See the module's docstring for the rule."""

    params: EnablerParams

    name: ClassVar[str] = "enabler"
    label: ClassVar[str] = "An enabler brings leaders together"
    sentence: ClassVar[str] = "an enabler convenes leaders, helps them reflect and challenges them"
    order: ClassVar[int] = 2
    least: ClassVar[int] = 2
    Params: ClassVar[type[Any]] = EnablerParams
    reads: ClassVar[tuple[str, ...]] = ("convened", "honest", "team_ways", "enabler_grown")
    writes: ClassVar[tuple[str, ...]] = (
        "convened",
        "honest",
        "team_ways",
        "practice_hours",
        "office",
        "enabler_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("enabler_grown", "organisation", "share", "What an enabler began and is kept up", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the enabler adds to this round."""
        p, grown = self.params, follow(state.enabler_grown, level.now, self.params.rise, self.params.half_life)
        clearer: Array = np.zeros_like(state.team_ways)
        clearer[:, PERCEIVING] = up_to_full(state.team_ways[:, PERCEIVING], p.reflects * grown)
        return (
            put("enabler_grown", grown),
            add("convened", up_to_full(state.convened, p.convenes * grown)),
            add("honest", up_to_full(state.honest, p.challenges * grown)),
            add("team_ways", clearer),
            add("practice_hours", p.hours * grown),
            self.paid(level.now),
        )
