"""Emergencies by hand: what spills over at month 0 is 100, 40 and 30 visits a week, and 30 from social care."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.emergency import Emergency
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped, world

PARAMS = {
    "practice_spill": 0.1,
    "community_spill": 0.05,
    "mental_health_spill": 0.1,
    "social_care_spill": 5.2,
    "conversion": 0.05,
    "avoidable": 0.2,
    "avoidable_care_home": 0.5,
    "visits_avoided": 0.6,
    "early_readmission": 0.1,
    "season": 0.0,
    "season_peak": 3.0,
    "season_in_visits": 0.5,
    "older_of_practice": 0.2,
    "older_of_community": 0.25,
}
MONTH_0: dict[str, Any] = {
    "need": [1.0] * 7,
    "contacts_unmet": [1000.0, 800.0, 300.0],
    "social_care_unmet": 300.0,
    "carer_admissions": 0.0,
    "upstream": 0.0,
    "care_home_support": 0.0,
    "cases_found": 0.0,
    "shunt_hospital": 0.0,
    "shunt_practice": 0.0,
    "surge": 0.0,
    "admission_fluctuation": 1.0,
}
# without spill: 1,000 - 200 visits, 200 - .05*200 admissions, 200 - (20 + 10 + 30) visits of older people
OLDER = (100.0 - 0.05 * 30.0) / (200.0 - 0.05 * 30.0)  # of need that is not for want of social care


def _step(week: int = 0, params: dict[str, float] | None = None, **changed: Any) -> dict[str, Any]:
    return stepped(Emergency, MONTH_0 | changed, PARAMS | (params or {}), week=week)


def test_month_0_is_that_of_the_place() -> None:
    for found in (started(Emergency, PARAMS), _step()):
        same(found["attendances"], 1000.0)
        same(found["attendances_65"], 200.0)
        same(found["emergency_demand"], 200.0)
        same(found["emergency_need"], 200.0)
        same(found["avoided"], 0.0)
        same(found["share_65"], 0.5)
        same(found["care_home_need_admissions"], 520.0)
        same(found["readmissions"], 1.0)


def test_what_others_leave_undone_turns_up_and_a_little_of_it_is_admitted() -> None:
    found = _step(contacts_unmet=[1500.0, 1200.0, 600.0], social_care_unmet=500.0, carer_admissions=4.0)
    practice, community, mental, care = 150.0, 60.0, 60.0, 50.0
    same(found["attendances"], 800.0 + practice + community + mental + care)
    same(found["attendances_65"], 140.0 + 0.2 * practice + 0.25 * community + care)
    usual = 190.0 + 0.05 * (practice + community + mental + care) + 4.0
    same(found["emergency_demand"], usual)
    same(found["share_65"], OLDER + (1.0 - OLDER) * 0.05 * care / usual)


def test_each_kind_of_need_grows_its_own() -> None:
    found = _step(need=[1.1, 1.2, 9.0, 9.0, 9.0, 1.3, 9.0])
    same(found["emergency_demand"], 190.0 * 1.1 + 10.0)
    same(found["attendances"], 800.0 * 1.2 + 200.0)
    same(found["attendances_65"], 140.0 * 1.2 + 60.0)
    same(found["care_home_need_admissions"], 520.0 * 1.3)


def test_surges_and_seasons_count_half_for_visits_and_chance_not_at_all() -> None:
    for week, season in ((13, 1.1), (39, 0.9), (13 + 52, 1.1)):
        found = _step(week, {"season": 0.1}, surge=0.2, admission_fluctuation=1.05)
        same(found["emergency_demand"], (190.0 * season * 1.2 + 10.0) * 1.05)
        same(found["attendances"], 800.0 * (1.0 + 0.5 * (season * 1.2 - 1.0)) + 200.0)
    same(_step(0, {"season": 0.1})["emergency_demand"], 200.0)
    same(_step(13, {"season": 0.1, "season_in_visits": 0.2})["attendances"], 800.0 * 1.02 + 200.0)


def test_upstream_work_and_support_of_care_homes_avoid_need_and_some_visits() -> None:
    found = _step(upstream=0.5, care_home_support=0.4, need=[1.0] * 5 + [1.2, 1.0])
    avoided = 200.0 * 0.2 * 0.5 + 520.0 * 1.2 * 0.5 * 0.4 / 52.0
    same(found["avoided"], avoided)
    same(found["emergency_need"], 200.0 - avoided)
    same(found["attendances"], 1000.0 - 0.6 * avoided)
    same(found["attendances_65"], 200.0 - 0.5 * 0.6 * avoided)
    same(found["care_home_need_admissions"], 520.0 * 1.2 * (1.0 - 0.5 * 0.4))


def test_who_looks_for_cases_finds_some() -> None:
    found = _step(cases_found=0.05)
    same(found["attendances"], 1050.0)
    same(found["attendances_65"], 210.0)


def test_shunted_people_come_back_and_come_instead() -> None:
    early = _step(shunt_hospital=0.5)
    same(early["readmissions"], 1.05)
    same(early["emergency_demand"], 210.0)
    for wish, practice in ((0.5, 150.0), (-0.5, 50.0), (-2.0, 10.0)):
        found = _step(shunt_practice=wish)
        same(found["attendances"], 900.0 + practice)
        same(found["attendances_65"], 180.0 + 0.2 * practice)
        same(found["emergency_demand"], 195.0 + 0.05 * practice)


def test_rates_may_differ_from_run_to_run_and_need_not_be_round() -> None:
    rule = Emergency(Emergency.Params(practice_spill=np.array([0.1, 0.2]), social_care_spill=5.0), world())
    same(rule.spill0[0], 100.0, 200.0)
    same(rule.spill0[3], 300.0 * 5.0 / 52.0)
