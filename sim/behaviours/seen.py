"""What leaders and organisations see when they decide, and what they decide: the words of every behaviour."""

from __future__ import annotations

from typing import NamedTuple

from sim.core.arithmetic import Array, Number
from sim.core.brief import brief
from sim.world.network import Reduction, Rows


class LeaderSeen(NamedTuple):
    """What leaders see. Ties are those that run from the leaders in question.

    Attributes:
        trust: in each other leader, by tie (t, R).
        doubt: how far that trust is a guess, by tie.
        reputation: of each partner, by boundary of the own organisation (f, R).
        joint_work: promised to each partner last round, by boundary.
        received: what each partner delivered last round, by boundary.
        seen_kept: how well each partner was seen to keep its word last round, by boundary.
        shared_projects: joint projects that run with each partner, by boundary.
        convened: how far meetings are convened, by boundary.
        relating: how well they relate, by leader (s, R).
        perceiving: how well they perceive, by leader.
        honest: how far honest conversations are practised, by leader.
        takes_part: whether the team takes part, by leader.
        weight_on_purpose: how far purpose counts in decisions, by leader.
        purpose: how far the whole is valued, by leader.
        pressure: on the own organisation, by leader.
        round: four-week rounds since month 0; 0 in the first, negative before.
        seat: row of each tie's leader.
        direction: row of each tie's boundary.
        follows: number of the behaviour that the team follows, by leader; 0 is the scenario's.
    """

    trust: Array
    doubt: Array
    reputation: Array
    joint_work: Array
    received: Array
    seen_kept: Array
    shared_projects: Array
    convened: Array
    relating: Array
    perceiving: Array
    honest: Array
    takes_part: Array
    weight_on_purpose: Array
    purpose: Array
    pressure: Array
    round: int
    seat: Rows
    direction: Rows
    follows: Array | None = None

    __repr__ = brief


class LeaderAction(NamedTuple):
    """What leaders decide: meetings wished and belief (t, R); candour and offering the lead (s, R)."""

    wish: Array
    belief: Array
    candour: Array
    offers_lead: Array

    __repr__ = brief


class OrganisationSeen(NamedTuple):
    """What organisations see. Directions are those that run from the organisations in question.

    Attributes:
        belief: that each partner will do its part, by direction (f, R).
        promised: to each partner last round, by direction.
        delivered: to each partner last round, by direction.
        received: what each partner delivered last round, by direction.
        seen_kept: how well each partner was seen to keep its word last round, by direction.
        shunted_here: whether each partner openly moved cost here last round, by direction.
        pull: of waiting people to the boundary, by direction.
        takes_part: whether the team takes part, by organisation (n, R).
        purpose: how far the whole is valued, by organisation.
        purpose_in_money: the same where it is about money, by organisation.
        weight_on_purpose: how far purpose counts in decisions, by organisation.
        horizon: how much later returns count, by organisation.
        pressure: by organisation.
        excess: pressure above what the team can bear, by organisation.
        available: share of leaders' time that can be steered, by organisation.
        unlike_accountability: difference of accountability about its mean, by direction (f, 1).
        unlike_finance: difference of finance, likewise.
        unlike_targets: difference of performance regimes, likewise.
        market: share of market culture, by organisation.
        crossing: share of care that crosses the boundary over its mean, by direction (f, 1).
        pooled: share of money that is pooled.
        degree: boundaries of each organisation (n, 1).
        link_yield: what effort at a boundary is worth there, by direction.
        round: four-week rounds since month 0; 0 in the first, negative before.
        owner: row of each direction's organisation.
        over: sum over an organisation's directions.
        follows: number of the behaviour that it follows, by organisation; 0 is the scenario's.
    """

    belief: Array
    promised: Array
    delivered: Array
    received: Array
    seen_kept: Array
    shunted_here: Array
    pull: Array
    takes_part: Array
    purpose: Array
    purpose_in_money: Array
    weight_on_purpose: Array
    horizon: Array
    pressure: Array
    excess: Array
    available: Array
    unlike_accountability: Array
    unlike_finance: Array
    unlike_targets: Array
    market: Array
    crossing: Array
    pooled: Number
    degree: Array
    link_yield: Array
    round: int
    owner: Rows
    over: Reduction
    follows: Array | None = None

    __repr__ = brief


class Action(NamedTuple):
    """What organisations decide: promise, share of effort and wish to shunt (f, R); joint money diverted (n, R)."""

    promise: Array
    share: Array
    shunt_wish: Array
    diverted: Array

    __repr__ = brief
