"""The hospital's own way round, by hand: bought where delays rise, at a price by residents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.mechanisms.care.bypass import Bypass
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {"cost": 3.0, "full_at": 0.5, "weeks": 10.0}
PACE = 1.0 - np.exp(-0.1)


@pytest.mark.parametrize(
    ("held", "buys", "before", "wanted"),
    [
        (25.0, 1.0, 0.0, 0.5),
        (25.0, 0.5, 0.1, 0.25),
        (40.0, 1.0, 0.2, 1.0),
        (10.0, 1.0, 0.6, 0.0),
        (40.0, 0.0, 0.3, 0.0),
    ],
)
def test_it_moves_to_what_delays_beyond_month_0_call_for(
    held: float, buys: float, before: float, wanted: float
) -> None:
    state: dict[str, Any] = {"beds_held": held, "buys_round": buys, "bypass": before}
    found = stepped(Bypass, state, PARAMS)
    after = before + (wanted - before) * PACE
    same(found["bypass"], after)
    same(found["bypass_cost"], 3.0 * 0.5 * after)  # half as many residents as money is said of


def test_it_begins_with_none() -> None:
    same(started(Bypass)["bypass"], 0.0)
    same(started(Bypass)["bypass_cost"], 0.0)
