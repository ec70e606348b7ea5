"""Complexity by hand: what hand-overs are like counts once more for each further boundary, for better or worse."""

from __future__ import annotations

from sim.mechanisms.pressures.complexity import Complexity
from tests.unit.relationships.three_organisations import moved, same

BEFORE = {"handover": [0.8, 1.0, 1.25, 0.0]}


def test_each_further_boundary_counts_the_hand_over_again() -> None:
    same(moved(Complexity, BEFORE, {"boundaries": 1.0})["handover"], 0.64, 1.0, 1.5625, 0.0)
    same(moved(Complexity, BEFORE, {"boundaries": 2.0})["handover"], 0.512, 1.0, 1.953125, 0.0)


def test_as_at_month_0_nothing_moves_however_many_there_are() -> None:
    same(moved(Complexity, {"handover": [1.0] * 4}, {"boundaries": 5.0})["handover"], [1.0] * 4)
    for params, week in (({}, 0), ({"boundaries": 2.0}, -4)):
        assert list(moved(Complexity, BEFORE, params, week=week)["handover"]) == BEFORE["handover"]
