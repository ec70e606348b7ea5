"""Waits to leave hospital by hand, with a crowding of sharpness 1: of a wait, 1/(1 + crowd) stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.discharge import Discharge
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import CAPACITY_SHARE, DELAYED, EXPONENT, READY, started, stepped

PARAMS = {
    "load_exponent": 2.0,
    "bypass_effect": 0.2,
    "council_shunt": 0.4,
    "own_improvement": 4.0,
    "intermediate_mix": 0.3,
    "home_first_in_homes": 0.5,
    "crowding": 0.4,
    "crowding_sharpness": 1.0,
}
HELD, CAME, CAPACITY, POWER = (np.array(column) for column in (DELAYED, READY, CAPACITY_SHARE, EXPONENT))
DAYS0 = HELD * 7.0 / CAME / 0.75  # 20 of .4*200 beds crowd by 1/3 of what would wait, so that .75 of waiting stands
MONTH_0: dict[str, Any] = {
    "delayed": HELD + CAME,
    "ready": CAME,
    "handover": [1.0] * 4,
    "bypass": 0.0,
    "shunt_council": 0.0,
    "improvement_gain": [0.0] + [0.5] * 5,
    "home_first": 0.0,
    "home_care_load": 1.0,
    "care_home_load": 1.0,
    "beds": 200.0,
    "delay_fluctuation": [0.0] * 4,
}


def _step(**changed: Any) -> dict[str, Any]:
    return stepped(Discharge, MONTH_0 | changed, PARAMS)


def _after(days: Any, beds: float = 200.0, held: Any = HELD) -> Any:
    """Return who waits after a week: those from before and those who came, each leaving at a constant rate."""
    crowd = (CAME * days).sum() / 7.0 / (0.4 * beds)
    weeks = days / (1.0 + crowd) / 7.0
    return held * np.exp(-1.0 / weeks) + CAME * weeks * (1.0 - np.exp(-1.0 / weeks))


def _check(found: dict[str, Any], after: Any, held: Any = HELD) -> None:
    left = held + CAME - after
    same(found["delayed > away_from_hospital"], left)
    same(found["beds_held"], after.sum())
    same(found["same_day"], left.sum() / 7.0 / (after.sum() + left.sum() / 7.0))


def test_month_0_is_steady() -> None:
    first = started(Discharge)
    same(first["delayed"], HELD)
    for made in (first, _step(), stepped(Discharge, MONTH_0)):
        same(made["beds_held"], 20.0)
        same(made["same_day"], 27.0 / 47.0)
    same(_step()["delayed > away_from_hospital"], CAME)


def test_hand_over_the_way_round_and_shunting_act_on_the_process_alone() -> None:
    found = _step(handover=[0.8, 1.5, 1.25, 0.9], bypass=0.5, shunt_council=0.25)
    process = (np.array([0.8, 1.5, 1.25, 0.9]) * 0.9 * np.exp(0.1)) ** POWER
    _check(found, _after(DAYS0 * ((1.0 - CAPACITY) * process + CAPACITY)))


def test_the_hospitals_own_improvement_shortens_the_way_home_alone_and_chance_any() -> None:
    found = _step(improvement_gain=[0.05] + [0.5] * 5, delay_fluctuation=[0.1, -0.1, 0.2, 0.3])
    process = np.exp(np.array([0.1 - 0.2, -0.1, 0.2, 0.3]))
    _check(found, _after(DAYS0 * ((1.0 - CAPACITY) * process + CAPACITY)))


def test_want_of_places_acts_on_the_rest_and_home_first_spares_places() -> None:
    found = _step(home_care_load=1.2, care_home_load=1.1, home_first=0.25)
    home, homes = 1.2 / 1.25, 1.1 / 1.125
    load = np.array([home, home, 0.3 * home + 0.7 * homes, 1.1]) ** 2
    _check(found, _after(DAYS0 * ((1.0 - CAPACITY) + CAPACITY * load)))


def test_a_crowded_hospital_finds_ways_out() -> None:
    _check(_step(beds=150.0), _after(DAYS0, beds=150.0))
    held = HELD * 3.0
    _check(_step(delayed=held + CAME), _after(DAYS0, held=held), held)
