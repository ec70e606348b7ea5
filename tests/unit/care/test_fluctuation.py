"""Chance by hand: what is drawn for a place and a week, and the shift that gives each factor a mean of 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.fluctuation import Fluctuation
from tests.unit.relationships.three_organisations import Dice, same
from tests.unit.round_place import EXPONENT, started, stepped

PARAMS = {
    "delay_place": 0.4,
    "four_hour_place": 0.3,
    "delay": 0.3,
    "four_hour": 0.1,
    "beds": 0.02,
    "admissions": 0.04,
    "persistence": 0.8,
    "bed_persistence": 0.6,
}
POWER = np.array(EXPONENT)
DRIFTS = ("delay_drift", "four_hour_drift", "bed_drift", "admission_drift")
BEFORE: dict[str, Any] = dict(zip(DRIFTS, (0.2, -0.1, 0.01, 0.5), strict=True))
DICE = Dice(
    thrown={
        "fluctuation.place": [1.0, -2.0],
        "fluctuation.start": [0.5, 1.0, -1.0, 2.0],
        "fluctuation": [1.0, -1.0, 0.5, -0.5],
    }
)


def _published(
    found: dict[str, Any], place: tuple[float, float], drift: tuple[float, ...], varied: bool = True
) -> None:
    """Check the four kinds of chance against the lasting effects and the drifts they are made of."""
    of_delay, of_four_hour = 0.3**2 + 0.4**2 * varied, 0.1**2 + 0.3**2 * varied
    same(found["delay_fluctuation"], -POWER * (place[0] + drift[0]) - POWER**2 * of_delay / 2.0)
    same(found["four_hour_fluctuation"], place[1] + drift[1] + (2.0 * 0.8 - 1.0) * of_four_hour / 2.0)
    same(found["bed_fluctuation"], np.exp(drift[2] - 0.02**2 / 2.0))
    same(found["admission_fluctuation"], np.exp(drift[3] - 0.04**2 / 2.0))
    same([found[name] for name in DRIFTS], drift)


def test_a_place_has_lasting_effects_and_begins_with_settled_drifts() -> None:
    found = started(Fluctuation, PARAMS, DICE)
    same(found["delay_place"], 0.4)
    same(found["four_hour_place"], -0.6)
    _published(found, (0.4, -0.6), (0.15, 0.1, -0.02, 0.08))


def test_places_need_not_differ() -> None:
    found = started(Fluctuation, PARAMS | {"place_spread": False}, DICE)
    same(found["delay_place"], 0.0)
    _published(found, (0.0, 0.0), (0.15, 0.1, -0.02, 0.08), varied=False)


def test_drifts_keep_a_part_and_emergencies_forget() -> None:
    state = BEFORE | {"delay_place": 0.3, "four_hour_place": -0.2}
    found = stepped(Fluctuation, state, PARAMS, dice=DICE)
    drift = (0.8 * 0.2 + 0.6 * 0.3, 0.8 * -0.1 - 0.6 * 0.1, 0.6 * 0.01 + 0.8 * 0.02 * 0.5, -0.5 * 0.04)
    _published(found, (0.3, -0.2), drift)
