"""A merger in one round, computed by hand: what comes to be one, what the upset takes, and that it passes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.parameters import InputError
from sim.core.state import State, put
from sim.interventions import Intervention, Levels
from sim.interventions.base import both_ends
from sim.model.engine import streams_of
from sim.plan.acting import Interventions
from sim.scenario import load_scenario
from sim.world.stages import ADOPTED, APPROVAL, IDLE, PILOT
from sim.world.world import Clock, World
from tests.other_places import two_commissioners
from tests.unit.interventions_harness import RUNS, added, levels, made
from tests.whole import Runs, scenario

WHO = ("acute", "community")


def _merging(grown: float, **numbers: float) -> tuple[World, State, Intervention, Levels]:
    """Return a merger that works as one so far."""
    world, state, one = made("merger", **numbers)
    level = levels(world, *WHO)
    state.apply([put("merger_grown", grown * level.now)])
    return world, state, one, level


def _first(state: State, one: Intervention, level: Levels) -> dict[str, Array]:
    return added(one.step(state, level, streams_of(load_scenario(""), range(RUNS)).at(0), Clock(0)))


def _second(state: State, one: Intervention, level: Levels) -> dict[str, Array]:
    return added(one.late(state, level, streams_of(load_scenario(""), range(RUNS)).at(0), Clock(0)))


def _ended(level: Levels) -> Levels:
    return Levels(0.0 * level.now, 0.0 * level.now, level.now)


def test_it_comes_to_work_as_one_by_half_in_its_months_and_upsets_as_far_as_it_does_not() -> None:
    world, state, one, level = _merging(0.0, rise=MONTHS_PER_ROUND, hours=2.0, price=1.8)
    got, within = _first(state, one, level), both_ends(world, level.now) > 0.0
    assert got["merger_grown"] == pytest.approx(0.5 * level.now)
    assert within[:, 0].sum() == 1
    assert got["one_regime"][within] == pytest.approx(0.25) and not got["one_regime"][~within].any()
    assert got["practice_hours"] == pytest.approx(2.0 * 0.5 * level.now)
    count = len(world.network.names["organisation"])
    assert got["office"] == pytest.approx(1.8 * world.place.scale * 0.5 * len(WHO) / count)


def test_a_quarter_of_the_upset_is_left_every_eighteen_months() -> None:
    _, state, one, level = _merging(0.0)
    rounds = 39
    for _ in range(rounds):
        state.apply([put("merger_grown", _first(state, one, level)["merger_grown"])])
    assert rounds * MONTHS_PER_ROUND == pytest.approx(36.0)
    assert 1.0 - state.merger_grown.max() == pytest.approx(0.25**2)


def test_leaders_who_merge_lose_sight_of_partners_inside_and_outside_and_nobody_else_does() -> None:
    world, state, one, level = _merging(0.0, rise=1e9, loosens=0.3)
    net, kept = world.network, _first(state, one, level)["contact"] / -state.contact
    rows = [net.names["organisation"].index(name) for name in WHO]
    mine = np.isin(net.seat_organisation, rows)
    touched = mine[net.tie_from] | mine[net.tie_to]
    assert kept[touched] == pytest.approx(0.3 * MONTHS_PER_ROUND) and not kept[~touched].any()
    assert touched.any() and not touched.all()


def test_projects_under_way_stand_still_as_far_as_their_sponsors_merge() -> None:
    world, state, one, _ = _merging(0.0, rise=1e9, stalls=0.1)
    state.apply([put("merger_grown", world.full("organisation", 0.0, RUNS))])
    for stage, lost in ((IDLE, 0.0), (APPROVAL, 0.1), (PILOT, 0.1), (ADOPTED, 0.0)):
        state.apply([put("stage", world.full("project", stage, RUNS))])
        everybody = _first(state, one, levels(world))["progress"]
        assert everybody == pytest.approx(-lost * MONTHS_PER_ROUND)
    state.apply([put("stage", world.full("project", PILOT, RUNS))])
    some = -_first(state, one, levels(world, *WHO))["progress"][:, 0]
    assert (some < 0.1 * MONTHS_PER_ROUND).any() and (some <= 0.1 * MONTHS_PER_ROUND + 1e-12).all()


def test_with_one_budget_nothing_is_gained_by_moving_cost_within_it_and_less_is_kept_at_home() -> None:
    world, state, one, level = _merging(1.0, one_budget=0.6)
    got, net = _second(state, one, level), world.network
    within = net.spread(both_ends(world, level.now))
    assert got["shunt_wish"] == pytest.approx(-0.6 * within * state.shunt_wish)
    assert got["diverted"] == pytest.approx(-0.6 * net.mean_directions(within) * state.diverted)
    assert np.count_nonzero(got["diverted"][:, 0]) == len(WHO)
    assert not got["leaving_hazard"].any()  # it works as one: nobody is upset


def test_leaders_leave_more_often_in_the_upset() -> None:
    _, state, one, level = _merging(0.4, leaves=0.5)
    hazard = _second(state, one, level)["leaving_hazard"]
    assert hazard == pytest.approx(0.5 * 0.6 * level.now * state.leaving_hazard)


def test_undone_it_comes_apart_at_its_half_life_and_upsets_again() -> None:
    _, state, one, level = _merging(0.8, half_life=MONTHS_PER_ROUND, hours=2.0)
    got = _first(state, one, _ended(level))
    assert got["merger_grown"] == pytest.approx(0.4 * level.now)
    assert got["practice_hours"] == pytest.approx(2.0 * 0.4 * level.now)


def test_what_was_one_regime_already_is_not_more_than_one() -> None:
    world, state, one, level = _merging(1.0)
    state.apply([put("one_regime", world.full("interface", 0.9, RUNS))])
    assert _first(state, one, level)["one_regime"].max() == pytest.approx(0.1)


def test_commissioners_merge_by_their_kind_where_there_are_two() -> None:
    """As boards merge: their boundary comes under one regime, those with others do not, and one alone is refused."""
    place, kind = two_commissioners(), {"merger": {"who": {"kind": "commissioner"}}}
    with pytest.raises(InputError, match=r"who = \[commissioner\]: merger takes at least 2 organisations"):
        scenario().with_plan(kind)
    made = replace(scenario(), place=place).with_plan(kind)
    runs = Runs(made, [3])
    acting = next(rule for rule in runs.machine.round if isinstance(rule, Interventions))
    joined = added(acting.step(runs.state, runs.streams.at(0), Clock(0)))["one_regime"][:, 0]
    assert [place.interfaces[row].between for row in np.flatnonzero(joined)] == [("commissioner", "commissioner_2")]


@pytest.mark.parametrize("name", ["merger", "transformation_fund", "capture_savings"])
def test_one_organisation_alone_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(InputError, match=rf"^plan\.{name}.*") as refused:
        load_scenario([f"plan=[{name}]", f"plan.{name}.who=acute"])
    assert "\n" not in str(refused.value) and "2" in str(refused.value)
