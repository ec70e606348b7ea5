"""What relationships make of a crossing: the raw signals that care may be given, before any channel is opened.

Rule      Hand-overs wait and projects reach people, each in a file of its own; besides, budgets that are minded alone
          shift cost, time is left at home, working together takes money, and partners get ready to spend pooled money
          where it is needed. Where several organisations give a service, or mind a budget, each counts by its size, and
          so does a boundary of one of several.
Formula   shunt = mean wish of those who mind a budget; cost = sum of projects' cost*recruited + office; joint pool =
          min(1, C of the way home with care/.35).
Reads     information, kept, delivered, capability, practice, workforce_culture, clarity, project_effect, project_fit,
          reach, project_works, recruited, shunt_wish, home_hours, decision_speed, office
Writes    uninformed, unkept, rework, project_signals, shunt_signals, hours_signal, speed_signal, cost_signal,
          joint_pool
Source    weights are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, stacked, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.crossing.handover import Handover, HandoverParams
from sim.mechanisms.relationships.crossing.reached import Reached, ReachedParams
from sim.world.network import Rows, at
from sim.world.rows import Pathway
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CrossingParams(ReachedParams, HandoverParams):
    """Parameters of what a crossing needs: of hand-overs, of what projects reach, and of pooled money."""

    joint_full: float = constant(
        0.35,
        Unit.FRACTION,
        (0.2, 0.5),
        "Joint ability from which pooled money goes where it is needed",
        "choice",
        bounds=(0.01, 1.0),
    )


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
    def _handover(self) -> Handover:
        return Handover(self.params, self.world)

    @cached_property
    def _reached(self) -> Reached:
        return Reached(self.params, self.world)

    @cached_property
    def _cost(self) -> Array:
        return np.array([project.cost_per_year for project in self.world.place.projects])[:, None]

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
        tables = self.world.tables
        uninformed, unkept, rework = self._handover.waits(state)
        joint = tables.pathway_of_interfaces(state.capability)[Pathway.HOME_CARE]
        shunts = stacked([total(weight * at(state.shunt_wish, rows)) * share for rows, weight, share in self._shunters])
        return (
            put("uninformed", uninformed),
            put("unkept", unkept),
            put("rework", rework),
            put("project_signals", self._reached.signals(state)),
            put("shunt_signals", shunts),
            put("hours_signal", tables.service_of_organisations(state.home_hours)),
            put("speed_signal", tables.service_of_organisations(state.decision_speed)),
            put("cost_signal", total(self._cost * state.recruited) + state.office),
            put("joint_pool", np.minimum(1.0, joint / self.params.joint_full)),
        )
