"""Deterioration by hand: unmet need beyond month 0 makes people worse, and they recover in time."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.care.deterioration import Deterioration
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {
    "rate": 0.5,
    "recovery": 0.4,
    "primary_care": 0.5,
    "community": 0.3,
    "mental_health": 0.2,
    "social_care": 0.1,
}
MONTH_0: dict[str, Any] = {
    "deterioration": 0.0,
    "unmet_share": [0.1, 0.2, 0.3],
    "social_care_unmet_share": 0.2,
}


def test_as_at_month_0_nobody_gets_worse() -> None:
    same(started(Deterioration)["deterioration"], 0.0)
    same(stepped(Deterioration, MONTH_0, PARAMS)["deterioration"], 0.0)


def test_each_unmet_need_counts_by_its_weight_and_some_recover() -> None:
    state = {"deterioration": 0.2, "unmet_share": [0.2, 0.4, 0.6], "social_care_unmet_share": 0.6}
    worse = 0.5 * 0.1 + 0.3 * 0.2 + 0.2 * 0.3 + 0.1 * 0.4
    same(stepped(Deterioration, state, PARAMS)["deterioration"], 0.2 + (0.5 * worse - 0.4 * 0.2) / 52.0)


def test_people_get_better_only_so_far() -> None:
    same(stepped(Deterioration, MONTH_0 | {"deterioration": -0.9}, PARAMS)["deterioration"], -0.3)
