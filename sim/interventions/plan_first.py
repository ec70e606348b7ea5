"""Plan first: a joint project is agreed in full beforehand, and then done as designed.

Rule      Where sponsors agree on a plan in every detail before anything is tried, approval takes longer, and planning
          takes hours and money whether or not a project begins. What is planned with care is rarely far from what it
          was meant to be: the worst designs are found out on paper, and so are the boldest. Nothing is learnt by it.
Formula   l = mean level of the sponsors; while in approval progress is made 1 - slows*l as fast; when a project enters
          approval fit += sure*l*(designed - fit); practice hours += hours*level; office += price*mean level.
Reads     stage, progress, project_fit, plan_first_stage, plan_first_progress
Writes    progress, project_fit, practice_hours, office, plan_first_stage, plan_first_progress
Source    not one solution identified beforehand: source text (Virtual Staff College 2013); planned against emergent
          strategy: Mintzberg & Waters 1985 (from memory); sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels
from sim.world.stages import APPROVAL, IDLE
from sim.world.world import Clock


@dataclass(frozen=True)
class PlanFirstParams:
    """What a full plan makes of a project, and what it takes."""

    price: float = param(
        0.2,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.5),
        bounds=(0.0, 50.0),
        label="Money to plan joint projects in every organisation",
        source="choice: advisers, and a planning team of three",
    )
    hours: float = param(
        0.2,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.5),
        label="Leaders' hours on plans agreed in full",
        source="choice",
    )
    slows: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        bounds=(0.0, 0.95),
        label="How much slower approval of a full plan is",
        source="choice: twice as long",
    )
    designed: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.9),
        label="Fit of a design that is as it was planned",
        source="choice: a little above the mean of first designs",
    )
    sure: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.9),
        label="How far a full plan makes a project fit as it was planned, better or worse",
        source="choice",
    )


@dataclass(frozen=True)
class PlanFirst(Intervention):
    """See the module's docstring for the rule."""

    params: PlanFirstParams

    name: ClassVar[str] = "plan_first"
    label: ClassVar[str] = "A full plan before anything is tried"
    sentence: ClassVar[str] = "they agree on a joint project in full before they begin it"
    order: ClassVar[int] = 18
    later: ClassVar[str] = "projects"
    Params: ClassVar[type[Any]] = PlanFirstParams
    reads: ClassVar[tuple[str, ...]] = ("stage", "progress", "project_fit", "plan_first_stage", "plan_first_progress")
    writes: ClassVar[tuple[str, ...]] = (
        "progress",
        "project_fit",
        "practice_hours",
        "office",
        "plan_first_stage",
        "plan_first_progress",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("plan_first_stage", "project", "stage", "Stage of a project before the round", low=0.0),
        Variable("plan_first_progress", "project", "share", "Progress within that stage before the round"),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return where projects stand before they move, and what planning takes."""
        on = level.now.max(axis=0) > 0.0
        return (
            put("plan_first_stage", state.stage * on),
            put("plan_first_progress", state.progress * on),
            add("practice_hours", self.params.hours * level.now),
            self.paid(level.now),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return how much of the way through approval is still to go, and what the plan makes of a design."""
        p, before = self.params, state.plan_first_stage
        planned = self.world.tables.project_of_organisations(level.now)
        approving = state.stage == APPROVAL
        slower = p.slows * planned * (approving & (before == APPROVAL))
        settled = p.sure * planned * (approving & (before == IDLE))
        return (
            add("progress", -slower * (state.progress - state.plan_first_progress)),
            add("project_fit", settled * (p.designed - state.project_fit)),
        )
