"""A fund in one round, computed by hand: who pays for a bid, when it is decided, what a win pays and what is left."""

from __future__ import annotations

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.state import State, put
from sim.interventions import Intervention, Levels
from sim.mechanisms.economy.funding import Funding, FundingParams
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.world import Clock, World
from tests.unit.interventions_harness import RUNS, added, levels, made

BIDDERS = ("acute", "council", "community")
DUE = {"deadline": 4.0}  # months


def _bid(*partners: str, months: float = 0.0, won: float = 0.0, **numbers: float) -> tuple[World, State, Intervention]:
    """Return a state in which a bid stands at so many months and these organisations take part."""
    world, state, one = made("transformation_fund", **numbers)
    rows = world.network.names["organisation"]
    part = np.array([[name in partners] * RUNS for name in rows]) * 1.0
    place = world.full("place", 1.0, RUNS)
    state.apply([put("takes_part", part), put("transformation_fund_bid", months * place)])
    state.apply([put("transformation_fund_won", won * place), put("office", 0.0 * place)])
    return world, state, one


def _after(world: World, state: State, one: Intervention, level: Levels | None = None) -> dict[str, Array]:
    """Return what is added to the state, or put into it, in one round."""
    draws, before = streams_of(load_scenario(""), range(RUNS)).at(0), state.copy()
    state.apply(one.step(state, level or levels(world, *BIDDERS), draws, Clock(0)))
    owned = {variable.name for variable in one.owns}
    return {
        name: np.asarray(getattr(state, name) - (0.0 if name in owned else getattr(before, name)))
        for name in (*owned, "granted", "office", "practice_hours")
    }


def test_a_bid_takes_hours_and_money_of_all_who_sign_and_brings_none_before_its_deadline() -> None:
    world, state, one = _bid(*BIDDERS, **DUE, wins=1.0, price=1.8, hours=0.5)
    got, count = _after(world, state, one), len(world.network.names["organisation"])
    assert got["transformation_fund_bid"] == pytest.approx(MONTHS_PER_ROUND)
    assert got["practice_hours"].sum() == pytest.approx(0.5 * len(BIDDERS) * RUNS)
    assert got["office"] == pytest.approx(1.8 * world.place.scale * len(BIDDERS) / count)
    assert not got["granted"].any() and not got["transformation_fund_won"].any()


def test_a_win_pays_those_who_take_part_and_takes_none_of_it_from_the_place() -> None:
    world, state, one = _bid("acute", "council", months=4.0, won=1.0, grant=9.0, price=0.0, rise=MONTHS_PER_ROUND)
    got, count = _after(world, state, one), len(world.network.names["organisation"])
    assert got["granted"] == pytest.approx(9.0 * world.place.scale * 2 / count)
    assert got["office"] == pytest.approx(got["granted"])
    assert got["transformation_fund_grown"].sum() == pytest.approx(0.5 * 2 * RUNS)


def test_who_loses_is_paid_nothing_and_is_rid_of_it() -> None:
    world, state, one = _bid(*BIDDERS, months=4.0, won=0.0)
    got = _after(world, state, one)
    assert not any(got[name].any() for name in ("granted", "office", "practice_hours", "transformation_fund_grown"))


@pytest.mark.parametrize(("partners", "wins", "won"), [(3, 1.0, 1.0), (3, 0.0, 0.0), (1, 1.0, 0.0), (0, 1.0, 0.0)])
def test_at_the_deadline_it_takes_two_who_take_part(partners: int, wins: float, won: float) -> None:
    world, state, one = _bid(*BIDDERS[:partners], months=4.0 - 0.5 * MONTHS_PER_ROUND, **DUE, wins=wins)
    assert _after(world, state, one)["transformation_fund_won"] == pytest.approx(won)


def test_the_fewer_of_those_who_sign_take_part_the_less_often_they_win() -> None:
    world, _, one = made("transformation_fund", wins=0.6)
    runs, who = 4000, levels(world, *BIDDERS).now[:, :1]
    part = np.repeat(who * (np.cumsum(who, axis=0) <= 2.0), runs, axis=1)
    none: dict[str, Array] = {v.name: world.full(v.entity, 0.0, runs) for v in one.owns}
    state = State(none | {"takes_part": part})
    state.apply([put("transformation_fund_bid", world.full("place", one.params.deadline - 0.1, runs))])
    now = np.repeat(who, runs, axis=1)
    draws = streams_of(load_scenario(""), range(runs)).at(0)
    changes = added(one.step(state, Levels(now, now, 0.0 * now), draws, Clock(0)))
    expected = 0.6 * 2 / 3
    assert np.mean(changes["transformation_fund_won"]) == pytest.approx(expected, abs=4 * np.sqrt(0.24 / runs))


def test_money_and_pay_end_with_the_window_and_teams_break_up_by_half_in_their_half_life() -> None:
    world, state, one = _bid(*BIDDERS, months=20.0, won=1.0, half_life=MONTHS_PER_ROUND)
    state.apply([put("transformation_fund_grown", world.full("organisation", 0.8, RUNS))])
    none = 0.0 * levels(world).now
    got = _after(world, state, one, Levels(none, none, none))
    assert not got["granted"].any() and not got["office"].any() and not got["practice_hours"].any()
    assert not got["transformation_fund_bid"].any() and not got["transformation_fund_won"].any()
    assert got["transformation_fund_grown"] == pytest.approx(0.4)


def test_teams_add_to_the_effort_of_projects_by_what_they_are_paid_and_never_beyond_all() -> None:
    world, state, one = made("transformation_fund", grant=5.0, adds=0.02)
    level, draws = levels(world), streams_of(load_scenario(""), range(RUNS)).at(0)
    state.apply([put("transformation_fund_grown", world.full("organisation", 0.5, RUNS))])
    state.apply([put("project_effort", world.full("project", 0.3, RUNS))])
    assert added(one.late(state, level, draws, Clock(0)))["project_effort"] == pytest.approx(5.0 * 0.02 * 0.5)
    state.apply([put("project_effort", world.full("project", 0.99, RUNS))])
    assert added(one.late(state, level, draws, Clock(0)))["project_effort"] == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("granted", "cost", "external", "share"),
    [
        (0.0, 4.0, 0.0, 0.0),
        (0.0, 4.0, 0.3, 0.3),
        (1.0, 4.0, 0.0, 0.25),
        (1.0, 4.0, 0.5, 0.625),  # of the three left, half
        (6.0, 4.0, 0.0, 1.0),
        (1.0, 0.0, 0.0, 0.0),  # the cost channel is shut
        (1.0, -2.0, 0.0, 0.0),
    ],
)
def test_a_grant_pays_its_part_of_joint_work_first(granted: float, cost: float, external: float, share: float) -> None:
    world, state, _ = made("transformation_fund")
    one, draws = world.full("place", 1.0, RUNS), streams_of(load_scenario(""), range(RUNS)).at(0)
    state.apply([put("granted", granted * one), put("programme_cost", cost * one)])
    changes = added(Funding(FundingParams(external=external), world).step(state, draws, Clock(0)))
    assert changes["external_share"] == pytest.approx(share)
