"""Divergence by hand: a pace that wanders, its sum, and factors whose mean over places is 1."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.draws import Streams
from sim.mechanisms.pressures.divergence import Divergence
from sim.world.world import Clock
from tests.unit.relationships.three_organisations import Dice, moved, same, state_of, world

NEED = {"need_pace": [0.5] * 7, "need_apart": [0.1] * 7, "local_need": [1.1] * 7}
BEDS = {"beds_pace": [-0.5], "beds_apart": [0.0], "local_beds": [1.0]}
BEFORE = NEED | BEDS
PARAMS = {"emergency": 0.1, "attendance": 0.05, "other": 0.04, "elective": 0.02, "beds": 0.03, "years": 1.0}
SPREADS = np.array([0.1, 0.05, 0.04, 0.04, 0.04, 0.04, 0.02])


def test_a_pace_fades_and_is_drawn_anew_and_its_sum_drifts() -> None:
    kept, half = np.exp(-1 / 52), np.sqrt(0.5)
    made = moved(Divergence, BEFORE, PARAMS, week=52, dice=Dice(normal=1.5))
    same(made["need_pace"], [kept * 0.5 + np.sqrt(1 - kept**2) * 2 * half * 1.5] * 7)
    same(made["beds_pace"], [-kept * 0.5 + np.sqrt(1 - kept**2) * 1.5])
    apart = 0.1 + SPREADS * 0.5 / 52
    same(made["need_apart"], apart)
    variance = 2.0 - (1 - np.exp(-1)) * (3 - np.exp(-1))
    same(made["local_need"], np.exp(apart - SPREADS**2 * variance / 2))
    same(made["local_beds"], [np.exp(-0.03 * 0.5 / 52 - 0.03**2 * variance / 2)])


@pytest.mark.parametrize(("params", "week"), [({}, -1), ({"places": False}, 60)])
def test_it_sleeps_before_month_0_and_when_switched_off(params: dict[str, bool], week: int) -> None:
    same_as_before = {name: np.asarray(value).tolist() for name, value in BEFORE.items()}
    found = moved(Divergence, BEFORE, params, week=week)
    assert {name: np.asarray(value).tolist() for name, value in found.items()} == same_as_before


def test_of_two_worlds_in_a_batch_only_the_one_whose_places_grow_apart_drifts() -> None:
    rule: Any = Divergence(Divergence.Params(**PARAMS | {"places": np.array([1.0, 0.0])}), world())
    made = {one.name: one.value for one in rule.step(state_of(**BEFORE), Dice(), Clock(52))}
    same(made["beds_apart"], [[-0.03 * 0.5 / 52, 0.0]])
    same(made["local_beds"][0, 1], 1.0)
    same(made["need_apart"].T, [0.1 + SPREADS * 0.5 / 52, [0.1] * 7])


def test_the_mean_over_places_is_englands_and_they_scatter_as_declared() -> None:
    places, rule = 4000, Divergence(Divergence.Params(emergency=0.2, beds=0.1), world())
    streams, state = Streams(7, np.arange(places, dtype=np.uint64)), state_of()
    state.__dict__.update(rule.start(streams.at(-1), places))
    for week in range(104):
        state.apply(rule.step(state, streams.at(week), Clock(week)))
    years, early = 0.3, np.exp(-2 / 0.3)
    sd = np.sqrt(years * (4.0 - years * (1 - early) * (3 - early)))
    emergency, attendance, beds = state.local_need[0], state.local_need[1], state.local_beds
    for factor, spread in ((emergency, 0.2), (attendance, 0.035), (beds, 0.1)):
        assert factor.mean() == pytest.approx(1.0, abs=3.0 * spread * sd / places**0.5)
        assert np.log(factor).std() == pytest.approx(spread * sd, rel=0.05)
    assert np.corrcoef(np.log(emergency), np.log(attendance))[0, 1] == pytest.approx(0.5, abs=0.04)
    assert abs(np.corrcoef(np.log(emergency), np.log(beds))[0, 1]) < 0.05
