"""The four-weekly decision of all leaders and organisations at once, on one snapshot.

Rule      Everybody sees; leaders decide; organisations decide with what their leaders believe, weighted by influence.
          From month 0 on they decide as their behaviour does, before it and by default by the common rule. Some matters
          may be decided by a seat (`seats`).
Formula   B_ij = w*sum(influence*influence*belief) + (1 - w)*organisation trust; the rest is in `decision`.
Reads     tie_trust, tie_doubt, organisation_trust, promise, delivered, seen_kept, shunted, stage, convened, ways,
          honest, takes_part, weight_on_purpose, purpose, tie_weight, belief, pull, team_culture, team_purpose, horizon,
          pressure, excess, available, follows, pooled_share, one_regime, link_yield, seat_say
Writes    wish, belief, candour, offers_lead, trust, promise, effort_share, shunt_wish, diverted
Source    see `decision`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.behaviours import BEHAVIOURS, Behaviour
from sim.behaviours.common_rule import DecisionParams
from sim.behaviours.following import leaders_choose, organisations_choose
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import PERCEIVING, RELATING
from sim.world.network import at
from sim.world.rows import Quadrant, Regime, Seat
from sim.world.stages import APPROVAL, PILOT
from sim.world.world import Clock, World


@dataclass(frozen=True)
class Deciding:
    """See the module's docstring for the rule."""

    params: DecisionParams
    world: World
    behaviour: Behaviour

    name: ClassVar[str] = "decision"
    Params: ClassVar[type[Any]] = DecisionParams
    reads: ClassVar[tuple[str, ...]] = (
        "tie_trust",
        "tie_doubt",
        "organisation_trust",
        "promise",
        "delivered",
        "seen_kept",
        "shunted",
        "stage",
        "convened",
        "ways",
        "honest",
        "takes_part",
        "weight_on_purpose",
        "purpose",
        "tie_weight",
        "belief",
        "pull",
        "team_culture",
        "team_purpose",
        "horizon",
        "pressure",
        "excess",
        "available",
        "follows",
        "pooled_share",
        "one_regime",
        "link_yield",
        "seat_say",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "wish",
        "belief",
        "candour",
        "offers_lead",
        "trust",
        "promise",
        "effort_share",
        "shunt_wish",
        "diverted",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("wish", "tie", "meetings a month", "How often a leader wishes to meet another", low=0.0, first=0.5),
        Variable(
            "belief",
            "tie",
            "index",
            "How far a leader believes another will do his or her part",
            low=0.0,
            high=1.0,
            first=0.43,
        ),
        Variable("candour", "seat", "a month", "Differences a leader would raise", low=0.0, first=0.05),
        Variable("offers_lead", "seat", "share", "How far a leader would cede the lead", low=0.0, high=1.0, first=0.03),
        Variable("trust", "direction", "index", "A team's trust in a partner", low=0.0, high=1.0, first=0.43),
        Variable("promise", "direction", "share", "Joint work promised to a partner", low=0.0, high=1.0, first=0.25),
        Variable(
            "effort_share", "direction", "share", "Share of effort given to a boundary", low=0.0, high=1.0, first=0.03
        ),
        Variable(
            "shunt_wish", "direction", "share", "Readiness to move cost over a boundary", low=0.0, high=1.0, first=0.2
        ),
        Variable("diverted", "organisation", "share", "Joint money kept at home", low=0.0, high=1.0, first=0.2),
        Variable("price_of_promise", "place", "share", "Effort that most of a promise takes", low=0.0),
    )

    @cached_property
    def _crossing(self) -> Array:
        """How much crosses each boundary, over its mean, by direction."""
        net = self.world.network
        return np.repeat(net.crossing / net.crossing.mean(), 2)[:, None]

    @cached_property
    def _unlike(self) -> list[tuple[Array, float]]:
        """How unlike both sides of each interface are, and the mean of all, by regime."""
        unlike = self.world.network.differences
        return list(zip(unlike.T[:, :, None], unlike.mean(axis=0), strict=True))

    @cached_property
    def _finance(self) -> float:
        return float(self.world.network.differences[:, Regime.FINANCE].mean())

    def _apart(self, regime: Regime, under_two: Array) -> Array:
        """Return how unlike both sides of each interface are, about the mean, as far as they are not under one."""
        unlike, mean = self._unlike[regime]
        return unlike * under_two - mean

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        price = self.world.full("place", 1.0, runs) * self.params.price
        return self.world.firsts(self.owns, runs) | {"price_of_promise": price}

    def see_as_leaders(self, state: State, clock: Clock) -> LeaderSeen:
        """Return what all leaders see, by tie and seat."""
        net, organisation = self.world.network, self.world.network.seat_organisation
        running = np.logical_and(state.stage >= APPROVAL, state.stage <= PILOT).astype(float)
        reputation = at(net.mean_incoming(state.organisation_trust), net.direction_to)
        projects = self.world.tables.direction_of_projects(running)
        return LeaderSeen(
            trust=state.tie_trust,
            doubt=state.tie_doubt,
            reputation=reputation,
            joint_work=state.promise,
            received=net.back(state.delivered),
            seen_kept=state.seen_kept,
            shared_projects=projects,
            convened=at(state.convened, net.direction_from),
            relating=state.ways[:, RELATING],
            perceiving=state.ways[:, PERCEIVING],
            honest=at(state.honest, organisation),
            takes_part=at(state.takes_part, organisation),
            weight_on_purpose=at(state.weight_on_purpose, organisation),
            purpose=state.purpose,
            pressure=at(state.pressure, organisation),
            round=clock.round,
            seat=net.tie_from,
            direction=net.tie_direction,
            follows=at(state.follows, organisation),
        )

    def see_as_organisations(self, state: State, clock: Clock) -> OrganisationSeen:
        """Return what all organisations see, by direction and organisation."""
        net, p = self.world.network, self.params
        believed = net.sum_ties(state.belief * state.tie_weight)
        under_two = 1.0 - state.one_regime
        return OrganisationSeen(
            belief=p.leader_share * believed + (1.0 - p.leader_share) * state.organisation_trust,
            promised=state.promise,
            delivered=state.delivered,
            received=net.back(state.delivered),
            seen_kept=state.seen_kept,
            shunted_here=net.back(state.shunted),
            pull=net.spread(state.pull),
            takes_part=state.takes_part,
            purpose=self._purpose(state, Seat.CHIEF),
            purpose_in_money=self._purpose(state, Seat.FINANCE),
            weight_on_purpose=state.weight_on_purpose,
            horizon=state.horizon,
            pressure=state.pressure,
            excess=state.excess,
            available=state.available,
            unlike_accountability=net.spread(self._apart(Regime.ACCOUNTABILITY, under_two)),
            unlike_finance=net.spread(self._apart(Regime.FINANCE, under_two) / self._finance),
            unlike_targets=net.spread(self._apart(Regime.PERFORMANCE, under_two)),
            market=state.team_culture[:, Quadrant.MARKET],
            crossing=self._crossing,
            pooled=state.pooled_share,
            degree=net.degree[:, None],
            link_yield=state.link_yield,
            round=clock.round,
            owner=net.direction_from,
            over=net.sum_directions,
            follows=state.follows,
        )

    def _purpose(self, state: State, seat: Seat) -> Array:
        """Return how far teams value the whole in a matter that belongs to a seat, as far as it decides."""
        team = state.team_purpose
        return team + state.seat_say[:, seat] * (self.world.tables.held_by[seat](state.purpose) - team)

    @staticmethod
    def leaders_put(action: LeaderAction) -> Changes:
        """Return the changes that carry out what leaders decided."""
        return (
            put("wish", action.wish),
            put("belief", action.belief),
            put("candour", action.candour),
            put("offers_lead", action.offers_lead),
        )

    @staticmethod
    def organisations_put(seen: OrganisationSeen, action: Action) -> Changes:
        """Return the changes that carry out what organisations decided."""
        return (
            put("trust", seen.belief),
            put("promise", action.promise),
            put("effort_share", action.share),
            put("shunt_wish", action.shunt_wish),
            put("diverted", action.diverted),
        )

    def lead(self, seen: LeaderSeen) -> LeaderAction:
        """Decide for the leaders who see this."""
        return leaders_choose(self._followed(seen.round), seen, self.params)

    def decide(self, seen: OrganisationSeen) -> Action:
        """Decide for the organisations that see this."""
        return organisations_choose(self._followed(seen.round), seen, self.params)

    def _followed(self, number: int) -> Behaviour:
        """Everybody carries on as today until month 0, when the arms part."""
        return self.behaviour if number >= 0 else BEHAVIOURS["as_today"]

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Decide for everybody."""
        action = self.lead(self.see_as_leaders(state, clock))
        after = state.copy()
        after.apply(self.leaders_put(action))
        seen = self.see_as_organisations(after, clock)
        return (*self.leaders_put(action), *self.organisations_put(seen, self.decide(seen)))
