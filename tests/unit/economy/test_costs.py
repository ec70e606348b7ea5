"""Costs by hand: posts and work at prices that rise, cover for vacancies, and who pays for joint work."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.costs import Costs
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

BUDGET = np.array([180.0, 48.0, 24.0, 36.0, 12.0, 40.0])
MONTH_0: dict[str, Any] = {
    "posts": [1.0] * 6,
    "activity": [1.0] * 6,
    "staffing_gap": [0.0] * 6,
    "budget": BUDGET,
    "social_care_funding": 40.0,
    "pooled_transfer": 0.0,
    "programme_cost": 0.0,
    "bypass_cost": 0.0,
    "external_share": 0.0,
}
PARAMS = {
    "growth": 0.02,
    "social_care_growth": 0.03,
    "hospital_drift": 0.01,
    "fixed_share": 0.6,
    "price_level": 1.1,
    "agency": 0.2,
    "social_care_agency": 0.15,
}


def test_as_at_month_0_each_service_costs_its_budget() -> None:
    first, found = started(Costs), stepped(Costs, MONTH_0)
    for made in (first, found):
        same(made["unit_cost"], [1.0] * 6)
        same(made["cost_index"], [1.0] * 6)
        same(made["nhs_spend"], 300.0)
        same(made["social_care_spend"], 40.0)
    same(first["spent"], [0.0] * 6)
    same(found["balance > spent"], BUDGET / 52.0)


def test_unit_costs_rise_and_the_hospitals_drift() -> None:
    same(stepped(Costs, MONTH_0, PARAMS, week=-52)["unit_cost"], [1.0] * 6)
    by_year_2 = 1.1 * np.array([(1.02 * 1.01) ** 2, *[1.02**2] * 4, 1.03**2])
    same(stepped(Costs, MONTH_0, PARAMS, week=104)["unit_cost"], by_year_2)


def test_posts_work_cover_and_the_part_of_social_care_that_is_spent_as_it_comes() -> None:
    posts, work, gap = np.linspace(0.9, 1.4, 6), np.linspace(1.2, 0.7, 6), np.linspace(0.0, 0.25, 6)
    state = MONTH_0 | {"posts": posts, "activity": work, "staffing_gap": gap}
    state |= {"social_care_funding": 42.0, "pooled_transfer": 2.0}
    state |= {"programme_cost": 4.0, "external_share": 0.25, "bypass_cost": 0.5}
    found = stepped(Costs, state, PARAMS, week=52)
    unit = 1.1 * np.array([1.02 * 1.01, 1.02, 1.02, 1.02, 1.02, 1.03])
    cost = unit * (0.6 * posts + 0.4 * work + 0.2 * gap)
    cost[5] = 0.78 * (unit[5] * work[5] + 0.15 * gap[5]) + 0.22 * 44.0 / 40.0
    same(found["cost_index"], cost)
    same(found["balance > spent"], BUDGET * cost / 52.0)
    same(found["nhs_spend"], (BUDGET * cost)[:5].sum() + 4.0 * 0.75 + 0.5)
    same(found["social_care_spend"], 40.0 * cost[5])
