"""Culture by hand: dc = m*mean(q*sim*dc) + nu*(leaders - c) + pi*(regime - c) + roots*(roots - c) a month."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.culture import Culture
from tests.unit.relationships.three_organisations import MONTH, Dice, same, step

P = {
    "drift": 0.1,
    "leading": 0.05,
    "reward": 0.02,
    "roots": 0.03,
    "workforce_months": 10.0,
    "spread": 0.05,
    "profession": 0.2,
}
TEAMS = np.array([[0.2, 0.1, 0.4, 0.3], [0.5, 0.2, 0.2, 0.1], [0.3, 0.3, 0.2, 0.2]])
LEADERS = np.array([[0.1, 0.1, 0.4, 0.4], [0.6, 0.1, 0.2, 0.1], [0.4, 0.4, 0.1, 0.1], [0.25, 0.25, 0.25, 0.25]])
ROOTS = np.array([[0.4, 0.2, 0.2, 0.2], [0.1, 0.4, 0.3, 0.2], [0.2, 0.2, 0.3, 0.3]])
REGIME = np.array([0.15, 0.15, 0.30, 0.40])
SEEN: dict[str, Any] = {
    "team_culture": TEAMS,
    "workforce_culture": np.full((3, 4), 0.25),
    "culture_roots": ROOTS,
    "direction_visibility": [0.5, 0.4, 0.3, 1.0],
    "staffing_gap": [0.1, 0.0, 0.0, 0.0, 0.1, 0.5],
    "similarity": [0.6, 0.5],
    "leader_culture": LEADERS,
    "influence": [0.6, 0.4, 1.0, 1.0],
    "left": [0.0, 0.0, 0.0, 0.0],
    "seat_say": [[0.0] * 3] * 3,
}


def _step(params: dict[str, float] = P, dice: Dice | None = None, **changed: Any) -> dict[str, Any]:
    return step(Culture, SEEN | changed, params, dice=dice)


def test_a_team_drifts_to_partners_leaders_regime_and_roots() -> None:
    hospital, council, practice = TEAMS
    met = np.array(
        [
            0.5 * (0.3 * (council - hospital) + 0.15 * (practice - hospital)),  # .5*.6 and .3*.5 of two partners
            0.24 * (hospital - council),
            0.5 * (hospital - practice),
        ]
    )
    led = np.array([0.6 * LEADERS[0] + 0.4 * LEADERS[1], LEADERS[2], LEADERS[3]])
    change = 0.1 * met + 0.05 * (led - TEAMS) + 0.02 * (REGIME - TEAMS) + 0.03 * (ROOTS - TEAMS)
    after = TEAMS + change * MONTH
    made = _step()
    same(made["team_culture"], after)
    same(made["leader_culture"], LEADERS)
    # staff lacking: .1, .5 and none; lags of 1.8, 3 (the most) and 1 times ten months
    pace = 1.0 - np.exp(-MONTH / (10.0 * np.array([1.8, 3.0, 1.0])))[:, None]
    same(made["workforce_culture"], 0.25 + (after - 0.25) * pace)
    # half of leader pairs of hospital and council, and of hospital and practice, are of unlike professions
    apart = [0.5 * np.abs(after[0] - other).sum() for other in after[1:]]
    same(made["similarity"], 1.0 - apart[0] - 0.2 * 0.5, 1.0 - apart[1] - 0.2 * 0.5)


def test_nothing_moves_at_rest_and_shares_stay_shares() -> None:
    still = _step(P | {"drift": 0.0, "leading": 0.0, "reward": 0.0, "roots": 0.0})
    same(still["team_culture"], TEAMS)
    same(_step()["team_culture"].sum(axis=1), [1.0, 1.0, 1.0])
    fewer = _step(staffing_gap=[-1.0] * 6)
    same(fewer["workforce_culture"], 0.25 + (fewer["team_culture"] - 0.25) * (1.0 - np.exp(-MONTH / 5.0)))


def test_a_newcomer_brings_half_the_roots_and_half_the_profession() -> None:
    drawn = {
        f"leader culture {c}": x for c, x in zip(("clan", "adhocracy", "hierarchy", "market"), range(4), strict=True)
    }
    made = _step(dice=Dice(thrown=drawn), left=[0.0, 1.0, 0.0, 0.0])["leader_culture"]
    brought = 0.5 * (ROOTS[0] + np.array([0.25, 0.20, 0.30, 0.25])) + 0.05 * np.arange(4)
    same(made[1], brought / brought.sum())
    same(made[[0, 2, 3]], LEADERS[[0, 2, 3]])
    least = _step(dice=Dice(normal=-99.0), left=[1.0] * 4)["leader_culture"]
    same(least, np.full((4, 4), 0.25))


def test_meeting_brings_cultures_together() -> None:
    only = {"leading": 0.0, "reward": 0.0, "roots": 0.0}
    apart = np.abs(TEAMS[0] - TEAMS[1]).sum()
    after = _step(P | only)["team_culture"]
    assert np.abs(after[0] - after[1]).sum() < apart
    strangers = _step(P | only, direction_visibility=[0.0] * 4)["team_culture"]
    same(strangers, TEAMS)


def test_staff_follow_their_professional_lead_as_far_as_that_seat_decides() -> None:
    usual, led = (
        _step(staffing_gap=[0.0] * 6),
        _step(staffing_gap=[0.0] * 6, seat_say=[[1.0, 0.5, 1.0]] + [[0.0] * 3] * 2),
    )
    after, pace = usual["team_culture"], 1.0 - np.exp(-MONTH / 10.0)
    followed = 0.5 * after[0] + 0.5 * LEADERS[1]
    same(led["workforce_culture"][0], 0.25 + (followed - 0.25) * pace)
    same(led["workforce_culture"][1:], usual["workforce_culture"][1:])
    same(led["team_culture"], after)
