"""Savings captured in one round, computed by hand: what is usual, what counts as saved, what is taken, what is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.state import State, put
from sim.interventions import Intervention, Levels
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.rows import Service
from sim.world.world import Clock, World
from tests.unit.interventions_harness import RUNS, added, levels, made, settled

PARTNERS = ("acute", "council", "home_care", "care_homes")
FAST = 1e-6  # months: all that is saved is reinvested at once


def _agreed(
    months: float, usual: float, work: float, pot: float = 0.0, diverted: float = 0.0, **numbers: float
) -> tuple[World, State, Intervention]:
    """Return a state in which savings are agreed on for so many months, and the hospital does so much work."""
    world, state, one = made("capture_savings", **numbers)
    place, activity = world.full("place", 1.0, RUNS), state.activity.copy()
    activity[Service.ACUTE] = work
    state.apply(
        [
            put("activity", activity),
            put("diverted", world.full("organisation", diverted, RUNS)),
            put("capture_savings_months", months * place),
            put("capture_savings_usual", usual * place),
            put("capture_savings_pot", pot * place),
        ]
    )
    return world, state, one


def _round(world: World, state: State, one: Intervention, level: Levels) -> dict[str, Array]:
    return added(one.step(state, level, streams_of(load_scenario(""), range(RUNS)).at(0), Clock(0)))


def _worth(state: State) -> Array:
    """Return what all the work of the hospital costs a year, in millions."""
    return state.budget[Service.ACUTE] * state.unit_cost[Service.ACUTE]


def test_the_first_year_is_measured_and_nothing_counts_as_saved_in_it() -> None:
    world, state, one = _agreed(3 * MONTHS_PER_ROUND, usual=1.0, work=0.8)
    got = _round(world, state, one, levels(world, *PARTNERS))
    assert got["capture_savings_usual"] == pytest.approx((3 * 1.0 + 0.8) / 4)  # the mean of four rounds
    assert not got["capture_savings_pot"].any() and not got["captured"].any()
    assert got["practice_hours"].sum() == pytest.approx(one.params.hours * len(PARTNERS) * RUNS)


def test_a_year_of_thirteen_rounds_is_measured_to_its_end_and_no_longer() -> None:
    for rounds, usual in ((12, (12 * 1.0 + 0.8) / 13), (13, 1.0)):
        world, state, one = _agreed(rounds * MONTHS_PER_ROUND, usual=1.0, work=0.8, base=12.0)
        got = _round(world, state, one, levels(world, *PARTNERS))
        assert got["capture_savings_usual"] == pytest.approx(usual)
        assert got["capture_savings_pot"].any() == (rounds == 13)


def test_less_work_than_agreed_is_saved_as_far_as_it_is_cash_and_not_kept_at_home() -> None:
    numbers = {"cash": 0.4, "expects": 0.05, "base": 12.0, "half_life": FAST}
    world, state, one = _agreed(18.0 - 0.5 * MONTHS_PER_ROUND, usual=1.0, work=0.9, diverted=0.25, **numbers)
    got = _round(world, state, one, levels(world, *PARTNERS))
    saved = 0.4 * _worth(state) * (1.05 - 0.9)  # the middle of the round lies a year after that of the base
    assert got["capture_savings_pot"] == pytest.approx(saved)
    assert got["captured"] == pytest.approx(0.75 * saved)


def test_growth_agreed_too_high_moves_money_that_nobody_saved_and_more_work_brings_none() -> None:
    world, state, one = _agreed(24.0, usual=1.0, work=1.01, expects=0.02, half_life=FAST)
    assert (_round(world, state, one, levels(world, *PARTNERS))["captured"] > 0.0).all()
    world, state, one = _agreed(24.0, usual=1.0, work=1.2, expects=0.02, half_life=FAST)
    got = _round(world, state, one, levels(world, *PARTNERS))
    assert (got["capture_savings_pot"] < 0.0).all() and not got["captured"].any()


@pytest.mark.parametrize("who", [("acute", "primary_care"), ("council", "home_care"), ("commissioner", "community")])
def test_without_the_hospital_or_social_care_it_takes_hours_and_keeps_nothing(who: tuple[str, ...]) -> None:
    world, state, one = _agreed(24.0, usual=1.0, work=0.8)
    got = _round(world, state, one, levels(world, *("pcn_1" if name == "primary_care" else name for name in who)))
    assert got["practice_hours"].any() and not got["captured"].any() and not got["capture_savings_months"].any()


def test_in_part_it_keeps_a_part() -> None:
    world, state, one = _agreed(24.0, usual=1.0, work=0.8, half_life=FAST)
    all_in = _round(world, state, one, levels(world, *PARTNERS))["captured"]
    one_of_three = _round(world, state, one, levels(world, "acute", "council"))["captured"]
    assert one_of_three == pytest.approx(all_in / len(world.tables.providers["social_care"]))


def test_once_it_ends_the_rest_is_paid_out_by_half_in_its_half_life() -> None:
    world, state, one = _agreed(24.0, usual=1.0, work=0.8, pot=1.2, half_life=MONTHS_PER_ROUND)
    none = 0.0 * levels(world).now
    got = _round(world, state, one, Levels(none, none, none))
    assert got["capture_savings_pot"] == pytest.approx(0.6) and got["captured"] == pytest.approx(0.6)
    assert not got["capture_savings_months"].any() and not got["capture_savings_usual"].any()
    assert not got["practice_hours"].any() and not got["office"].any()


def test_what_is_reinvested_is_in_sum_what_was_saved() -> None:
    world, state, one = _agreed(24.0, usual=1.0, work=0.9, expects=0.0, cash=0.3, half_life=2.0)
    level = levels(world, *PARTNERS)
    none, paid = Levels(0.0 * level.now, 0.0 * level.now, 0.0 * level.now), 0.0
    for number in range(60):
        got = _round(world, state, one, level if number < 20 else none)
        state.apply([put(variable.name, got[variable.name]) for variable in one.owns])
        paid += got["captured"]
    assert paid == pytest.approx(20 * 0.3 * _worth(state) * 0.1, rel=1e-3)


def test_care_is_given_what_is_captured_unless_that_channel_is_shut() -> None:
    machine, before = settled()
    channels = next(rule for rule in machine.round if rule.name == "channels")
    state, draws = State(before.__dict__), streams_of(machine.scenario, range(RUNS)).at(0)
    usual = added(channels.step(state, draws, Clock(0)))["pooled_transfer"]
    state.apply([put("captured", machine.world.full("place", 2.0, RUNS))])
    assert added(channels.step(state, draws, Clock(0)))["pooled_transfer"] == pytest.approx(usual + 2.0)
    shut = replace(channels, params=replace(channels.params, pooling=False))
    assert not np.any(added(shut.step(state, draws, Clock(0)))["pooled_transfer"])
