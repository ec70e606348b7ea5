"""A leader: sees, decides whom to meet and believe, leaves or stays, and is moved by the partners met."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from tests.reference.entities import Seat, Tie, clip, mean
from tests.reference.ties import MONTHS, judge_person, meet

WAYS = ("feeling", "perceiving", "thinking", "relating", "doing", "being")
SHARED_AIM = (0.7, 0.6)
CULTURES = ("clan", "adhocracy", "hierarchy", "market")
PROFESSIONS = {
    "medical": (0.25, 0.20, 0.30, 0.25),
    "nursing": (0.40, 0.15, 0.35, 0.10),
    "social_work": (0.40, 0.25, 0.25, 0.10),
    "management": (0.15, 0.15, 0.40, 0.30),
    "community": (0.45, 0.30, 0.10, 0.15),
}


class Seen(NamedTuple):
    """What a leader sees of one tie."""

    tie: Tie
    reputation: float
    shared_projects: int


class ReferenceLeader(Seat):
    """A leader and the seat that he or she holds."""

    seen: list[Seen]
    next_vision: list[float]

    def way(self, name: str) -> float:
        """Return one of the six tendencies."""
        return self.ways[WAYS.index(name)]

    def perceive(self) -> None:
        """See what partners are reputed for and what is run with them."""
        self.seen = []
        for tie in self.ties:
            running = [project for project in tie.boundary.projects if project.running()]
            self.seen.append(Seen(tie, tie.boundary.partner.reputation(), len(running)))

    def decide(self) -> None:
        """Decide whom to meet and believe, whether to raise differences and to cede the lead (`decision`)."""
        p, team = self.model.parameters["decision"], self.team
        for tie, reputation, shared in self.seen:
            occasions = p.habit + p.meet_for_work * tie.boundary.promise
            occasions += p.meet_project * shared + p.meet_convened * team.convened
            tie.wish = occasions * (p.meet_least + self.way("relating"))
            tie.belief = tie.tie_trust + p.witness * tie.tie_doubt * (reputation - tie.tie_trust)
        candour = p.candour + p.candour_perceiving * (self.way("perceiving") - p.usual_perceiving)
        candour += p.candour_practised * team.honest + p.candour_together * team.takes_part
        self.candour = max(0.0, candour)
        self.offers_lead = team.weight_on_purpose * self.purpose

    def meet(self) -> None:
        """Meet partners (`contact`)."""
        for tie in self.ties:
            meet(tie, self.model.parameters["contact"])
        self.seat_visibility = mean([tie.visibility for tie in self.ties])

    def stay_or_leave(self) -> None:
        """Leave by chance; the post then stands empty for some weeks (`turnover`)."""
        p, dice = self.model.parameters["turnover"], self.model.dice
        pace = p.pace if self.model.live else 1.0
        chance = 1 - math.exp(-pace * self.team.leaving_hazard / 13)
        if self.post_empty <= 0 and dice.uniform("leaving", self) < chance:
            self.left = 1.0
            self.post_empty = p.shortest + (p.longest - p.shortest) * dice.uniform("empty post", self)
        else:
            self.left = 0.0
            self.post_empty = max(0.0, self.post_empty - 4)
        self.tenure = 0.0 if self.post_empty > 0 else self.tenure + 1 / 13

    def judge(self) -> None:
        """Judge every partner by what was seen (`trust`)."""
        for tie in self.ties:
            judge_person(tie, self.model.parameters["trust"])

    def look_ahead(self) -> None:
        """Be drawn to the aims of partners heard, back to the role and to a shared aim (`vision`)."""
        p, team = self.model.parameters["vision"], self.team
        if self.left:
            self._bring_aims(p)
            return
        pull = [0.0, 0.0]
        for tie in self.ties:
            apart = [theirs - mine for theirs, mine in zip(tie.other.vision, self.vision, strict=True)]
            tolerance = p.tolerance + p.tolerance_trust * tie.boundary.trust + p.tolerance_days * team.facilitated_days
            if (abs(apart[0]) + abs(apart[1])) / 2 < tolerance:
                pull = [so_far + tie.visibility * gap / len(self.ties) for so_far, gap in zip(pull, apart, strict=True)]
        self.next_vision = [
            aim
            + p.drawing * pull[axis]
            + p.role_pull * (0.5 + team.pressure) * (self.vision_home[axis] - aim)
            + p.facilitated * team.facilitated_days * self.seat_visibility * (SHARED_AIM[axis] - aim)
            for axis, aim in enumerate(self.vision)
        ]

    def _bring_aims(self, p: Any) -> None:
        role, dice = self.team.spec.vision, self.model.dice
        self.vision_home = [
            clip(role.population + p.spread * dice.normal("vision population", self), 0, 1),
            clip(role.prevention + p.spread * dice.normal("vision prevention", self), 0, 1),
        ]
        self.next_vision = [(own + team) / 2 for own, team in zip(self.vision_home, self.team.team_vision, strict=True)]

    def aim(self) -> None:
        """Take up the new aims, all leaders at once."""
        self.vision = self.next_vision

    def value_the_whole(self) -> None:
        """Move the weight of the whole system in what this leader values (`purpose`)."""
        p, team = self.model.parameters["purpose"], self.team
        core = min(1.0, p.core + p.core_feeling * self.way("feeling"))
        if self.left:
            self.purpose = 0.5 * core + 0.5 * team.team_purpose
            return
        agreement = mean([boundary.interface.agreement for boundary in team.boundaries])
        growth = p.growth * (1 + p.offered_gain * team.offered) * self.seat_visibility * agreement
        change = growth * (p.ceiling - self.purpose) - p.pressed * team.excess * self.purpose
        change -= p.decay * (self.purpose - core)
        self.purpose = clip(self.purpose + change * MONTHS, 0, 1)

    def bring_ways(self) -> None:
        """Bring six tendencies to the post, if new (`ways`)."""
        if not self.left:
            return
        p, dice = self.model.parameters["ways"], self.model.dice
        common = math.sqrt(p.overlap) * dice.normal("ways", self)
        own = [math.sqrt(1 - p.overlap) * dice.normal(f"ways {way}", self) for way in WAYS]
        self.ways = [clip(p.mean + p.spread * (common + way), 0.05, 0.95) for way in own]

    def bring_culture(self) -> None:
        """Bring a culture, half the organisation's and half the profession's, if new (`culture`)."""
        if not self.left:
            return
        p, dice = self.model.parameters["culture"], self.model.dice
        drawn = []
        for kind, name in enumerate(CULTURES):
            half_way = (self.team.culture_roots[kind] + PROFESSIONS[self.profession][kind]) / 2
            drawn.append(clip(half_way + p.spread * dice.normal(f"leader culture {name}", self), 0.02, 1))
        self.leader_culture = [part / sum(drawn) for part in drawn]

    def trust_received(self) -> float:
        """Return the mean trust that partners' leaders place in this one."""
        return mean([tie.back.tie_trust for tie in self.ties])
