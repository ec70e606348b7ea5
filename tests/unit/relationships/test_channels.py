"""The five channels by hand: each signal relative to its mean over the year before month 0; each can be shut."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.mechanisms.relationships.channels import Channels
from tests.unit.relationships.three_organisations import same, step

P = {"wait_information": 0.4, "wait_acceptance": 0.35, "pool": 4.0}  # .25 of the wait is rework; .4 of money is pooled
NOW: dict[str, Any] = {
    "uninformed": [0.4, 0.3, 0.2, 0.0],
    "unkept": [0.3, 0.1, 0.2, 0.0],
    "rework": [1.2, 1.0, 0.9, 0.0],
    "project_signals": [0.05, 0.10, 0.15, 0.02, 0.30],
    "shunt_signals": [0.3, 0.1, 0.2],
    "hours_signal": [0.6, 0.7, 0.8, 0.5, 0.9, 0.4],
    "speed_signal": [0.9, 1.0, 0.8, 0.9, 1.0, 0.7],
    "cost_signal": 3.0,
    "joint_pool": 0.7,
}
POOLED: dict[str, Any] = {
    "pooled_share": 0.4,
    "captured": 0.0,
    "challenged": 0.3,
    "accompanied": 0.05,
    "rewarded": [2.0, -1.5, 0.0, -0.5, 0.0, 0.0],
}
BEFORE: dict[str, Any] = {
    "uninformed": [0.5, 0.6, 0.1, 0.0],  # a pathway inside one organisation has none
    "unkept": [0.2, 0.2, 0.4, 0.0],
    "rework": [1.0, 2.0, 1.0, 0.0],
    "project_signals": [0.01, 0.04, 0.20, 0.01, 0.10],
    "shunt_signals": [0.1, 0.2, 0.05],
    "hours_signal": [0.8, 0.7, 0.4, 1.0, 0.6, 0.5],
    "speed_signal": [1.0, 0.8, 1.0, 0.9, 0.5, 1.0],
    "cost_signal": 1.0,
    "joint_pool": 0.2,
}
SEEN = NOW | POOLED | {f"{name}_before": value for name, value in BEFORE.items()}
HOURS = np.array([0.75, 1.0, 2.0, 0.5, 1.5, 0.8])
SPEED = np.array([0.9, 1.25, 0.8, 1.0, 2.0, 0.7])


def _open(**params: Any) -> dict[str, Any]:
    made = step(Channels, SEEN, P | params)
    assert not any(name.endswith("_before") for name in made), "what came before is settled at month 0"
    return made


def test_care_sees_what_changed_since_the_year_before_month_0() -> None:
    made = _open()
    same(
        made["handover"],
        0.4 * 0.8 + 0.35 * 1.5 + 0.25 * 1.2,
        0.4 * 0.5 + 0.35 * 0.5 + 0.25 * 0.5,
        0.8 + 0.175 + 0.225,
        1,
    )
    same(
        [made[name] for name in ("upstream", "home_first", "care_home_support", "cases_found")], 0.04, 0.06, -0.05, 0.01
    )
    same([made[name] for name in ("shunt_council", "shunt_hospital", "shunt_practice")], 0.2, -0.1, 0.15)
    same(made["effort"], HOURS * SPEED)
    same(made["pooled_transfer"], 4.0 * 0.4 * 0.5)
    same(made["access_opened"], 0.3)
    same(made["company"], 0.05 + 0.2 * 0.95)  # of a plan, and of the others those whom projects reach
    same(made["incentives"], [2.0, -1.5, 0.0, -0.5, 0.0, 0.0])
    same(made["programme_cost"], 2.0)


@pytest.mark.parametrize(
    ("switch", "shut"),
    [
        ("information", {"handover": [0.4 + 0.525 + 0.3, 0.4 + 0.175 + 0.125, 0.4 + 0.175 + 0.225, 1.0]}),
        ("handover", {"handover": [0.32 + 0.6, 0.2 + 0.6, 0.8 + 0.6, 1.0]}),
        ("projects", dict.fromkeys(("upstream", "home_first", "care_home_support", "cases_found", "company"), 0.0)),
        ("shunting", dict.fromkeys(("shunt_council", "shunt_hospital", "shunt_practice", "access_opened"), 0.0)),
        ("pooling", {"pooled_transfer": 0.0, "incentives": 0.0}),
        ("hours", {"effort": SPEED}),
        ("delay", {"effort": HOURS}),
        ("money", {"programme_cost": 0.0}),
    ],
)
def test_a_channel_or_cost_that_is_shut_lets_nothing_through_and_leaves_the_others(switch: str, shut: Any) -> None:
    made, base = _open(**{switch: False}), _open()
    for name, value in base.items():
        same(made[name], shut.get(name, value))


def test_where_nothing_changed_care_is_given_nothing() -> None:
    unchanged = {f"{name}_before": value for name, value in NOW.items()} | {
        "rewarded": np.zeros(6),
        "challenged": 0.0,
        "accompanied": 0.0,
    }
    made = step(Channels, SEEN | unchanged, P)
    given = {"handover": 1.0, "effort": 1.0, "pool_for_claims": POOLED["pooled_share"]}
    for name, value in made.items():
        same(value, np.full(value.shape, given.get(name, 0.0)))


def test_the_mean_of_the_year_before_is_taken_in_thirteen_parts() -> None:
    for week in (-52, -4):
        made = step(Channels, SEEN, P, week=week)
        assert set(made) == {f"{name}_before" for name in NOW}
        for name, value in NOW.items():
            same(made[f"{name}_before"], np.array(BEFORE[name]) + np.array(value) / 13.0)
    assert step(Channels, SEEN, P, week=-53) == {}


def test_worse_crossings_lengthen_hand_overs() -> None:
    base = _open()["handover"]
    for name in ("uninformed", "unkept", "rework"):
        worse = step(Channels, SEEN | {name: (np.array(NOW[name]) * 1.1).tolist()}, P)["handover"]
        assert (worse[:3] > base[:3]).all(), name
