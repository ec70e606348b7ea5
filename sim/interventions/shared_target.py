"""A shared target on delays: what is measured together stays in view, and may be held against those who miss it.

Rule      At boundaries that people cross when they leave hospital, a target that both ends share holds attention: the
          need seen there does not fall below a level even as delays do. When it ends, the habit of looking stays a
          while, and takes its hours. While delays stand above the target, blame costs leaders some of the weight they
          give to the whole.
Formula   habit g = level, back by half every `half_life` once that is less; pull += g at both ends*max(0, holds - pull)
          at discharge boundaries; while delays seen > target*those before month 0: purpose *= 1 - blame*level a month;
          practice hours += hours*g; office += price*mean level.
Reads     pull, delays_seen, delays_before, purpose, target_habit
Writes    pull, purpose, practice_hours, office, target_habit
Source    a joint target with money for social care: delays down by a third in 25 months, after "a damaging row" over
          who was to blame (answer 260005 to the House of Commons; King's Fund 2018); sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends, follow
from sim.world.world import Clock


@dataclass(frozen=True)
class SharedTargetParams:
    """What a shared target does and takes."""

    price: float = param(
        0.05,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.01, 0.2),
        bounds=(0.0, 50.0),
        label="Money to measure and report a shared target everywhere",
        source="choice: two analysts",
    )
    hours: float = param(
        0.15,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.4),
        label="Leaders' hours on reviewing a shared target",
        source="choice",
    )
    holds: float = param(
        1.25,
        unit=Unit.RATIO,
        plausible=(1.0, 1.6),
        label="Need seen at a boundary that a shared target holds, 1 at month 0",
        source="choice",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 18.0),
        label="Months until half the habit of looking is gone once a shared target ends",
        source="choice: as of what an enabler begins",
    )
    target: float = param(
        0.8,
        unit=Unit.RATIO,
        plausible=(0.5, 1.0),
        label="Delays aimed at, relative to those before month 0",
        source="choice: a fifth fewer",
    )
    blame: float = param(
        0.01,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.04),
        bounds=(0.0, 1.0),
        label="Weight of the whole lost to blame while a shared target is missed",
        source="choice",
    )


@dataclass(frozen=True)
class SharedTarget(Intervention):
    """See the module's docstring for the rule."""

    params: SharedTargetParams

    name: ClassVar[str] = "shared_target"
    label: ClassVar[str] = "A shared target on delays"
    sentence: ClassVar[str] = "they share one target on people kept in hospital when ready to leave"
    order: ClassVar[int] = 6
    least: ClassVar[int] = 2
    later: ClassVar[str] = "need_seen"
    Params: ClassVar[type[Any]] = SharedTargetParams
    reads: ClassVar[tuple[str, ...]] = ("pull", "delays_seen", "delays_before", "purpose", "target_habit")
    writes: ClassVar[tuple[str, ...]] = ("pull", "purpose", "practice_hours", "office", "target_habit")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("target_habit", "organisation", "share", "How far a shared target is looked at", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what measuring and reviewing take."""
        habit = follow(state.target_habit, level.now, 0.0, self.params.half_life)
        return put("target_habit", habit), add("practice_hours", self.params.hours * habit), self.paid(level.now)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what stays in view, and what blame costs."""
        p, here = self.params, both_ends(self.world, state.target_habit) * self.world.tables.crosses_discharge
        missed = (state.delays_seen > p.target * state.delays_before).astype(float)
        blamed = p.blame * MONTHS_PER_ROUND * missed * level.now[self.world.network.seat_organisation]
        return (
            add("pull", here * np.maximum(p.holds - state.pull, 0.0)),
            add("purpose", -blamed * state.purpose),
        )
