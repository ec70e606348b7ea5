"""The bill by hand: everything needed, given or not, at its price."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.economy.bill import Bill
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PRICES = {"admission": 2000.0, "attendance": 100.0, "delayed_day": 300.0, "appointment": 40.0}
SEEN: dict[str, Any] = {
    "emergency_need": 210.0,
    "attendances": 1100.0,
    "delayed": [10.0, 5.0, 4.0, 3.0],
    "contacts": [9000.0, 3.0, 5.0],
    "contacts_unmet": [1000.0, 7.0, 11.0],
    "home_care_clients": 900.0,
    "home_care_waiting": 150.0,
    "care_home_residents": 420.0,
    "care_home_waiting": 60.0,
}


def test_each_thing_needed_has_its_price() -> None:
    hospital = 210 * 2000 + 1100 * 100 + 22 * 7 * 300
    elsewhere = 10_000 * 40 + 1050 * 250 + 480 * 1000
    same(stepped(Bill, SEEN, PRICES)["care_bill"], (hospital + elsewhere) * 52 / 1e6)


def test_none_is_drawn_up_before_month_0() -> None:
    same(started(Bill)["care_bill"], 0.0)
    same(stepped(Bill, SEEN, PRICES, week=-1)["care_bill"], 0.0)
