"""Joint projects: a threshold of joint effort, approval, a pilot that shows its fit dimly, adoption or an end.

Rule      A kind of project starts where sponsors' leaders try things and half the effort it needs is in sight; approval
          and pilot move forward while effort is at four fifths of what is needed, backward while it is not, and end at
          half a stage back; a pilot is adopted if its design looks good enough; an adopted project ends when effort
          stays too low for longer than sponsors' patience.
Formula   W = effort of `sponsors`; forward if W >= .8*K_eff; approval as long as sponsors take and handing over the
          lead; pilot 39 weeks; patience 26 weeks*(1 + agreements).
Reads     project_effort, project_lead, lead_weeks, trust, team_ways, by_outcomes, agreements, team_culture, stage,
          progress, project_low, project_wait, project_fit, one_regime
Writes    stage, progress, project_low, project_wait, project_fit, project_won, project_lost
Source    step-level public goods: Croson & Marks 2000 (from memory); thresholds and times are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.projects.approval import ApprovalParams, approval_weeks
from sim.mechanisms.relationships.projects.beginning import BeginningParams, chance_of_a_try, effort_needed
from sim.mechanisms.relationships.projects.fit import FitParams, drawn_fit, least_fit, shown_fit
from sim.mechanisms.relationships.ways import DOING
from sim.world.rows import EVEN_MIX, Quadrant, Regime
from sim.world.stages import ADOPTED, APPROVAL, IDLE, PILOT
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ProjectsParams(FitParams, ApprovalParams, BeginningParams):
    """Parameters of joint projects: those of their beginning, approval and fit, and of their course."""

    pilot_weeks: float = param(
        39.0, unit=Unit.WEEKS, plausible=(26.0, 52.0), label="Length of a pilot of a joint project", source="choice"
    )
    easy: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Effort up to which a kind of project is in place before the warm-up",
        source="choice: small wins come first, and most places have had them",
    )
    win: float = param(
        0.8,
        unit=Unit.EVIDENCE,
        plausible=(0.0, 3.0),
        label="Good evidence in a project's adoption",
        source="choice: small wins",
    )
    loss: float = param(
        0.4, unit=Unit.EVIDENCE, plausible=(0.0, 3.0), label="Bad evidence in a project's end", source="choice"
    )
    patience: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 52.0),
        label="Weeks of too little effort before a project ends",
        source="choice",
    )
    enough_at: float = constant(
        0.8, Unit.FRACTION, (0.6, 1.0), "Effort with which a project goes forward, of that needed", "choice"
    )
    given_up: float = constant(
        -0.5, Unit.NUMBER, (-1.0, -0.25), "Progress at which a project is given up", "choice", bounds=(-10.0, 0.0)
    )


MOST_LOW = 99.0
"""Weeks of low effort that are counted: more change nothing."""


@dataclass(frozen=True)
class Projects:
    """See the module's docstring for the rule."""

    params: ProjectsParams
    world: World

    name: ClassVar[str] = "projects"
    Params: ClassVar[type[Any]] = ProjectsParams
    reads: ClassVar[tuple[str, ...]] = (
        "project_effort",
        "project_lead",
        "lead_weeks",
        "trust",
        "team_ways",
        "by_outcomes",
        "agreements",
        "team_culture",
        "stage",
        "progress",
        "project_low",
        "project_wait",
        "project_fit",
        "one_regime",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "stage",
        "progress",
        "project_low",
        "project_wait",
        "project_fit",
        "project_won",
        "project_lost",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "stage", "project", "0 idle, 1 approval, 2 pilot, 3 adopted", "Stage of a joint project", low=0.0, high=3.0
        ),
        Variable("progress", "project", "share", "Progress within the stage"),
        Variable("project_low", "project", "weeks", "Weeks of too little effort", low=0.0),
        Variable("project_wait", "project", "weeks", "Weeks before the next try"),
        Variable("project_fit", "project", "share", "Fit of the design, unknown to all"),
        Variable("project_won", "direction", "evidence", "Good evidence from adoptions", low=0.0),
        Variable("project_lost", "direction", "evidence", "Bad evidence from ends", low=0.0),
    )

    @cached_property
    def _usual_effort(self) -> Array:
        return np.array([project.threshold for project in self.world.place.projects])[:, None]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        none, quiet = self.world.full("project", 0.0, runs), self.world.full("direction", 0.0, runs)
        easy = none + (self._usual_effort <= self.params.easy)
        fit = drawn_fit(self.params, draws, self.world.keys["project"])
        return {
            "stage": ADOPTED * easy,
            "progress": none,
            "project_low": none,
            "project_wait": none,
            "project_fit": easy * np.maximum(fit, self.params.good_enough),
            "project_won": quiet,
            "project_lost": quiet,
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, tables, keys, stage = self.params, self.world.tables, self.world.keys["project"], state.stage
        needed = effort_needed(p, self._usual_effort, state.project_lead)
        forward = np.where(state.project_effort >= p.enough_at * needed, WEEKS_PER_ROUND, -WEEKS_PER_ROUND)
        begins = self._begins(state, needed, draws)
        fit = np.where(begins, drawn_fit(p, draws, keys), state.project_fit)
        progress, low = self._progress(state, forward), self._weeks_too_low(state, forward)

        approving, piloting, done = stage == APPROVAL, stage == PILOT, progress >= 1.0
        approved, ended_pilot = approving & done, piloting & done
        looks_good = shown_fit(p, fit, draws, keys) > least_fit(p, self._culture(state, Quadrant.ADHOCRACY))
        won = ended_pilot & looks_good
        failed = ((approving | piloting) & (progress <= p.given_up)) | (ended_pilot & ~won)
        patience = p.patience * (1.0 + tables.project_of_organisations(state.agreements))
        lost = failed | ((stage == ADOPTED) & (low > patience))
        after = np.where(
            begins, APPROVAL, np.where(approved, PILOT, np.where(won, ADOPTED, np.where(lost, IDLE, stage)))
        )
        return (
            put("stage", after),
            put("progress", np.where(begins | approved | won | lost, 0.0, progress)),
            put("project_low", low),
            put("project_wait", np.where(lost, p.patience, state.project_wait - WEEKS_PER_ROUND)),
            put("project_fit", fit),
            put("project_won", p.win * tables.direction_of_projects(won.astype(float))),
            put("project_lost", p.loss * tables.direction_of_projects(lost.astype(float))),
        )

    def _begins(self, state: State, needed: Array, draws: Draws) -> Array:
        """Draw which kinds of project are begun in this round."""
        p, of_sponsors = self.params, self.world.tables.project_of_organisations
        doing = of_sponsors(state.team_ways[:, DOING] * (1.0 + p.freedom * state.by_outcomes))
        tries = draws.uniform("pilot", self.world.keys["project"]) < chance_of_a_try(p, doing)
        in_sight = state.project_effort > p.begins_at * needed
        return (state.stage == IDLE) & (state.project_wait <= 0.0) & tries & in_sight

    def _progress(self, state: State, forward: Array) -> Array:
        """Return how far approvals and pilots have come: these weeks forward with enough effort, backward without."""
        p, tables = self.params, self.world.tables
        trust, formal = tables.project_of_directions(state.trust), self._culture(state, Quadrant.HIERARCHY)
        unlike = self._governance(state.one_regime)
        weeks = approval_weeks(p, tables.sponsor_count, trust, unlike, formal) + state.lead_weeks
        piloted = np.where(state.stage == PILOT, forward / p.pilot_weeks, 0.0)
        return state.progress + np.where(state.stage == APPROVAL, forward / weeks, piloted)

    def _weeks_too_low(self, state: State, forward: Array) -> Array:
        """Return for how many weeks adopted projects have had too little effort; those with enough win weeks back."""
        return np.where(state.stage == ADOPTED, np.clip(state.project_low - forward, 0.0, MOST_LOW), 0.0)

    def _governance(self, one: Array) -> Array:
        """Return how much more than usual sponsors' governance differs, where so much is under one regime."""
        gap = self.world.network.differences[:, Regime.GOVERNANCE, None]
        return self.world.tables.project_of_interfaces(gap * (1.0 - one)) - gap.mean()

    def _culture(self, state: State, kind: Quadrant) -> Array:
        """Return how much more of a kind of culture sponsors have than an even mix."""
        return self.world.tables.project_of_organisations(state.team_culture[:, kind]) - EVEN_MIX
