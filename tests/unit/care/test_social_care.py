"""Social care by hand, with a sharpness of 1: of need, 1/(1 + load0*load) is looked after, and load0 is 1/4."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.social_care import SocialCare
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {
    "sharpness": 1.0,
    "home_care_weeks": 10.0,
    "care_home_weeks": 20.0,
    "care_home_staffing": 0.5,
    "shunt_loss": 0.2,
    "care_home_beds_added": 0.1,
}
CLIENTS, PACE = np.array([800.0, 400.0]), 1.0 - np.exp(-1.0 / np.array([10.0, 20.0]))
ENDS = CLIENTS * (1.0 - np.exp(-0.5 / 52.0))
MONTH_0: dict[str, Any] = {
    "need": [1.0] * 7,
    "capacity": [1.0] * 6,
    "income": [1.0] * 6,
    "shunt_council": 0.0,
    "carer_requests": 0.0,
    "home_care_waiting": 200.0,
    "home_care_clients": 800.0,
    "care_home_waiting": 100.0,
    "care_home_residents": 400.0,
}


def _flows(found: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Return requests, starts and ends, of home care and of care homes."""
    home = ("no_home_care_need", "home_care_waiting", "home_care_clients")
    homes = ("no_care_home_need", "care_home_waiting", "care_home_residents")
    steps = ((0, 1), (1, 2), (2, 0))
    requests, starts, ends = (
        np.array([found[f"{names[a]} > {names[b]}"] for names in (home, homes)]) for a, b in steps
    )
    return requests, starts, ends


def test_month_0_is_steady() -> None:
    first = started(SocialCare)
    same(first["no_home_care_need"], 149_000.0)
    same(first["home_care_waiting"], 200.0)
    same(first["home_care_clients"], 800.0)
    same(first["no_care_home_need"], 149_500.0)
    same(first["care_home_waiting"], 100.0)
    same(first["care_home_residents"], 400.0)
    found = stepped(SocialCare, MONTH_0, PARAMS, week=-1)
    for made in (first, found, stepped(SocialCare, MONTH_0)):
        same(made["home_care_load"], 1.0)
        same(made["care_home_load"], 1.0)
        same(made["social_care_unmet"], 300.0)
        same(made["social_care_unmet_share"], 0.2)
        same(made["clients_in_year"], 1800.0)
    for moved in _flows(found):
        same(moved, ENDS)


def test_need_money_staff_and_shunting_move_numbers_slowly() -> None:
    state = MONTH_0 | {
        "need": [9.0] * 5 + [1.1, 9.0],
        "capacity": [9.0] * 5 + [0.81],
        "income": [9.0] * 5 + [0.9],
        "shunt_council": 0.5,
        "carer_requests": 0.02,
    }
    found = stepped(SocialCare, state, PARAMS)
    asked = np.array([1.1 * 1.02, 1.1])
    load = asked / np.array([0.9 * 0.81 * 0.9, 0.9 * 0.9 * 1.1])
    need = np.array([1000.0, 500.0]) * asked
    change = (need / (1.0 + 0.25 * load) - CLIENTS) * PACE
    same([found["home_care_load"], found["care_home_load"]], load)
    requests, starts, ends = _flows(found)
    same(requests, need - np.array([1000.0, 500.0]) + ENDS)
    same(starts, change + ENDS)
    same(ends, ENDS)
    cared = 1200.0 + change.sum()
    same(found["social_care_unmet"], need.sum() - cared)
    same(found["social_care_unmet_share"], (need.sum() - cared) / need.sum())
    same(found["clients_in_year"], 1.5 * cared)


def test_nobody_is_kept_in_care_whose_need_has_ended() -> None:
    found = stepped(SocialCare, MONTH_0 | {"need": [1.0] * 5 + [0.5, 1.0]}, PARAMS)
    same(found["social_care_unmet"], 0.0)
    same(_flows(found)[1], np.array([500.0, 250.0]) - CLIENTS + ENDS)
