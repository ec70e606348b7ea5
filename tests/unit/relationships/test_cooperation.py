"""Conditional cooperation by hand: on a row of five teams it spreads or unravels, one boundary a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from sim.mechanisms.decisions.cooperation import Cooperation
from sim.place.graph import graph_of
from sim.world.network import network_of
from sim.world.world import World
from tests.unit.relationships.three_organisations import MONTH, same, step, world

TEAMS = 5
ALL = {"conditional": 1.0, "mean": 0.0, "spread": 1.0, "trial": 1.0}  # so that caution is the threshold itself
LATER = 40  # weeks: the trial of a month is over


@lru_cache(maxsize=1)
def row() -> World:
    """Return a world of five practices, each of which has a boundary with the next."""
    place = world().place
    practice, boundary = place.organisations[-1], place.interfaces[0]
    keys = "abcde"
    place = replace(
        place,
        organisations=tuple(replace(practice, key=key) for key in keys),
        interfaces=tuple(replace(boundary, between=pair) for pair in pairwise(keys)),
    )
    return World(place, network_of(graph_of(place)))


def willing(caution: Sequence[float], takes_part: Sequence[float], week: int = LATER, **changed: Any) -> list[float]:
    """Return who is willing after what they did, with thresholds, equal trust and all asked at month 0."""
    seen: dict[str, Any] = {
        "organisation_trust": [0.5] * 2 * (TEAMS - 1),
        "problem": [0.3] * TEAMS,
        "takes_part": takes_part,
        "asked": [0.0] * TEAMS,
        "conditional_order": [0.9] * TEAMS,
        "caution": caution,
    }
    params = ALL | {name: value for name, value in changed.items() if name not in seen}
    seen |= {name: value for name, value in changed.items() if name in seen}
    return list(step(Cooperation, seen, params, week=week, where=row())["willing"])


def trace(caution: Sequence[float], takes_part: Sequence[float], rounds: int) -> list[str]:
    """Return who takes part in each round, where each asked team does as it is willing."""
    found: list[str] = []
    for _ in range(rounds):
        takes_part = willing(caution, takes_part)
        found.append("".join("#" if one else "." for one in takes_part))
    return found


def test_one_team_that_needs_nobody_brings_in_all_one_boundary_a_round() -> None:
    assert trace([0.0, 0.5, 0.5, 0.5, 0.5], [0.0] * TEAMS, 6) == ["#....", "##...", "###..", "####.", "#####", "#####"]


def test_a_team_that_wants_more_than_one_of_two_partners_stops_it() -> None:
    assert trace([0.0, 0.5, 0.51, 0.5, 0.5], [0.0] * TEAMS, 4) == ["#....", "##...", "##...", "##..."]


def test_where_all_want_all_one_that_stops_takes_everybody_with_it() -> None:
    assert trace([2.0, 1.0, 1.0, 1.0, 1.0], [1.0] * TEAMS, 5) == [".####", "..###", "...##", "....#", "....."]


def test_where_half_is_enough_one_that_stops_stands_alone() -> None:
    assert trace([2.0, 0.5, 0.5, 0.5, 0.5], [1.0] * TEAMS, 3) == [".####", ".####", ".####"]


def test_partners_count_by_trust() -> None:
    trust = [0.5, 0.6, 0.2, 0.5, 0.5, 0.5, 0.5, 0.5]  # b trusts a .6 and c .2: a is three quarters of what it sees
    first = [1.0, 0.0, 0.0, 0.0, 0.0]
    assert willing([1.0, 0.74, 1.0, 1.0, 1.0], first, organisation_trust=trust)[1] == 1.0
    assert willing([1.0, 0.76, 1.0, 1.0, 1.0], first, organisation_trust=trust)[1] == 0.0
    assert willing([1.0, 0.01, 1.0, 1.0, 1.0], first, organisation_trust=[0.0] * 8)[1] == 0.0


def test_partners_that_fare_better_count_more_by_the_dial() -> None:
    worse_off = [0.6, 0.3, 0.1, 0.3, 0.3]
    share = np.exp(-2.0 * 0.6) / (np.exp(-2.0 * 0.6) + np.exp(-2.0 * 0.1))  # of a, in what b sees
    for wanted, found in ((share - 1e-9, 1.0), (share + 1e-9, 0.0)):
        made = willing([9.0, wanted, 9.0, 9.0, 9.0], [1.0, 0.0, 0.0, 0.0, 0.0], problem=worse_off, success=2.0)
        assert made[1] == found
    assert share < 0.5 and willing([9.0, 0.5, 9.0, 9.0, 9.0], [1.0, 0.0, 0.0, 0.0, 0.0], problem=worse_off)[1] == 1.0


def test_thresholds_lie_about_their_mean_by_their_spread() -> None:
    half = [1.0, 0.0, 0.0, 0.0, 0.0]
    assert willing([0.0, 0.5, 0.0, 0.0, 0.0], half, mean=0.4, spread=0.2)[1] == 1.0
    assert willing([0.0, 0.51, 0.0, 0.0, 0.0], half, mean=0.4, spread=0.2)[1] == 0.0


def test_nobody_looks_at_partners_in_the_trial_or_before_being_asked() -> None:
    alone, never = [0.0] * TEAMS, [2.0] * TEAMS
    assert willing(never, alone, week=4) == [1.0] * TEAMS  # a month is 4 weeks and a third
    assert willing(never, alone, week=8) == [0.0] * TEAMS
    assert willing(never, alone, asked=[36.0, 32.0, -1.0, 0.0, 40.0]) == [1.0, 0.0, 1.0, 0.0, 1.0]


def test_only_as_many_are_conditional_as_the_dial_says_and_none_by_default() -> None:
    order, never = [0.1, 0.3, 0.5, 0.7, 0.9], [2.0] * TEAMS
    made = willing(never, [0.0] * TEAMS, conditional_order=order, conditional=0.5)
    same(made, 0.0, 0.0, 1.0, 1.0, 1.0)
    assert step(Cooperation, {}, week=LATER, where=row()) == {}
    assert step(Cooperation, {}, ALL, week=-4, where=row()) == {}


DELIVERED = [0.3, 0.1, 0.4, 0.2, 0.2, 0.2, 0.1, 0.5]  # a to b, b to a, b to c, c to b, c to d, d to c, d to e, e to d
EFFORT = [0.2, 0.1, 0.3, 0.1, 0.1, 0.1, 0.05, 0.4]


def paid_by_hand() -> list[float]:
    """Return what came to each of the five teams less what its own giving was worth at home, team by team."""
    found: list[float] = []
    received = {"a": [0.1], "b": [0.3, 0.2], "c": [0.4, 0.2], "d": [0.2, 0.5], "e": [0.1]}
    gave = {"a": [0.2], "b": [0.1, 0.3], "c": [0.1, 0.1], "d": [0.1, 0.05], "e": [0.4]}
    for team in "abcde":
        home = (1 - sum(gave[team]) / len(gave[team])) ** 0.5
        each = [got - gave / home for got, gave in zip(received[team], gave[team], strict=True)]
        found.append(sum(each) / len(each))
    return found


def learnt(takes_part: Sequence[float], before: Sequence[float], **params: float) -> tuple[list[float], list[float]]:
    """Return who is willing and what has paid, of five teams that learn past their trial."""
    seen: dict[str, Any] = {
        "organisation_trust": [0.5] * 8,
        "problem": [0.3] * TEAMS,
        "takes_part": takes_part,
        "asked": [0.0] * TEAMS,
        "conditional_order": [0.0, 0.2, 0.4, 0.6, 0.8],
        "caution": [0.0] * TEAMS,
        "delivered": DELIVERED,
        "delivered_effort": EFFORT,
        "joint_pay": before,
    }
    learning = {"conditional": 0.0, "learning": 1.0, "memory": MONTH, "trial": 1.0}  # half is forgotten in a round
    made = step(Cooperation, seen, learning | params, week=LATER, where=row())
    return list(made["willing"]), list(made["joint_pay"])


def test_teams_that_learn_add_what_paid_to_the_choice_they_made_and_forget_the_past() -> None:
    paid, before = paid_by_hand(), [0.4, -0.4, 0.0, 0.2, 1.0]
    part = [1.0, 1.0, 0.0, 0.0, 1.0]
    willing, pay = learnt(part, before)
    signs = [1, 1, -1, -1, 1]
    same(pay, [x / 2 + sign * one for x, sign, one in zip(before, signs, paid, strict=True)])
    assert willing == [float(one >= 0) for one in pay] and 0 < sum(willing) < TEAMS


def test_only_so_many_teams_learn_and_the_others_are_as_ever() -> None:
    willing, pay = learnt([1.0] * TEAMS, [-9.0] * TEAMS, learning=0.5)
    assert willing == [0.0, 0.0, 0.0, 1.0, 1.0] and pay[3:] == [0.0, 0.0]


def test_who_learns_tries_first() -> None:
    assert learnt([1.0] * TEAMS, [-9.0] * TEAMS, trial=12.0)[0] == [1.0] * TEAMS
