"""Ambition first: a joint project begins with what it is for, and what fits is found by trying.

Rule      Where sponsors agree on an ambition and leave the way open, most of approval is saved, and the first design is
          clumsier than one that was thought through. From the pilot on, variations are tried one after the other and
          those that look better are kept; some only look better. The better it fits already the less is left to find.
          Trying takes hours and money whether or not a project is on.
Formula   l = mean level of the sponsors; when a project enters approval progress += starts*l and fit -= clumsy*l; each
          month of a pilot or in use with chance 1 - exp(-tries): v = varies*max(1 - fit, 0)*z, and fit += l*v if v +
          misjudged*z' > 0; practice hours += hours*level; office += price*mean level.
Reads     stage, project_fit, ambition_first_stage
Writes    progress, project_fit, practice_hours, office, ambition_first_stage
Source    ambition rather than one solution, found by experiment: source text (Virtual Staff College 2013); small losses
          and learning: Sitkin 1992; emergent strategy: Mintzberg & Waters 1985 (both from memory); sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels
from sim.world.stages import APPROVAL, IDLE, PILOT
from sim.world.world import Clock


@dataclass(frozen=True)
class AmbitionFirstParams:
    """How a project begins and is put right on the way, and what that takes."""

    price: float = param(
        0.1,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.03, 0.3),
        bounds=(0.0, 50.0),
        label="Money to try variations in every organisation",
        source="choice: two people who measure what works",
    )
    hours: float = param(
        0.2,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.5),
        label="Leaders' hours on trying and judging variations",
        source="choice: as many as a full plan takes",
    )
    starts: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.9),
        label="Part of approval that an ambition saves",
        source="choice",
    )
    clumsy: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.4),
        label="Fit that a first design lacks where only an ambition was agreed",
        source="choice",
    )
    tries: float = param(
        0.4,
        unit=Unit.PER_MONTH,
        plausible=(0.1, 1.0),
        label="Variations tried in a month",
        source="choice",
    )
    varies: float = param(
        0.12,
        unit=Unit.RATIO,
        plausible=(0.04, 0.25),
        bounds=(0.0, 1.0),
        label="Spread of variations, of what a design lacks",
        source="choice",
    )
    misjudged: float = param(
        0.2,
        unit=Unit.RATIO,
        plausible=(0.05, 0.4),
        bounds=(0.0, 100.0),
        label="Noise with which a variation is judged",
        source="choice: half of a whole design's, as the one before is there to compare",
    )


@dataclass(frozen=True)
class AmbitionFirst(Intervention):
    """See the module's docstring for the rule."""

    params: AmbitionFirstParams

    name: ClassVar[str] = "ambition_first"
    label: ClassVar[str] = "An ambition first, the way by trying"
    sentence: ClassVar[str] = "they begin joint projects with an ambition, and find by trying what fits"
    order: ClassVar[int] = 19
    excludes: ClassVar[tuple[str, ...]] = ("plan_first",)  # both settle how a joint project begins
    later: ClassVar[str] = "projects"
    Params: ClassVar[type[Any]] = AmbitionFirstParams
    reads: ClassVar[tuple[str, ...]] = ("stage", "project_fit", "ambition_first_stage")
    writes: ClassVar[tuple[str, ...]] = ("progress", "project_fit", "practice_hours", "office", "ambition_first_stage")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("ambition_first_stage", "project", "stage", "Stage of a project at the start of the round", low=0.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return the stage before projects move, and what trying takes."""
        on = level.now.max(axis=0) > 0.0
        return (
            put("ambition_first_stage", state.stage * on),
            add("practice_hours", self.params.hours * level.now),
            self.paid(level.now),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return how a project begins, and what is found on the way."""
        p, keys = self.params, self.world.keys["project"]
        open_ended = self.world.tables.project_of_organisations(level.now)
        begins = open_ended * ((state.ambition_first_stage == IDLE) & (state.stage == APPROVAL))
        tried = draws.uniform("variation", keys) < 1.0 - np.exp(-p.tries * MONTHS_PER_ROUND)
        variation = p.varies * np.maximum(1.0 - state.project_fit, 0.0) * draws.normal("variation's fit", keys)
        looks_better = variation + p.misjudged * draws.normal("variation's judgement", keys) > 0.0
        found = open_ended * variation * (tried & looks_better & (state.stage >= PILOT))
        return add("progress", p.starts * begins), add("project_fit", found - p.clumsy * begins)
