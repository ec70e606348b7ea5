"""Shunting by hand: the chance of an open deed in a round is 1 - exp(-rate*wish*12/13)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.shunting import Shunting
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step

WISH = np.array([0.2, 0.4, 0.8, 1.0])
ODDS = 1.0 - np.exp(-0.5 * MONTH * WISH)


def _shunted(drawn: Any, wish: Any = WISH) -> Any:
    return step(Shunting, {"shunt_wish": wish}, {"rate": 0.5}, dice=Dice(thrown={"shunting": drawn}))["shunted"]


def test_a_wish_becomes_a_deed_as_often_as_the_formula_says() -> None:
    same(_shunted(ODDS - 1e-9), [1.0] * 4)
    same(_shunted(ODDS + 1e-9), [0.0] * 4)


def test_who_does_not_wish_to_never_does() -> None:
    same(_shunted(1e-12, [0.0] * 4), [0.0] * 4)


def test_a_greater_wish_does_it_sooner() -> None:
    same(_shunted([ODDS[1]] * 4), 0.0, 0.0, 1.0, 1.0)
