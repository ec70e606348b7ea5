"""Where a gap comes from, by hand: channels shut one by one or in all sets, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.analysis import channels
from sim.analysis.channels import CHANNELS, knock_outs, of_gap, shapley, without
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load_scenario

SEEDS = (5, 6)
NAMES = tuple(CHANNELS)
WORTH = dict(zip(NAMES, (1.0, 2.0, 4.0, 8.0, 16.0, 32.0), strict=True))


@cache
def arms() -> tuple[Scenario, Scenario]:
    base, other = (load_scenario([f"behaviour={name}", "years=2"]) for name in ("siloed", "collaborative"))
    return base, other


def _open(scenario: Scenario) -> set[str]:
    values = scenario.parameters["channels"]
    return {name for name, keys in CHANNELS.items() if all(getattr(values, key.split(".")[1]) for key in keys)}


def _level(scenario: Scenario) -> float:
    """Bring what each open channel is worth, and 10 more where the first and the last are both open."""
    found = _open(scenario)
    together = 10.0 if {NAMES[0], NAMES[-1]} <= found else 0.0
    return sum(WORTH[name] for name in found) + together if scenario.behaviour == "collaborative" else 0.0


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Make runs up; return what they were asked for."""
    asked = list[Any]()

    def made(scenarios: Sequence[Scenario], seeds: Sequence[int], **how: Any) -> list[Ensemble]:
        asked.append((list(scenarios), tuple(seeds), how))
        return [Ensemble(one, SEEDS, _series(one)) for one in scenarios]

    monkeypatch.setattr(channels, "run_arms", made)
    return asked


def _series(scenario: Scenario) -> dict[str, Any]:
    """Bring nothing but in the last year, a quarter of it in one future and seven quarters in the other."""
    whole = np.zeros((26, 2))
    whole[13:] = np.array([0.25, 1.75]) * _level(scenario)
    return {name: whole * (-1.0 if name == "trust" else 1.0) for name in OUTCOMES}


def test_shut_channels_are_off_and_all_others_stay_on() -> None:
    other = arms()[1]
    assert _open(other) == set(NAMES) and without(other, []) == other
    for name in NAMES:
        assert _open(without(other, [name])) == set(NAMES) - {name}
    assert _open(without(other, NAMES[1:])) == {NAMES[0]}
    values = without(other, ["the cost of working together"]).parameters["channels"]
    assert (values.hours, values.delay, values.money) == (False, False, False)


def test_a_channel_adds_what_is_lost_when_it_alone_is_shut(calls: list[Any]) -> None:
    found = knock_outs(*arms(), SEEDS, workers=3, progress=print)
    # with all open 63 + 10; without the first or the last, the 10 that they bring together are lost each time
    parts = {**WORTH, NAMES[0]: 11.0, NAMES[-1]: 42.0, "acting together": 73.0 - 83.0, "all": 73.0}
    assert found["delayed"] == pytest.approx(parts) and list(found) == list(OUTCOMES)
    assert found["trust"] == pytest.approx({name: -part for name, part in parts.items()})
    ((scenarios, seeds, how),) = calls
    assert seeds == SEEDS and how == {"workers": 3, "progress": print}
    shut = [(), *((name,) for name in NAMES)]
    assert scenarios == [without(one, names) for names in shut for one in arms()]


def test_what_two_bring_together_they_share_alike(calls: list[Any]) -> None:
    found = shapley(*arms(), SEEDS, workers=2)
    parts = {**WORTH, NAMES[0]: 6.0, NAMES[-1]: 37.0, "acting together": 0.0, "all": 73.0}
    assert found["delayed"] == pytest.approx(parts, abs=1e-9) and list(found) == list(OUTCOMES)
    ((scenarios, _, how),) = calls
    assert len(scenarios) == 2 * 2**6 and how == {"workers": 2, "progress": None}


def test_a_gap_that_is_left_with_all_shut_is_said(monkeypatch: pytest.MonkeyPatch, calls: list[Any]) -> None:
    monkeypatch.setitem(globals(), "_level", lambda one: 3.0 if one.behaviour == "collaborative" else 1.0)
    found = shapley(*arms(), SEEDS)["delayed"]
    assert found == pytest.approx({**dict.fromkeys(NAMES, 0.0), "acting together": 2.0, "all": 2.0}, abs=1e-9)
    assert len(calls) == 1


def test_what_is_left_over_fills_the_gap_that_is_shown() -> None:
    found = of_gap({**WORTH, "acting together": 99.0, "all": 98.0}, 70.0)
    assert found == {**WORTH, "acting together": 7.0, "all": 70.0}
