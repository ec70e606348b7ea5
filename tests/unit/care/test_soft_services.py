"""General practice, community and mental health care by hand, with a sharpness of 1: met = 1/(1 + load0*load)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.soft_services import SoftServices
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"sharpness": 1.0, "contacts": 4.0, "practice_share": 0.25, "early_discharge": 0.1}
LOAD0 = np.array([0.1 / 0.9, 0.2 / 0.8, 0.3 / 0.7])
MONTH_0: dict[str, Any] = {
    "need": [1.0] * 7,
    "capacity": [1.0] * 6,
    "shunt_hospital": 0.0,
    "avoided": 0.0,
    "turned_away": 0.0,
}


def test_month_0_meets_its_observed_shares() -> None:
    for params in (PARAMS, {}):
        for found in (started(SoftServices, params), stepped(SoftServices, MONTH_0, params)):
            same(found["contacts"], 9000.0, 3200.0, 700.0)
            same(found["contacts_unmet"], 1000.0, 800.0, 300.0)
            same(found["unmet_share"], 0.1, 0.2, 0.3)
            same(found["soft_load"], [1.0] * 3)


def test_need_capacity_and_people_kept_out_of_hospital_move_what_is_asked_and_met() -> None:
    state = {
        "need": [9.0, 9.0, 1.1, 1.2, 1.3, 9.0, 9.0],
        "capacity": [9.0, 0.9, 1.1, 1.0, 9.0, 9.0],
        "shunt_hospital": 0.5,
        "avoided": 30.0,
        "turned_away": 20.0,
    }
    asked = np.array([11_000.0 + 0.25 * 200.0, 4800.0 * 1.05 + 0.75 * 200.0, 1300.0])
    load = asked / np.array([10_000.0 * 0.9, 4000.0 * 1.1, 1000.0])
    met = 1.0 / (1.0 + LOAD0 * load)
    found = stepped(SoftServices, state, PARAMS)
    same(found["soft_load"], load)
    same(found["contacts"], asked * met)
    same(found["contacts_unmet"], asked * (1.0 - met))
    same(found["unmet_share"], 1.0 - met)
