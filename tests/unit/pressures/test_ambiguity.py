"""Ambiguity by hand: how a leader reads causes moves one of two aims, within bounds."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.pressures.ambiguity import Ambiguity
from tests.unit.relationships.three_organisations import Dice, moved, same

BEFORE: dict[str, Any] = {"vision": [[0.2, 0.5], [0.3, 0.02], [0.7, 0.98], [0.5, 0.5]]}


def test_readings_scatter_the_aim_of_prevention_alone_and_stay_within_bounds() -> None:
    dice = Dice(thrown={"ambiguity": [1.0, -1.0, 1.0, -2.0]})
    made = moved(Ambiguity, BEFORE, {"noise": 0.05}, dice=dice)["vision"]
    same(made[:, 1], 0.55, 0.0, 1.0, 0.4)
    same(made[:, 0], 0.2, 0.3, 0.7, 0.5)


def test_it_sleeps_before_month_0_and_by_default() -> None:
    for params, week in (({}, 0), ({"noise": 0.08}, -4)):
        same(moved(Ambiguity, BEFORE, params, dice=Dice(normal=1.0), week=week)["vision"], BEFORE["vision"])
