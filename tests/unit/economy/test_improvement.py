"""Own improvement by hand: dQ/dt = gain*(1 - exp(-effort))*(1 - Q/ceiling) - decay*Q, solved exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.improvement import Improvement
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"gain": 0.06, "ceiling": 0.2, "decay": 0.3, "effort": 0.5}
EFFORT = np.array([1.0, 0.0, 2.0, 1.0, 0.5, 1.0])
GAIN = 0.06 * (1.0 - np.exp(-0.5 * EFFORT))
SETTLED = GAIN / (GAIN / 0.2 + 0.3)


def _step(before: Any) -> dict[str, Any]:
    return stepped(Improvement, {"improvement": before, "effort": EFFORT}, PARAMS)


def test_where_it_has_settled_it_stays_and_there_gain_balances_decay() -> None:
    same(GAIN * (1.0 - SETTLED / 0.2), 0.3 * SETTLED)
    same(_step(SETTLED)["improvement"], SETTLED)
    first = started(Improvement, PARAMS)
    same(first["improvement"], [SETTLED[0]] * 6)
    same(first["improvement_gain"], [0.0] * 6)


def test_it_closes_its_gap_at_the_rate_of_the_equation() -> None:
    before = np.array([0.0, 0.1, 0.0, 0.15, 0.05, 0.2])
    after = SETTLED + (before - SETTLED) * np.exp(-(GAIN / 0.2 + 0.3) / 52.0)
    found = _step(before)
    same(found["improvement"], after)
    same(found["improvement_gain"], after - SETTLED[0])
