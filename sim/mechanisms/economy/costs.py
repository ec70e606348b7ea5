"""What each service costs: posts, work done, agency cover, and prices that rise.

Rule      Most of the cost of an NHS service goes with its posts, the rest with its work; vacancies cost extra cover.
          Social care pays by the package, and spends the rest of its money as it comes. Unit costs rise by rates of
          their own; the hospital's work also grows costlier.
Formula   cost = unit cost * (0.7 * posts + 0.3 * activity + agency * staffing gap), relative to month 0
          social care = packages' share * (unit cost * activity + agency * gap) + other share * income
Reads     posts, activity, staffing_gap, budget, social_care_funding, pooled_transfer, programme_cost, bypass_cost,
          external_share
Writes    unit_cost, cost_index, spent, balance, nhs_spend, social_care_spend
Source    Unit costs of real pay and care: choice; drift of the hospital's costs tuned to its rising share of NHS money,
          47% to 58% from 2006 to 2021/22 (Darzi 2024)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MILLION, WEEKS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.rows import NHS, Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CostsParams:
    """How costs follow posts, work, vacancies and time."""

    growth: float = param(
        0.010,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.02),
        label="Real growth of NHS unit costs",
        source="choice: real pay",
    )
    social_care_growth: float = param(
        0.015,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.005, 0.03),
        label="Real growth of social care prices",
        source="choice: above NHS pay as the minimum wage rises",
    )
    hospital_drift: float = param(
        0.014,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.02),
        label="Further growth of the hospital's unit costs",
        source="tuned to the hospital's share of NHS money, 47 to 58% in 15 years (Darzi 2024)",
        evidence=Evidence.TUNED,
    )
    fixed_share: float = param(
        0.7,
        unit=Unit.FRACTION,
        plausible=(0.6, 0.8),
        label="Share of cost that goes with posts, not with work",
        source="choice",
    )
    price_level: float = constant(
        1.0,
        Unit.RATIO,
        (0.9, 1.2),
        "Prices of care relative to their growth",
        "choice: a series of a plan sets it",
        bounds=(0.05, 10.0),
    )
    agency: float = param(
        0.15,
        unit=Unit.RATIO,
        plausible=(0.0, 0.3),
        bounds=(0.0, 5.0),
        label="Extra cost of covering vacancies in the NHS",
        source="choice: half covered, at half as much again, of a 60% pay share",
    )
    social_care_agency: float = param(
        0.10,
        unit=Unit.RATIO,
        plausible=(0.0, 0.3),
        label="Extra cost of covering vacancies in social care",
        source="choice",
    )


@dataclass(frozen=True)
class Costs:
    """See the module's docstring for the rule."""

    params: CostsParams
    world: World

    name: ClassVar[str] = "costs"
    Params: ClassVar[type[Any]] = CostsParams
    live_only: ClassVar[frozenset[str]] = frozenset({"growth", "social_care_growth", "hospital_drift", "price_level"})
    reads: ClassVar[tuple[str, ...]] = (
        "posts",
        "activity",
        "staffing_gap",
        "budget",
        "social_care_funding",
        "pooled_transfer",
        "programme_cost",
        "bypass_cost",
        "external_share",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "unit_cost",
        "cost_index",
        "spent",
        "balance",
        "nhs_spend",
        "social_care_spend",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("unit_cost", "service", "relative to month 0", "Cost of a unit of work", low=0.0),
        Variable("cost_index", "service", "relative to month 0", "Cost of each service", low=0.0),
        Variable("spent", "service", "£m", "Money spent since the start", conserved="money"),
        Variable("nhs_spend", "place", "£m a year", "NHS spending", low=0.0),
        Variable("social_care_spend", "place", "£m a year", "Social care spending", low=0.0),
    )

    @cached_property
    def log_growth(self) -> Array:
        """Return the yearly growth of unit costs in logs, shape (6, 1) or (6, R)."""
        p = self.params
        nhs, hospital, social = np.log1p(p.growth), np.log1p(p.hospital_drift), np.log1p(p.social_care_growth)
        return np.stack(np.broadcast_arrays(*np.atleast_1d(nhs + hospital, nhs, nhs, nhs, nhs, social)))

    @cached_property
    def other_share(self) -> float:
        """Return the share of social care money not spent on packages at month 0."""
        f = self.world.place.figures
        home = f.home_care_clients * f.home_care_price_per_week
        packages = (home + f.care_home_residents * f.care_home_price_per_week) * WEEKS_PER_YEAR
        return f.social_care_other_spend_per_year / (packages + f.social_care_other_spend_per_year)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return month-0 costs, before any money is spent."""
        f, full = self.world.place.figures, self.world.full
        home = f.home_care_clients * f.home_care_price_per_week
        packages = (home + f.care_home_residents * f.care_home_price_per_week) * WEEKS_PER_YEAR
        social = (packages + f.social_care_other_spend_per_year) / MILLION
        return {
            "unit_cost": full("service", 1.0, runs),
            "cost_index": full("service", 1.0, runs),
            "spent": full("service", 0.0, runs),
            "nhs_spend": full("place", f.nhs_spend_per_year / MILLION, runs),
            "social_care_spend": full("place", social, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's costs, paid from each service's balance."""
        p, other = self.params, self.other_share
        unit = np.empty_like(state.posts)
        unit[:] = np.exp(clock.years * self.log_growth) * (p.price_level if clock.live else 1.0)
        care, gap = Service.SOCIAL_CARE, state.staffing_gap
        work = p.fixed_share * state.posts + (1.0 - p.fixed_share) * state.activity
        cost = unit * (work + p.agency * gap)
        packages = unit[care] * state.activity[care] + p.social_care_agency * gap[care]
        received = state.social_care_funding + state.pooled_transfer
        cost[care] = (1.0 - other) * packages + other * received / state.budget[care]
        spending = state.budget * cost
        joint = state.programme_cost * (1.0 - state.external_share) + state.bypass_cost
        return (
            put("unit_cost", unit),
            put("cost_index", cost),
            flow("balance", "spent", spending / WEEKS_PER_YEAR),
            put("nhs_spend", total(spending[NHS]) + joint),
            put("social_care_spend", spending[care]),
        )
