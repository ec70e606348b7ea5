"""Pressure by hand: what hospital and ambulance, three services of the practice and social care feel, within limits."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.pressures.pressure import Pressure
from tests.unit.relationships.three_organisations import Dice, same
from tests.unit.round_place import started, stepped, world

PARAMS = {
    "level": 0.5,
    "spread": 0.1,
    "feedback": 0.8,
    "load_weight": 0.4,
    "season": 0.0,
    "season_peak": 9.0,
    "noise": 0.05,
    "problem_level": 0.4,
    "problem_spread": 0.2,
    "problem_from_pressure": 0.3,
    "problem_centre": 0.5,
    "shift": 0.0,
    "persistence": 0.7,
    "innovation": 0.6,
    "problem_persistence": 0.9,
    "problem_noise": 0.06,
}
CALM: dict[str, Any] = {
    "load_seen": [1.0] * 6,
    "staffing_gap": [0.0] * 6,
    "deficit": [0.0] * 6,
    "backlog": [0.0] * 6,
    "pressure_level": [0.5, 0.4, 0.6],
    "problem_level": [0.4, 0.5, 0.3],
    "pressure_noise": [0.0] * 3,
    "problem_noise": [0.0] * 3,
}


def _felt(services: Any) -> Any:
    return world().tables.organisation_of_services(np.asarray(services)[:, None])[:, 0]


def test_lasting_levels_are_drawn_and_the_first_are_within_bounds() -> None:
    dice = Dice(thrown={"pressure level": [1.0, -6.0, 6.0], "problem level": [1.0, -3.0, 4.0]})
    found = started(Pressure, PARAMS, dice)
    same(found["pressure_level"], 0.6, -0.1, 1.1)
    same(found["problem_level"], 0.6, -0.2, 1.2)
    same(found["pressure"], 0.6, 0.0, 1.0)
    same(found["problem"], 0.6, 0.0, 1.0)
    same(found["pressure_noise"], [0.0] * 3)


def test_calm_care_leaves_the_lasting_level() -> None:
    found = stepped(Pressure, CALM, PARAMS)
    same(found["pressure"], 0.5, 0.4, 0.6)
    same(found["problem"], 0.4, 0.5 - 0.3 * 0.1, 0.3 + 0.3 * 0.1)


def test_load_gaps_deficits_and_backlogs_are_felt_within_limits() -> None:
    state = CALM | {
        "load_seen": [1.2, 0.1, 9.0, 1.0, 0.9, 1.1],
        "staffing_gap": [0.05, 0.0, 0.01, 0.02, 0.0, 0.1],
        "deficit": [0.1, -0.9, 0.9, 0.0, 0.02, 0.05],
        "backlog": [0.02, 0.0, 0.0, 0.0, 0.0, 0.04],
    }
    strain = 0.4 * np.array([0.2, -0.5, 1.5, 0.0, -0.1, 0.1]) + np.array(state["staffing_gap"])
    strain = strain + np.array([0.1, -0.2, 0.5, 0.0, 0.02, 0.05])
    pressure = np.array([0.5, 0.4, 0.6]) + 0.8 * (_felt(strain) + _felt(state["backlog"]))
    found = stepped(Pressure, state, PARAMS)
    same(found["pressure"], pressure)
    same(found["problem"], np.array([0.4, 0.5, 0.3]) + 0.3 * (pressure - 0.5) + _felt(state["backlog"]))


def test_chance_lasts_a_while_and_both_stay_within_bounds() -> None:
    state = CALM | {"pressure_noise": [0.1, -0.1, 0.0], "problem_noise": [0.2, 0.0, -0.1]}
    dice = Dice(thrown={"pressure": [1.0, 0.0, 90.0], "problem": [1.0, 30.0, -30.0]})
    found = stepped(Pressure, state, PARAMS, dice=dice)
    same(found["pressure_noise"], 0.07 + 0.03, -0.07, 2.7)
    same(found["problem_noise"], 0.18 + 0.06, 1.8, -0.09 - 1.8)
    same(found["pressure"], 0.6, 0.33, 1.0)
    same(found["problem"], 0.4 + 0.3 * 0.1 + 0.24, 1.0, 0.0)


def test_winter_presses_most_and_a_shift_from_month_0() -> None:
    season = PARAMS | {"season": 0.05, "shift": 0.1}
    for week, given in ((39, 0.15), (13, 0.05), (-13, 0.05), (-39, -0.05)):
        same(stepped(Pressure, CALM, season, week=week)["pressure"], np.array([0.5, 0.4, 0.6]) + given)
