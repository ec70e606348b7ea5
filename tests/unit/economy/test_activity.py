"""Activity by hand: the hospital's in weights, contacts and incidents beside month 0, packages by price."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.economy.activity import Activity
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

MONTH_0: dict[str, Any] = {
    "attendances": 1000.0,
    "admissions": 200.0,
    "treated": 500.0,
    "contacts": [9000.0, 3200.0, 700.0],
    "home_care_clients": 800.0,
    "care_home_residents": 400.0,
}


def test_as_at_month_0_all_activity_is_one() -> None:
    same(started(Activity)["activity"], [1.0] * 6)
    same(stepped(Activity, MONTH_0)["activity"], [1.0] * 6)


def test_each_service_counts_its_own_work() -> None:
    state = MONTH_0 | {
        "attendances": 1100.0,
        "admissions": 240.0,
        "treated": 400.0,
        "contacts": [8100.0, 3520.0, 350.0],
        "home_care_clients": 880.0,
        "care_home_residents": 300.0,
    }
    found = stepped(Activity, state, {"visits": 0.2, "admissions": 0.5})["activity"]
    hospital = 0.2 * 1.1 + 0.5 * 1.2 + 0.3 * 0.8
    same(found, hospital, 0.9, 1.1, 0.5, 1.1, (250.0 * 880.0 + 1000.0 * 300.0) / 600_000.0)
