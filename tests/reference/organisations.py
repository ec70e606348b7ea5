"""An organisation: feels pressure, decides what to promise, delivers what it can, and keeps a culture."""

from __future__ import annotations

import math
from typing import Any

from tests.reference.entities import Boundary, Team, clip, mean, weighed
from tests.reference.leaders import WAYS
from tests.reference.seats import CHIEF, FINANCE, PROFESSIONAL, by_seat, purpose_by
from tests.reference.ties import MONTHS, judge_partner

PRACTICES = {
    "vision": "facilitated_days",
    "contact": "convened",
    "conflict": "honest",
    "altruism": "offered",
    "commitment": "agreements",
}
LEAST_PROMISED = 0.01  # a smaller promise is seen no more dimly
REWARDED = (0.15, 0.15, 0.30, 0.40)  # clan, adhocracy, hierarchy, market


class ReferenceOrganisation(Team):
    """An organisation and its leadership team."""

    next_culture: list[float]

    def way(self, name: str) -> float:
        """Return one of the team's six tendencies."""
        return self.team_ways[WAYS.index(name)]

    def feel_pressure(self) -> None:
        """Feel load, gaps, deficits and backlogs (`pressure`)."""
        p, model = self.model.parameters["pressure"], self.model
        load = mean([clip(service.load_seen - 1, -0.5, 1.5) for service in self.feels])
        deficit = mean([clip(service.deficit, -0.2, 0.5) for service in self.feels])
        backlog = mean([service.backlog for service in self.feels])
        self.pressure_noise = p.persistence * self.pressure_noise
        self.pressure_noise += p.innovation * p.noise * model.dice.normal("pressure", self)
        self.problem_noise = p.problem_persistence * self.problem_noise
        self.problem_noise += p.problem_noise * model.dice.normal("problem", self)
        january = math.cos(2 * math.pi * (model.week % 52 / 52 - p.season_peak / 12))
        outside = p.season * january + (p.shift if model.live else 0)
        felt = p.feedback * (p.load_weight * load + self.staffing_gap() + deficit + backlog)
        self.pressure = clip(self.pressure_level + felt + outside + self.pressure_noise, 0, 1)
        caused = p.problem_from_pressure * (self.pressure - p.problem_centre)
        problem = self.problem_level + caused + backlog + self.problem_noise
        self.problem = clip(problem, 0, 1)

    def weigh_taking_part(self) -> None:
        """Look at what partners did, or at what paid, and be willing to take part or not (`cooperation`)."""
        p, model = self.model.parameters["cooperation"], self.model
        tries = self.asked < 0 or model.week - self.asked < p.trial * 52 / 12
        wants = p.mean + p.spread * self.caution
        waits = self.conditional_order < p.conditional and not tries and self._joining(p.success) < wants
        shuns = False
        if self.conditional_order < p.learning:
            paid = self._paid()
            self.joint_pay = 0.5 ** (MONTHS / p.memory) * self.joint_pay + (paid if self.takes_part else -paid)
            shuns = not tries and self.joint_pay < 0
        self.willing = 0.0 if waits or shuns else 1.0

    def _joining(self, success: float) -> float:
        """Return the share of partners that took part last round, by trust and by how well they fare."""
        counts = [one.organisation_trust * math.exp(-success * one.partner.problem) for one in self.boundaries]
        return weighed([one.partner.takes_part for one in self.boundaries], counts)

    def _paid(self) -> float:
        """Return what came in from partners, less what giving was worth at home."""
        home = max(0.02, 1 - mean([boundary.delivered_effort for boundary in self.boundaries]))
        return mean([one.back.delivered - one.delivered_effort / home**0.5 for one in self.boundaries])

    def take_part(self) -> None:
        """Work as a system, or not, and practise what the behaviour says (`participation`)."""
        p, model = self.model.parameters["participation"], self.model
        invited = 1.0 if self.team_order < model.share_taking_part() else 0.0
        self.takes_part = invited * self.willing
        self.practises = practises = 1.0 if model.all_practise else self.takes_part
        if invited == 0.0:
            self.asked = -1.0
        elif self.asked < 0:
            self.asked = model.week
        for factor, practice in PRACTICES.items():
            setattr(self, practice, practises * getattr(p, factor))
        change = max(self.takes_part, p.offering_weight * self.offered)
        if change <= 0:
            self.joined = -1.0
        elif self.joined < 0:
            self.joined = model.week
        learnt = 1 - math.exp(-((model.week - self.joined) / 52 + 0.04) / max(p.learning, 1e-6))
        kept = (self.weight_on_purpose - p.own_weight) * 2 ** (-(12 / 13) / p.fading)
        sustained = (p.full_weight - p.own_weight) * change * learnt
        self.weight_on_purpose = p.own_weight + max(sustained, kept)
        self.practice_hours = p.hours * self.practised()

    def practised(self) -> float:
        """Return the sum of the levels of the five practices."""
        return sum(getattr(self, practice) for practice in PRACTICES.values())

    def commit(self) -> None:
        """Say how far ahead the team plans and what pressure it cannot bear (`commitment`)."""
        p = self.model.parameters["commitment"]
        hazard = math.exp(p.log_hazard + p.hazard_slope * self.problem)
        self.leaving_hazard = hazard * (1 - p.agreement_keeps * self.agreements)
        horizon = (
            p.base * (1 - min(self.leaving_hazard, 0.9)) * (p.horizon_least + p.horizon_thinking * self.way("thinking"))
        )
        self.horizon = min(1.0, horizon + p.agreement_lengthens * self.agreements * (1 - horizon))
        bearable = p.threshold + p.steadiness * (self.way("being") - p.usual_being)
        self.excess = clip(self.pressure - bearable, 0, 1)

    def count_hours(self) -> None:
        """Count the hours left after pressure, projects and practices (`hours`)."""
        p = self.model.parameters["hours"]
        running = len([project for project in self.projects if project.running()])
        busy = p.per_project * running + self.practice_hours
        self.available = clip(1 - p.taken_by_pressure * self.pressure - busy / p.discretionary, 0.05, 1)
        meetings = sum(tie.contact for leader in self.leaders for tie in leader.ties) / len(self.leaders)
        self.leader_hours = busy + p.per_meeting * meetings * 12 / 52

    def perceive(self) -> None:
        """Hear what the leaders believe, each as he or she counts on both sides (`deciding`)."""
        w = self.model.parameters["decision"].leader_share
        for boundary in self.boundaries:
            believed = sum(tie.tie_weight * tie.belief for tie in boundary.ties)
            boundary.trust = w * believed + (1 - w) * boundary.organisation_trust

    def decide(self) -> None:
        """Split effort between home and boundaries, promise, and decide on shunting (`decision`)."""
        p, model = self.model.parameters["decision"], self.model
        system, degree = self.weight_on_purpose * purpose_by(self, CHIEF), len(self.boundaries)
        in_money = self.weight_on_purpose * purpose_by(self, FINANCE)
        drawn = [self._worth(boundary, system, p) ** p.curvature / degree for boundary in self.boundaries]
        home = (1 - system + system * p.home_shared) ** p.curvature
        tempted = self.pressure - p.shunt_from
        pooled = model.place.figures.pooled_share
        selfish = (1 - in_money) * (1 - p.pool_disarms * pooled) / (1 + math.exp(-8 * tempted))
        for boundary, attraction in zip(self.boundaries, drawn, strict=True):
            boundary.effort_share = attraction / (sum(drawn) + home)
            effort = boundary.effort_share * degree * self.available / p.usual_hours
            boundary.promise = 1 - math.exp(-effort / p.price)
            finance = model.typical["finance"]
            unlike = (boundary.interface.hard.finance - finance) / finance
            boundary.shunt_wish = clip(selfish * (1 + unlike), 0, 1)
        self.diverted = (1 - in_money) * (1 - pooled) / (1 + math.exp(-10 * tempted))

    def _worth(self, boundary: Boundary, system: float, p: Any) -> float:
        interface, typical = boundary.interface, self.model.typical
        need = p.need_pull * (self.pressure - p.usual_pressure) - p.rigidity * self.excess**2
        accountability = interface.hard.accountability - typical["accountability"]
        performance = interface.hard.performance - typical["performance"]
        own = (1 - system) * p.own_share * (1 - p.accountability * accountability)
        worth = p.value * self.horizon * (own + system * p.system_weight) * math.exp(2 * need)
        worth *= boundary.trust * interface.pull * math.exp(-p.targets * performance * self.pressure)
        worth *= (interface.crossing / typical["crossing"]) ** p.interdependency
        return max(worth, 1e-6)

    def deliver(self) -> None:
        """Deliver what was promised, as far as pressure allows (`promises`)."""
        p = self.model.parameters["promises"]
        capacity = clip(1 - p.capacity_lost * self.excess, 0.05, 1)
        for boundary in self.boundaries:
            promised = boundary.promise
            boundary.delivered = min(promised, capacity)
            size = (1 - p.word) * promised + p.word * p.usual_promise
            weight = (1 - p.word) + p.word * p.usual_promise / max(promised, LEAST_PROMISED)
            kept = p.reliability + (1 - p.reliability) * size - p.harm * weight * (promised - boundary.delivered)
            boundary.kept = clip(kept, 0, 1)
            boundary.delivered_effort = -self.model.price_of_promise * math.log(1 - min(boundary.delivered, 0.97))

    def watch_partners(self) -> None:
        """See, dimly, how well partners kept their word (`promises`)."""
        p = self.model.parameters["promises"]
        blur = p.noise * (p.blur_most - p.perceiving_clears * self.way("perceiving"))
        for boundary in self.boundaries:
            dimness = (p.usual_promise / max(boundary.back.promise, LEAST_PROMISED)) ** (p.word / 2)
            error = blur * dimness * self.model.dice.normal("misjudging", boundary)
            got, gave = boundary.back.delivered, boundary.delivered
            like_for_like = min(1.0, p.reliability * 2 * got / max(got + gave, LEAST_PROMISED))
            judged = (1 - p.reciprocity) * boundary.back.kept + p.reciprocity * like_for_like
            boundary.seen_kept = clip(judged + error, 0, 1)

    def return_home(self) -> None:
        """Do at home what time is left, more slowly where much is decided together (`home`)."""
        self.joint_effort = min(0.95, mean([boundary.delivered_effort for boundary in self.boundaries]))
        self.home_hours = max(0.02, (1 - self.joint_effort) * self.available)
        slowed = self.model.parameters["home"].slow * mean([boundary.delivered for boundary in self.boundaries])
        self.decision_speed = 1 - slowed

    def see_partners(self) -> None:
        """See of each partner what the leaders see, each as he or she counts (`contact`)."""
        for boundary in self.boundaries:
            boundary.direction_visibility = min(1.0, sum(tie.tie_weight * tie.visibility for tie in boundary.ties))

    def shunt(self) -> None:
        """Move cost over a boundary, now and then (`shunting`)."""
        rate = self.model.parameters["shunting"].rate
        for boundary in self.boundaries:
            chance = 1 - math.exp(-rate * boundary.shunt_wish * MONTHS)
            boundary.shunted = 1.0 if self.model.dice.uniform("shunting", boundary) < chance else 0.0

    def candour(self) -> float:
        """Return the differences that the team would raise in a month."""
        return sum(leader.influence * leader.candour for leader in self.leaders)

    def judge(self) -> None:
        """Judge every partner by what was seen (`trust`)."""
        for boundary in self.boundaries:
            judge_partner(boundary, self.model.parameters["trust"])

    def listen(self) -> None:
        """Give each leader a weight by rank and by the trust of partners (`influence`)."""
        p = self.model.parameters["influence"]
        self.influence_by_trust = d = min(1.0, p.by_trust + p.by_trust_gain * self.weight_on_purpose)
        received = [leader.trust_received() for leader in self.leaders]
        for leader, trust in zip(self.leaders, received, strict=True):
            leader.influence = (1 - d) * leader.rank + d * trust / sum(received)

    def weigh_ties(self) -> None:
        """Weigh each tie by the influence of the leaders at both ends (`influence`)."""
        for boundary in self.boundaries:
            for tie in boundary.ties:
                tie.tie_weight = tie.giver.influence * tie.other.influence

    def become_a_team(self) -> None:
        """Make of the leaders what the team notices, values and aims at (`team`)."""
        weights = [leader.influence for leader in self.leaders]
        self.team_purpose = _weighted([leader.purpose for leader in self.leaders], weights)
        self.team_ways = [_weighted([leader.ways[way] for leader in self.leaders], weights) for way in range(6)]
        self.team_vision = [_weighted([leader.vision[axis] for leader in self.leaders], weights) for axis in range(2)]

    def be_influenced(self) -> None:
        """Work out where the culture drifts, before any has moved (`culture`)."""
        p = self.model.parameters["culture"]
        self.next_culture = []
        for kind, now in enumerate(self.team_culture):
            towards = []
            for boundary in self.boundaries:
                met = boundary.direction_visibility * boundary.interface.similarity
                towards.append(met * (boundary.partner.team_culture[kind] - now))
            led = sum(leader.influence * leader.leader_culture[kind] for leader in self.leaders)
            back = (
                p.leading * (led - now) + p.reward * (REWARDED[kind] - now) + p.roots * (self.culture_roots[kind] - now)
            )
            self.next_culture.append(now + (p.drift * mean(towards) + back) * MONTHS)

    def change_culture(self) -> None:
        """Take up the culture; the workforce follows, more slowly with vacancies (`culture`)."""
        self.team_culture = self.next_culture
        months = self.model.parameters["culture"].workforce_months * clip(1 + 8 * self.staffing_gap(), 0.5, 3)
        pace = 1 - math.exp(-MONTHS / months)
        followed = [
            by_seat(self, PROFESSIONAL, team, [leader.leader_culture[kind] for leader in self.leaders])
            for kind, team in enumerate(self.team_culture)
        ]
        self.workforce_culture = [
            work + pace * (team - work) for work, team in zip(self.workforce_culture, followed, strict=True)
        ]


def _weighted(values: list[float], weights: list[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))
