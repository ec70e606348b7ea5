"""Gaming by hand: who is tempted, what it takes and hides, and what judging outcomes does to it, either way."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.pressures.gaming import Gaming
from tests.unit.relationships.three_organisations import moved, same

BEFORE: dict[str, Any] = {
    "pressure": [0.5, 0.5, 1.0],
    "by_outcomes": [0.0, 0.0, 0.0],
    "available": [0.8, 0.07, 0.03],
    "pull": [1.0, 2.0],
    "leaving_hazard": [0.2, 0.2, 0.2],
    "gamed": [0.0, 0.0, 0.0],
}
FULL = {"targets": 0.8, "time": 0.1, "hides": 0.4}
# performance regimes differ by .8 to the council and .2 to the practice: .5 for the hospital on the mean
GAMED = 0.8 * np.array([0.5 * 0.5, 0.8 * 0.5, 0.2 * 1.0])


def test_teams_with_unlike_targets_game_them_under_pressure() -> None:
    made = moved(Gaming, BEFORE, FULL)
    same(made["gamed"], GAMED)
    same(made["available"], 0.8 - 0.1 * GAMED[0], 0.05, 0.03)
    same(made["pull"], 1.0 - 0.4 * (GAMED[0] + GAMED[1]) / 2, 2.0 * (1.0 - 0.4 * (GAMED[0] + GAMED[2]) / 2))
    same(made["leaving_hazard"], 0.2 * (1.0 - 0.4 * GAMED))


def test_judging_outcomes_moves_it_up_or_down() -> None:
    for shift in (-0.5, 0.5):
        made = moved(Gaming, BEFORE | {"by_outcomes": [1.0, 0.5, 0.0]}, FULL | {"shift": shift})
        same(made["gamed"], GAMED * (1.0 + shift * np.array([1.0, 0.5, 0.0])))


def test_all_is_gamed_at_most_and_nothing_without_pressure_by_default_or_before_month_0() -> None:
    same(moved(Gaming, BEFORE, FULL | {"targets": 10.0})["gamed"], [1.0] * 3)
    same(moved(Gaming, BEFORE | {"pressure": [0.0] * 3}, FULL)["available"], BEFORE["available"])
    for params, week in (({}, 0), (FULL, -4)):
        made = moved(Gaming, BEFORE, params, week=week)
        assert {name: list(value) for name, value in made.items()} == {n: list(BEFORE[n]) for n in made}
