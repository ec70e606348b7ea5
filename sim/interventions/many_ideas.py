"""Many people's ideas: the design of a joint project is made of the best of several, not of the first alone.

Rule      Where sponsors ask others for ideas before a project begins, each further idea varies the first, the more
          widely the more kinds of organisation are asked; the better an idea is the more of it is taken, as far as that
          can be judged. Asking and sifting take hours, idea by idea, whether or not a project begins, and money.
Formula   n = more*mean level of the sponsors, rounded; idea k = differ*kinds asked/all*z_k, k to n, and 0 the first;
          fit += sum(idea*w)/sum(w), w = exp(idea/misjudged), when a project enters approval; practice hours +=
          hours*more*level; office += price*mean level.
Reads     stage, project_fit, many_ideas_stage
Writes    project_fit, practice_hours, office, many_ideas_stage
Source    as many people's energies, ideas and talents as possible: source text; best of many ideas, and how hard it is
          to tell it: Girotra, Terwiesch & Ulrich 2010; diverse search: Hong & Page 2004 (both from memory); sizes are
          choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels
from sim.world.stages import APPROVAL, IDLE
from sim.world.world import Clock


@dataclass(frozen=True)
class ManyIdeasParams:
    """How many ideas are sought, how they differ, and what that takes."""

    price: float = param(
        0.05,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.01, 0.2),
        bounds=(0.0, 50.0),
        label="Money to gather ideas in every organisation",
        source="choice: one person, and rooms",
    )
    more: float = param(
        4.0,
        unit=Unit.RATIO,
        plausible=(1.0, 10.0),
        bounds=(0.0, 30.0),
        label="Further ideas sought for each joint project",
        source="choice",
    )
    hours: float = param(
        0.05,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.02, 0.15),
        label="Leaders' hours on sifting each further idea",
        source="choice",
    )
    differ: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.5),
        label="How far ideas for a project differ in fit where every kind of organisation is asked",
        source="choice: less than projects differ between places",
    )
    misjudged: float = param(
        0.4,
        unit=Unit.RATIO,
        plausible=(0.1, 0.8),
        bounds=(0.01, 100.0),
        label="Noise with which an idea's fit is judged before it is tried",
        source="choice: as a pilot shows it",
    )


@dataclass(frozen=True)
class ManyIdeas(Intervention):
    """See the module's docstring for the rule."""

    params: ManyIdeasParams

    name: ClassVar[str] = "many_ideas"
    label: ClassVar[str] = "Many people's ideas for joint projects"
    sentence: ClassVar[str] = "they ask many people for ideas before a joint project begins"
    order: ClassVar[int] = 14
    later: ClassVar[str] = "projects"
    Params: ClassVar[type[Any]] = ManyIdeasParams
    reads: ClassVar[tuple[str, ...]] = ("stage", "project_fit", "many_ideas_stage")
    writes: ClassVar[tuple[str, ...]] = ("project_fit", "practice_hours", "office", "many_ideas_stage")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("many_ideas_stage", "project", "stage", "Stage of a project at the start of the round", low=0.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return the stage before projects move, and what asking and sifting take."""
        p, on = self.params, (level.now.max(axis=0) > 0.0)
        return (
            put("many_ideas_stage", state.stage * on),
            add("practice_hours", p.hours * p.more * level.now),
            self.paid(level.now),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return by how much what is taken of the ideas fits better, or worse, than the first."""
        p, keys = self.params, self.world.keys["project"]
        begins = (state.many_ideas_stage == IDLE) & (state.stage == APPROVAL)
        number = np.rint(p.more * self.world.tables.project_of_organisations(level.now))
        apart = p.differ * self._breadth(level.now)
        weights, weighed = np.ones_like(state.project_fit), np.zeros_like(state.project_fit)
        for k in range(1, int(number.max()) + 1):
            idea = apart * draws.normal(f"idea {k}", keys)
            weight = (k <= number) * np.exp(idea / p.misjudged)
            weights, weighed = weights + weight, weighed + weight * idea
        return (add("project_fit", begins * weighed / weights),)

    def _breadth(self, level: Array) -> Array:
        """Return the share of the place's kinds of organisation that are asked."""
        kinds = np.array([one.kind for one in self.world.place.organisations])
        there = np.stack([level[kinds == one].max(axis=0) for one in np.unique(kinds)])
        return total(there) / len(there)
