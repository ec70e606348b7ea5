"""Home effort by hand: joint = min(.95, mean effort); home = max(.02, (1 - joint)*available); speed 1 - slow*mean d."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.relationships.home import Home
from tests.unit.relationships.three_organisations import same, step

SEEN: dict[str, Any] = {
    "delivered": [0.2, 0.5, 0.6, 1.0],
    "delivered_effort": [0.1, 0.25, 0.3, 3.0],
    "available": [0.8, 0.4, 0.9],
}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Home, SEEN | changed, {"slow": 0.2})


def test_what_partners_get_is_missing_at_home_and_slows_it() -> None:
    made = _step()
    same(made["joint_effort"], 0.2, 0.25, 0.95)  # the hospital's is the mean of .1 and .3; nobody gives more than .95
    same(made["home_hours"], 0.8 * 0.8, 0.75 * 0.4, 0.05 * 0.9)
    same(made["decision_speed"], 1 - 0.2 * 0.4, 1 - 0.2 * 0.5, 1 - 0.2 * 1.0)


def test_who_works_alone_loses_nothing_and_something_is_always_left() -> None:
    alone = _step(delivered=[0.0] * 4, delivered_effort=[0.0] * 4)
    same(alone["home_hours"], SEEN["available"])
    same(alone["decision_speed"], [1.0, 1.0, 1.0])
    assert (_step(available=[0.0] * 3)["home_hours"] == 0.02).all()


def test_more_joint_work_leaves_less_and_decides_more_slowly() -> None:
    made, base = _step(delivered=[0.9] * 4, delivered_effort=[0.9] * 4), _step()
    assert (made["home_hours"][:2] < base["home_hours"][:2]).all()
    assert (made["decision_speed"][:2] < base["decision_speed"][:2]).all()
