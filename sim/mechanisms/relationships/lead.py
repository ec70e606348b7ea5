"""The lead of joint projects: ceded where leaders offer it and are trusted, and to those best placed.

Rule      The lead is shared as far as sponsors offer it and trust one another. As far as it has to lie with whom the
          place file calls best placed, what counts is what the others offer and how far they trust that one; and
          handing it over takes time.
Formula   ceded = (1 - x)*min(1, 2*offered*T) + x*min(1, 2*mean over others of offered_i*T_ib), b the best placed;
          handing over adds x*weeks*ceded to approval; offered is of leaders by influence, or of the chief (`seats`).
Reads     trust, offers_lead, influence, seat_say
Writes    project_lead, lead_weeks
Source    leadership shared rather than held: Virtual Staff College 2013; Huxham & Vangen 2005 on time; forms and
          numbers are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import Reduction, at, listed
from sim.world.rows import Seat
from sim.world.world import Clock, World


@dataclass(frozen=True)
class LeadParams:
    """To whom the lead has to be ceded to help; to anybody by default."""

    best_placed: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="How far a shared lead helps only where the best placed has it",
        source="choice: 0 takes any lead that is offered; place files say who is best placed",
        role=Role.CONSTANT,
    )
    handing_over: float = param(
        6.0,
        unit=Unit.WEEKS,
        plausible=(2.0, 13.0),
        label="Time to hand over the lead of a joint project in full",
        source="choice",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Lead:
    """See the module's docstring for the rule."""

    params: LeadParams
    world: World

    name: ClassVar[str] = "lead"
    Params: ClassVar[type[Any]] = LeadParams
    reads: ClassVar[tuple[str, ...]] = ("trust", "offers_lead", "influence", "seat_say")
    writes: ClassVar[tuple[str, ...]] = ("project_lead", "lead_weeks")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("project_lead", "project", "share", "How far the lead lies with the best placed", low=0.0, high=1.0),
        Variable("lead_weeks", "project", "weeks", "Time that handing over the lead adds to approval", low=0.0),
    )

    @cached_property
    def _to_best(self) -> Reduction:
        """The mean over the other sponsors' boundaries with the best placed; none where they share no boundary."""
        partner, within = self.world.network.direction_to, self.world.tables.within
        best = [self.world.row("organisation", project.skill_of) for project in self.world.place.projects]
        to_best = [rows[partner[rows] == one] for rows, one in zip(within, best, strict=True)]
        return Reduction.means(*listed(to_best), (len(best), len(partner)))

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        none = self.world.full("project", 0.0, runs)
        return {"project_lead": none, "lead_weeks": none}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, tables = self.params, self.world.network, self.world.tables
        offered, trust = net.sum_seats(state.offers_lead * state.influence), state.trust
        offered = offered + state.seat_say[:, Seat.CHIEF] * (tables.held_by[Seat.CHIEF](state.offers_lead) - offered)
        ceded = np.minimum(1.0, 2.0 * tables.project_of_organisations(offered) * tables.project_of_directions(trust))
        weeks = np.zeros_like(ceded)
        if in_some_run(p.best_placed):
            to_best = np.minimum(1.0, 2.0 * self._to_best(at(offered, net.direction_from) * trust))
            ceded = (1.0 - p.best_placed) * ceded + p.best_placed * to_best
            weeks = p.best_placed * p.handing_over * ceded
        return put("project_lead", ceded), put("lead_weeks", weeks)
