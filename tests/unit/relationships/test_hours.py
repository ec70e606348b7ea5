"""Leaders' hours by hand: available = clip(1 - .2P - (h_p*projects + practice hours)/12, .05, 1)."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.relationships.hours import Hours
from tests.unit.relationships.three_organisations import same, step

P = {"discretionary": 10.0, "taken_by_pressure": 0.2, "per_project": 0.5, "per_meeting": 0.4}
SEEN: dict[str, Any] = {
    "pressure": [0.5, 1.0, 0.0],
    "stage": [1.0, 2.0, 3.0, 0.0],  # response in approval, home first in a pilot; the others take no leader's time
    "practice_hours": [2.0, 1.0, 0.0],
    "contact": [1.0, 2.0, 3.0, 4.0, 0.0, 1.0, 2.0, 0.0],
}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Hours, SEEN | changed, P)


def test_pressure_projects_and_practices_take_hours() -> None:
    made = _step()
    same(made["available"], 1 - 0.1 - 3.0 / 10, 1 - 0.2 - 1.5 / 10, 1 - 0.0 - 0.5 / 10)
    # meetings a month of the hospital's two leaders 3 + 1, of the council's one 7, of the practice's one 2
    same(made["leader_hours"], [3.0 + 0.4 * 2.0 * 12 / 52, 1.5 + 0.4 * 7.0 * 12 / 52, 0.5 + 0.4 * 2.0 * 12 / 52])


def test_a_little_is_always_left_and_never_more_than_all() -> None:
    assert (_step(practice_hours=[99.0] * 3)["available"] == 0.05).all()
    quiet = _step(pressure=[0.0] * 3, stage=[0.0] * 4, practice_hours=[0.0] * 3, contact=[0.0] * 8)
    assert (quiet["available"] == 1.0).all() and (quiet["leader_hours"] == 0.0).all()
    assert (_step(pressure=[-9.0] * 3)["available"] == 1.0).all()


def test_more_pressure_or_projects_leave_less() -> None:
    base = _step()["available"]
    assert (_step(pressure=[0.6, 1.1, 0.1])["available"] < base).all()
    assert (_step(stage=[2.0, 1.0, 2.0, 1.0])["available"] < base).all()
