"""Listening and openness by hand: who practises them, and what that takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.decisions.nurture import Nurture
from tests.unit import round_place
from tests.unit.relationships.three_organisations import moved, same, world

BEFORE: dict[str, Any] = {
    "practises": [1.0, 0.0, 1.0],
    "listens": [0.0, 0.0, 0.0],
    "opens": [0.0, 0.0, 0.0],
    "practice_hours": [1.0, 0.0, 0.5],
    "office": 0.2,
}
FULL = {"listening": 0.5, "openness": 1.0, "hours": 0.4, "price": 0.3}


def test_those_who_practise_listen_and_are_open_at_a_price() -> None:
    made = moved(Nurture, BEFORE, FULL)
    same(made["listens"], 0.5, 0.0, 0.5)
    same(made["opens"], 1.0, 0.0, 1.0)
    same(made["practice_hours"], 1.0 + 0.4 * 1.5, 0.0, 0.5 + 0.4 * 1.5)
    same(made["office"], 0.2 + 0.3 * world().place.scale * 1.5 * 2 / 3)


def test_half_as_many_people_pay_half_as_much() -> None:
    made = moved(Nurture, BEFORE, FULL, where=round_place.world())
    same(made["office"], 0.2 + 0.3 * 0.5 * 1.5 * 2 / 3)


def test_one_organisation_may_do_it_alone_and_stop() -> None:
    made = moved(Nurture, BEFORE, FULL | {"listening": np.array([[0.0], [0.0], [1.0]]), "openness": 0.0})
    same(made["listens"], 0.0, 0.0, 1.0)
    stopped = moved(Nurture, BEFORE | {"listens": [1.0] * 3, "opens": [1.0] * 3})
    same(stopped["listens"], [0.0] * 3)
    same(stopped["practice_hours"], BEFORE["practice_hours"])


def test_nobody_does_by_default_nor_before_month_0() -> None:
    for params, week in (({}, 0), (FULL, -4)):
        made = moved(Nurture, BEFORE, params, week=week)
        same(made["listens"], [0.0] * 3)
        same(made["office"], 0.2)
