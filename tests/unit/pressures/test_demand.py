"""Need by hand: one growth, each kind of need at its own pace, those who come back, and how the place differs."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.pressures.demand import Demand
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PACES = np.array([1.0, 0.7, 0.8, 1.1, 1.2, 1.3, 0.9])
NAMES = ("emergency", "attendance", "primary_care", "community", "mental_health", "social_care", "elective")
LOCAL = np.array([1.1, 1.0, 0.9, 1.2, 1.0, 0.8, 1.3])
MONTH_0: dict[str, Any] = {"deterioration": 0.0, "local_need": np.ones(7)}
PARAMS: dict[str, Any] = {"growth": 0.05, "level": 1.1, **dict(zip(NAMES, PACES, strict=True))}


def test_each_kind_grows_at_its_own_pace_and_unmet_needs_add() -> None:
    found = stepped(Demand, {"deterioration": 0.02, "local_need": LOCAL}, PARAMS, week=104)["need"]
    same(found, (1.0 + 0.05 * PACES) ** 2 * 1.02 * 1.1 * LOCAL)
    same(stepped(Demand, MONTH_0, PARAMS, week=0)["need"], [1.1] * 7)


def test_nothing_grows_before_month_0() -> None:
    same(started(Demand)["need"], [1.0] * 7)
    same(stepped(Demand, MONTH_0, PARAMS, week=-104)["need"], [1.0] * 7)
