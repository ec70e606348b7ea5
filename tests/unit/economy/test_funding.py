"""Funding by hand: growth, what is added by residents, and what comes from outside the place."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.economy.funding import Funding
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

SEEN: dict[str, Any] = {"nhs_funding": 7.0, "granted": 0.0, "programme_cost": 0.0}
PARAMS = {
    "nhs_growth": 0.03,
    "social_care_growth": -0.02,
    "social_care_added": 3.0,
    "nhs_level": 1.1,
    "social_care_level": 0.9,
    "external": 0.4,
}


def _outside(granted: float, cost: float, external: float = 0.0) -> Any:
    return stepped(Funding, SEEN | {"granted": granted, "programme_cost": cost}, {"external": external})


def test_before_month_0_money_is_that_of_the_place_file() -> None:
    for found in (started(Funding), stepped(Funding, SEEN, PARAMS, week=-1)):
        same(found["nhs_funding"], 300.0)
        same(found["social_care_funding"], 40.0)
        same(found["external_share"], 0.0)


def test_money_grows_at_its_own_rates_and_some_is_added_by_residents() -> None:
    found = stepped(Funding, SEEN, PARAMS, week=104)
    same(found["nhs_funding"], 300.0 * 1.03**2 * 1.1)
    same(found["social_care_funding"], 40.0 * 0.98**2 * 0.9 + 3.0 / 2.0)  # half as many residents as money is said of
    same(found["external_share"], 0.4)
    same(stepped(Funding, SEEN, PARAMS, week=0)["nhs_funding"], 330.0)


def test_a_grant_pays_first_and_no_more_than_all() -> None:
    same(_outside(1.0, 4.0)["external_share"], 0.25)
    same(_outside(1.0, 4.0, 0.4)["external_share"], 0.25 + 0.75 * 0.4)
    same(_outside(9.0, 4.0, 0.4)["external_share"], 1.0)
    same(_outside(1.0, 0.0)["external_share"], 0.0)
    same(_outside(0.25, 0.5)["external_share"], 0.5)
