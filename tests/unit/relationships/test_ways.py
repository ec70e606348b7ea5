"""The six ways by hand: way = clip(m + sd*(sqrt(r)*common + sqrt(1 - r)*own), .05, .95), drawn anew for newcomers."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.ways import WAYS, Ways
from tests.unit.relationships.three_organisations import Dice, same, step, world

P = {"mean": 0.4, "spread": 0.1, "overlap": 0.36}
BEFORE = np.full((4, 6), 0.3)
DRAWN: dict[str, Any] = {"ways": [1.0, -1.0, 0.5, 0.0]} | {f"ways {way}": float(n) for n, way in enumerate(WAYS)}
PERSON = 0.4 + 0.1 * (0.6 * np.array([[1.0], [-1.0], [0.5], [0.0]]) + 0.8 * np.arange(6.0))


def _ways(left: list[float], dice: Dice) -> Any:
    return step(Ways, {"left": left, "ways": BEFORE}, P, dice=dice)["ways"]


def test_a_newcomer_brings_ways_that_are_partly_one() -> None:
    made = _ways([1.0, 0.0, 0.0, 1.0], Dice(thrown=DRAWN))
    same(made[[0, 3]], np.minimum(PERSON[[0, 3]], 0.95))
    same(made[[1, 2]], BEFORE[[1, 2]])
    first: Any = Ways(Ways.Params(**P), world()).start(Dice(thrown=DRAWN), 1)  # type: ignore[arg-type]
    same(first["ways"][..., 0], np.clip(PERSON, 0.05, 0.95))


def test_nobody_is_without_a_way_or_wholly_of_one() -> None:
    assert (_ways([1.0] * 4, Dice(normal=99.0)) == 0.95).all() and (_ways([1.0] * 4, Dice(normal=-99.0)) == 0.05).all()
    assert step(Ways, {"left": [0.0] * 4, "ways": BEFORE}, P) == {}


def test_more_in_common_makes_the_six_more_alike() -> None:
    apart = [
        np.ptp(step(Ways, {"left": [1.0] * 4, "ways": BEFORE}, P | {"overlap": r}, dice=Dice(thrown=DRAWN))["ways"][3])
        for r in (0.0, 0.5, 1.0)
    ]
    assert apart[0] > apart[1] > apart[2] == 0.0
