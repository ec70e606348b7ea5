"""Need seen by hand: pull = clip(D/D(0), .5, 2.5)^e on discharge interfaces, 1 elsewhere; D smoothed over 13 weeks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.mechanisms.relationships.need_seen import NeedSeen
from sim.world.world import World
from tests.unit.relationships.three_organisations import same, step, world

PACE = 1.0 - np.exp(-4.0 / 13.0)
P = {"exponent": 2.0, "weeks": 13.0}


def _step(
    delayed: list[float], seen: float, before: float, week: int = 0, where: World | None = None
) -> dict[str, Any]:
    state = {"delayed": delayed, "delays_seen": seen, "delays_before": before}
    return step(NeedSeen, state, P, week=week, where=where)


def _without_a_pathway_to_the_practice() -> World:
    place = world().place
    only = {"home": (), "intermediate_care": (("hospital", "council"),)}
    pathways = tuple(replace(one, crosses=only.get(one.key, one.crosses)) for one in place.pathways)
    return World(replace(place, pathways=pathways), world().network)


def test_delays_above_those_of_the_year_before_pull_partners_together() -> None:
    made = _step([20.0, 10.0, 10.0, 20.0], 50.0, 40.0)
    seen = 50.0 + 10.0 * PACE
    same(made["delays_seen"], seen)
    same(made["pull"], [(seen / 40.0) ** 2] * 2)
    assert "delays_before" not in made


def test_only_boundaries_that_people_cross_on_leaving_hospital_feel_it() -> None:
    pull = _step([20.0] * 4, 80.0, 40.0, where=_without_a_pathway_to_the_practice())["pull"]
    same(pull, 4.0, 1.0)


def test_the_pull_has_a_least_and_a_most_and_is_one_where_nothing_changed() -> None:
    same(_step([0.0] * 4, 0.0, 40.0)["pull"], [0.25] * 2)
    same(_step([100.0] * 4, 400.0, 40.0)["pull"], [6.25] * 2)
    same(_step([10.0] * 4, 40.0, 40.0)["pull"], [1.0] * 2)


def test_the_year_before_month_0_is_kept_and_no_other() -> None:
    late = _step([10.0] * 4, 40.0, 3.0, week=-4)
    same(late["delays_before"], 3.0 + 40.0 / 13.0)
    first = _step([10.0] * 4, 40.0, 0.0, week=-52)
    same(first["delays_before"], 40.0 / 13.0)
    same(_step([10.0] * 4, 40.0, 0.0, week=-56)["delays_before"], 0.0)
    assert "pull" not in late


def test_more_delays_pull_more() -> None:
    assert (_step([30.0] * 4, 40.0, 40.0)["pull"] > _step([10.0] * 4, 40.0, 40.0)["pull"]).all()
