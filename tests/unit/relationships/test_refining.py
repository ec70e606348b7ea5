"""Refining by hand: what is adopted grows to fit, by practice; nothing else does, and nothing by default."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.refining import Refining
from sim.world.stages import ADOPTED, PILOT
from tests.unit.relationships.three_organisations import MONTH, moved, same

SEEN: dict[str, Any] = {
    "stage": [ADOPTED, ADOPTED, PILOT, ADOPTED],
    "project_fit": [0.4, -0.2, 0.4, 1.3],
    "practice": [0.25, 0.5],  # hospital and council, hospital and practice
}


def fit(pace: float, **changed: Any) -> Any:
    return moved(Refining, SEEN | changed, {"pace": pace})["project_fit"]


def test_nothing_is_learnt_by_default() -> None:
    assert np.array_equal(moved(Refining, SEEN)["project_fit"], SEEN["project_fit"])


def test_part_of_the_gap_closes_each_month_by_practice() -> None:
    learnt = 1.0 - np.exp(-0.2 * np.array([0.5, 0.25]) * MONTH)
    same(fit(0.2), [0.4 + 0.6 * learnt[0], -0.2 + 1.2 * learnt[1], 0.4, 1.3])


def test_a_pilot_and_a_design_that_fits_in_full_stay_as_they_are() -> None:
    assert fit(9.0)[2] == 0.4 and fit(9.0)[3] == 1.3
    assert fit(9.0, practice=[0.0, 0.0])[0] == 0.4
    assert 0.9 < fit(9.0)[0] < 1.0
