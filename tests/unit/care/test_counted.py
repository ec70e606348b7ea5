"""What is read off and never acted on, by hand: days at home, occupancy, experience, recovery, a year on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.mechanisms.care.days_at_home import DaysAtHome
from sim.mechanisms.care.experience import Experience
from sim.mechanisms.care.occupancy import Occupancy
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

AWAY: dict[str, Any] = {
    "emergency_need": 200.0,
    "stay_needed": 4.9,
    "beds_held": 20.0,
    "care_home_residents": 400.0,
    "social_care_unmet": 300.0,
}
USED: dict[str, Any] = {
    "inpatients": 140.0,
    "elective_use": 20.0,
    "beds_held": 20.0,
    "beds": 200.0,
    "bed_fluctuation": 1.0,
}
SAID: dict[str, Any] = {
    "four_hour": 0.8,
    "within_18_weeks": 0.6,
    "within_at_first": 0.6,
    "unmet_share": [0.1, 0.2, 0.3],
    "home_care_load": 1.0,
    "deterioration": 0.0,
    "independent_year_on": 0.1,
}
A_WEEK = 1.0 - np.exp(-1.0 / 52.0)
"""Of a gap that closes over a year, what a week closes."""


def test_days_at_home_leave_out_beds_needed_delays_care_homes_and_part_of_unmet_need() -> None:
    month0 = 365.0 * (1.0 - (140.0 + 20.0 + 400.0 + 0.2 * 300.0) / 150_000.0)
    same(started(DaysAtHome, {"unmet_weight": 0.2})["days_at_home"], month0)
    same(stepped(DaysAtHome, AWAY, {"unmet_weight": 0.2})["days_at_home"], month0)
    more = {"emergency_need": 210.0, "stay_needed": 4.0, "beds_held": 30.0, "social_care_unmet": 500.0}
    found = stepped(DaysAtHome, AWAY | more, {"unmet_weight": 0.2})["days_at_home"]
    same(found, 365.0 * (1.0 - (120.0 + 30.0 + 400.0 + 100.0) / 150_000.0))


def test_occupancy_counts_all_beds_in_use_and_is_full_at_most() -> None:
    same(started(Occupancy)["occupancy"], 0.9)
    same(stepped(Occupancy, USED)["occupancy"], 0.9)
    same(
        stepped(Occupancy, USED | {"beds_held": 10.0, "beds": 190.0, "bed_fluctuation": 1.05})["occupancy"],
        170 / 190 * 1.05,
    )
    same(stepped(Occupancy, USED | {"inpatients": 190.0})["occupancy"], 1.0)


def test_experience_follows_waits_and_recovery_the_load_of_home_care() -> None:
    weights = {"four_hour": 0.5, "eighteen_weeks": 0.25, "unmet": 2.0, "recovered": 0.2, "recovery_slope": 2.0}
    for made in (started(Experience, weights), stepped(Experience, SAID, weights)):
        same(made["experience"], 1.0)
        same(made["recovered"], 0.2)
    seen = {"four_hour": 0.7, "within_18_weeks": 0.5, "unmet_share": [0.15, 0.9, 0.9], "home_care_load": 1.5}
    found = stepped(Experience, SAID | seen, weights)
    same(found["experience"], 1.0 - 0.5 * 0.1 - 0.25 * 0.1 - 2.0 * 0.05)
    odds = 0.25 * np.exp(-2.0 * 0.5)
    same(found["recovered"], odds / (1.0 + odds))


def test_experience_stays_between_none_and_twice_as_good() -> None:
    same(stepped(Experience, SAID | {"unmet_share": [1.0, 0.2, 0.3]}, {"unmet": 2.0})["experience"], 0.0)
    same(stepped(Experience, SAID, {"unmet": 20.0})["experience"], 1.0)
    same(stepped(Experience, SAID | {"unmet_share": [0.0, 0.2, 0.3]}, {"unmet": 20.0})["experience"], 2.0)


def test_who_regained_independence_keeps_it_but_for_those_who_lapse_in_a_year() -> None:
    same(started(Experience, {"recovered": 0.4, "lapse": 0.5})["independent_year_on"], 0.4 * np.exp(-0.5))
    same(started(Experience, {"recovered": 0.4, "lapse": 0.0})["independent_year_on"], 0.4)


@pytest.mark.parametrize(
    ("grown", "kept"),
    [(0.0, np.exp(-0.5)), (0.2, np.exp(-0.6)), (-0.2, np.exp(-0.4))],
)
def test_more_lapse_as_need_grows_unmet_and_a_week_closes_part_of_the_gap(grown: float, kept: float) -> None:
    found = stepped(Experience, SAID | {"deterioration": grown}, {"recovered": 0.4, "lapse": 0.5})
    same(found["independent_year_on"], 0.1 + (0.4 * kept - 0.1) * A_WEEK)


def test_an_overload_of_home_care_is_seen_a_year_on_only_slowly() -> None:
    rested = {"recovered": 0.5, "recovery_slope": 2.0, "lapse": 0.0}
    found = stepped(Experience, SAID | {"home_care_load": 1.5, "independent_year_on": 0.5}, rested)
    now = np.exp(-1.0) / (1.0 + np.exp(-1.0))
    same(found["recovered"], now)
    same(found["independent_year_on"], 0.5 + (now - 0.5) * A_WEEK)
