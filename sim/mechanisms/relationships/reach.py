"""Reach of joint projects: recruiting, growing, learning by staff, and the time prevention takes.

Rule      An adopted project recruits as its money allows and staff can be found, reaches people over most of a year,
          works as well as staff practise together and sponsors keep it up, and prevents with a delay of its own;
          those it newly finds need care before any is prevented.
Formula   recruited -> (1 - diverted) if adopted, .2 in a pilot, over 26*clip(1 + 8*gap, .5, 3) weeks (leaving over
          13); reach -> recruited over 39; works = reach*min(1.1, W/.6)*(.5 + .5*min(1, practice/.4)); effect -> works
          over the kind's own weeks.
Reads     stage, diverted, staffing_gap, practice, project_effort, recruited, reach, project_effect
Writes    recruited, reach, project_effect, project_works
Source    choices, each declared; none set to fit a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array, approach
from sim.core.draws import Draws
from sim.core.limits import QUICKEST, SLOWEST
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.stages import ADOPTED, PILOT
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ReachParams:
    """Parameters of a project's growth."""

    recruiting: float = param(
        26.0, unit=Unit.WEEKS, plausible=(13.0, 39.0), label="Time for a joint project to recruit", source="choice"
    )
    leaving: float = param(
        13.0, unit=Unit.WEEKS, plausible=(4.0, 26.0), label="Time for a joint project to wind down", source="choice"
    )
    growing: float = param(
        39.0, unit=Unit.WEEKS, plausible=(20.0, 60.0), label="Time for a joint project to reach people", source="choice"
    )
    full_effort: float = param(
        0.6, unit=Unit.FRACTION, plausible=(0.4, 0.8), label="Effort at which a project works fully", source="choice"
    )
    full_practice: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.6),
        label="Staff practice at which a project works fully",
        source="choice",
    )
    pilot_size: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.3),
        label="Size of a pilot, relative to a full project",
        source="choice",
    )
    vacancies_slow: float = constant(
        8.0,
        Unit.RATIO,
        (4.0, 12.0),
        "How strongly vacancies slow the recruiting of joint staff",
        "choice",
        bounds=(0.0, 100.0),
    )
    unpractised: float = constant(
        0.5,
        Unit.FRACTION,
        (0.3, 0.7),
        "Working of a project whose staff do not practise together, relative to full",
        "choice",
    )


MOST_EFFORT = 1.1
"""More effort than this, relative to `full_effort`, adds nothing: a choice."""


@dataclass(frozen=True)
class Reach:
    """See the module's docstring for the rule."""

    params: ReachParams
    world: World

    name: ClassVar[str] = "reach"
    Params: ClassVar[type[Any]] = ReachParams
    reads: ClassVar[tuple[str, ...]] = (
        "stage",
        "diverted",
        "staffing_gap",
        "practice",
        "project_effort",
        "recruited",
        "reach",
        "project_effect",
    )
    writes: ClassVar[tuple[str, ...]] = ("recruited", "reach", "project_effect", "project_works")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("recruited", "project", "share", "Staff in post for a project", low=0.0, high=1.0),
        Variable("reach", "project", "share", "People reached by a project", low=0.0, high=1.0),
        Variable("project_works", "project", "share", "How well it works on those reached", low=0.0),
        Variable("project_effect", "project", "share", "Effect that has arrived", low=0.0),
    )

    @cached_property
    def _prevents(self) -> Array:
        weeks = np.array([project.prevention_weeks for project in self.world.place.projects])
        return approach(weeks, WEEKS_PER_ROUND)[:, None]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        none = self.world.full("project", 0.0, runs)
        return {"recruited": none, "reach": none, "project_works": none, "project_effect": none}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, tables = self.params, self.world.tables
        money = np.clip(1.0 - tables.project_of_organisations(state.diverted), 0.0, 1.0)
        wanted = np.where(state.stage == ADOPTED, money, np.where(state.stage == PILOT, p.pilot_size, 0.0))
        gap = tables.project_of_organisations(tables.organisation_of_services(state.staffing_gap))
        weeks = np.where(
            wanted < state.recruited,
            p.leaving,
            p.recruiting * np.clip(1.0 + p.vacancies_slow * gap, QUICKEST, SLOWEST),
        )
        recruited = state.recruited + (wanted - state.recruited) * approach(weeks, WEEKS_PER_ROUND)
        reach = state.reach + (recruited - state.reach) * approach(p.growing, WEEKS_PER_ROUND)
        practised = np.clip(tables.project_of_interfaces(state.practice) / p.full_practice, 0.0, 1.0)
        works = (
            reach
            * np.minimum(MOST_EFFORT, state.project_effort / p.full_effort)
            * (p.unpractised + (1.0 - p.unpractised) * practised)
        )
        effect = state.project_effect + (works - state.project_effect) * self._prevents
        return (
            put("recruited", recruited),
            put("reach", reach),
            put("project_works", works),
            put("project_effect", effect),
        )
