"""Plans with triggers and series keep to the fair fight: what waits and what follows a series act by no other way."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST
from sim.scenario import Scenario
from sim.validation.fair_fight import care_outcomes
from tests.whole import Runs, scenario

CHANNELS = tuple(f"channels.{one}" for one in ("information", "handover", "projects", "shunting", "pooling"))
COSTS = tuple(f"channels.{one}" for one in ("hours", "delay", "money"))
SERIES = {"demand": {"series": {"by": "week", "first": 0, "values": [1.0] * 26 + [1.1]}}}
SOON: dict[str, Any] = {"begin_if": {"outcome": "delayed", "above": 1.0, "months": 1}}
LATE: dict[str, Any] = {"end_if": {"outcome": "delayed", "above": 1.0, "months": 9}}
ENTRIES = {"enabler": SOON | LATE, "collaborative_all": SOON, "joint_governance": SOON}
SEEDS, ROUNDS = (0, 1, 2, 3), 13


def arms(*shut: str) -> tuple[Scenario, Scenario]:
    base = scenario("behaviour=siloed", "years=1", *(f"{key}=false" for key in shut))
    return base.with_plan(SERIES), base.with_plan(SERIES | ENTRIES)


def test_with_every_channel_and_cost_shut_what_waits_changes_nothing_in_care() -> None:
    """N1 of the fair fight."""
    one, two = (Runs(arm, SEEDS[:1]).to(ROUNDS).recorder.arrays() for arm in arms(*CHANNELS, *COSTS))
    assert (two["takes_part"][-1] > one["takes_part"][-1]).all(), "it did begin"
    for name in care_outcomes():
        assert np.array_equal(one[name], two[name]), name


def test_with_its_costs_and_no_channel_what_waits_never_helps_people() -> None:
    """N2 of the fair fight, in the mean of some futures."""
    one, two = (Runs(arm, SEEDS).to(ROUNDS).recorder.arrays() for arm in arms(*CHANNELS))
    for declared in OUTCOMES.values():
        if declared.domain in PEOPLE_FIRST and declared.better and declared.name != "admissions":
            gain = (declared.better * (two[declared.name] - one[declared.name])).mean()
            assert gain <= 1e-9, f"{declared.name} is better by {gain:g} without a channel"
    assert (two["programme_cost"] - one["programme_cost"]).mean() > 0.0
