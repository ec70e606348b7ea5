"""Paradox by hand: what falls short of two targets that cannot both be met gathers as conflict."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.paradox import Paradox
from tests.unit.relationships.three_organisations import MONTH, moved, same

BEFORE: dict[str, Any] = {
    "home_hours": [0.7, 0.9, 0.6],
    "delivered": [0.2, 0.4, 0.8, 0.6],
    "team_ways": [[0.4, 0.4, way, 0.4, 0.4, 0.4] for way in (0.4, 0.8, 0.0)],
    "conflict": [1.0, 2.0],
}
FULL = {"level": 0.2, "own": 0.8, "joint": 0.5, "holds": 0.5}
SHORT = np.array([(0.1 + 0.0) / 2 + (0.5 - 0.3), (0.1 + 0.2) / 2 + 0.0])


def test_what_falls_short_of_either_target_adds_to_conflict() -> None:
    held = 0.5 * np.array([0.6, 0.2])
    same(moved(Paradox, BEFORE, FULL)["conflict"], np.array([1.0, 2.0]) + 0.2 * MONTH * SHORT * (1.0 - held))


def test_one_target_is_met_at_the_cost_of_the_other() -> None:
    """With all their time at home or all of it given to partners, leaders fall short; only of what is asked of both."""
    for home, joint in ((0.95, 0.0), (0.0, 0.95)):
        made = moved(Paradox, BEFORE | {"home_hours": [home] * 3, "delivered": [joint] * 4}, FULL)
        assert (made["conflict"] > [1.0, 2.0]).all()
    both = moved(Paradox, BEFORE | {"home_hours": [0.8] * 3, "delivered": [0.5] * 4}, FULL)
    same(both["conflict"], 1.0, 2.0)


def test_it_sleeps_by_default_and_before_month_0() -> None:
    for params, week in (({}, 0), (FULL, -4)):
        assert list(moved(Paradox, BEFORE, params, week=week)["conflict"]) == [1.0, 2.0]
