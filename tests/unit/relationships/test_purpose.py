"""Purpose by hand: ds = chi*(1 + 2*offered)*q*A*(s_max - s) - psi*o*s - decay*(s - core) a month."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.mechanisms.relationships.purpose import Purpose
from tests.unit.relationships.three_organisations import MONTH, same, step

P = {
    "growth": 0.1,
    "offered_gain": 2.0,
    "ceiling": 0.6,
    "pressed": 0.2,
    "decay": 0.05,
    "core": 0.1,
    "core_feeling": 0.3,
}
SEEN: dict[str, Any] = {
    "purpose": [0.2, 0.3, 0.4, 0.5],
    "seat_visibility": [0.5, 0.4, 0.3, 1.0],
    "agreement": [0.8, 0.4],
    "offered": [0.5, 0.0, 1.0],
    "excess": [0.1, 0.0, 0.2],
    "ways": [[0.5] + [0.9] * 5, [0.0] + [0.9] * 5, [1.0] + [0.9] * 5, [0.2] + [0.9] * 5],
    "team_purpose": [0.25, 0.4, 0.5],
    "left": [0.0] * 4,
}
CORE = np.array([0.25, 0.1, 0.4, 0.16])


def _purpose(**changed: Any) -> Any:
    return step(Purpose, SEEN | changed, P)["purpose"]


def test_it_grows_by_meeting_those_with_whom_one_agrees_and_falls_back_to_core_values() -> None:
    now = np.array(SEEN["purpose"])
    # growth of .1 doubled or trebled by what is offered, times agreement (the hospital's is .6 on average), times seen
    ground = np.array([0.2 * 0.6 * 0.5, 0.2 * 0.6 * 0.4, 0.1 * 0.8 * 0.3, 0.3 * 0.4 * 1.0])
    pressed = 0.2 * np.array([0.1, 0.1, 0.0, 0.2]) * now
    same(_purpose(), now + (ground * (0.6 - now) - pressed - 0.05 * (now - CORE)) * MONTH)


def test_a_newcomer_starts_halfway_between_core_and_team() -> None:
    made = _purpose(left=[0.0, 1.0, 0.0, 1.0])
    same(made[[1, 3]], 0.5 * 0.1 + 0.5 * 0.25, 0.5 * 0.16 + 0.5 * 0.5)
    same(made[[0, 2]], _purpose()[[0, 2]])


def test_it_rests_at_core_values_and_stays_a_share() -> None:
    alone = _purpose(purpose=CORE, seat_visibility=[0.0] * 4, excess=[0.0] * 3)
    same(alone, CORE)
    grown = step(Purpose, SEEN | {"excess": [0.0] * 3}, P | {"growth": 100.0, "ceiling": 1.0})["purpose"]
    assert (grown == 1.0).all()
    assert (step(Purpose, SEEN | {"excess": [1.0] * 3}, P | {"pressed": 99.0})["purpose"] == 0.0).all()
    full = step(Purpose, SEEN | {"left": [1.0] * 4}, P | {"core": 0.9})["purpose"]
    same(full[2], 0.5 * 1.0 + 0.5 * 0.4)  # core of .9 + .3 is 1 at most


def test_offers_help_and_excess_pressure_hurts() -> None:
    assert (_purpose(offered=[1.0, 1.0, 1.5]) > _purpose()).all()
    assert (_purpose(excess=[0.5] * 3) < _purpose()).all()
