"""Sponsors by hand: a mean of what each gives; of a wicked kind, what the third most engaged gives."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.mechanisms.relationships.sponsors import Sponsors
from sim.model.engine import world_of
from sim.place import load_place
from sim.world.world import World
from tests.unit.relationships.three_organisations import same, step, world

SEEN: dict[str, Any] = {"delivered": [0.8, 0.6, 0.4, 0.2], "diverted": [0.0, 0.19, 0.36]}
HOMES = 2  # the kind that all three sponsor
GIVEN = ((0.8 + 0.4) / 2, 0.6 * 0.9, 0.2 * 0.8)


@lru_cache(maxsize=1)
def _wicked() -> World:
    where = world()
    kinds = tuple(replace(kind, wicked=number == HOMES) for number, kind in enumerate(where.place.projects))
    return World(replace(where.place, projects=kinds), where.network)


def test_what_the_third_gives_counts_as_far_as_the_dial_says() -> None:
    usual = step(Sponsors, SEEN, where=_wicked())["project_effort"]
    same(usual[HOMES], np.mean(GIVEN))
    for part in (0.25, 1.0):
        made = step(Sponsors, SEEN, {"wicked": part}, where=_wicked())["project_effort"]
        same(made[HOMES], (1 - part) * np.mean(GIVEN) + part * min(GIVEN))
        assert (np.delete(made, HOMES) == np.delete(usual, HOMES)).all(), "kinds that are not wicked are as they were"


def test_nobody_carries_a_wicked_project_alone_nor_do_two() -> None:
    """However keen: every boundary of one sponsor, then of two, at the most that can be promised."""
    where = world_of(load_place("anyplace"))
    net = where.network
    wicked = [row for row, kind in enumerate(where.place.projects) if kind.wicked]
    assert len(wicked) >= 3
    for row in wicked:
        teams = where.tables.sponsors[row]
        for keen in ([teams[0]], [teams[0], teams[1]], [teams[-1]], teams[:3]):
            seen = {"delivered": 0.97 * np.isin(net.direction_from, keen), "diverted": [0.0] * 18}
            effort = step(Sponsors, seen, {"wicked": 1.0}, where=where)["project_effort"][row]
            same(effort, 0.97 if len(keen) == 3 else 0.0)
    care_homes, all_of_one = 2, 0.97 / 4
    seen = {"delivered": 0.97 * (net.direction_from == where.row("organisation", "council")), "diverted": [0.0] * 18}
    same(step(Sponsors, seen, where=where)["project_effort"][care_homes], all_of_one)
    assert all_of_one > where.place.projects[care_homes].threshold, "by a mean, one very keen sponsor may be enough"


def test_the_least_engaged_sponsor_counts_as_far_as_the_dial_says() -> None:
    usual = step(Sponsors, SEEN)["project_effort"]
    for part in (0.25, 1.0):
        made = step(Sponsors, SEEN, {"weakest": part})["project_effort"]
        same(made[HOMES], (1 - part) * np.mean(GIVEN) + part * min(GIVEN))
        pair = (0.8, 0.6 * 0.9)  # hospital and council alone
        same(made[1], (1 - part) * np.mean(pair) + part * min(pair))
        assert (made <= usual).all() and (made < usual).any(), "nothing gets easier"
    both = step(Sponsors, SEEN, {"weakest": 0.5, "wicked": 0.5}, where=_wicked())["project_effort"]
    same(both[HOMES], 0.5 * (0.5 * np.mean(GIVEN) + 0.5 * min(GIVEN)) + 0.5 * min(GIVEN))
