"""A challenge of restricted access in one round, by hand: noticed, followed up, given up, and what it spoils."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.state import State, put
from sim.interventions import Levels
from sim.mechanisms.schedule import MECHANISMS
from sim.model.engine import streams_of
from sim.scenario import load_scenario
from sim.world.world import Clock, World
from tests.unit.interventions_harness import RUNS, added, levels, made, settled

DRAWS = streams_of(load_scenario(""), range(RUNS)).at(0)
NUMBERS = {"rise": 1e-6, "follows": 50.0, "tolerates": 0.01}


def _round(
    *who: str, turned_away: float, grown: float = 0.0, ends: bool = False, **numbers: float
) -> tuple[World, dict[str, Array]]:
    """Return what a round changes where so many are turned away of a thousand who need admission."""
    world, state, one = made("access_challenge", **(NUMBERS | numbers))
    state.apply(
        [
            put("turned_away", world.full("place", turned_away, RUNS)),
            put("emergency_need", world.full("place", 1000.0, RUNS)),
            put("access_challenge_grown", world.full("place", grown, RUNS)),
        ]
    )
    level = levels(world, *(who or ("commissioner",)))
    if ends:
        level = Levels(0.0 * level.now, 0.0 * level.now, level.now)
    return world, added(one.step(state, level, DRAWS, Clock(0)))


def test_only_the_rule_of_the_hospitals_beds_opens_access_when_challenged() -> None:
    """Other services leave undone what capacity does not allow: they have no choice that a challenge could change."""
    assert [rule.name for rule in MECHANISMS if "access_opened" in rule.reads] == ["beds"]
    chosen_elsewhere = {"soft_services", "social_care"} & {r.name for r in MECHANISMS if "turned_away" in r.writes}
    assert not chosen_elsewhere


def test_what_is_tolerated_is_not_noticed() -> None:
    for turned_away in (-30.0, 0.0, 10.0):
        _, got = _round(turned_away=turned_away)
        assert not got["challenged"].any() and not got["practice_hours"].any() and not got["conflict"].any()
        assert got["office"] == pytest.approx(0.1), "watching costs money all the same"


def test_all_that_is_noticed_is_challenged_while_hours_last() -> None:
    world, got = _round(turned_away=16.0, capacity=0.5, gives_way=0.4)  # .006 more than tolerated: .3 hours
    assert got["challenged"] == pytest.approx(0.4)
    row = world.network.names["organisation"].index("commissioner")
    assert got["practice_hours"][row] == pytest.approx(0.3)
    assert got["practice_hours"].sum() == pytest.approx(2 * 0.3 * RUNS), "who is asked has to answer"


def test_beyond_the_hours_there_are_only_a_part_is_challenged() -> None:
    _, got = _round(turned_away=30.0, capacity=0.25, gives_way=0.4)  # a whole hour would be asked for
    assert got["challenged"] == pytest.approx(0.25 * 0.4)
    assert got["practice_hours"].sum() == pytest.approx(2 * 0.25 * RUNS)


def test_conflict_grows_between_the_commissioner_and_the_hospital_alone() -> None:
    world, got = _round(turned_away=16.0, tension=0.26)
    named = dict(zip(world.network.names["interface"], got["conflict"], strict=True))
    apart = {name: value for name, value in named.items() if value.any()}
    assert apart and all(set(name.split("~")) == {"acute", "commissioner"} for name in apart)
    for value in apart.values():
        assert value == pytest.approx(0.26 * MONTHS_PER_ROUND)


def test_without_the_commissioner_nobody_asks() -> None:
    _, got = _round("acute", "council", turned_away=50.0)
    assert not any(got[name].any() for name in ("challenged", "practice_hours", "conflict", "office"))


def test_once_nobody_asks_what_was_won_is_lost_by_half_lives() -> None:
    _, got = _round(turned_away=50.0, grown=0.8, ends=True, half_life=MONTHS_PER_ROUND, gives_way=0.5)
    assert got["access_challenge_grown"] == pytest.approx(0.4) and got["challenged"] == pytest.approx(0.2)
    assert not got["practice_hours"].any() and not got["conflict"].any() and not got["office"].any()


def test_care_is_given_what_is_opened_unless_that_channel_is_shut() -> None:
    machine, before = settled()
    channels = next(rule for rule in machine.round if rule.name == "channels")
    state = State({**before.__dict__, "challenged": machine.world.full("place", 0.3, RUNS)})
    assert added(channels.step(state, DRAWS, Clock(0)))["access_opened"] == pytest.approx(0.3)
    shut = replace(channels, params=replace(channels.params, shunting=False))
    assert not np.any(added(shut.step(state, DRAWS, Clock(0)))["access_opened"])
