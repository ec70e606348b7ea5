"""Noticing by hand: what two teams of unlike professions both attend to, and what talk shows them of the rest."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.ablation import without
from sim.ablation.average import AVERAGED
from sim.mechanisms.relationships.noticing import Noticing
from sim.mechanisms.relationships.promises import Promises
from sim.place.graph import graph_of
from sim.world.network import network_of
from sim.world.world import World
from tests.unit.relationships.three_organisations import Dice, moved, same, step, world

# Attention to treatment, running and daily life: of a clinician .6, .2, .2, of a manager .2, .6, .2. The hospital is
# led by a manager (.6) and a clinician (.4), the council by a manager, the practice by a clinician.
TEAMS = [[0.36, 0.44, 0.2], [0.2, 0.6, 0.2], [0.6, 0.2, 0.2]]
COMMON = np.array([0.2 + 0.44 + 0.2, 0.36 + 0.2 + 0.2])
TALK = np.array([0.3, 0.0])
BEFORE: dict[str, Any] = {
    "attention": TEAMS,
    "noticed": [1.0, 1.0],
    "pull": [2.0, 0.5],
    "direction_visibility": [0.2, 0.4, 0.0, 0.0],
    "influence": [0.6, 0.4, 1.0, 1.0],
}


def _first(where: World) -> Any:
    return Noticing(Noticing.Params(), where).start(Dice(), 2)  # type: ignore[arg-type]


def test_teams_attend_by_rank_and_profession_at_first_and_notice_all() -> None:
    first = _first(world())
    assert first["attention"].shape == (3, 3, 2) and (first["noticed"] == 1.0).all()
    same(first["attention"][:, :, 0], TEAMS)


def test_need_pulls_as_far_as_both_sides_notice_it_and_talk_shows_the_rest() -> None:
    for unlike in (0.5, 1.0):
        made = moved(Noticing, BEFORE, {"unlike": unlike})
        noticed = 1.0 - unlike * (1.0 - COMMON) * (1.0 - TALK)
        same(made["noticed"], noticed)
        same(made["pull"], np.array([2.0, 0.5]) ** noticed)
        same(made["attention"], TEAMS)


def test_attention_goes_by_influence_and_focus() -> None:
    made = moved(Noticing, BEFORE | {"influence": [0.1, 0.9, 1.0, 1.0]}, {"unlike": 1.0, "focus": 0.8})
    hospital = [0.1 * 0.1 + 0.9 * 0.8, 0.1 * 0.8 + 0.9 * 0.1, 0.1]
    same(made["attention"], [hospital, [0.1, 0.8, 0.1], [0.8, 0.1, 0.1]])


def test_it_sleeps_by_default() -> None:
    for name, value in moved(Noticing, BEFORE).items():
        assert np.array_equal(value, np.array(BEFORE[name])), name


def test_of_fewer_deeds_a_partner_is_misjudged_more_by_one_over_their_root() -> None:
    seen: dict[str, Any] = {"promise": [0.25] * 4, "price_of_promise": 0.4, "excess": [0.0] * 3, "fog": 0.0}
    seen |= {
        "team_culture": [[0.25] * 4] * 3,
        "team_ways": [[0.4] * 6] * 3,
        "listens": [0.0] * 3,
        "similarity": [1.0, 1.0],
        "link_yield": [1.0] * 4,
    }
    exact, usual, dim = (
        step(Promises, seen | {"noticed": [noticed, 1.0]}, dice=Dice(normal=chance))["seen_kept"]
        for noticed, chance in ((1.0, 0.0), (1.0, 0.1), (0.25, 0.1))
    )
    same(dim - exact, (usual - exact) * [2.0, 2.0, 1.0, 1.0])


def test_where_leaders_are_alike_or_everybody_is_average_nothing_goes_unnoticed() -> None:
    place = without(world().place, ["leaders_alike"], 1)
    alike = _first(World(place, network_of(graph_of(place))))["attention"][..., 0]
    assert "attention" in AVERAGED["organisation"]
    averaged = np.repeat(np.mean(TEAMS, axis=0, keepdims=True), 3, axis=0)
    for attention in (alike, averaged):
        same(moved(Noticing, BEFORE | {"attention": attention}, {"unlike": 1.0})["noticed"], 1.0, 1.0)
