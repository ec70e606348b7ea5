"""Income: how the money of the place reaches its services.

Rule      The hospital is paid partly by activity and partly by block; all other NHS services share what is left, so
          the total handed out is always the NHS's money. Joint work costs the hospital and the rest half each; a
          bypass is the hospital's own cost. Pooled money moves to social care, and a pool takes back part of what
          the hospital claims beyond its block. Incentives move money between the NHS's services and make none. Before
          month 0, or when frozen, payment is by block alone.
Formula   claim = budget0 * ((1 - a) * growth + a * activity * unit cost)
          hospital = min(claim - 0.06 * pool * max(claim - block, 0), 0.85 * all) - half the joint costs - bypass +
          incentives
          others = all - what the hospital claims - the other half + incentives
Reads     nhs_funding, social_care_funding, external_share, budget, activity, unit_cost, programme_cost, bypass_cost,
          pooled_transfer, pool_for_claims, incentives
Writes    revenue, income, acute_share, community_share, payment_live, balance, the treasuries, and money spent on
          joint work and bypass
Source    Share paid by activity: choice, 0.4 as today, 0.8 for payment by activity; pool of the size of the Better
          Care Fund; split of NHS money outside the hospital: Nuffield Trust 2024 and choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MILLION, WEEKS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, constant, param, switch
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.rows import SOFT, Service
from sim.world.world import Clock, World

_TREASURIES = ("nhs_treasury", "social_care_treasury", "external_funds")
_PURPOSES = ("programme_spent", "bypass_spent")


@dataclass(frozen=True)
class IncomeParams:
    """How services are paid."""

    activity_share: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Share of the hospital's income paid by activity",
        source="choice: 0.4 as today, 0.8 for payment by activity, 0 for block",
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How much of the hospital's income follows its activity?",
            "None: a block",
            "All of it",
            order=7,
            step=0.05,
            scale=100.0,
            unit="% of its income",
        ),
    )
    take_back: float = param(
        0.06,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Part of claims beyond the block taken back by a full pool",
        source="choice: a pool of the size of the Better Care Fund",
    )
    ceiling: float = param(
        0.85,
        unit=Unit.FRACTION,
        plausible=(0.7, 0.9),
        bounds=(0.1, 1.0),
        label="Largest share of NHS money the hospital can claim",
        source="choice",
    )
    primary_care: float = param(
        0.43,
        unit=Unit.FRACTION,
        plausible=(0.35, 0.5),
        bounds=(0.01, 0.95),
        label="General practice and prescriptions, share of NHS money outside the hospital",
        source="choice: 18% of all NHS money",
    )
    community: float = param(
        0.19,
        unit=Unit.FRACTION,
        plausible=(0.15, 0.25),
        bounds=(0.01, 0.95),
        label="Community services, share of NHS money outside the hospital",
        source="Nuffield Trust 2024: 7 to 8% of all NHS money",
        evidence=Evidence.DERIVED,
    )
    mental_health: float = param(
        0.31,
        unit=Unit.FRACTION,
        plausible=(0.25, 0.35),
        bounds=(0.01, 0.95),
        label="Mental health, share of NHS money outside the hospital (the ambulance has the rest)",
        source="choice: 13% of all NHS money",
    )
    frozen: bool = switch(
        False,
        label="Payment and recovery of deficits do not respond",
        source="choice: for tests of waits without the feedback of money",
    )
    hospital_part: float = constant(
        0.5,
        Unit.FRACTION,
        (0.3, 0.7),
        "Part of joint and pooled money that the hospital pays (the rest the others)",
        "choice",
    )


LEAST_AMBULANCE = 0.01
"""Share of the money outside hospital; met only where others are said to take all."""


@dataclass(frozen=True)
class Income:
    """See the module's docstring for the rule."""

    params: IncomeParams
    world: World

    name: ClassVar[str] = "income"
    Params: ClassVar[type[Any]] = IncomeParams
    live_only: ClassVar[frozenset[str]] = frozenset({"activity_share", "frozen"})
    reads: ClassVar[tuple[str, ...]] = (
        "nhs_funding",
        "social_care_funding",
        "external_share",
        "budget",
        "activity",
        "unit_cost",
        "programme_cost",
        "bypass_cost",
        "pooled_transfer",
        "pool_for_claims",
        "incentives",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "revenue",
        "income",
        "acute_share",
        "community_share",
        "payment_live",
        "balance",
        *_TREASURIES,
        *_PURPOSES,
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("budget", "service", "£m a year", "Money of each service at month 0", low=0.0),
        Variable("revenue", "service", "£m a year", "Money each service receives"),
        Variable("income", "service", "relative to month 0", "Real income of each service"),
        Variable("acute_share", "place", "share", "Share of NHS money that goes to the hospital", low=0.0, high=1.0),
        Variable(
            "community_share", "place", "share", "Share for practices, community and mental health", low=0.0, high=1.0
        ),
        Variable("payment_live", "place", "0 or 1", "Whether payment responds to activity", low=0.0, high=1.0),
        Variable("balance", "service", "£m", "Money received less money spent since the start", conserved="money"),
        Variable("nhs_treasury", "place", "£m", "NHS money not yet handed out (falls below 0)", conserved="money"),
        Variable("social_care_treasury", "place", "£m", "Council money not yet handed out", conserved="money"),
        Variable("external_funds", "place", "£m", "Money from outside not yet handed out", conserved="money"),
        Variable("programme_spent", "place", "£m", "Spent on joint work since the start", conserved="money"),
        Variable("bypass_spent", "place", "£m", "Spent on bypasses since the start", conserved="money"),
    )

    @cached_property
    def budget0(self) -> tuple[Any, ...]:
        """Return the money of each service at month 0, in millions a year."""
        p, f = self.params, self.world.place.figures
        nhs = f.nhs_spend_per_year / MILLION
        hospital = nhs * f.acute_share_of_spend
        parts = (p.primary_care, p.community, p.mental_health)
        ambulance = np.maximum(1.0 - p.primary_care - p.community - p.mental_health, LEAST_AMBULANCE)
        unit = (nhs - hospital) / (p.primary_care + p.community + p.mental_health + ambulance)
        home = f.home_care_clients * f.home_care_price_per_week
        packages = (home + f.care_home_residents * f.care_home_price_per_week) * WEEKS_PER_YEAR
        social = (packages + f.social_care_other_spend_per_year) / MILLION
        return (hospital, *(unit * part for part in (*parts, ambulance)), social)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return month-0 income and empty accounts."""
        f, full = self.world.place.figures, self.world.full
        budget = np.stack([np.full(runs, row) for row in self.budget0])
        accounts = {name: full("place", 0.0, runs) for name in _TREASURIES + _PURPOSES}
        return accounts | {
            "budget": budget,
            "revenue": budget,
            "income": full("service", 1.0, runs),
            "acute_share": full("place", f.acute_share_of_spend, runs),
            "community_share": total(budget[SOFT]) / (f.nhs_spend_per_year / MILLION),
            "payment_live": full("place", 0.0, runs),
            "balance": full("service", 0.0, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's income and the money handed out."""
        p, budget, nhs = self.params, state.budget, state.nhs_funding
        live = np.full(nhs.shape[-1], clock.live * (1.0 - p.frozen))
        by_activity = p.activity_share * live
        nhs0 = self.world.place.figures.nhs_spend_per_year / MILLION
        usual = budget[Service.ACUTE]
        block = usual * (nhs / nhs0)
        earned = usual * state.activity[Service.ACUTE] * state.unit_cost[Service.ACUTE]
        claim = block + by_activity * (earned - block)
        pool = p.take_back * state.pool_for_claims
        claim = np.minimum(claim - pool * np.maximum(claim - block, 0.0), p.ceiling * nhs)
        outside = state.programme_cost * state.external_share
        joint = state.programme_cost - outside
        shared, moved = joint + state.pooled_transfer, live * state.incentives
        hospital = claim - p.hospital_part * shared - state.bypass_cost + moved[Service.ACUTE]
        rest = (nhs - claim - (1.0 - p.hospital_part) * shared) / (nhs0 - usual)
        revenue = rest * budget + moved
        revenue[Service.ACUTE] = hospital
        revenue[Service.SOCIAL_CARE] = state.pooled_transfer
        council = np.zeros_like(revenue)
        council[Service.SOCIAL_CARE] = state.social_care_funding
        week = 1.0 / WEEKS_PER_YEAR
        received = revenue + council
        return (
            put("revenue", received),
            put("income", received / (budget * state.unit_cost)),
            put("acute_share", hospital / nhs),
            put("community_share", total(revenue[SOFT]) / nhs),
            put("payment_live", live),
            flow("nhs_treasury", "balance", revenue * week),
            flow("social_care_treasury", "balance", council * week),
            flow("nhs_treasury", "programme_spent", joint * week),
            flow("external_funds", "programme_spent", outside * week),
            flow("nhs_treasury", "bypass_spent", state.bypass_cost * week),
        )
