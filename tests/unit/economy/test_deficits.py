"""Deficits by hand: what is overspent of what comes in, seen late."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.deficits import Deficits
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PACE = 1.0 - np.exp(-1.0 / 10.0)
SEEN: dict[str, Any] = {
    "cost_index": [1.2, 1.0, 0.9, 1.0, 1.0, 1.0],
    "revenue": [180.0, 60.0, 24.0, 0.0, -5.0, 40.0],
    "budget": [180.0, 48.0, 24.0, 36.0, 12.0, 40.0],
    "deficit": [0.0, 0.1, 0.05, 0.0, 0.0, 0.0],
}


def test_a_deficit_moves_towards_what_is_overspent() -> None:
    # of the last of £1, .05 counts as received at least: a service without money runs a deficit of 19, not without end
    goal = np.array([0.2, 1.0 / 1.25 - 1.0, -0.1, 19.0, 19.0, 0.0])
    before = np.array(SEEN["deficit"])
    same(stepped(Deficits, SEEN, {"weeks": 10.0})["deficit"], before + (goal - before) * PACE)


def test_it_begins_with_none() -> None:
    same(started(Deficits)["deficit"], [0.0] * 6)
