"""Staffing by hand: leaving grows with strain, hiring fills vacancies, and both balance at month 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.staffing import Staffing
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import LEAVING, VACANCY, started, stepped

EMPTY = np.array(VACANCY)
LEAVE = np.array(LEAVING) / 52.0
HIRE = LEAVE * (1.0 - EMPTY) / EMPTY
MONTH_0: dict[str, Any] = {
    "posts": [1.0] * 6,
    "staff": 1.0 - EMPTY,
    "strain": [1.0] * 6,
    "load": [1.0] * 6,
    "staffing_gap": [0.0] * 6,
}
PARAMS = {"weeks": 10.0, "strain_effect": 1.5}
PACE = 1.0 - np.exp(-0.1)


def test_month_0_is_steady() -> None:
    for found in (started(Staffing), stepped(Staffing, MONTH_0, PARAMS)):
        same(found["staff"], 1.0 - EMPTY)
        same(found["strain"], [1.0] * 6)
        same(found["vacancy"], EMPTY)
        same(found["staffing_gap"], [0.0] * 6)


def test_strain_follows_load_and_gaps_within_limits_and_drives_people_out() -> None:
    load, gap = np.array([1.2, 1.0, 9.0, 0.1, 0.9, 1.0]), np.array([0.1, 0.2, 0.0, 0.0, -0.1, 0.0])
    posts = np.array([1.1, 1.0, 0.9, 1.0, 1.0, 1.2])
    felt = np.array([1.2 * 1.1, 1.2, 3.0, 0.3, 0.9 * 0.9, 1.0])
    strain = 1.0 + (felt - 1.0) * PACE
    leave = LEAVE * (1.0 + 1.5 * (strain - 1.0))
    goal = posts * HIRE / (leave + HIRE)
    staff = goal + ((1.0 - EMPTY) - goal) * np.exp(-(leave + HIRE))
    found = stepped(Staffing, MONTH_0 | {"load": load, "staffing_gap": gap, "posts": posts}, PARAMS)
    same(found["strain"], strain)
    same(found["staff"], staff)
    same(found["vacancy"], 1.0 - staff / posts)
    same(found["staffing_gap"], 1.0 - staff / posts - EMPTY)


def test_some_leave_however_calm_and_nobody_is_without_a_post() -> None:
    calm = stepped(Staffing, MONTH_0 | {"strain": [0.0] * 6, "load": [0.0] * 6}, PARAMS)
    goal = HIRE / (0.3 * LEAVE + HIRE)
    same(calm["staff"], goal + ((1.0 - EMPTY) - goal) * np.exp(-(0.3 * LEAVE + HIRE)))
    cut = stepped(Staffing, MONTH_0 | {"posts": [0.2] * 6}, PARAMS)
    same(cut["staff"], [0.2] * 6)
    same(cut["vacancy"], [0.0] * 6)
