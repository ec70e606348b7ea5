"""Contact by hand: k += (1 - exp(-4/8))*(k* - k), k* the mean of two wishes; visibility q = 1 - exp(-k/2)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.contact import Contact
from tests.unit.relationships.three_organisations import same, step

P = {"habit_weeks": 8.0, "saturation": 2.0}
PACE = 1.0 - np.exp(-0.5)
SEEN: dict[str, Any] = {
    "wish": [1.0, 2.0, 3.0, 4.0, 0.0, 1.0, 2.0, 0.0],
    "post_empty": [0.0, 0.0, 0.0, 0.0],
    "contact": [1.0, 1.0, 2.0, 2.0, 0.5, 0.5, 0.0, 0.0],
    "tie_weight": [0.6, 0.4, 0.6, 0.4, 0.6, 0.4, 0.6, 0.4],
}
BOTH = np.array([2.0, 3.0, 2.0, 3.0, 1.0, 0.5, 1.0, 0.5])  # ties 0 and 2 are one pair of leaders, 1 and 3 another


def _step(**changed: Any) -> dict[str, Any]:
    return step(Contact, SEEN | changed, P)


def test_leaders_come_to_meet_as_often_as_both_wish() -> None:
    made, now = _step(), np.array(SEEN["contact"])
    k = now + PACE * (BOTH - now)
    q = 1.0 - np.exp(-k / 2.0)
    same(made["contact"], k)
    same(made["visibility"], q)
    same(made["seat_visibility"], (q[0] + q[4]) / 2, (q[1] + q[5]) / 2, (q[2] + q[3]) / 2, (q[6] + q[7]) / 2)
    same(made["direction_visibility"], [0.6 * q[i] + 0.4 * q[i + 1] for i in (0, 2, 4, 6)])


def test_an_empty_post_meets_nobody() -> None:
    made, now = _step(post_empty=[0.0, 6.0, 0.0, 0.0])["contact"], np.array(SEEN["contact"])
    wished = np.where(np.isin(np.arange(8), [1, 3, 5, 7]), 0.0, BOTH)
    same(made, now + PACE * (wished - now))


def test_nobody_met_shows_nothing_and_no_more_than_all_can_be_seen() -> None:
    made = _step(wish=[0.0] * 8, contact=[0.0] * 8)
    assert not made["visibility"].any() and not made["direction_visibility"].any()
    assert (_step(contact=[1e3] * 8, tie_weight=[2.0] * 8)["direction_visibility"] == 1.0).all()


def test_a_greater_wish_of_either_shows_more() -> None:
    base = _step()["visibility"]
    assert (_step(wish=[5.0] * 8)["visibility"] > base).all()
    one = _step(wish=[9.0, *SEEN["wish"][1:]])["visibility"] > base
    same(one, [True, False, True, False, False, False, False, False])
