"""Joint projects: a threshold of joint effort, approval, a pilot that shows its fit dimly, adoption or an end.

Rule      A kind of project starts where sponsors' leaders try things and half the effort it needs is in sight; approval
          takes longer with more sponsors, less trust and unlike governance; approval and pilot move forward while
          effort is at four fifths of what is needed, backward while it is not, and end at half a stage back; a pilot
          shows the design's fit through noise and is adopted if that looks good enough; an adopted project ends when
          effort stays too low for longer than sponsors' patience. By two dials culture acts: sponsors of a hierarchy
          take longer to approve, and those of an adhocracy take what is less good (both against an even mix).
Formula   W = effort of `sponsors`; K_eff = K*(1 - .13*ceded) (`lead`); start ~ 1 - exp(-.2*doing*(1 + .5*by outcomes))
          a month if W > .5*K_eff; approval tau0*(1 + .2*(n - 1))/(.3 + .7T)*(1 + .5*(governance - mean))*(1 +
          x*(hierarchy - 1/4)) weeks and those of handing over the lead; pilot 39 weeks; fit ~ N(mean, .5) clipped to
          -.3 to 1.6; adopted if fit + N(0, .4) > .2 - y*(adhocracy - 1/4); patience 26 weeks*(1 + agreements).
Reads     project_effort, project_lead, lead_weeks, trust, team_ways, by_outcomes, agreements, team_culture, stage,
          progress, project_low, project_wait, project_fit, one_regime
Writes    stage, progress, project_low, project_wait, project_fit, project_won, project_lost
Source    step-level public goods: Croson & Marks 2000 (from memory); decision delay: Huxham & Vangen; spread of fit:
          vanguards (Morciano et al. 2020); thresholds and times are choices; what cultures do: Cameron & Quinn 2011, in
          boards of the NHS Mannion et al. 2009; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, WEEKS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import DOING
from sim.world.rows import EVEN_MIX, Quadrant, Regime
from sim.world.world import Clock, World

IDLE, APPROVAL, PILOT, ADOPTED = 0.0, 1.0, 2.0, 3.0
"""Stages of a joint project."""


@dataclass(frozen=True)
class ProjectsParams:
    """Parameters of joint projects."""

    pilots: float = param(
        0.2,
        unit=Unit.PER_MONTH,
        plausible=(0.1, 0.4),
        label="Tries a month of leaders who do nothing but try",
        source="choice",
    )
    threshold: float = param(
        1.0, unit=Unit.RATIO, plausible=(0.7, 1.3), label="Effort that projects need, as a multiple", source="choice"
    )
    approval: float = param(
        8.7,
        unit=Unit.WEEKS,
        plausible=(4.0, 13.0),
        label="Approval of a joint project by one sponsor",
        source="choice: 1-3 months",
    )
    approval_sponsor: float = param(
        0.2, unit=Unit.FRACTION, plausible=(0.1, 0.3), label="Longer approval by each further sponsor", source="choice"
    )
    governance: float = param(
        0.5, unit=Unit.RATIO, plausible=(0.0, 1.0), label="Longer approval where governance differs", source="choice"
    )
    pilot_weeks: float = param(
        39.0, unit=Unit.WEEKS, plausible=(26.0, 52.0), label="Length of a pilot of a joint project", source="choice"
    )
    fit_mean: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Mean fit of a project's design to this place",
        source="choice: as uncertain as sites in the evidence",
    )
    fit_spread: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        label="Spread of fit of projects' designs",
        source="choice: spread between vanguard sites (HSJ; Morciano 2020)",
    )
    glimpse: float = param(
        0.4, unit=Unit.FRACTION, plausible=(0.1, 0.8), label="Noise with which a pilot shows its fit", source="choice"
    )
    good_enough: float = param(
        0.2, unit=Unit.FRACTION, plausible=(0.0, 0.6), label="Shown fit at which a pilot is adopted", source="choice"
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
    hierarchy: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        label="Longer approval by sponsors of a hierarchical culture",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
        bounds=(0.0, 3.5),
    )
    adhocracy: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Lower fit that sponsors of an inventive culture take as good enough",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
    )
    freedom: float = constant(
        0.5,
        Unit.RATIO,
        (0.0, 2.0),
        "Further tries where outcomes are judged rather than process",
        "choice: freedom to redesign",
        bounds=(0.0, 10.0),
    )
    begins_at: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.8), "Effort with which a project is begun, of that needed", "choice"
    )
    enough_at: float = constant(
        0.8, Unit.FRACTION, (0.6, 1.0), "Effort with which a project goes forward, of that needed", "choice"
    )
    without_trust: float = constant(
        0.3,
        Unit.FRACTION,
        (0.1, 0.6),
        "Speed of approval without trust, relative to full trust",
        "choice",
        bounds=(0.01, 1.0),
    )
    lead_saves: float = constant(
        0.14 / 1.06,
        Unit.FRACTION,
        (0.0, 0.3),
        "Effort saved where the lead is ceded to whom a task suits, of that needed",
        "choice: of 1.06, one who leads alone saves .14 by ceding",
        bounds=(0.0, 0.9),
    )
    given_up: float = constant(
        -0.5, Unit.NUMBER, (-1.0, -0.25), "Progress at which a project is given up", "choice", bounds=(-10.0, 0.0)
    )


LEAST_FIT, MOST_FIT = -0.3, 1.6
"""Limits to chance."""
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
    def _needed(self) -> Array:
        return np.array([project.threshold for project in self.world.place.projects])[:, None]

    def _governance(self, one: Array) -> Array:
        gap = self.world.network.differences[:, Regime.GOVERNANCE, None]
        return self.world.tables.project_of_interfaces(gap * (1.0 - one)) - gap.mean()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        none, quiet = self.world.full("project", 0.0, runs), self.world.full("direction", 0.0, runs)
        easy = none + (self._needed <= self.params.easy)
        return {
            "stage": ADOPTED * easy,
            "progress": none,
            "project_low": none,
            "project_wait": none,
            "project_fit": easy * np.maximum(self._fit(draws), self.params.good_enough),
            "project_won": quiet,
            "project_lost": quiet,
        }

    def _fit(self, draws: Draws) -> Array:
        """Draw the fit of a design to this place, unknown to all."""
        p = self.params
        return np.clip(p.fit_mean + p.fit_spread * draws.normal("fit", self.world.keys["project"]), LEAST_FIT, MOST_FIT)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, tables, keys = self.params, self.world.tables, self.world.keys["project"]
        stage, effort, trust = state.stage, state.project_effort, tables.project_of_directions(state.trust)
        needed = p.threshold * self._needed * (1.0 - p.lead_saves * state.project_lead)

        doing = tables.project_of_organisations(state.team_ways[:, DOING] * (1.0 + p.freedom * state.by_outcomes))
        tries = draws.uniform("pilot", keys) < 1.0 - np.exp(-p.pilots * MONTHS_PER_ROUND * doing)
        begins = (stage == IDLE) & (state.project_wait <= 0.0) & tries & (effort > p.begins_at * needed)
        weeks = (
            p.approval
            * (1.0 + p.approval_sponsor * (tables.sponsor_count - 1.0))
            / (p.without_trust + (1.0 - p.without_trust) * trust)
        )
        formal, inventive = (
            tables.project_of_organisations(state.team_culture[:, kind]) - EVEN_MIX
            for kind in (Quadrant.HIERARCHY, Quadrant.ADHOCRACY)
        )
        unlike = self._governance(state.one_regime)
        weeks = weeks * (1.0 + p.governance * unlike) * (1.0 + p.hierarchy * formal) + state.lead_weeks
        enough = effort >= p.enough_at * needed
        forward = np.where(enough, WEEKS_PER_ROUND, -WEEKS_PER_ROUND)
        approving, piloting = stage == APPROVAL, stage == PILOT
        progress = state.progress + np.where(
            approving, forward / weeks, np.where(piloting, forward / p.pilot_weeks, 0.0)
        )

        fit = np.where(begins, self._fit(draws), state.project_fit)
        shown = fit + p.glimpse * draws.normal("glimpse", keys)
        done = progress >= 1.0
        approved, ended_pilot = approving & done, piloting & done
        won = ended_pilot & (shown > p.good_enough - p.adhocracy * inventive)
        failed = ((approving | piloting) & (progress <= p.given_up)) | (ended_pilot & ~won)
        low = np.where(
            stage == ADOPTED,
            np.clip(
                state.project_low - np.where(effort < p.enough_at * needed, -WEEKS_PER_ROUND, WEEKS_PER_ROUND),
                0.0,
                MOST_LOW,
            ),
            0.0,
        )
        patience = p.patience * (1.0 + tables.project_of_organisations(state.agreements))
        lost = failed | ((stage == ADOPTED) & (low > patience))
        moved = begins | approved | won | lost
        after = np.where(
            begins, APPROVAL, np.where(approved, PILOT, np.where(won, ADOPTED, np.where(lost, IDLE, stage)))
        )
        return (
            put("stage", after),
            put("progress", np.where(moved, 0.0, progress)),
            put("project_low", low),
            put("project_wait", np.where(lost, p.patience, state.project_wait - WEEKS_PER_ROUND)),
            put("project_fit", fit),
            put("project_won", p.win * tables.direction_of_projects(won.astype(float))),
            put("project_lost", p.loss * tables.direction_of_projects(lost.astype(float))),
        )
