"""What is read of people and of the system, by hand: weights, shares, and weeks turned into years."""

from __future__ import annotations

import pytest

from sim.outcomes.people import WEIGHTS
from tests.unit.outcomes.reading import read, rows
from tests.unit.relationships.three_organisations import same

NOTHING = {"unmet_share": [0.0, 0.0, 0.0], "social_care_unmet_share": 0.0}
SOME = {"unmet_share": [0.1, 0.2, 0.4], "social_care_unmet_share": 0.6}


@pytest.mark.parametrize(
    ("unmet", "weight"),
    [
        ({"unmet_share": [1.0, 0.0, 0.0]}, 0.5),
        ({"unmet_share": [0.0, 1.0, 0.0]}, 0.25),
        ({"unmet_share": [0.0, 0.0, 1.0]}, 0.15),
        ({"social_care_unmet_share": 1.0}, 0.10),
        ({}, 0.0),
    ],
)
def test_need_that_is_not_met_is_weighed_by_service(unmet: dict[str, object], weight: float) -> None:
    same(read("unmet_need", **NOTHING | unmet), weight)


def test_need_that_is_not_met_is_the_weighted_mean_of_four_services() -> None:
    same(read("unmet_need", **SOME), 0.05 + 0.05 + 0.06 + 0.06)
    same(sum(WEIGHTS.values()), 1.0)
    entity, found = rows("unmet_need", **SOME)
    assert entity == "soft_service"
    same(found, [0.1, 0.2, 0.4])


@pytest.mark.parametrize("name", ["emergency_need", "turned_away", "attendances", "admissions"])
def test_what_happens_in_a_week_is_said_of_a_year_of_52(name: str) -> None:
    same(read(name, **{name: 3.0}), 156.0)


def test_days_at_home_are_said_of_a_thousand_people() -> None:
    same(read("days_at_home", days_at_home=0.36), 360.0)


@pytest.mark.parametrize(
    ("clients", "waiting", "share"), [(30.0, 10.0, 0.75), (30.0, 0.0, 1.0), (0.0, 10.0, 0.0), (0.0, 0.0, 1.0)]
)
def test_independence_is_those_who_have_home_care_of_those_who_need_it(
    clients: float, waiting: float, share: float
) -> None:
    same(read("independence", home_care_clients=clients, home_care_waiting=waiting), share)


GOALS: dict[str, object] = {
    "home_care_clients": 30.0,
    "home_care_waiting": 10.0,
    "independent_year_on": 0.3,
    "unmet_share": [0.2, 0.9, 0.9],
    "same_day": 0.5,
}


@pytest.mark.parametrize(
    ("moved", "met"),
    [
        ({}, (0.75 + 0.3 + 0.8 + 0.5) / 4.0),
        ({"home_care_waiting": 0.0}, (1.0 + 0.3 + 0.8 + 0.5) / 4.0),
        ({"independent_year_on": 0.4}, (0.75 + 0.4 + 0.8 + 0.5) / 4.0),
        ({"unmet_share": [0.1, 0.9, 0.9]}, (0.75 + 0.3 + 0.9 + 0.5) / 4.0),
        ({"unmet_share": [0.2, 0.0, 0.0]}, (0.75 + 0.3 + 0.8 + 0.5) / 4.0),
        ({"same_day": 0.7}, (0.75 + 0.3 + 0.8 + 0.7) / 4.0),
    ],
)
def test_goals_met_are_the_plain_mean_of_four_things_people_want(moved: dict[str, object], met: float) -> None:
    same(read("goals_met", **GOALS | moved), met)


def test_the_delayed_are_those_of_all_pathways() -> None:
    same(read("delayed", delayed=[8.0, 4.0, 2.0, 1.0]), 15.0)
    entity, found = rows("delayed", delayed=[8.0, 4.0, 2.0, 1.0])
    assert entity == "pathway"
    same(found, [8.0, 4.0, 2.0, 1.0])


def test_posts_vacant_are_the_plain_mean_of_six_services() -> None:
    empty = [0.1, 0.2, 0.3, 0.4, 0.5, 0.0]
    same(read("vacancy", vacancy=empty), 0.25)
    entity, found = rows("vacancy", vacancy=empty)
    assert entity == "service"
    same(found, empty)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("deterioration", "deterioration"),
        ("unpaid_care", "unpaid_care"),
        ("isolated", "isolated"),
        ("four_hour", "four_hour"),
        ("waiting_list", "waiting_list"),
        ("within_18_weeks", "within_18_weeks"),
        ("experience", "experience"),
        ("care_home_need", "care_home_need_admissions"),
        ("recovered", "recovered"),
        ("independent_year_on", "independent_year_on"),
        ("beds", "beds"),
        ("occupancy", "occupancy"),
        ("same_day", "same_day"),
        ("length_of_stay", "length_of_stay"),
        ("clients", "clients_in_year"),
        ("community_share", "community_share"),
    ],
)
def test_what_a_rule_keeps_is_read_as_it_is(name: str, variable: str) -> None:
    same(read(name, **{variable: 0.7}), 0.7)
