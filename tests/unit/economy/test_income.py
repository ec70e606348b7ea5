"""Income by hand: a block, part of what activity earned beyond it, a pool that takes some back, and joint costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.mechanisms.economy.income import Income
from sim.world.world import World
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped, world

PARTS = {"primary_care": 0.4, "community": 0.2, "mental_health": 0.3}
BUDGET = np.array([180.0, 48.0, 24.0, 36.0, 12.0, 40.0])
MONTH_0: dict[str, Any] = {
    "nhs_funding": 300.0,
    "social_care_funding": 40.0,
    "external_share": 0.0,
    "budget": BUDGET,
    "activity": [1.0] * 6,
    "unit_cost": [1.0] * 6,
    "programme_cost": 0.0,
    "bypass_cost": 0.0,
    "pooled_transfer": 0.0,
    "pool_for_claims": 0.0,
    "incentives": [0.0] * 6,
}
BUSY = MONTH_0 | {
    "nhs_funding": 330.0,
    "social_care_funding": 42.0,
    "activity": [1.2, 0.5, 0.5, 0.5, 0.5, 0.5],
    "unit_cost": [1.05, 1.01, 1.02, 1.03, 1.04, 1.1],
    "pool_for_claims": 0.5,
}
RULES = {"activity_share": 0.5, "take_back": 0.2, "hospital_part": 0.4, "ceiling": 0.85}
BLOCK, CLAIM = 198.0, 198.0 + 0.5 * (226.8 - 198.0) * 0.9  # earned 180 * 1.2 * 1.05; a tenth of the rise is taken back


def test_at_month_0_everybody_has_their_budget() -> None:
    first, found = started(Income, PARTS), stepped(Income, MONTH_0)
    same(first["budget"], BUDGET)
    for made in (first, found):
        same(made["revenue"], BUDGET)
        same(made["income"], [1.0] * 6)
        same(made["acute_share"], 0.6)
        same(made["community_share"], 108.0 / 300.0)
    same(first["payment_live"], 0.0)
    for account in ("nhs_treasury", "social_care_treasury", "external_funds", "programme_spent", "bypass_spent"):
        same(first[account], 0.0)
    same(first["balance"], [0.0] * 6)


def test_the_money_of_another_place_is_its_own() -> None:
    figures = replace(world().place.figures, acute_share_of_spend=0.4, social_care_other_spend_per_year=8.9e6)
    where = World(replace(world().place, figures=figures), world().network)
    same(Income(Income.Params(**PARTS), where).budget0, 120.0, 72.0, 36.0, 54.0, 18.0, 40.1)


def test_the_ambulance_has_what_the_others_leave_and_something_at_least() -> None:
    budget = started(Income, {"primary_care": 0.5, "community": 0.3, "mental_health": 0.3})["budget"]
    same(budget[1:5], np.array([0.5, 0.3, 0.3, 0.01]) * 120.0 / 1.11)


def test_activity_earns_beyond_the_block_and_others_have_the_rest() -> None:
    found = stepped(Income, BUSY, RULES)
    rest = (330.0 - CLAIM) / 120.0
    received = np.array([CLAIM, *(rest * BUDGET[1:5]), 42.0])
    same(found["revenue"], received)
    same(found["income"], received / (BUDGET * np.array(BUSY["unit_cost"])))
    same(found["acute_share"], CLAIM / 330.0)
    same(found["community_share"], rest * 108.0 / 330.0)
    same(found["payment_live"], 1.0)
    same(found["nhs_treasury > balance"], np.array([*received[:5], 0.0]) / 52.0)
    same(found["social_care_treasury > balance"], [0.0] * 5 + [42.0 / 52.0])


def test_joint_work_the_pool_and_the_way_round_are_paid_for() -> None:
    shared = {"programme_cost": 4.0, "external_share": 0.25, "pooled_transfer": 2.0, "bypass_cost": 0.96}
    found = stepped(Income, BUSY | shared, RULES)
    rest = (330.0 - CLAIM - 0.6 * 5.0) / 120.0  # the place pays 3 of the 4, and 2 are pooled
    same(found["revenue"], [CLAIM - 0.4 * 5.0 - 0.96, *(rest * BUDGET[1:5]), 44.0])
    same(found["nhs_treasury > programme_spent"], 3.0 / 52.0)
    same(found["external_funds > programme_spent"], 1.0 / 52.0)
    same(found["nhs_treasury > bypass_spent"], 0.96 / 52.0)
    same(found["nhs_treasury > balance"][5], 2.0 / 52.0)
    paid = found["revenue"].sum() - 42.0 + 3.0 + 0.96
    same(paid, 330.0)  # all NHS money, and no more, is handed out


def test_there_is_a_block_alone_before_month_0_or_frozen_and_a_ceiling_over_claims() -> None:
    for found in (stepped(Income, BUSY, RULES, week=-1), stepped(Income, BUSY, RULES | {"frozen": True})):
        same(found["revenue"][0], BLOCK)
        same(found["payment_live"], 0.0)
    same(stepped(Income, BUSY, RULES | {"ceiling": 0.5})["revenue"][0], 165.0)


def test_what_was_not_earned_is_not_taken_back_twice() -> None:
    idle = BUSY | {"activity": [0.8, 1.0, 1.0, 1.0, 1.0, 1.0]}
    same(stepped(Income, idle, RULES)["revenue"][0], 198.0 + 0.5 * (180.0 * 0.8 * 1.05 - 198.0))
