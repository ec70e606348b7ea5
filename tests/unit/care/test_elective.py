"""The list for planned treatment by hand: referrals, treatments, removals and the share within 18 weeks."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.elective import Elective
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"bed_share": 0.4, "flow_factor": 0.9, "flow_exponent": 2.0}
MONTH_0: dict[str, Any] = {
    "need": [1.0] * 7,
    "capacity": [1.0] * 6,
    "elective_use": 20.0,
    "waiting_list": 10_000.0,
}


def _within(leaving: float, waiting: float) -> float:
    return float(1.0 - np.exp(-((0.9 * 18.0 * leaving / waiting) ** 2)))


def test_month_0_keeps_the_list_level() -> None:
    first, found = started(Elective, PARAMS), stepped(Elective, MONTH_0, PARAMS)
    same(first["waiting_list"], 10_000.0)
    same(first["not_waiting"], 140_000.0)
    same(first["within_at_first"], _within(600.0, 10_000.0))
    for made in (first, found):
        same(made["treated"], 500.0)
        same(made["within_18_weeks"], _within(600.0, 10_000.0))
    same(found["not_waiting > waiting_list"], 600.0)
    same(found["waiting_list > not_waiting"], 600.0)


def test_capacity_beds_and_need_move_it() -> None:
    state = MONTH_0 | {
        "need": [9.0] * 6 + [1.2],
        "capacity": [0.9] + [9.0] * 5,
        "elective_use": 15.0,
        "waiting_list": 12_000.0,
    }
    treated = 500.0 * 0.9 * (0.6 + 0.4 * 0.75)
    found = stepped(Elective, state, PARAMS)
    same(found["treated"], treated)
    same(found["not_waiting > waiting_list"], 720.0)
    same(found["waiting_list > not_waiting"], treated + 120.0)
    same(found["within_18_weeks"], _within(treated + 120.0, 12_000.0 + 720.0 - treated - 120.0))


def test_half_the_list_is_treated_at_most() -> None:
    found = stepped(Elective, MONTH_0 | {"waiting_list": 400.0}, PARAMS)
    same(found["treated"], 200.0)
    last = stepped(Elective, MONTH_0 | {"waiting_list": 1.0, "need": [0.0] * 7}, PARAMS)
    same(last["treated"], 0.5)
    same(last["within_18_weeks"], _within(0.51, 1.0))  # a list of less than one counts as one
