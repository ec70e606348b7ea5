"""Vision by hand: v += mu*mean(q*1(|dv| < eps)*dv) + al*(.5 + P)*(home - v) + muV*days*q*(aim - v)."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.vision import Vision
from tests.unit.relationships.three_organisations import Dice, same, step

P = {
    "drawing": 0.1,
    "role_pull": 0.05,
    "facilitated": 0.2,
    "tolerance": 0.1,
    "tolerance_trust": 0.2,
    "tolerance_days": 0.1,
    "spread": 0.1,
}
AIMS = np.array([[0.3, 0.3], [0.4, 0.2], [0.5, 0.5], [0.3, 0.9]])
HOMES = np.array([[0.2, 0.3], [0.2, 0.3], [0.7, 0.6], [0.5, 0.5]])
SEEN: dict[str, Any] = {
    "listens": [0.0, 0.0, 0.0],
    "vision": AIMS,
    "vision_home": HOMES,
    "visibility": [0.5, 0.4, 0.3, 0.2, 0.6, 0.6, 0.8, 0.9],
    "seat_visibility": [0.5, 0.4, 0.6, 0.7],
    "trust": [0.5, 0.2, 0.5, 0.9],
    "facilitated_days": [0.5, 0.0, 1.0],
    "pressure": [0.5, 1.0, 0.0],
    "team_vision": [[0.34, 0.26], [0.5, 0.5], [0.3, 0.9]],
    "left": [0.0] * 4,
}


def _step(params: Any = P, dice: Any = None, **changed: Any) -> dict[str, Any]:
    return step(Vision, SEEN | changed, params, dice=dice)


def test_leaders_are_drawn_to_those_they_could_agree_with_and_to_their_role() -> None:
    # heard at a mean distance below: hospital of council .1 + .1 + .05 = .25, council of hospital .14, hospital of
    # practice .25, practice of hospital .1 + .18 + .1 = .38. Distances: chief and council .2, director and council .2,
    # chief and practice .3, director and practice .4: only the hospital hears the council, and the practice the chief
    gaps = np.zeros((4, 2))
    gaps[0] = 0.5 * 0.5 * (AIMS[2] - AIMS[0])  # of two partners
    gaps[1] = 0.5 * 0.4 * (AIMS[2] - AIMS[1])
    gaps[3] = 0.5 * 0.8 * (AIMS[0] - AIMS[3])
    back = 0.05 * (0.5 + np.array([0.5, 0.5, 1.0, 0.0]))[:, None] * (HOMES - AIMS)
    led = 0.2 * (np.array([0.5, 0.5, 0.0, 1.0]) * np.array([0.5, 0.4, 0.6, 0.7]))[:, None] * ([0.7, 0.6] - AIMS)
    made = _step()
    same(made["vision"], AIMS + 0.1 * gaps + back + led)
    same(made["vision_home"], HOMES)


def test_agreement_is_how_near_teams_stand() -> None:
    same(_step()["agreement"], 1 - (0.16 + 0.24), 1 - (0.04 + 0.64))
    same(_step(team_vision=[[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]])["agreement"], 0.0, 1.0)


def test_a_newcomer_brings_own_aims_half_drawn_to_the_team() -> None:
    thrown = {"vision population": [1.0, 2.0, -99.0, 0.0], "vision prevention": [0.5, -1.0, 99.0, 0.0]}
    made = _step(dice=Dice(thrown=thrown), left=[0.0, 1.0, 1.0, 0.0])
    same(made["vision_home"], HOMES[0], [0.2 + 0.2, 0.3 - 0.1], [0.0, 1.0], HOMES[3])
    same(made["vision"][1], 0.5 * np.array([0.4, 0.2]) + 0.5 * np.array([0.34, 0.26]))
    same(made["vision"][2], 0.5 * np.array([0.0, 1.0]) + 0.5 * np.array([0.5, 0.5]))
    same(made["vision"][[0, 3]], _step()["vision"][[0, 3]])


def test_who_meets_nobody_goes_back_to_the_role() -> None:
    alone = {"visibility": [0.0] * 8, "seat_visibility": [0.0] * 4}
    same(_step(**alone, vision=HOMES)["vision"], HOMES)
    moved = _step(**alone)["vision"]
    assert (np.abs(moved - HOMES) <= np.abs(AIMS - HOMES)).all()


def test_more_trust_and_shared_days_open_the_ear() -> None:
    only = P | {"role_pull": 0.0, "facilitated": 0.0}
    council = _step(only)["vision"][2]
    same(council, AIMS[2])
    trusting = _step(only, trust=[0.5, 0.6, 0.5, 0.9])["vision"][2]
    assert (trusting < AIMS[2]).all()
    facilitated = _step(only, facilitated_days=[0.5, 0.7, 1.0])["vision"][2]
    assert (facilitated < AIMS[2]).all()


def test_who_listens_hears_aims_further_off() -> None:
    """The council hears aims up to .14 off, and those of the hospital's leaders, at .2, once it listens."""
    deaf, hears = (_step(P | {"tolerance_listening": 0.15}, listens=[0.0, part, 0.0])["vision"] for part in (0.0, 1.0))
    towards = (0.3 * (AIMS[0] - AIMS[2]) + 0.2 * (AIMS[1] - AIMS[2])) / 2
    same(hears[2] - deaf[2], 0.1 * towards)
    same(np.delete(hears, 2, axis=0), np.delete(deaf, 2, axis=0))
