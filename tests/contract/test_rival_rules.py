"""Rival rules, off by default: each alone and all together keep to the fair fight, and touch care by no other way.

A year runs with the tests; six years, a minute or two of work, in `make soak`.
"""

from __future__ import annotations

import os

import numpy as np
import pytest

from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST
from sim.validation import rival_rules
from sim.validation.fair_fight import care_outcomes
from tests.whole import Runs, practices, scenario

RIVALS = {
    "promises.word": 1.0,
    "crossing.amount": 1.0,
    "crossing.slowest": 1.0,
    "sponsors.weakest": 1.0,
    "projects.hierarchy": 2.0,
    "projects.adhocracy": 1.0,
    "trust.clan": 2.0,
    "decision.market": 2.0,
    "promises.misread": 0.2,
    "promises.clan": 1.0,
    "crossing.unlike_staff": 1.0,
    "cooperation.conditional": 1.0,
    "links.helps": 2.0,
    "links.upkeep": 0.5,
    "links.overload": 1.0,
    "noticing.unlike": 1.0,
    "seats.level": 1.0,
    "decision.need_pull": 0.4,
    "trust.recent": 0.5,
    "trust.reputation": 0.5,
    "promises.reciprocity": 1.0,
    "cooperation.learning": 1.0,
}
SEEDS, FUTURES = tuple(range(6)), len(RIVALS) + 1
SILOED, TOGETHER = ("behaviour=siloed",), ("behaviour=collaborative_all", "projects.easy=0", *practices(0.7))
CHANNELS = tuple(f"channels.{one}=false" for one in ("information", "handover", "projects", "shunting", "pooling"))
COSTS = tuple(f"channels.{one}=false" for one in ("hours", "delay", "money"))

YEAR = 13
SPANS = (YEAR, pytest.param(6 * YEAR, marks=pytest.mark.skipif(os.environ.get("SOAK") is None, reason="make soak")))


def _runs(rounds: int, *overrides: str, seeds: tuple[int, ...] = SEEDS) -> Runs:
    """Return a batch in which each rule is on alone for all seeds, then all of them are."""
    on = {key: np.zeros((FUTURES, len(seeds))) for key in RIVALS}
    for row, (key, value) in enumerate(RIVALS.items()):
        on[key][[row, -1]] = value
    made = scenario(*overrides).varied({key: values.ravel() for key, values in on.items()})
    return Runs(made, seeds * FUTURES).to(rounds)


def test_every_rival_rule_is_tried() -> None:
    assert set(RIVALS) == set(rival_rules.RIVALS)


@pytest.mark.parametrize("rounds", SPANS)
def test_with_every_channel_and_cost_shut_working_together_changes_nothing_in_care(rounds: int) -> None:
    """N1 of the fair fight."""
    one, two = (_runs(rounds, *arm, *CHANNELS, *COSTS, seeds=SEEDS[:1]).recorder.arrays() for arm in (SILOED, TOGETHER))
    assert (one["trust"] != two["trust"]).any(axis=0).all(), "working together is felt in each"
    for name in care_outcomes():
        assert np.array_equal(one[name], two[name]), name


@pytest.mark.parametrize("rounds", SPANS)
def test_with_its_costs_and_no_channel_working_together_never_helps_people(rounds: int) -> None:
    """N2 of the fair fight, in the mean of some futures for each rule alone and for all."""
    one, two = (_runs(rounds, *arm, *CHANNELS).recorder.arrays() for arm in (SILOED, TOGETHER))
    for declared in OUTCOMES.values():
        if declared.domain in PEOPLE_FIRST and declared.better and declared.name != "admissions":
            gain = declared.better * (two[declared.name] - one[declared.name]).reshape(-1, FUTURES, len(SEEDS))
            best = gain.mean(axis=(0, 2)).max()
            assert best <= 1e-9, f"{declared.name} is better by {best:g} without a channel"
    dearer = (two["programme_cost"] - one["programme_cost"]).reshape(-1, FUTURES, len(SEEDS))
    assert (dearer.mean(axis=(0, 2)) > 0.0).all()
