"""Product, not process, by hand: hours given back, money taken, and what it says to other rules."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.decisions.product import Product
from tests.unit import round_place
from tests.unit.relationships.three_organisations import moved, same, world

BEFORE: dict[str, Any] = {"available": [0.5, 0.95, 1.0], "office": 0.3, "by_outcomes": [0.0, 0.0, 0.0]}
FULL = {"level": 0.5, "saves": 0.2, "price": 0.4}


def test_hours_of_review_come_back_and_measuring_takes_money() -> None:
    made = moved(Product, BEFORE, FULL)
    same(made["available"], 0.6, 1.0, 1.0)
    same(made["by_outcomes"], [0.5] * 3)
    same(made["office"], 0.3 + 0.4 * 0.5 * world().place.scale)


def test_half_as_many_people_pay_half_as_much() -> None:
    made = moved(Product, BEFORE, FULL, where=round_place.world())
    same(made["office"], 0.3 + 0.4 * 0.5 * 0.5)


def test_one_organisation_may_do_it_alone() -> None:
    made = moved(Product, BEFORE, FULL | {"level": np.array([[0.6], [0.0], [0.0]])})
    same(made["available"], 0.5 + 0.2 * 0.6, 0.95, 1.0)
    same(made["office"], 0.3 + 0.4 * 0.2 * world().place.scale)


def test_who_stops_goes_back_to_process() -> None:
    made = moved(Product, BEFORE | {"by_outcomes": [0.5, 0.5, 0.5]}, FULL | {"level": 0.0})
    same(made["by_outcomes"], [0.0] * 3)
    same(made["available"], BEFORE["available"])


def test_process_is_reviewed_by_default_and_before_month_0() -> None:
    for params, week in (({}, 0), (FULL, -4)):
        made = moved(Product, BEFORE, params, week=week)
        same(made["available"], BEFORE["available"])
        same(made["office"], 0.3)
        same(made["by_outcomes"], [0.0] * 3)
