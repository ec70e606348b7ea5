"""Blame by hand: where projects fail, and what it leaves of trying and of purpose; it wears off."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.blame import Blame
from tests.unit.relationships.three_organisations import MONTH, moved, same

BEFORE: dict[str, Any] = {
    "blamed": [0.2, 0.0, 0.0],
    "project_lost": [0.4, 0.4, 0.0, 0.0],  # between hospital and council
    "team_culture": [[0.3, 0.2, 0.3, 0.2], [0.3, 0.5, 0.1, 0.1], [0.3, 0.2, 0.3, 0.2]],
    "team_ways": [[0.4] * 6] * 3,
    "purpose": [0.5, 0.4, 0.3, 0.2],
}
FULL = {"after_failure": 0.5, "half_life": 10.0, "tries": 0.5, "loss": 0.1}
KEPT = 0.2 * 2 ** (-MONTH / 10)
BLAMED = np.array([KEPT + (1 - KEPT) * 0.5 * 0.8, 0.5 * 0.5, 0.0])


def test_sponsors_of_what_failed_are_blamed_less_where_trying_is_the_way() -> None:
    same(moved(Blame, BEFORE, FULL)["blamed"], BLAMED)
    calm = moved(Blame, BEFORE | {"project_lost": [0.0] * 4}, FULL)
    same(calm["blamed"], KEPT, 0.0, 0.0)


def test_who_is_blamed_tries_less_and_values_the_whole_less() -> None:
    made = moved(Blame, BEFORE, FULL)
    same(made["team_ways"][:, 4], 0.4 * (1 - 0.5 * BLAMED))
    same(np.delete(made["team_ways"], 4, axis=1), [[0.4] * 5] * 3)
    same(made["purpose"], np.array([0.5, 0.4, 0.3, 0.2]) * (1 - 0.1 * MONTH * BLAMED[[0, 0, 1, 2]]))


def test_what_inspection_left_acts_though_failure_is_allowed() -> None:
    made = moved(Blame, BEFORE, FULL | {"after_failure": 0.0})
    same(made["blamed"], KEPT, 0.0, 0.0)
    assert made["purpose"][0] < 0.5 and list(made["purpose"][2:]) == [0.3, 0.2]


def test_nobody_is_blamed_before_month_0_and_by_default() -> None:
    quiet = BEFORE | {"blamed": [0.0] * 3}
    for params, week in (({}, 0), (FULL, -4)):
        made = moved(Blame, quiet, params, week=week)
        same(made["blamed"], [0.0] * 3)
        same(made["purpose"], BEFORE["purpose"])
        same(made["team_ways"], BEFORE["team_ways"])
