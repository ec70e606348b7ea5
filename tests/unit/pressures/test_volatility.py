"""Volatility by hand: x*rho + sd*sqrt(1 - rho^2)*z, and a factor whose mean is 1."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.draws import Streams
from sim.mechanisms.pressures.volatility import Volatility
from sim.world.world import Clock
from tests.unit.relationships.three_organisations import Dice, moved, same, state_of, world

BEFORE = {"shock": [0.2], "admission_fluctuation": [1.1]}


def test_a_shock_fades_and_a_new_one_comes() -> None:
    kept = np.exp(-1 / 6)
    shock = 0.2 * kept + 0.1 * np.sqrt(1 - kept**2) * 1.5
    made = moved(Volatility, BEFORE, {"sd": 0.1}, dice=Dice(normal=1.5), week=1)
    same(made["shock"], [shock])
    same(made["admission_fluctuation"], [1.1 * np.exp(shock - 0.005)])
    slow = moved(Volatility, BEFORE, {"sd": 0.1, "weeks": 2600.0}, dice=Dice(normal=0.0), week=1)
    assert 0.199 < slow["shock"][0] < 0.2, "a shock of many weeks hardly fades in one"


def test_the_first_shock_has_its_full_spread() -> None:
    made = moved(Volatility, BEFORE, {"sd": 0.1}, dice=Dice(normal=1.5), week=0)
    same(made["shock"], [0.15])
    same(made["admission_fluctuation"], [1.1 * np.exp(0.15 - 0.005)])


def test_it_sleeps_before_month_0_and_by_default() -> None:
    for params, week in (({}, 0), ({"sd": 0.1}, -1)):
        assert {name: list(value) for name, value in moved(Volatility, BEFORE, params, week=week).items()} == BEFORE


def test_in_every_week_it_moves_nothing_on_the_mean_and_scatters_as_the_dial_says() -> None:
    streams, state = Streams(7, np.arange(4000, dtype=np.uint64)), state_of(shock=0.0, admission_fluctuation=1.0)
    state.__dict__.update({name: np.repeat(value, 4000) for name, value in state.__dict__.items()})
    rule, weeks = Volatility(Volatility.Params(sd=0.15), world()), []
    for week in range(40):
        state.apply(rule.step(state, streams.at(week), Clock(week)))
        factor, state.__dict__["admission_fluctuation"] = state.admission_fluctuation, np.ones(4000)
        weeks.append(factor)
        assert abs(factor.mean() - 1.0) < 4 * 0.15 / np.sqrt(4000), f"week {week}"
        assert abs(np.log(factor).std() - 0.15) < 0.01, f"week {week}"
    assert np.corrcoef(np.log(weeks[20]), np.log(weeks[26]))[0, 1] == pytest.approx(np.exp(-1.0), abs=0.06)
