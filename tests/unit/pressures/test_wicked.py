"""Wicked need by hand: who needs three is served whole only if every hand-over holds."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.care.wicked import Wicked
from tests.unit.relationships.three_organisations import moved, same

FULL = {"share": 0.1, "failing": 0.2, "organisations": 3.0, "returns": 2.0}


def _after(handover: float, params: dict[str, float] = FULL, week: int = 0, before: float = 0.01) -> Any:
    seen = {"handover": [handover] * 4, "deterioration": before}
    return moved(Wicked, seen, params, week=week)["deterioration"]


def test_need_comes_back_where_hand_overs_got_worse_and_falls_where_they_got_better() -> None:
    same(_after(1.5), 0.01 + 2.0 * 0.1 * (0.8**3 - 0.7**3) / 52)
    same(_after(0.5), 0.01 + 2.0 * 0.1 * (0.8**3 - 0.9**3) / 52)
    same(moved(Wicked, {"handover": [0.5, 1.5, 1.0, 3.0], "deterioration": 0.01}, FULL)["deterioration"], _after(1.5))


def test_served_alone_more_comes_back_the_more_organisations_are_needed() -> None:
    one, three = _after(1.5, FULL | {"organisations": 1.0}), _after(1.5)
    same(one, 0.01 + 2.0 * 0.1 * 0.1 / 52)
    assert three > one > 0.01


def test_as_at_month_0_by_default_and_before_month_0_nothing_comes_back() -> None:
    same(_after(1.0), 0.01)
    for params, week in (({}, 0), (FULL, -1)):
        assert _after(2.0, params, week) == 0.01
    same(_after(9.0, before=5.0), 5.0)
