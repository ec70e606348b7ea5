"""Capacity by hand: posts, part of the vacancies, own improvement and sickness."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.capacity import Capacity
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

CALM: dict[str, Any] = {"posts": [1.0] * 6, "staffing_gap": [0.0] * 6, "improvement_gain": [0.0] * 6, "absence": 0.0}


def test_as_at_month_0_capacity_is_one() -> None:
    same(started(Capacity)["capacity"], [1.0] * 6)
    same(stepped(Capacity, CALM)["capacity"], [1.0] * 6)


def test_what_adds_and_what_takes_away() -> None:
    posts, gap, gain = np.linspace(0.8, 1.3, 6), np.linspace(-0.1, 0.4, 6), np.linspace(-0.05, 0.2, 6)
    state = {"posts": posts, "staffing_gap": gap, "improvement_gain": gain, "absence": 0.1}
    found = stepped(Capacity, state, {"vacancy_loss": 0.3})["capacity"]
    same(found, posts * (1.0 - 0.3 * gap) * (1.0 + gain) * 0.9)
