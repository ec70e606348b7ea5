"""Promises by hand: capacity = clip(1 - b_c*o, .05, 1); d = min(a, capacity); g = g0 + (1 - g0)*a - nu*(a - d)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.promises import Promises
from tests.unit.relationships.three_organisations import Dice, same, step

P = {"reliability": 0.6, "harm": 2.0, "capacity_lost": 2.0, "noise": 0.1}
SEEN: dict[str, Any] = {
    "listens": [0.0, 0.0, 0.0],
    "promise": [0.5, 0.2, 0.8, 0.5],
    "price_of_promise": 0.4,
    "fog": 0.0,
    "excess": [0.15, 0.0, 0.6],  # capacities of .7, 1 and the least, .05
    "team_ways": [[0.9, 0.4, 0.9, 0.9, 0.9, 0.9], [0.9, 1.0, 0.9, 0.9, 0.9, 0.9], [0.9, 0.0, 0.9, 0.9, 0.9, 0.9]],
}


def _step(dice: Dice | None = None, **changed: Any) -> dict[str, Any]:
    return step(Promises, SEEN | changed, P, dice=dice)


def test_a_team_delivers_what_pressure_lets_it_and_broken_promises_weigh() -> None:
    made = _step()
    delivered = np.array([0.5, 0.2, 0.7, 0.05])
    same(made["delivered"], delivered)
    kept = np.array([0.6 + 0.4 * 0.5, 0.6 + 0.4 * 0.2, 0.6 + 0.4 * 0.8 - 2 * 0.1, 0.0])  # .6 + .2 - 2*.45 is below 0
    same(made["kept"], kept)
    same(made["seen_kept"], kept[[1, 0, 3, 2]])  # each sees the other side
    same(made["delivered_effort"], -0.4 * np.log(1.0 - delivered))


def test_who_perceives_more_misjudges_less() -> None:
    made = _step(Dice(normal=1.0))["seen_kept"]
    blur = 0.1 * np.array([1.2 - 0.5 * 0.4, 1.2 - 0.5 * 1.0, 1.2 - 0.5 * 0.4, 1.2])
    same(made, np.array([0.68, 0.8, 0.0, 0.72]) + blur)
    assert (_step(Dice(normal=99.0))["seen_kept"] == 1.0).all() and (
        _step(Dice(normal=-99.0))["seen_kept"] == 0.0
    ).all()


def test_a_whole_promise_without_pressure_is_kept_in_full() -> None:
    made = _step(promise=[1.0] * 4, excess=[0.0] * 3)
    assert (made["delivered"] == 1.0).all() and (made["kept"] == 1.0).all()
    same(made["delivered_effort"], [-0.4 * np.log(0.03)] * 4)  # of .97 at most
    nothing = _step(promise=[0.0] * 4)
    same(nothing["kept"], [0.6] * 4)
    same(nothing["delivered_effort"], [0.0] * 4)


def test_excess_pressure_breaks_promises() -> None:
    base, pressed = _step(), _step(excess=[0.45, 0.48, 0.6])
    assert (pressed["delivered"][:3] < base["delivered"][:3]).all() and (pressed["kept"][:3] < base["kept"][:3]).all()


def test_who_listens_misjudges_less() -> None:
    usual, listening = (_step(Dice(normal=0.5), listens=[part, 0.0, 0.0]) for part in (0.0, 1.0))
    exact = _step()["seen_kept"]
    same((listening["seen_kept"] - exact)[[0, 2]], 0.5 * (usual["seen_kept"] - exact)[[0, 2]])  # the hospital's two
    same(listening["seen_kept"][[1, 3]], usual["seen_kept"][[1, 3]])
