"""The share seen within four hours by hand: at .8 a point of share is 1/.16 points of log odds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.care.four_hour import FourHour
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import started, stepped

PARAMS = {
    "occupancy": 0.5,
    "vacancies": 0.4,
    "crowding": 0.3,
    "improvement": 0.8,
    "season": 0.0,
    "season_peak": 3.0,
}
MONTH_0: dict[str, Any] = {
    "occupancy": 0.9,
    "staffing_gap": [0.0] + [0.5] * 5,
    "improvement_gain": [0.0] + [0.5] * 5,
    "attendances": 1000.0,
    "capacity": [1.0] + [0.5] * 5,
    "four_hour_fluctuation": 0.0,
}


def _logit(share: Any) -> Any:
    return np.log(share / (1.0 - share))


def test_month_0_is_that_of_the_place() -> None:
    same(started(FourHour)["four_hour"], 0.8)
    same(stepped(FourHour, MONTH_0, PARAMS)["four_hour"], 0.8)


def test_full_beds_vacancies_and_crowds_slow_it_and_improvement_and_chance_help() -> None:
    state = {
        "occupancy": 0.94,
        "staffing_gap": [0.05] + [0.5] * 5,
        "improvement_gain": [0.02] + [0.5] * 5,
        "attendances": 990.0,
        "capacity": [0.9] + [0.5] * 5,
        "four_hour_fluctuation": 0.3,
    }
    moved = 0.8 * 0.02 - 0.5 * 0.04 - 0.4 * 0.05 - 0.3 * 0.1
    same(_logit(stepped(FourHour, state, PARAMS)["four_hour"]), np.log(4.0) + 0.3 + moved / 0.16)


def test_it_is_best_in_the_month_said_and_worst_half_a_year_later() -> None:
    season = PARAMS | {"season": 0.02}
    for week, wave in ((13, 1.0), (39, -1.0), (13 + 52, 1.0), (0, 0.0)):
        found = stepped(FourHour, MONTH_0, season, week=week)["four_hour"]
        same(_logit(found), np.log(4.0) + 0.02 * wave / 0.16)
