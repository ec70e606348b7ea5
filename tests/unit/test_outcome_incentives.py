"""Incentives in one round, computed by hand: the baseline, who games it, who gains, and that no money is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.state import State, put
from sim.interventions import Levels
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.rows import NHS, Service
from sim.world.world import Clock
from tests.unit.interventions_harness import RUNS, added, levels, made, settled

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)
PAYS = {"base": 6.0, "improves": 0.0, "stake": 0.1, "rise": 1e-6}


def _round(
    *who: str,
    months: float,
    usual: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0),
    unmet: float = 0.1,
    four_hour: float = 0.8,
    purpose: float = 1.0,
    ends: bool = False,
    grown: float = 0.0,
    numbers: dict[str, float] = PAYS,
) -> tuple[State, dict[str, Array]]:
    """Return the state before and what a round changes that comes so many months after the agreement."""
    world, state, one = made("outcome_incentives", **numbers)
    full: Any = world.full
    measured = np.zeros((world.size("service"), RUNS))
    measured[: len(usual)] = np.array(usual)[:, None]
    state.apply(
        [
            put("outcome_incentives_months", full("place", months, RUNS)),
            put("outcome_incentives_usual", measured),
            put("outcome_incentives_grown", full("organisation", grown, RUNS)),
            put("four_hour", full("place", four_hour, RUNS)),
            put("unmet_share", full("soft_service", unmet, RUNS)),
            put("team_purpose", full("organisation", purpose, RUNS)),
            put("rewarded", full("service", 0.0, RUNS)),
        ]
    )
    level = levels(world, *who) if who else levels(world)
    if ends:
        level = Levels(0.0 * level.now, 0.0 * level.now, level.now)
    return state, added(one.step(state, level, DRAWS, Clock(0)))


def test_the_baseline_is_the_mean_of_what_is_missed_in_its_first_months() -> None:
    _, first = _round(months=0.0)
    assert first["outcome_incentives_usual"][:4] == pytest.approx(np.array([[0.2, 0.1, 0.1, 0.1]] * RUNS).T)
    _, third = _round(months=2 * MONTHS_PER_ROUND, usual=(0.5, 0.4, 0.1, 0.1))
    assert third["outcome_incentives_usual"][Service.ACUTE] == pytest.approx((2 * 0.5 + 0.2) / 3)
    assert third["outcome_incentives_usual"][Service.PRIMARY_CARE] == pytest.approx((2 * 0.4 + 0.1) / 3)
    assert not first["outcome_incentives_usual"][Service.AMBULANCE :].any()
    assert not first["rewarded"].any() and not third["rewarded"].any()
    _, after = _round(months=6.0, usual=(0.5, 0.4, 0.1, 0.1))
    assert after["outcome_incentives_usual"][Service.ACUTE] == pytest.approx(0.5)


def test_who_minds_its_own_reports_a_worse_baseline_and_who_minds_the_whole_does_not() -> None:
    _, own = _round(months=0.0, purpose=0.25, numbers=PAYS | {"pads": 0.4})
    assert own["outcome_incentives_usual"][Service.ACUTE] == pytest.approx(0.2 * (1.0 + 0.4 * 0.75))
    _, whole = _round(months=0.0, purpose=1.0, numbers=PAYS | {"pads": 0.4})
    assert whole["outcome_incentives_usual"][Service.ACUTE] == pytest.approx(0.2)


def test_who_misses_less_than_agreed_gains_what_the_others_lose() -> None:
    state, got = _round(months=8.0, usual=(0.4, 0.1, 0.1, 0.1))
    budget = state.budget
    due = 0.1 * budget[Service.ACUTE] * 0.5  # half as many waits as at the baseline; nobody else has changed
    of_all = budget / budget[NHS].sum(axis=0)
    assert got["rewarded"][Service.ACUTE] == pytest.approx(due * (1.0 - of_all[Service.ACUTE]))
    assert got["rewarded"][Service.COMMUNITY] == pytest.approx(-due * of_all[Service.COMMUNITY])
    assert not got["rewarded"][Service.SOCIAL_CARE].any()
    assert got["rewarded"].sum(axis=0) == pytest.approx(0.0, abs=1e-9)


def test_who_misses_more_pays_and_never_more_than_is_at_stake() -> None:
    state, got = _round(months=8.0, usual=(0.2, 0.1, 0.01, 0.1))  # ten times the baseline of the community
    due = -0.1 * state.budget[Service.COMMUNITY]
    share = state.budget[Service.COMMUNITY] / state.budget[NHS].sum(axis=0)
    assert got["rewarded"][Service.COMMUNITY] == pytest.approx(due * (1.0 - share))
    assert (got["rewarded"][Service.ACUTE] > 0.0).all()


def test_the_trajectory_asks_for_more_every_year() -> None:
    months = 3.0 + 24.0 - MONTHS_PER_ROUND / 2.0  # two years after the middle of six months
    state, got = _round(months=months, usual=(0.25, 0.1, 0.1, 0.1), four_hour=0.84, numbers=PAYS | {"improves": 0.2})
    soft = (0.1 - 0.064) / 0.064  # they missed .1 and miss .1
    due = -0.1 * soft * state.budget[Service.PRIMARY_CARE : Service.AMBULANCE].sum(axis=0)
    share = state.budget[Service.ACUTE] / state.budget[NHS].sum(axis=0)
    assert got["rewarded"][Service.ACUTE] == pytest.approx(-due * share)  # .25*.8^2 = .16, and that is what it misses


def test_only_those_in_it_have_anything_at_stake() -> None:
    _, got = _round("pcn_1", "council", months=8.0, usual=(0.4, 0.1, 0.1, 0.1))
    assert not got["rewarded"].any()
    assert got["practice_hours"].sum() == pytest.approx(2 * RUNS * 0.2)


def test_it_costs_hours_money_and_some_of_the_weight_of_the_whole() -> None:
    state, got = _round(months=8.0, usual=(0.2, 0.1, 0.1, 0.1), numbers=PAYS | {"crowds_out": 0.01, "price": 0.4})
    assert got["purpose"] == pytest.approx(-0.01 * MONTHS_PER_ROUND * state.purpose)
    assert got["office"] == pytest.approx(0.4)
    _, before = _round(months=0.0, numbers=PAYS | {"crowds_out": 0.01})
    assert not before["purpose"].any()


def test_once_it_ends_it_is_wound_up_by_half_lives_and_then_nothing_is_left() -> None:
    usual, numbers = (0.4, 0.1, 0.1, 0.1), {"half_life": MONTHS_PER_ROUND}
    _, goes = _round(months=20.0, grown=1.0, usual=usual, ends=True, numbers=numbers)
    assert goes["outcome_incentives_grown"] == pytest.approx(0.5) and (goes["rewarded"][Service.ACUTE] > 0.0).all()
    assert not goes["practice_hours"].any() and not goes["office"].any()
    _, gone = _round(months=20.0, grown=1e-3, usual=usual, ends=True, numbers=numbers)
    assert not gone["outcome_incentives_grown"].any() and not gone["outcome_incentives_usual"].any()
    assert not gone["outcome_incentives_months"].any() and not gone["rewarded"].any()


def test_care_is_paid_what_is_moved_unless_that_channel_is_shut() -> None:
    machine, before = settled()
    channels = next(rule for rule in machine.round if rule.name == "channels")
    moved = machine.world.full("service", 0.0, RUNS)
    moved[Service.ACUTE], moved[Service.COMMUNITY] = 2.0, -2.0
    state = State({**before.__dict__, "rewarded": moved})
    assert np.array_equal(added(channels.step(state, DRAWS, Clock(0)))["incentives"], moved)
    shut = replace(channels, params=replace(channels.params, pooling=False))
    assert not np.any(added(shut.step(state, DRAWS, Clock(0)))["incentives"])


def test_services_receive_what_is_moved_and_the_nhs_pays_as_much_as_before() -> None:
    machine, before = settled()
    income = next(rule for rule in machine.week if rule.name == "income")
    moved = machine.world.full("service", 0.0, RUNS)
    moved[Service.ACUTE], moved[Service.COMMUNITY] = 2.0, -2.0
    usual = added(income.step(before, DRAWS, Clock(0)))
    paid = added(income.step(State({**before.__dict__, "incentives": moved}), DRAWS, Clock(0)))
    assert paid["revenue"] - usual["revenue"] == pytest.approx(moved)
    assert paid["revenue"].sum(axis=0) == pytest.approx(usual["revenue"].sum(axis=0))
    frozen = replace(income, params=replace(income.params, frozen=True))
    block = added(frozen.step(State({**before.__dict__, "incentives": moved}), DRAWS, Clock(0)))
    assert np.array_equal(block["revenue"], added(frozen.step(before, DRAWS, Clock(0)))["revenue"]), "block alone"
    assert paid["acute_share"] - usual["acute_share"] == pytest.approx(2.0 / before.nhs_funding)
