"""Commitment by hand: h = exp(a + b*z)*(1 - .4H); delta = d0*(1 - min(h, .9))*(.85 + .375*thinking), and more by H."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.commitment import Commitment
from tests.unit.relationships.three_organisations import same, step

P = {
    "log_hazard": -2.0,
    "hazard_slope": 2.0,
    "agreement_keeps": 0.4,
    "base": 0.9,
    "agreement_lengthens": 0.5,
    "threshold": 0.6,
    "steadiness": 0.2,
}
#       feeling, perceiving, thinking, relating, doing, being
TEAMS = [[0.1, 0.2, 0.4, 0.9, 0.8, 0.4], [0.1, 0.2, 0.8, 0.9, 0.3, 0.9], [0.1, 0.2, 0.0, 0.9, 0.3, 0.0]]
SEEN: dict[str, Any] = {
    "problem": [0.5, 0.0, 2.0],
    "pressure": [0.9, 0.8, 0.4],
    "team_ways": TEAMS,
    "agreements": [0.0, 1.0, 0.0],
}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Commitment, SEEN | changed, P)


def test_leaders_who_may_leave_soon_look_less_far_ahead() -> None:
    made = _step()
    hazard = np.array([np.exp(-1.0), np.exp(-2.0) * 0.6, np.exp(2.0)])
    same(made["leaving_hazard"], hazard)
    first = 0.9 * (1.0 - hazard[0]) * (0.85 + 0.375 * 0.4)
    second = 0.9 * (1.0 - hazard[1]) * (0.85 + 0.375 * 0.8)
    same(made["horizon"], first, second + 0.5 * (1.0 - second), 0.9 * 0.1 * 0.85)


def test_only_what_is_above_the_bearable_is_excess_and_steady_teams_bear_more() -> None:
    same(_step()["excess"], 0.9 - 0.6, 0.8 - (0.6 + 0.2 * 0.5), 0.0)
    same(_step(pressure=[0.6, 0.7, 0.52])["excess"], [0.0, 0.0, 0.0])


def test_nothing_counts_more_than_now_and_full_agreements_keep_leaders() -> None:
    agreed = SEEN | {"problem": [0.0] * 3, "agreements": [1.0] * 3}
    sure = step(Commitment, agreed, P | {"agreement_keeps": 1.0, "base": 1.0})["horizon"]
    same(sure, 1.0, 1.0, 0.85 + 0.5 * 0.15)  # not 1.15 where thinking is .8
    none = step(Commitment, SEEN | {"agreements": [1.0] * 3}, P | {"agreement_keeps": 1.0})["leaving_hazard"]
    assert (none == 0.0).all()


def test_worse_performance_shortens_the_view_and_agreements_lengthen_it() -> None:
    base = _step()
    worse = _step(problem=[0.6, 0.1, 2.1])
    assert (worse["leaving_hazard"] > base["leaving_hazard"]).all() and (worse["horizon"] <= base["horizon"]).all()
    agreed = _step(agreements=[1.0] * 3)
    assert (agreed["horizon"] >= base["horizon"]).all() and agreed["horizon"][0] > base["horizon"][0]
