"""The fog by hand: need misread by what leaders do not see through, on the mean neither over- nor underrated."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.promises import Promises
from sim.mechanisms.relationships.uncertainty import Uncertainty
from tests.unit.relationships.three_organisations import Dice, moved, same, step

WAYS = [[0.4, way, 0.4, 0.4, 0.4, 0.4] for way in (0.4, 0.8, 0.0)]  # perceiving of hospital, council, practice
BEFORE: dict[str, Any] = {"team_ways": WAYS, "pull": [1.0, 2.0], "fog": 0.0}
SPREAD = 0.2 * np.array([(1.0 + 0.8) / 2, (1.0 + 1.2) / 2])


def test_need_is_misread_by_what_both_ends_do_not_see_through() -> None:
    made = moved(Uncertainty, BEFORE, {"noise": 0.2}, dice=Dice(normal=1.0))
    same(made["pull"], np.array([1.0, 2.0]) * np.exp(SPREAD - SPREAD**2 / 2))
    same(made["fog"], 0.2)
    sharp = moved(Uncertainty, BEFORE | {"team_ways": [[1.0] * 6] * 3}, {"noise": 0.2}, dice=Dice(normal=1.0))
    assert (sharp["pull"] < made["pull"]).all(), "leaders who perceive well misread less"


def test_it_sleeps_before_month_0_and_by_default() -> None:
    for params, week in (({}, 0), ({"noise": 0.4}, -4)):
        made = moved(Uncertainty, BEFORE, params, dice=Dice(normal=1.0), week=week)
        assert list(made["pull"]) == [1.0, 2.0] and made["fog"] == 0.0


def test_what_partners_do_is_misjudged_by_the_fog_too() -> None:
    mixed = {"noise": 0.05, "word": 0.0}
    seen = {
        "team_culture": [[0.25] * 4] * 3,
        "promise": [0.4] * 4,
        "price_of_promise": 0.4,
        "excess": [0.0] * 3,
        "team_ways": WAYS,
        "listens": [0.0] * 3,
    }
    seen |= {"similarity": [1.0, 1.0], "noticed": [1.0, 1.0], "link_yield": [1.0] * 4}
    clear, foggy = (step(Promises, seen | {"fog": fog}, mixed, dice=Dice(normal=-0.5)) for fog in (0.0, 0.2))
    worse = 0.2 * 0.5 * np.array([1.0, 0.8, 1.0, 1.2])  # by who looks: hospital, council, hospital, practice
    same(clear["seen_kept"] - foggy["seen_kept"], worse)
