"""Clarity by hand: dc = gain*sqrt(d_ij*d_ji)*(.3 + .7q)*(1 - c) - blur*(c - floor) a month."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.clarity import Clarity
from tests.unit.relationships.three_organisations import MONTH, same, step

RATES = {"gain": 0.1, "blur": 0.05, "floor": 0.4}
SEEN: dict[str, Any] = {
    "delivered": [0.9, 0.4, 0.25, 1.0],
    "direction_visibility": [0.2, 0.4, 1.0, 1.0],
    "clarity": [0.6, 0.3],
}


def _clarity(**changed: Any) -> Any:
    return step(Clarity, SEEN | changed, RATES)["clarity"]


def test_joint_work_clears_up_who_does_what() -> None:
    # sqrt(.36) = .6 seen at .3 + .7*.3 = .51; sqrt(.25) = .5 seen in full; one is above what contracts give, one below
    change = np.array([0.1 * 0.6 * 0.51 * 0.4 - 0.05 * 0.2, 0.1 * 0.5 * 1.0 * 0.7 + 0.05 * 0.1])
    same(_clarity(), np.array([0.6, 0.3]) + change * MONTH)


def test_left_alone_it_blurs_back_to_what_contracts_give() -> None:
    alone = _clarity(delivered=[1.0, 0.0, 0.0, 1.0], clarity=[0.9, 0.4])
    same(alone, [0.9 - 0.05 * 0.5 * MONTH, 0.4])
    assert (step(Clarity, SEEN, RATES | {"gain": 100.0})["clarity"] == 1.0).all()
    assert step(Clarity, SEEN, RATES | {"blur": 100.0})["clarity"][0] == 0.0


def test_more_joint_work_that_is_seen_clears_up_more() -> None:
    assert (_clarity(delivered=[1.0] * 4) > _clarity()).all()
    assert (_clarity(direction_visibility=[0.0] * 4) < _clarity()).all()
