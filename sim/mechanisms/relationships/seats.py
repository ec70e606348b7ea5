"""Key people: a matter is decided by the seat that it belongs to, as far as persons differ, and not by a mean.

Rule      The chief decides how much joint work to join and whether to cede its lead, finance what joint money is kept
          and what cost is moved, the professional lead what staff take up. In such a matter the team's mean goes
          towards what the seat holds. Persons differ only so far that they explain a stated share of how teams differ.
          Whoever is new counts little at first and an empty seat not at all: then the mean does, and what the last
          one held is lost. A team without such a seat has its mean. By default the mean of the team counts. Staff take
          up more of what teams can do together where their professional lead values the whole more than such leads
          do on average, and less where he or she values it less: over all boundaries the mean is as without.
Formula   X <- X + h*(x - X), x of the seat, h = s*min(1, sqrt(e*V/((1 - e)*D))), s = level*(1 - exp(-tenure/settling)),
          e = explained, V and D the sums over teams of squares of X about its mean over teams and of x - X; X and x
          are purpose (`decision`), the lead offered (`lead`) and culture (`culture`). Staff take up 1 + taken_up*s*(x/m
          - 1) times as much (`capability`), x the lead's purpose and m its mean by s and number of partners.
Reads     purpose, team_purpose, leader_culture, team_culture, tenure
Writes    seat_say, staff_say
Source    who holds a post explains little of what English hospitals do, under 3%: Janke, Propper & Sadun 2019 (read in
          excerpt); managers have styles of their own in money, growth and organisation: Bertrand & Schoar 2003 (from
          memory); staff follow what a local opinion leader stands for, by 12 points in the median trial: Flodgren et
          al. 2011 (from memory); who decides what, and the rest, are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import NEVER_ZERO, Array, in_some_run, total
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Seat
from sim.world.world import Clock, World


@dataclass(frozen=True)
class SeatsParams:
    """How far seats decide, and how far those who hold them differ; the team's mean counts by default."""

    level: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="How far a matter is decided by the seat that it belongs to",
        source="choice: 0 leaves the mean of the team, 1 the seat; Bertrand & Schoar 2003",
        role=Role.CONSTANT,
    )
    explained: float = constant(
        0.03,
        Unit.FRACTION,
        (0.0, 0.15),
        "Most of the variance between teams that persons in their seats explain",
        "Janke, Propper & Sadun 2019: under 3% in English hospitals; studies of firms find more",
    )
    settling: float = constant(
        0.5, Unit.YEARS, (0.2, 1.5), "Time for whoever is new in a seat to have a say", "choice", bounds=(0.01, 50.0)
    )
    taken_up: float = constant(
        0.12,
        Unit.FRACTION,
        (0.0, 0.4),
        "How much more staff take up where their professional lead values the whole twice as much as others do",
        "Flodgren et al. 2011: 12 points more comply with a local opinion leader; the scale of who is one: choice",
    )


@dataclass(frozen=True)
class Seats:
    """See the module's docstring for the rule. What it finds is read where each matter is decided."""

    params: SeatsParams
    world: World

    name: ClassVar[str] = "seats"
    Params: ClassVar[type[Any]] = SeatsParams
    reads: ClassVar[tuple[str, ...]] = ("purpose", "team_purpose", "leader_culture", "team_culture", "tenure")
    writes: ClassVar[tuple[str, ...]] = ("seat_say", "staff_say")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "seat_say",
            "organisation",
            "share",
            "How far its seat decides a matter: of the chief, the professional lead, finance",
            width=len(Seat),
            low=0.0,
            high=1.0,
            first=0.0,
        ),
        Variable(
            "staff_say",
            "organisation",
            "ratio",
            "What staff take up of joint ability, relative to usual, by what their professional lead stands for",
            low=0.0,
            first=1.0,
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return that the mean of the team counts."""
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return how far each seat decides its matter."""
        p = self.params
        if not in_some_run(p.level):
            return ()
        aims, ways = (state.purpose, state.team_purpose), (state.leader_culture, state.team_culture)
        matters = {Seat.CHIEF: aims, Seat.PROFESSIONAL: ways, Seat.FINANCE: aims}
        settled = 1.0 - np.exp(-state.tenure / p.settling)
        says = [
            p.level * self.world.tables.held_by[seat](settled) * self._differing(seat, *matters[seat]) for seat in Seat
        ]
        return put("seat_say", np.stack(says, axis=1)), put("staff_say", self._staff_say(state.purpose, settled))

    def _staff_say(self, purpose: Array, settled: Array) -> Array:
        """Return what staff take up relative to usual, by organisation: over all boundaries' ends its mean is 1."""
        net, held = self.world.network, self.world.tables.held_by[Seat.PROFESSIONAL]
        stance, say = held(purpose), held(settled)
        weight = net.degree[:, None] * say
        usual = net.mean_organisation(weight * stance) / np.maximum(net.mean_organisation(weight), NEVER_ZERO)
        return 1.0 + self.params.taken_up * self.params.level * say * (stance / np.maximum(usual, NEVER_ZERO) - 1.0)

    def _differing(self, seat: Seat, own: Array, team: Array) -> Array:
        """Return the part of what parts a seat from its team that leaves persons no more than they explain, by run."""
        e, held = self.params.explained, self.world.tables.held_by[seat]
        there = held(np.ones_like(own))
        between = _squares(team - self.world.network.mean_organisation(team))
        within = _squares(held(own) - there * team)
        return np.sqrt(np.minimum(1.0, e * between / np.maximum((1.0 - e) * within, NEVER_ZERO)))


def _squares(x: Array) -> Array:
    """Return the sum of squares over all but the run axis."""
    return total((x * x).reshape(-1, x.shape[-1]))
