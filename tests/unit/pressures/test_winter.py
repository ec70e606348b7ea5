"""A hard winter by hand: weeks 39 to 48 of a year from April, if it begins with month 9 and lasts ten weeks."""

from __future__ import annotations

from typing import Any

import pytest

from sim.mechanisms.pressures.winter import Winter
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS: dict[str, Any] = {"admissions": 0.2, "staff": 0.05, "weeks": 10.0, "start_month": 9.0, "year": 2.0}


@pytest.mark.parametrize(
    ("week", "year", "on"),
    [
        (52 + 38, 2.0, False),
        (52 + 39, 2.0, True),
        (52 + 48, 2.0, True),
        (52 + 49, 2.0, False),
        (39, 2.0, False),
        (104 + 39, 2.0, False),
        (39, 1.0, True),
        (39, 0.0, True),
        (52 + 39, 0.0, True),
        (3, 0.0, False),
        (39 - 52, 0.0, False),
    ],
)
def test_it_comes_in_the_winter_said_for_as_long_as_said(week: int, year: float, on: bool) -> None:
    found = stepped(Winter, {"surge": 0.7}, PARAMS | {"year": year}, week=week)
    same(found["surge"], 0.2 * on)
    same(found["absence"], 0.05 * on)


def test_absence_all_year_adds_to_it_from_month_0_and_all_are_absent_at_most() -> None:
    same(stepped(Winter, {"surge": 0.0}, PARAMS | {"absence": 0.1}, week=91)["absence"], 0.15)
    same(stepped(Winter, {"surge": 0.0}, PARAMS | {"absence": 0.1}, week=0)["absence"], 0.1)
    same(stepped(Winter, {"surge": 0.0}, PARAMS | {"absence": 0.1}, week=-1)["absence"], 0.0)
    same(stepped(Winter, {"surge": 0.0}, PARAMS | {"absence": 0.4, "staff": 0.9}, week=91)["absence"], 1.0)
    same(started(Winter)["surge"], 0.0)
    same(started(Winter)["absence"], 0.0)
