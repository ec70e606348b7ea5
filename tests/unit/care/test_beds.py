"""Beds by hand, with a refill at which m = 2: the share served is (1 + pressure^2)^(-1/2)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.beds import Beds
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

# of 180 beds not held at month 0, 160 are used: (1 - refill) = (160/180)^2, and p*(1 + p^2)^(-1/2) = 160/180
PARAMS = {
    "refill": 1.0 - (8.0 / 9.0) ** 2,
    "threshold": 0.2,
    "shortest_stay": 1.5,
    "avoided_stay": 0.4,
    "early_discharge": 0.1,
    "posts_link": 0.5,
    "added": 0.1,
}
PRESSURE0, SERVED0 = 8.0 / np.sqrt(17.0), np.sqrt(17.0) / 9.0
MONTH_0: dict[str, Any] = {
    "need": [1.0] * 7,
    "emergency_demand": 200.0,
    "emergency_need": 200.0,
    "avoided": 0.0,
    "posts": [1.0] + [0.5] * 5,
    "beds_held": 20.0,
    "inpatients": 140.0,
    "share_65": 0.5,
    "shunt_hospital": 0.0,
    "access_opened": 0.0,
    "local_beds": 1.0,
}


def _step(params: dict[str, float] | None = None, week: int = 0, **changed: Any) -> dict[str, Any]:
    return stepped(Beds, MONTH_0 | changed, PARAMS | (params or {}), week=week)


def _squeezed(need: float, stay: float, planned: float, free: float) -> tuple[float, float]:
    """Return how much less than at month 0 is served, and the factor on stays."""
    pressure = PRESSURE0 * (need * stay / 7.0 + planned) / 160.0 * 180.0 / free
    squeeze = float((1.0 + pressure**2) ** -0.5 / SERVED0)
    floor = min(1.5 / stay, 0.95)
    return squeeze, floor + (1.0 - floor) * min(squeeze, 2.0) ** (0.8 / (1.0 - floor))


def test_a_place_that_opened_more_beds_than_england_has_them() -> None:
    same(_step({"added": 0.0}, local_beds=1.2)["beds"], 240.0)
    same(_step({"added": 0.0}, local_beds=1.2)["squeeze"], _squeezed(200.0, 4.9, 20.0, 220.0)[0])


def test_month_0_is_steady() -> None:
    for found in (started(Beds, PARAMS), _step({"added": 0.0}), _step(week=-1)):
        same(found["beds"], 200.0)
        same(found["squeeze"], 1.0)
        same(found["stay_needed"], 4.9)
        same(found["length_of_stay"], 4.9)
        same(found["admissions"], 200.0)
        same(found["admissions_65"], 100.0)
        same(found["turned_away"], 0.0)
        same(found["elective_use"], 20.0)


def test_need_presses_on_stays_on_admissions_and_on_planned_care() -> None:
    found = _step(
        need=[9.0] * 6 + [1.2],
        emergency_demand=220.0,
        emergency_need=200.0,
        avoided=20.0,
        posts=[0.81] + [0.5] * 5,
        beds_held=30.0,
        share_65=0.4,
        shunt_hospital=0.5,
    )
    # a hundred and ten parts of which ten, shorter by .6, do not come
    stay = 4.9 * 0.95 * (11.0 - 0.4) / 10.0
    squeeze, factor = _squeezed(200.0, stay, 24.0, 198.0 - 30.0)
    same(found["beds"], 198.0)
    same(found["stay_needed"], stay)
    same(found["squeeze"], squeeze)
    same(found["length_of_stay"], stay * factor)
    same(found["admissions"], 200.0 * squeeze / factor)
    same(found["admissions_65"], 80.0 * squeeze / factor)
    same(found["turned_away"], 200.0 - 200.0 * squeeze / factor)
    same(found["elective_use"], 24.0 * squeeze)
    assert squeeze < 1.0 and factor < 1.0


def test_where_turning_away_is_challenged_more_are_admitted_for_less_time() -> None:
    found, usual = _step({"added": 0.0}, beds_held=40.0, access_opened=0.5), _step({"added": 0.0}, beds_held=40.0)
    squeeze, _ = _squeezed(200.0, 4.9, 20.0, 160.0)
    floor = 1.5 / 4.9
    factor = floor + (1.0 - floor) * squeeze ** (0.9 / (1.0 - floor))  # of the threshold of .2 half is left
    same(found["length_of_stay"], 4.9 * factor)
    same(found["turned_away"], 200.0 - 200.0 * squeeze / factor)
    same(found["admissions"] * found["length_of_stay"], usual["admissions"] * usual["length_of_stay"])
    assert 0.0 < found["turned_away"] < usual["turned_away"]


def test_where_beds_are_free_a_challenge_changes_nothing() -> None:
    same(_step(access_opened=0.5)["admissions"], _step()["admissions"])


def test_planned_care_has_what_is_left_and_a_tenth_of_what_it_wants_at_least() -> None:
    same(_step({"added": 0.0}, inpatients=170.0)["elective_use"], 10.0)
    # also where beds are more than twice the inpatients: of 200, 90 are theirs and 100 held
    same(_step({"added": 0.0}, inpatients=90.0, beds_held=100.0)["elective_use"], 10.0)
    full = _step({"added": 0.0}, inpatients=190.0)
    same(full["elective_use"], 2.0)


def test_a_fifth_of_beds_counts_as_free_at_least() -> None:
    for held in (165.0, 200.0):
        squeeze, _ = _squeezed(200.0, 4.9, 20.0, 40.0)
        same(_step({"added": 0.0}, beds_held=held)["squeeze"], squeeze)


def test_stays_grow_twofold_at_most_where_hardly_anybody_comes() -> None:
    found = _step(emergency_need=1e-3, emergency_demand=1e-3, need=[0.0] * 7)
    _, factor = _squeezed(1e-3, 4.9, 0.0, 200.0)
    same(found["length_of_stay"], 4.9 * factor)
    assert found["squeeze"] > 2.0


def test_no_stay_is_cut_below_the_shortest() -> None:
    found = _step({"shortest_stay": 6.0, "added": 0.0}, emergency_need=260.0)
    squeeze, _ = _squeezed(260.0, 4.9, 20.0, 180.0)
    same(found["length_of_stay"], 4.9 * (0.95 + 0.05 * squeeze ** (0.8 / 0.05)))
