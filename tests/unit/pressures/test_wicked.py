"""Wicked need by hand: who needs three is served whole only if every hand-over holds and services have room."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.care.wicked import Wicked
from tests.unit.relationships.three_organisations import moved, same, world

PLACE = world().place
USUAL = {
    "unmet_share": list(PLACE.unmet_of_soft_services),
    "social_care_unmet_share": PLACE.unmet_of_social_care,
}
FULL = {"share": 0.1, "failing": 0.2, "organisations": 3.0, "returns": 2.0}


def _after(
    handover: float, params: dict[str, float] = FULL, week: int = 0, before: float = 0.01, **changed: Any
) -> Any:
    seen = {"handover": [handover] * 4, "deterioration": before} | USUAL | changed
    return moved(Wicked, seen, params, week=week)["deterioration"]


def test_need_comes_back_where_hand_overs_got_worse_and_falls_where_they_got_better() -> None:
    same(_after(1.5), 0.01 + 2.0 * 0.1 * (0.8**3 - 0.7**3) / 52)
    same(_after(0.5), 0.01 + 2.0 * 0.1 * (0.8**3 - 0.9**3) / 52)
    seen = {"handover": [0.5, 1.5, 1.0, 3.0], "deterioration": 0.01} | USUAL
    same(moved(Wicked, seen, FULL)["deterioration"], _after(1.5))


def test_served_alone_more_comes_back_the_more_organisations_are_needed() -> None:
    one, three = _after(1.5, FULL | {"organisations": 1.0}), _after(1.5)
    same(one, 0.01 + 2.0 * 0.1 * 0.1 / 52)
    assert three > one > 0.01


def test_need_comes_back_where_services_have_less_room() -> None:
    less = [share + 0.1 for share in USUAL["unmet_share"]]
    served = 4.0 - sum(USUAL["unmet_share"]) - USUAL["social_care_unmet_share"]
    by_hand = 0.01 + 2.0 * 0.1 * (0.8**3 - (0.8 * (1 - 0.3 / served)) ** 3) / 52
    same(_after(1.0, unmet_share=less), by_hand)
    same(_after(1.0, social_care_unmet_share=USUAL["social_care_unmet_share"] + 0.3), by_hand)
    assert _after(0.9, unmet_share=less) > 0.01 > _after(0.9), "though hand-overs get better"
    none = _after(1.0, unmet_share=[1.0] * 3, social_care_unmet_share=1.0)
    same(none, 0.01 + 2.0 * 0.1 * 0.8**3 / 52)


def test_as_at_month_0_by_default_and_before_month_0_nothing_comes_back() -> None:
    same(_after(1.0), 0.01)
    for params, week in (({}, 0), (FULL, -1)):
        assert _after(2.0, params, week) == 0.01
    same(_after(9.0, before=5.0), 5.0)
