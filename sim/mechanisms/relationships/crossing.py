"""What relationships make of a crossing: the raw signals that care may be given, before any channel is opened.

Rule      A hand-over waits for information, for acceptance (as far as partners deliver much and, below 1 of the dial
          `amount`, as they keep their word), and for rework where it is unclear who does what or staff do not practise
          together (a mean over the boundaries of its way out; by the dial `slowest`, a rival to that, the worst of
          them, where several organisations of a kind are one party; by the dial `unlike_staff`, staff practise less
          together where their cultures differ); projects reach avoidable need, and those on isolation bring lonely
          people company besides; budgets that are minded alone shift cost; time is left at home.
Formula   uninformed = mean of 1 - I; unkept = mean of 1 - (1 - x)*kept - x*delivered, x = amount; rework = mean of (1 -
          .8*(.4C + .6W*(1 - z*apart)))*(1 + .5*(1 - clarity)) over a pathway's interfaces, each (1 - y)*mean + y*worst,
          y = slowest, z = unlike_staff, apart half the distance of workforces' cultures; upstream = sum u*effect*fit;
          home first = .2*effect*clip(fit, 0, 2); care homes = .5*effect*fit; company = .05*effect*fit; cases =
          .08*reach*(1 - effect/works)/3 over the kinds that find them; a design that does not fit can do harm. Where
          several organisations give a service, or mind a budget, each counts by its size, and so does a boundary of
          one of several.
Reads     information, kept, delivered, capability, practice, workforce_culture, clarity, project_effect, project_fit,
          reach, project_works, recruited, shunt_wish, home_hours, decision_speed, office
Writes    uninformed, unkept, rework, project_signals, shunt_signals, hours_signal, speed_signal, cost_signal,
          joint_pool
Source    weights are choices; avoidable share 24% (NAO 2018) and 41% from care homes (IAU 2019) cap the effect in care.
          The worst boundary instead of the mean: additive and conjunctive tasks, Steiner 1972; weakest link,
          Hirshleifer 1983 (both from memory); no evidence in care decides between them: the mean is kept. Cultures of
          staff: Cameron & Quinn 2011; the size is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import Reduction, Rows
from sim.world.rows import THERE, Pathway
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CrossingParams:
    """Parameters of what a crossing needs."""

    rework: float = param(
        0.8,
        unit=Unit.FRACTION,
        plausible=(0.5, 0.95),
        label="Rework of hand-overs removed by full practice",
        source="choice",
    )
    of_leaders: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.6),
        label="Part of smooth hand-overs resting on leaders rather than staff",
        source="choice",
    )
    unclear: float = param(
        0.5,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Hand-overs dropped or done twice where all is unclear",
        source="choice",
    )
    home_first: float = param(
        0.20,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Home care freed by home first at full effect",
        source="choice",
    )
    care_homes: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.8),
        label="Avoidable admissions of residents prevented by support to care homes",
        source="choice",
    )
    company: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.01, 0.1),
        label="Lonely people who have company by joint work on isolation at full effect",
        source="choice: about what many agencies on social isolation give where three kinds of them find people",
    )
    cases: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.16),
        label="New cases that young projects find, share of A&E",
        source="choice after RAND Europe 2012 (+2%) and Northumberland",
    )
    amount: float = param(
        1.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Acceptance of hand-overs resting on how much partners deliver, not on how well they keep their word",
        source="choice: 1 where the word does not say how much; 0 leaves it to the word; set with promises.word",
        role=Role.CONSTANT,
    )
    slowest: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Hand-overs that wait for the slowest of their parties, not for the mean",
        source="choice: 0 leaves a mean; 1 waits for the slowest; Steiner 1972, Hirshleifer 1983",
        role=Role.CONSTANT,
    )
    unlike_staff: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Practice of staff lost to hand-overs between wholly unlike cultures of workforces",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
    )
    joint_full: float = constant(
        0.35,
        Unit.FRACTION,
        (0.2, 0.5),
        "Joint ability from which pooled money goes where it is needed",
        "choice",
        bounds=(0.01, 1.0),
    )
    case_kinds: float = constant(
        3.0,
        Unit.NUMBER,
        (1.0, 6.0),
        "Kinds of project that find cases, for which `cases` is said",
        "as in Anyplace",
        bounds=(0.1, 1e3),
    )


MOST_FIT = 2.0
"""A limit that hardly any plausible number meets."""


@dataclass(frozen=True)
class Crossing:
    """See the module's docstring for the rule."""

    params: CrossingParams
    world: World

    name: ClassVar[str] = "crossing"
    Params: ClassVar[type[Any]] = CrossingParams
    reads: ClassVar[tuple[str, ...]] = (
        "information",
        "kept",
        "delivered",
        "capability",
        "practice",
        "workforce_culture",
        "clarity",
        "project_effect",
        "project_fit",
        "reach",
        "project_works",
        "recruited",
        "shunt_wish",
        "home_hours",
        "decision_speed",
        "office",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "uninformed",
        "unkept",
        "rework",
        "project_signals",
        "shunt_signals",
        "hours_signal",
        "speed_signal",
        "cost_signal",
        "joint_pool",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "uninformed", "pathway", "share", "Crossings that wait for information", low=0.0, high=1.0, first=0.62
        ),
        Variable("unkept", "pathway", "share", "Crossings that wait for acceptance", low=0.0, high=1.0, first=0.24),
        Variable("rework", "pathway", "ratio", "Crossings dropped or done twice", low=0.0, first=1.2),
        Variable(
            "project_signals",
            "project_signal",
            "share",
            "What joint projects reach: upstream, home first, care homes, cases found",
            first=0.0,
        ),
        Variable(
            "shunt_signals", "shunt_signal", "share", "Wish to shunt: council, hospital, practices", low=0.0, first=0.25
        ),
        Variable("hours_signal", "service", "share", "Leaders' time left for each service", low=0.0, first=0.75),
        Variable("speed_signal", "service", "share", "Speed of decisions in each service", low=0.0, first=1.0),
        Variable("cost_signal", "place", "£m a year", "Money that working together takes", low=0.0, first=0.0),
        Variable(
            "joint_pool",
            "place",
            "share",
            "Readiness to spend pooled money where it is needed",
            low=0.0,
            high=1.0,
            first=0.0,
        ),
    )

    @cached_property
    def _parties(self) -> tuple[Reduction, ...]:
        """Of each pathway, means over the boundaries between any two kinds of organisation that it crosses."""
        net, found = self.world.network, list[Reduction]()
        kinds = np.array([str(organisation.kind) for organisation in self.world.place.organisations])
        first, second = np.sort(np.stack([kinds[net.direction_from[THERE]], kinds[net.direction_to[THERE]]]), axis=0)
        met = np.char.add(np.char.add(first, "~"), second)
        for weights in self.world.tables.pathway_of_interfaces.weights:
            pairs = np.unique(met[weights > 0.0])
            own = weights * (met == pairs[:, None])
            found.append(Reduction.table(own / own.sum(axis=1, keepdims=True)))
        return tuple(found)

    def _apart(self, culture: Array) -> Array:
        """Return half the distance of the cultures at both ends of each interface."""
        net = self.world.network
        apart = np.abs(culture[net.direction_from[THERE]] - culture[net.direction_to[THERE]])
        return total(apart.swapaxes(0, 1)) / 2.0  # each difference is counted twice

    def _crossed(self, wait: Array) -> Array:
        """Return by pathway what its boundaries make a hand-over wait: their mean, or the worst of them."""
        y, mean = self.params.slowest, self.world.tables.pathway_of_interfaces(wait)
        if not np.any(y):
            return mean
        worst = [parties(wait).max(axis=0, initial=0.0) for parties in self._parties]
        return (1.0 - y) * mean + y * np.stack(worst)

    @cached_property
    def _upstream(self) -> Array:
        return np.array(
            [
                project.upstream if project.effect in ("upstream", "company") else 0.0
                for project in self.world.place.projects
            ]
        )[:, None]

    def _kind(self, effect: str) -> Array:
        return np.array([float(project.effect == effect) for project in self.world.place.projects])[:, None]

    @cached_property
    def _kinds(self) -> tuple[Array, Array, Array, Array, Array]:
        projects = self.world.place.projects
        finds = np.array([float(project.finds_cases) for project in projects])[:, None]
        cost = np.array([project.cost_per_year for project in projects])[:, None]
        return self._kind("home_first"), self._kind("care_homes"), self._kind("company"), finds, cost

    @cached_property
    def _shunters(self) -> list[tuple[Rows, Array, float]]:
        """Return the directions that run from those who mind each budget, their weights, and 1 over the sum."""
        net, tables = self.world.network, self.world.tables
        minders = (tables.councils, tables.providers["acute"], tables.providers["primary_care"])
        rows = [net.directions_of.all_of(np.array(some))[0] for some in minders]
        weights = [tables.size[net.direction_from[some]][:, None] for some in rows]
        return [(some, weight, 1.0 / float(weight.sum())) for some, weight in zip(rows, weights, strict=True)]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, tables, net = self.params, self.world.tables, self.world.network
        alike = 1.0 - p.unlike_staff * self._apart(state.workforce_culture)
        able = p.of_leaders * state.capability + (1.0 - p.of_leaders) * state.practice * alike
        again = (1.0 - p.rework * able) * (1.0 + p.unclear * (1.0 - state.clarity))
        accepted = (1.0 - p.amount) * state.kept + p.amount * state.delivered
        home_first, care_homes, company, finds, cost = self._kinds
        working = state.project_effect * state.project_fit
        young = 1.0 - np.minimum(1.0, state.project_effect / np.maximum(state.project_works, 1e-6))
        joint = tables.pathway_of_interfaces(state.capability)[Pathway.HOME_CARE]
        signals = np.stack(
            [
                total(self._upstream * working),
                p.home_first * total(home_first * state.project_effect * np.clip(state.project_fit, 0.0, MOST_FIT)),
                p.care_homes * total(care_homes * working),
                p.cases / p.case_kinds * total(finds * state.reach * young),
                p.company * total(company * working),
            ]
        )
        shunts = np.stack([total(weight * state.shunt_wish[rows]) * share for rows, weight, share in self._shunters])
        return (
            put("uninformed", self._crossed(1.0 - state.information)),
            put("unkept", self._crossed(1.0 - net.both(accepted))),
            put("rework", self._crossed(again)),
            put("project_signals", signals),
            put("shunt_signals", shunts),
            put("hours_signal", tables.service_of_organisations(state.home_hours)),
            put("speed_signal", tables.service_of_organisations(state.decision_speed)),
            put("cost_signal", total(cost * state.recruited) + state.office),
            put("joint_pool", np.minimum(1.0, joint / p.joint_full)),
        )
