"""Inspection by hand: who is looked at, what it takes, whose targets count, and what blame is left."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.pressures.inspection import Inspection
from tests.unit.relationships.three_organisations import MONTH, moved, same

PROBLEM = np.array([0.6, 0.2, 0.4])
BEFORE: dict[str, Any] = {
    "problem": PROBLEM,
    "available": [0.8, 0.9, 0.06],
    "blamed": [0.0, 0.5, 1.0],
    "pull": [1.0, 2.0],
}
FULL = {"level": 0.5, "time": 0.2, "targets": 0.6, "blame": 0.1}


def test_who_performs_worst_is_looked_at_most() -> None:
    made = moved(Inspection, BEFORE, FULL)
    looked = 0.5 * PROBLEM
    same(made["available"], 0.8 - 0.2 * 0.3, 0.9 - 0.2 * 0.1, 0.05)
    same(made["pull"], np.array([1.0, 2.0]) * np.exp(-0.6 * np.array([(0.3 + 0.1) / 2, (0.3 + 0.2) / 2])))
    same(made["blamed"], np.array([0.0, 0.5, 1.0]) + np.array([1.0, 0.5, 0.0]) * 0.1 * MONTH * looked)


def test_where_the_system_is_inspected_all_are_looked_at_alike_and_no_target_is_ones_own() -> None:
    made = moved(Inspection, BEFORE, FULL | {"of_system": 1.0})
    same(made["available"], 0.8 - 0.2 * 0.2, 0.9 - 0.2 * 0.2, 0.05)
    same(made["pull"], 1.0, 2.0)
    same(made["blamed"], 0.1 * MONTH * 0.2, 0.5 + 0.05 * MONTH * 0.2, 1.0)


def test_each_organisation_may_have_its_own() -> None:
    made = moved(Inspection, BEFORE, FULL | {"level": np.array([[0.0], [1.0], [0.0]])})
    same(made["available"], 0.8, 0.9 - 0.2 * 0.2, 0.06)
    same(made["blamed"], 0.0, 0.5 + 0.5 * 0.1 * MONTH * 0.2, 1.0)


def test_it_takes_nothing_before_month_0_nor_by_default_nor_where_nothing_is_left() -> None:
    for params, week in (({}, 0), (FULL, -4)):
        made = moved(Inspection, BEFORE, params, week=week)
        assert {name: list(value) for name, value in made.items()} == {n: list(BEFORE[n]) for n in made}
    same(moved(Inspection, BEFORE | {"available": [0.05] * 3}, FULL)["available"], [0.05] * 3)
