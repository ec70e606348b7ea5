"""Reach of projects by hand: recruited to what money allows, reach to recruited, effect to works, each in its time."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.reach import Reach
from tests.unit.relationships.three_organisations import same, step

P = {
    "recruiting": 20.0,
    "leaving": 10.0,
    "growing": 40.0,
    "full_effort": 0.5,
    "full_practice": 0.4,
    "pilot_size": 0.2,
}
SEEN: dict[str, Any] = {
    "stage": [3.0, 2.0, 1.0, 3.0],
    "diverted": [0.2, 0.4, 0.6],
    "staffing_gap": [0.1, 0.0, 0.0, 0.0, 0.1, 0.2],
    "practice": [0.2, 0.6],
    "project_effort": [0.4, 0.25, 0.9, 0.0],
    "recruited": [0.1, 0.1, 0.5, 0.9],
    "reach": [0.2, 0.4, 0.6, 0.8],
    "project_effect": [0.1, 0.2, 0.3, 0.4],
}


def _pace(weeks: Any) -> Any:
    return 1.0 - np.exp(-4.0 / np.asarray(weeks))


def _step(**changed: Any) -> dict[str, Any]:
    return step(Reach, SEEN | changed, P)


def test_a_project_recruits_reaches_works_and_prevents() -> None:
    # money of hospital and practice 1 - .4; a pilot .2; in approval none. Staff lacking of sponsors: .05 and .15
    wanted, recruited = np.array([0.6, 0.2, 0.0, 0.6]), np.array(SEEN["recruited"])
    recruited = recruited + (wanted - recruited) * _pace([20 * 1.4, 20 * 2.2, 10, 10])
    reach = np.array(SEEN["reach"]) + (recruited - np.array(SEEN["reach"])) * _pace(40)
    # effort over .5, at most 1.1; practice over .4, at most 1: hospital and practice 1, hospital and council .5, mean 1
    works = reach * np.array([0.8, 0.5, 1.1, 0.0]) * (0.5 + 0.5 * np.array([1.0, 0.5, 1.0, 1.0]))
    effect = np.array(SEEN["project_effect"])
    made = _step()
    same(made["recruited"], recruited)
    same(made["reach"], reach)
    same(made["project_works"], works)
    same(made["project_effect"], effect + (works - effect) * _pace([4, 8, 26, 52]))


def test_without_money_or_practice_it_shrinks_and_recruiting_takes_three_times_as_long_at_most() -> None:
    poor = _step(diverted=[1.0] * 3, practice=[0.0] * 2)
    same(poor["recruited"][[0, 3]], np.array([0.1, 0.9]) * np.exp(-0.4))
    same(poor["project_works"][1], poor["reach"][1] * 0.5 * 0.5)
    hard = _step(staffing_gap=[1.0] * 6)["recruited"]
    same(hard[0], 0.1 + 0.5 * _pace(60))
    easy = _step(staffing_gap=[-1.0] * 6)["recruited"]
    same(easy[0], 0.1 + 0.5 * _pace(10))
    assert (_step(diverted=[-9.0] * 3, recruited=[1.0] * 4)["recruited"][[0, 3]] == 1.0).all()
    assert (_step(diverted=[9.0] * 3, recruited=[0.0] * 4)["recruited"][[0, 3]] == 0.0).all()


def test_more_effort_works_better() -> None:
    assert (_step(project_effort=[0.5] * 4)["project_works"][[0, 1, 3]] > _step()["project_works"][[0, 1, 3]]).all()
