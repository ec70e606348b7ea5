"""Load and backlogs by hand: demand over capacity, what is noticed of it late, and what has piled up."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.workload import Workload
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"weeks": 10.0, "list_weight": 0.2, "delay_weight": 0.1, "unmet_weight": 0.3}
MONTH_0: dict[str, Any] = {
    "squeeze": 1.0,
    "soft_load": [1.0] * 3,
    "attendances": 1000.0,
    "capacity": [1.0] * 6,
    "home_care_load": 1.0,
    "load_seen": [1.0] * 6,
    "waiting_list": 10_000.0,
    "beds_held": 20.0,
    "social_care_unmet": 300.0,
}


def test_month_0_is_level() -> None:
    for found in (started(Workload), stepped(Workload, MONTH_0, PARAMS)):
        same(found["load"], [1.0] * 6)
        same(found["load_seen"], [1.0] * 6)
        same(found["backlog"], [0.0] * 6)


def test_each_service_has_its_own_load_and_two_have_backlogs() -> None:
    state = MONTH_0 | {
        "squeeze": 0.64,
        "soft_load": [1.1, 1.2, 0.9],
        "attendances": 1200.0,
        "capacity": [0.5, 0.5, 0.5, 0.5, 0.8, 0.5],
        "home_care_load": 1.3,
        "load_seen": [1.0, 0.9, 1.0, 1.1, 1.0, 1.0],
        "waiting_list": 12_000.0,
        "beds_held": 25.0,
        "social_care_unmet": 360.0,
    }
    load, seen = np.array([1.25, 1.1, 1.2, 0.9, 1.5, 1.3]), np.array(state["load_seen"])
    found = stepped(Workload, state, PARAMS)
    same(found["load"], load)
    same(found["load_seen"], seen + (load - seen) * (1.0 - np.exp(-0.1)))
    same(found["backlog"], 0.2 * 0.2 + 0.1 * 0.25, 0.0, 0.0, 0.0, 0.0, 0.3 * 0.2)
