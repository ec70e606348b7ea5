"""Posts by hand: they follow money over half a year, and deficits hold some back."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.economy.posts import Posts
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PACE = 1.0 - np.exp(-1.0 / 10.0)
BEFORE = np.array([1.0, 0.9, 1.0, 1.1, 1.0, 0.7])
SEEN: dict[str, Any] = {
    "posts": BEFORE,
    "income": [1.1, 1.0, 0.1, 1.0, 1.0, 2.0],
    "deficit": [0.2, 0.0, 0.0, -0.3, 0.5, 0.9],
    "payment_live": 1.0,
}


def test_posts_follow_money_and_deficits_hold_some_back() -> None:
    wanted = np.array([1.1 * (1.0 - 0.4 * 0.2), 1.0, 0.2, 1.0, 1.0 - 0.4 * 0.5, 0.7])
    same(stepped(Posts, SEEN, {"weeks": 10.0, "recovery": 0.4})["posts"], BEFORE + (wanted - BEFORE) * PACE)


def test_nothing_is_recovered_where_payment_does_not_respond() -> None:
    found = stepped(Posts, SEEN | {"payment_live": 0.0}, {"weeks": 10.0, "recovery": 0.4})["posts"]
    wanted = np.array([1.1, 1.0, 0.2, 1.0, 1.0, 0.7])
    same(found, BEFORE + (wanted - BEFORE) * PACE)
    same(started(Posts)["posts"], [1.0] * 6)
