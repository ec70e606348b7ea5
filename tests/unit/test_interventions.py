"""What single interventions do in one round: hand-computed, only where they go on, and limits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.core.state import State, put
from sim.interventions import Levels
from sim.interventions.base import GONE, both_ends, follow
from sim.mechanisms.relationships.ways import BEING, DOING, PERCEIVING, THINKING
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.rows import THERE
from sim.world.world import Clock
from tests.unit.interventions_harness import RUNS
from tests.unit.interventions_harness import added as _added
from tests.unit.interventions_harness import late as _late
from tests.unit.interventions_harness import levels as _levels
from tests.unit.interventions_harness import made as _made
from tests.unit.interventions_harness import settled as _settled


def test_what_it_costs_is_its_price_for_all_and_in_proportion_for_some() -> None:
    world, _, one = _made("enabler", price=2.6)
    some = world.network.names["organisation"][:1]
    count = len(world.network.names["organisation"])
    scale = world.place.scale
    assert one.paid(_levels(world).now).value == pytest.approx(2.6 * scale)
    assert one.paid(_levels(world, *some).now).value == pytest.approx(2.6 * scale / count)


def test_what_follows_a_share_stays_a_share_however_fast_it_comes_and_goes() -> None:
    ends = np.concatenate([[0.0, 1.0, 0.5 * GONE, 1e-17, 1.0 - 1e-16], np.random.default_rng(4).uniform(0.0, 1.0, 60)])
    before, target = np.meshgrid(ends, ends)
    for rise in (0.0, 1e-6, 1.0, 9.0, 1e6, 1e17):
        for half_life in (0.0, 1e-6, 1.0, 9.0, 1e6, 1e17):
            after = follow(before, target, rise, half_life)
            assert after.min() >= 0.0 and after.max() <= 1.0
            outside = np.maximum(np.minimum(before, target) - after, after - np.maximum(before, target))
            assert outside[(target > 0.0) | (before >= GONE)].max() <= 1e-15


def test_a_debt_fades_by_half_lives_as_what_was_saved_and_is_not_forgiven_at_once() -> None:
    saved = np.array([5.0, 0.4, 2.0 * GONE, 0.5 * GONE])
    faded = follow(saved, np.zeros(4), MONTHS_PER_ROUND, MONTHS_PER_ROUND)
    assert list(faded) == pytest.approx([2.5, 0.2, GONE, 0.0])
    assert np.array_equal(follow(-saved, np.zeros(4), MONTHS_PER_ROUND, MONTHS_PER_ROUND), -faded)


def test_leaders_are_kept_where_boards_undertake_it_and_nowhere_else() -> None:
    world, state, levels, added = _late("leadership_stability", "acute", keeps=0.25, lengthens=0.5)
    row = world.network.names["organisation"].index("acute")
    assert added["leaving_hazard"][row] == pytest.approx(-0.25 * state.leaving_hazard[row])
    assert added["horizon"][row] == pytest.approx(0.5 * (1.0 - state.horizon[row]))
    assert not np.delete(added["leaving_hazard"], row, axis=0).any()
    assert levels.now.sum() == RUNS


def test_a_joint_board_clears_up_boundaries_with_both_ends_on_it() -> None:
    world, state, levels, added = _late("joint_governance", "acute", "council", clears=0.1, slows=0.2)
    both = both_ends(world, levels.now)[:, 0] > 0.0
    assert both.sum() == 1
    expected = 0.1 * MONTHS_PER_ROUND * (1.0 - state.clarity)
    assert added["clarity"][both] == pytest.approx(expected[both]) and not added["clarity"][~both].any()
    assert added["decision_speed"] == pytest.approx(-0.2 * levels.now * state.decision_speed)


def test_a_shared_target_lifts_the_need_seen_to_what_it_holds_and_never_lowers_it() -> None:
    world, state, _, added = _late("shared_target", holds=1.5)
    discharge = world.tables.crosses_discharge[:, 0] > 0.0
    assert (state.pull + added["pull"])[discharge] == pytest.approx(1.5)
    assert not added["pull"][~discharge].any()
    _, _, _, none = _late("shared_target", holds=0.2)
    assert not none["pull"].any()


def _held(level: float, habit: float, **numbers: float) -> list[float]:
    """Return the pull on the ways out of hospital, hours and habit of teams, of 1, 0 and `habit` before a round."""
    world, state, one = _made("shared_target", **numbers)
    ways_out = world.tables.crosses_discharge[:, 0] > 0.0
    each = 1.0 + 0.0 * state.practice_hours
    before = {"pull": 1.0 + 0.0 * state.pull, "practice_hours": 0.0 * each, "target_habit": habit * each}
    state, now = State({**state.__dict__, **before}), Levels(level * each, each, each)
    draws = streams_of(load_scenario(""), range(RUNS)).at(0)
    state.apply(one.step(state, now, draws, Clock(0)))
    state.apply(one.late(state, now, draws, Clock(0)))
    rows = [state.pull[ways_out], state.practice_hours, state.target_habit]
    assert all((one == one.flat[0]).all() for one in rows)
    return [float(one.flat[0]) for one in rows]


def test_when_a_shared_target_ends_the_habit_of_looking_fades_with_its_hours_and_then_nothing_is_left() -> None:
    numbers = {"holds": 1.4, "half_life": MONTHS_PER_ROUND, "hours": 0.2}
    assert _held(1.0, 0.0, **numbers) == pytest.approx([1.4, 0.2, 1.0])
    assert _held(0.0, 1.0, **numbers) == pytest.approx([1.1, 0.1, 0.5])  # a half at each end
    assert _held(0.0, 0.5, **numbers) == pytest.approx([1.025, 0.05, 0.25])
    assert _held(0.0, 0.0015, **numbers) == [1.0, 0.0, 0.0]


def test_a_target_shared_in_part_holds_in_part() -> None:
    assert _held(0.5, 0.0, holds=1.4, hours=0.2) == pytest.approx([1.1, 0.1, 0.5])


def test_blame_falls_only_while_the_target_is_missed() -> None:
    _, state, _, missed = _late("shared_target", target=0.5, blame=0.02)
    _, _, _, met = _late("shared_target", target=1.0 + 1e6 / float(state.delays_before.min()), blame=0.02)
    assert missed["purpose"] == pytest.approx(-0.02 * MONTHS_PER_ROUND * state.purpose)
    assert not met["purpose"].any()


def test_a_mandate_lifts_promises_as_far_as_somebody_watches() -> None:
    world, state, _, added = _late("mandate", requires=0.9, watches=1e3)
    assert state.promise + added["promise"] == pytest.approx(np.maximum(state.promise, 0.9))
    boundaries = len(world.network.direction_from[THERE])
    _, _, _, half = _late("mandate", requires=0.9, watches=boundaries / 2)
    assert half["promise"] == pytest.approx(0.5 * added["promise"])
    _, _, _, low = _late("mandate", requires=0.0, watches=1e3)
    assert not low["promise"].any()


def test_hierarchies_keep_to_a_mandate_further_than_they_are_watched_as_far_as_the_dial_says() -> None:
    world, state, one = _made("mandate", requires=0.9, formal=2.0)
    net, levels = world.network, _levels(world)
    watches = 0.5 * len(net.direction_from[THERE])
    mixes = {name: [0.25, 0.25, share, 0.5 - share] for name, share in (("acute", 0.5), ("council", 0.0))}
    rows = [mixes.get(name, [0.25] * 4) for name in world.names["organisation"]]
    state.apply([put("team_culture", np.repeat(np.array(rows)[:, :, None], RUNS, axis=2))])
    draws = streams_of(load_scenario(""), range(RUNS)).at(0)

    def more(formal: float) -> np.ndarray:
        rule = replace(one, params=replace(one.params, formal=formal, watches=watches))
        return _added(rule.late(state, levels, draws, Clock(0)))["promise"]

    names = np.array(world.names["organisation"])[net.direction_from]
    usual, acting = more(0.0), more(2.0)
    assert usual == pytest.approx(0.5 * np.maximum(0.9 - state.promise, 0.0)), "off, it is not looked at"
    for name, times in (("acute", 1.5), ("council", 0.5), ("community", 1.0)):
        assert acting[names == name] == pytest.approx(times * usual[names == name]), name
    assert more(4.0)[names == "council"].max() == 0.0, "whoever is no hierarchy at all may not keep to it at all"
    everybody = replace(one, params=replace(one.params, formal=4.0, watches=1e3))
    most = _added(everybody.late(state, levels, draws, Clock(0)))["promise"]
    assert most[names == "acute"] == pytest.approx(np.maximum(0.9 - state.promise, 0.0)[names == "acute"]), "in full"


def test_an_enabler_convenes_challenges_and_shows_as_far_as_that_has_grown_and_some_is_kept_up_unpaid() -> None:
    numbers = {"convenes": 0.4, "challenges": 0.2, "reflects": 0.1, "hours": 2.0, "rise": MONTHS_PER_ROUND}
    world, state, one = _made("enabler", half_life=MONTHS_PER_ROUND, **numbers)
    draws, levels = streams_of(load_scenario(""), range(RUNS)).at(0), _levels(world, "acute", "council")
    state.apply([put(name, 0.0 * getattr(state, name)) for name in ("convened", "honest", "team_ways")])
    there = np.isin(world.names["organisation"], ["acute", "council"])

    def moved(now: Levels, grown: float) -> None:
        made = _added(one.step(state, now, draws, Clock(0)))
        rows = {"convened": 0.4, "honest": 0.2, "practice_hours": 2.0, "enabler_grown": 1.0}
        for name, full in rows.items():
            assert made[name][there] == pytest.approx(full * grown) and not made[name][~there].any(), name
        assert made["team_ways"][there, PERCEIVING] == pytest.approx(0.1 * grown)
        assert not made["team_ways"][:, DOING].any()
        assert made["office"] == pytest.approx(one.paid(now.now).value)
        state.apply([put("enabler_grown", made["enabler_grown"])])

    moved(levels, 0.5)
    moved(levels, 0.75)
    none = 0.0 * levels.now
    assert np.all(np.asarray(one.paid(none).value) == 0.0), "what is kept up takes hours and no money"
    moved(Levels(none, none, levels.now), 0.375)


def test_a_contract_is_signed_in_april_alone() -> None:
    _, state, _, added = _late("contract", week=52, aligns=0.4)
    assert added["shunt_wish"] == pytest.approx(-0.4 * state.shunt_wish)
    assert added["diverted"] == pytest.approx(-0.4 * state.diverted)
    _, _, _, before = _late("contract", week=48, aligns=0.4)
    assert not before["shunt_wish"].any() and not before["diverted"].any()


def test_coaching_moves_three_ways_and_brings_leaders_together_only_if_joint() -> None:
    world, state, one = _made("coaching", joint=0.0, rise=1e-6, gain=0.1)
    draws = streams_of(load_scenario(""), range(RUNS)).at(0)
    added = _added(one.step(state, _levels(world), draws, Clock(0)))
    for way in (THINKING, BEING, PERCEIVING):
        assert added["team_ways"][:, way] == pytest.approx(np.minimum(0.1, 1.0 - state.team_ways[:, way]))
    assert not added["team_ways"][:, DOING].any() and not added["convened"].any()
    state.apply([put("coaching_grown", world.full("organisation", 1.0, RUNS))])
    _, _, joint = _made("coaching", joint=1.0, ties=0.2)
    assert _added(joint.step(state, _levels(world), draws, Clock(0)))["convened"] == pytest.approx(0.2)


def test_support_in_the_place_fades_by_half_in_its_half_life() -> None:
    world, state, one = _made("place_support", half_life=MONTHS_PER_ROUND, days=0.4)
    state.apply([put("place_support_grown", world.full("organisation", 0.8, RUNS))])
    draws, none = streams_of(load_scenario(""), range(RUNS)).at(0), _levels(world)
    added = _added(one.step(state, Levels(0.0 * none.now, 0.0 * none.now, none.now), draws, Clock(0)))
    assert added["place_support_grown"] == pytest.approx(0.4)
    assert added["facilitated_days"] == pytest.approx(0.4 * 0.4)


def test_a_pool_grows_with_the_boundaries_inside_it_and_never_beyond_all_money() -> None:
    world, state, one = _made("pooled_budget", rise=MONTHS_PER_ROUND, adds=0.4)
    draws, levels = streams_of(load_scenario(""), range(RUNS)).at(0), _levels(world, "acute", "council")
    boundaries = len(both_ends(world, levels.now))
    added = _added(one.step(state, levels, draws, Clock(0)))
    assert added["pooled_share"] == pytest.approx(0.4 * 0.5 / boundaries)
    assert added["practice_hours"].sum() == pytest.approx(one.params.hours * 2 * RUNS)
    state.apply([put("pooled_share", world.full("place", 0.9, RUNS))])
    _, _, full = _made("pooled_budget", rise=1e-6, adds=0.4)
    assert _added(full.step(state, _levels(world), draws, Clock(0)))["pooled_share"] == pytest.approx(0.1)


def test_what_is_pooled_takes_back_claims_unless_that_channel_is_shut() -> None:
    machine, settled = _settled()
    channels = next(rule for rule in machine.round if rule.name == "channels")
    state = State(settled.__dict__)
    state.apply([put("pooled_share", machine.world.full("place", 0.6, RUNS))])
    draws = streams_of(machine.scenario, range(RUNS)).at(0)
    assert _added(channels.step(state, draws, Clock(0)))["pool_for_claims"] == pytest.approx(0.6)
    shut = replace(channels, params=replace(channels.params, pooling=False))
    usual = machine.world.place.figures.pooled_share
    assert _added(shut.step(state, draws, Clock(0)))["pool_for_claims"] == pytest.approx(usual)
