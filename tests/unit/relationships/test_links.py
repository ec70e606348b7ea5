"""Links by hand: y = (1 + helps*effort at shared partners)*min(1, bearable/degree)^overload; hours beyond the usual."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.mechanisms.relationships.links import Links
from sim.place.graph import graph_of
from sim.world.network import network_of
from sim.world.world import World
from tests.unit.relationships.three_organisations import moved, same, world

SHARES = [0.1, 0.2, 0.3, 0.05, 0.15, 0.25, 0.4, 0.35]
BOUNDARIES = (("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"))


@lru_cache(maxsize=1)
def triangle() -> World:
    """Return a world of three teams that all share boundaries, and a fourth that has one with the third alone."""
    place = world().place
    team, boundary = place.organisations[-1], place.interfaces[0]
    place = replace(
        place,
        organisations=tuple(replace(team, key=key) for key in "abcd"),
        interfaces=tuple(replace(boundary, between=pair) for pair in BOUNDARIES),
    )
    return World(place, network_of(graph_of(place)))


def _of(**params: float) -> dict[str, Array]:
    state: dict[str, Any] = {"effort_share": SHARES, "link_yield": [9.0] * 8, "practice_hours": [1.0, 2.0, 3.0, 4.0]}
    return moved(Links, state, params, where=triangle())


def test_off_effort_is_worth_the_same_everywhere_and_no_link_takes_hours() -> None:
    made = _of()
    assert (made["link_yield"] == 1.0).all() and (made["practice_hours"] == [1.0, 2.0, 3.0, 4.0]).all()
    made = _of(usual=0.0, bearable=1.0)
    assert (made["link_yield"] == 1.0).all() and (made["practice_hours"] == [1.0, 2.0, 3.0, 4.0]).all()


def test_effort_goes_further_by_what_goes_to_partners_that_both_share() -> None:
    # a>b is helped by a>c, b>a by b>c, b>c by b>a, c>b by c>a, a>c by a>b, c>a by c>b; c>d and d>c share nobody
    same(_of(helps=2.0)["link_yield"], 1.3, 1.6, 1.4, 1.5, 1.2, 1.1, 1.0, 1.0)


def test_only_boundaries_beyond_the_usual_number_take_upkeep() -> None:
    # a and b have two boundaries, c three, d one
    same(_of(upkeep=0.5, usual=1.5)["practice_hours"], 1.25, 2.25, 3.75, 4.0)
    same(_of(upkeep=0.5, usual=3.0)["practice_hours"], 1.0, 2.0, 3.0, 4.0)


def test_beyond_as_many_as_can_be_borne_attention_to_each_falls() -> None:
    by_team = {"a": 0.75**2, "b": 0.75**2, "c": 0.25, "d": 1.0}
    same(_of(bearable=1.5, overload=2.0)["link_yield"], [by_team[team] for team in "abbcaccd"])
    assert (_of(bearable=3.0, overload=2.0)["link_yield"] == 1.0).all()


def test_help_and_overload_act_together() -> None:
    same(_of(helps=2.0, bearable=1.5, overload=1.0)["link_yield"][:2], 1.3 * 0.75, 1.6 * 0.75)
    same(_of(helps=2.0, bearable=1.5, overload=1.0)["link_yield"][6:], 0.5, 1.0)


def test_split_evenly_by_overload_a_team_beyond_it_gives_no_more_to_all_partners_than_one_at_it() -> None:
    made = _of(bearable=1.0, overload=1.0)["link_yield"]
    rows = triangle().network.direction_from
    same(np.bincount(rows, weights=made), [1.0] * 4)
