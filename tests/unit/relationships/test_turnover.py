"""Turnover by hand: the chance in a round is 1 - exp(-pace*h/13); the post stays empty for 8 to 26 weeks."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.turnover import Turnover
from tests.unit.relationships.three_organisations import Dice, same, step, world

P = {"pace": 2.0, "shortest": 8.0, "longest": 26.0}
SEEN: dict[str, Any] = {
    "leaving_hazard": [0.2, 0.5, 1.0],
    "post_empty": [0.0, 0.0, 0.0, 0.0],
    "tenure": [1.0, 2.0, 3.0, 4.0],
}
CHANCE = 1.0 - np.exp(-2.0 * np.array([0.2, 0.2, 0.5, 1.0]) / 13.0)


def _step(leaving: Any, length: Any = 0.5, week: int = 0, **changed: Any) -> dict[str, Any]:
    return step(Turnover, SEEN | changed, P, dice=Dice(thrown={"leaving": leaving, "empty post": length}), week=week)


def test_leaders_leave_as_often_as_the_hazard_says() -> None:
    same(_step(CHANCE - 1e-9)["left"], [1.0] * 4)
    same(_step(CHANCE + 1e-9)["left"], [0.0] * 4)
    today = 1.0 - np.exp(-np.array([0.2, 0.2, 0.5, 1.0]) / 13.0)
    same(_step(today + 1e-9, week=-4)["left"], [0.0] * 4)
    same(_step(today - 1e-9, week=-4)["left"], [1.0] * 4)


def test_the_post_stays_empty_for_weeks_and_tenure_counts_from_when_it_is_filled() -> None:
    gone = _step([0.0, 1.0, 0.0, 1.0], [0.0, 0.5, 1.0, 0.5])
    same(gone["post_empty"], 8.0, 0.0, 26.0, 0.0)
    same(gone["tenure"], 0.0, 2.0 + 1 / 13, 0.0, 4.0 + 1 / 13)
    waiting = _step(0.0, post_empty=[9.0, 4.0, 3.0, 0.5])
    same(waiting["post_empty"], 5.0, 0.0, 0.0, 0.0)
    same(waiting["left"], [0.0] * 4)  # nobody leaves an empty post
    same(waiting["tenure"], 0.0, 2.0 + 1 / 13, 3.0 + 1 / 13, 4.0 + 1 / 13)


def test_without_a_hazard_nobody_leaves() -> None:
    same(_step(1e-12, leaving_hazard=[0.0] * 3)["left"], [0.0] * 4)


def test_where_more_leave_they_leave_sooner() -> None:
    same(_step([CHANCE[2]] * 4)["left"], 0.0, 0.0, 0.0, 1.0)


def test_leaders_have_been_in_post_for_four_years_on_average_at_the_start() -> None:
    rule: Any = Turnover(Turnover.Params(**P), world())
    first = rule.start(Dice(thrown={"first tenure": np.exp([-1.0, -2.0, -0.5, -0.25])}), 1)
    same(first["tenure"][:, 0], 4.0, 8.0, 2.0, 1.0)
