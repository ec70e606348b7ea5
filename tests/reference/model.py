"""The round: who does what, in the order of `sim.mechanisms.schedule.ROUND`."""

from __future__ import annotations

import math
from typing import Any

import mesa

from sim.core.draws import Streams, keys_of
from sim.scenario import Scenario
from tests.reference import care, interfaces, projects
from tests.reference.build import build
from tests.reference.dice import Dice
from tests.reference.entities import (
    Boundary,
    Interface,
    Pathway,
    Project,
    ProjectSignal,
    Service,
    ShuntSignal,
    Tie,
    mean,
    weighed,
)
from tests.reference.leaders import ReferenceLeader
from tests.reference.organisations import ReferenceOrganisation
from tests.reference.seats import take_seats

SIGNALS = (
    (Pathway, ("uninformed", "unkept", "rework")),
    (ProjectSignal, ("project_signals",)),
    (ShuntSignal, ("shunt_signals",)),
    (Service, ("hours_signal", "speed_signal")),
)


class ReferenceRound(mesa.Model):
    """One run of the relationships, one agent at a time; care comes from elsewhere.

    Attributes:
        scenario: what is run.
        streams: luck, of one run.
        week: first week of the next round.
    """

    trust_prior: float
    newcomer_trust: float
    invited_share: float
    office: float
    buys_round: float
    price_of_promise: float
    delays_seen: float
    delays_before: float
    cost_signal: float
    cost_signal_before: float
    joint_pool: float
    joint_pool_before: float
    upstream: float
    home_first: float
    care_home_support: float
    cases_found: float
    company: float
    shunt_council: float
    shunt_hospital: float
    shunt_practice: float
    pooled_transfer: float
    programme_cost: float

    def __init__(self, scenario: Scenario, streams: Streams, week: int) -> None:
        super().__init__(rng=0)  # not used: luck comes from the streams
        self.configuration, self.streams, self.week = scenario, streams, week
        self.parameters, self.place = scenario.parameters, scenario.place
        self.all_practise = scenario.behaviour in ("as_today", "siloed")
        self.organisations: list[ReferenceOrganisation] = []
        self.interfaces: list[Interface] = []
        self.boundaries: list[Boundary] = []
        self.ties: list[Tie] = []
        self.projects: list[Project] = []
        self.services: list[Service] = []
        self.pathways: list[Pathway] = []
        self.project_signals: list[ProjectSignal] = []
        self.shunt_signals: list[ShuntSignal] = []
        build(self)
        self.keys = {entity: keys_of([thing.name for thing in things]) for entity, things in self.things().items()}
        hard = [interface.hard for interface in self.interfaces]
        self.typical = {
            "governance": mean([differences.governance for differences in hard]),
            "accountability": mean([differences.accountability for differences in hard]),
            "finance": mean([differences.finance for differences in hard]),
            "performance": mean([differences.performance for differences in hard]),
            "crossing": mean([interface.crossing for interface in self.interfaces]),
        }

    def things(self) -> dict[str, list[Any]]:
        """Return all that has state, by kind."""
        return {
            "organisation": self.organisations,
            "seat": list(self.agents_by_type[ReferenceLeader]),
            "interface": self.interfaces,
            "direction": self.boundaries,
            "tie": self.ties,
            "project": self.projects,
            "service": self.services,
            "pathway": self.pathways,
            "project_signal": self.project_signals,
            "shunt_signal": self.shunt_signals,
        }

    @property
    def live(self) -> bool:
        """Whether month 0 is past."""
        return self.week >= 0

    def share_taking_part(self) -> float:
        """Return the share of teams that work as a system under the behaviour."""
        stated = self.parameters["participation"].share
        shares = {"collaborative": self.invited_share, "collaborative_all": 1.0, "mixed": stated}
        return shares.get(self.configuration.behaviour, 0.0)

    def step(self) -> None:
        """Live through one round."""
        self.dice = Dice(self.streams.at(self.week // 4), self.keys)
        organisations, leaders = self.agents_by_type[ReferenceOrganisation], self.agents_by_type[ReferenceLeader]
        p = self.parameters
        organisations.do("feel_pressure")
        if self.live:
            organisations.do("weigh_taking_part")
            organisations.do("take_part")
            self.pay_for_the_office()
        organisations.do("commit")
        self.see_delays()
        organisations.do("count_hours")
        for agents in (leaders, organisations):
            agents.do("perceive")
            agents.do("decide")
        organisations.do("deliver")
        organisations.do("watch_partners")
        organisations.do("return_home")
        leaders.do("meet")
        organisations.do("see_partners")
        organisations.do("shunt")
        for interface in self.interfaces:
            interfaces.differ(interface, p["conflict"], self.dice)
        leaders.do("stay_or_leave")
        leaders.do("bring_ways")
        for boundary in self.boundaries:
            boundary.trusted_before = boundary.organisation_trust
        organisations.do("judge")
        leaders.do("judge")
        leaders.do("look_ahead")
        leaders.do("aim")
        for interface in self.interfaces:
            interfaces.agree(interface)
        leaders.do("value_the_whole")
        organisations.do("listen")
        organisations.do("weigh_ties")
        organisations.do("become_a_team")
        take_seats(self.organisations, p["seats"])
        leaders.do("bring_culture")
        organisations.do("be_influenced")
        organisations.do("change_culture")
        for interface in self.interfaces:
            interfaces.liken(interface, p["culture"])
            interfaces.clarify(interface, p["clarity"])
            interfaces.learn_to_join(interface, p["capability"])
        self.run_projects()
        for interface in self.interfaces:
            interfaces.inform(interface, self.projects, p["information"])
        self.give_care_its_signals()
        self.open_channels()
        self.week += 4

    def pay_for_the_office(self) -> None:
        """Pay for office and facilitation by what is practised (`participation`)."""
        practised = mean([organisation.practised() / 5 for organisation in self.organisations])
        self.office = self.parameters["participation"].office * self.place.scale * practised
        self.buys_round = 0.0 if self.configuration.behaviour == "as_today" else 1.0

    def see_delays(self) -> None:
        """Judge how many people wait to leave hospital, against the year before month 0 (`need_seen`)."""
        p = self.parameters["need_seen"]
        delayed = sum(pathway.delayed for pathway in self.pathways)
        self.delays_seen += (delayed - self.delays_seen) * (1 - math.exp(-4 / p.weeks))
        if self.live:
            for interface in self.interfaces:
                interfaces.notice_need(interface, self.delays_seen / self.delays_before, p)
        elif self.week >= -52:
            self.delays_before += self.delays_seen / 13

    def run_projects(self) -> None:
        """Move joint projects on, then let them grow (`projects`, `reach`)."""
        for boundary in self.boundaries:
            boundary.project_won = boundary.project_lost = 0.0
        for project in self.projects:
            projects.rest_on(project, self.parameters["sponsors"])
            projects.advance(project, self.parameters["projects"], self.dice, self.typical["governance"])
        for project in self.projects:
            projects.grow(project, self.parameters["reach"])

    def give_care_its_signals(self) -> None:
        """Say what all this makes of care (`crossing`)."""
        p = self.parameters["crossing"]
        for pathway in self.pathways:
            care.cross(pathway, p)
        for service in self.services:
            care.leave_time(service)
        reached, shunted = care.reached(self.projects, p), care.shunted(self.organisations)
        for signal in self.project_signals:
            signal.project_signals = reached[signal.name]
        for signal in self.shunt_signals:
            signal.shunt_signals = shunted[signal.name]
        cost = sum(project.spec.cost_per_year * project.recruited for project in self.projects)
        self.cost_signal = cost + self.office
        home_care = next(pathway for pathway in self.pathways if pathway.name == "home_care")
        self.joint_pool = min(1.0, weighed([one.capability for one in home_care.interfaces], home_care.weights) / 0.35)

    def open_channels(self) -> None:
        """Give care each signal relative to the year before month 0 (`channels`)."""
        if self.live:
            self._open()
        elif self.week >= -52:
            for kind, names in SIGNALS:
                care.remember(self.things()[kind.entity], names)
            care.remember([self], ("cost_signal", "joint_pool"))

    def _open(self) -> None:
        p = self.parameters["channels"]
        for pathway in self.pathways:
            care.open_pathway(pathway, p)
        for service in self.services:
            care.open_service(service, p)
        reached = [s.project_signals - s.project_signals_before if p.projects else 0.0 for s in self.project_signals]
        shunts = [s.shunt_signals - s.shunt_signals_before if p.shunting else 0.0 for s in self.shunt_signals]
        self.upstream, self.home_first, self.care_home_support, self.cases_found, self.company = reached
        self.shunt_council, self.shunt_hospital, self.shunt_practice = shunts
        ready = self.joint_pool - self.joint_pool_before
        self.pooled_transfer = p.pool * self.place.scale * self.place.figures.pooled_share * ready if p.pooling else 0.0
        self.programme_cost = self.cost_signal - self.cost_signal_before if p.money else 0.0
