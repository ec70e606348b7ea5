"""Joint capability by hand: dC = g*d_ij*d_ji*co*(1 - C) - decay*(1 - .8q)*C a month; staff follow with a lag."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.capability import Capability
from tests.unit.relationships.three_organisations import MONTH, same, step

SEEN: dict[str, Any] = {
    "delivered": [0.8, 0.5, 0.6, 0.6],
    "trust": [0.6, 0.4, 0.9, 0.5],
    "similarity": [0.8, 0.5],
    "conflict": [0.5, 2.0],
    "direction_visibility": [0.6, 0.4, 0.2, 0.3],
    "staffing_gap": [0.1, 0.0, 0.0, 0.0, 0.1, 0.2],
    "capability": [0.2, 0.5],
    "practice": [0.1, 0.9],
    "one_regime": [0.0, 0.0],
    "staff_say": [1.0, 1.0, 1.0],
}
RATES = {"growth": 0.4, "decay": 0.1, "half_life": 12.0}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Capability, SEEN | changed, RATES)


def test_two_teams_learn_by_what_both_deliver() -> None:
    # ease: trust .5 * alike .8 * (1 - .5*.5) * (1 - .5*.5); trust .7 * alike .5 * (1 - .5*1) * (1 - .5*.2)
    gained = np.array([0.4 * 0.4 * 0.225 * 0.8, 0.4 * 0.36 * 0.1575 * 0.5])
    lost = np.array([0.1 * (1 - 0.8 * 0.5) * 0.2, 0.1 * (1 - 0.8 * 0.25) * 0.5])
    after = np.array([0.2, 0.5]) + (gained - lost) * MONTH
    made = _step()
    same(made["capability"], after)
    # the hospital lacks .1 of its staff, the council .2, the practice none: gaps .15 and .05, lags of 2.2 and 1.4 years
    pace = 1.0 - 2.0 ** (-MONTH / (12.0 * np.array([2.2, 1.4])))
    same(made["practice"], np.array([0.1, 0.9]) + (after - np.array([0.1, 0.9])) * pace)


def test_without_joint_work_it_only_fades_and_at_the_top_nothing_is_added() -> None:
    alone = _step(delivered=[0.9, 0.0, 0.0, 0.9], direction_visibility=[0.0] * 4)
    same(alone["capability"], np.array([0.2, 0.5]) * (1.0 - 0.1 * MONTH))
    full = _step(capability=[1.0, 1.0], direction_visibility=[0.0] * 4)
    same(full["capability"], [1.0 - 0.1 * MONTH] * 2)
    assert (step(Capability, SEEN, RATES | {"growth": 100.0})["capability"] == 1.0).all()
    assert (step(Capability, SEEN, RATES | {"growth": 0.0, "decay": 100.0})["capability"] == 0.0).all()


def test_the_lag_of_staff_is_at_most_three_times_as_long() -> None:
    made = _step(staffing_gap=[1.0] * 6, practice=[0.0, 0.0])
    same(made["practice"] / made["capability"], [1.0 - 2.0 ** (-MONTH / 36.0)] * 2)
    over = _step(staffing_gap=[-1.0] * 6, practice=[0.0, 0.0])
    same(over["practice"] / over["capability"], [1.0 - 2.0 ** (-MONTH / 6.0)] * 2)


def test_trust_likeness_and_peace_help() -> None:
    base = _step()["capability"]
    assert (_step(trust=[0.9] * 4)["capability"] > base).all()
    assert (_step(similarity=[0.9, 0.9])["capability"] > base).all()
    assert (_step(conflict=[0.0, 0.5])["capability"] > base).all()
    assert (_step(direction_visibility=[0.9] * 4)["capability"] > base).all()


def test_under_one_regime_hard_differences_hinder_less() -> None:
    apart, one = _step(), _step(one_regime=[1.0, 0.5])
    lost = np.array([0.1 * (1 - 0.8 * 0.5) * 0.2, 0.1 * (1 - 0.8 * 0.25) * 0.5]) * MONTH
    gained = [made["capability"] - np.array([0.2, 0.5]) + lost for made in (apart, one)]
    same(gained[1] / gained[0], 1.0 / (1.0 - 0.5 * 0.5), (1.0 - 0.5 * 0.1) / (1.0 - 0.5 * 0.2))


def test_staff_take_up_what_professional_leads_stand_for() -> None:
    usual, led = _step(), _step(staff_say=[1.2, 0.9, 1.0])  # hospital and council 1.05, hospital and practice 1.1
    assert np.array_equal(led["capability"], usual["capability"])
    pace = 1.0 - 2.0 ** (-MONTH / (12.0 * np.array([2.2, 1.4])))
    same(led["practice"] - usual["practice"], usual["capability"] * [0.05, 0.1] * pace)
    most = _step(capability=[1.0, 1.0], practice=[1.0, 1.0], direction_visibility=[1.0] * 4, staff_say=[9.0] * 3)
    same(most["practice"], [1.0, 1.0])
