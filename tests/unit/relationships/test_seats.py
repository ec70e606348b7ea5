"""Key people by hand: how far a seat decides its matter, who is new or gone, and what persons explain at most."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.mechanisms.relationships.seats import Seats
from sim.place.graph import graph_of
from sim.place.schema import LeaderSpec
from sim.world.network import network_of
from sim.world.rows import Seat
from sim.world.world import World
from tests.unit.relationships.three_organisations import moved, same, world

TEAMS = np.array([[0.2, 0.1, 0.4, 0.3], [0.4, 0.2, 0.3, 0.1], [0.3, 0.3, 0.2, 0.2]])
OWN = np.array([[0.2, 0.1, 0.4, 0.3], [0.5, 0.1, 0.2, 0.2], [0.4, 0.2, 0.3, 0.1], [0.3, 0.3, 0.2, 0.2]])
BEFORE: dict[str, Any] = {
    "purpose": [0.5, 0.2, 0.3, 0.4],
    "team_purpose": [0.38, 0.3, 0.4],  # .02, -.06 and .04 off their mean
    "leader_culture": OWN,
    "team_culture": TEAMS,
    "tenure": [1.0, 0.25, 2.0, 0.0],  # nobody has led the practice yet
    "seat_say": [[0.0] * 3] * 3,
    "staff_say": [1.0] * 3,
}
SETTLED = {"settling": 0.5}
BETWEEN = 0.02**2 + 0.06**2 + 0.04**2


TWO_LEADS = BEFORE | {
    "purpose": [0.5, 0.2, 0.3, 0.5, 0.4],  # the hospital's lead values the whole less than the council's
    "leader_culture": np.full((5, 4), 0.25),
    "tenure": [1.0, 0.25, 2.0, 0.5, 0.0],
}


def _with_two_leads() -> World:
    hospital, council, practice = world().place.organisations
    team = (replace(council.leaders[0], rank=0.5), LeaderSpec("professional", "social_work", 0.5))
    place = replace(world().place, organisations=(hospital, replace(council, leaders=team), practice))
    return World(place, network_of(graph_of(place)))


def _taken_up(**params: float) -> Any:
    return moved(Seats, TWO_LEADS, SETTLED | params, where=_with_two_leads())["staff_say"]


def _says(**params: float) -> Any:
    return moved(Seats, BEFORE, SETTLED | params)["seat_say"]


def test_the_chief_decides_as_far_as_persons_differ_and_who_is_new_counts_less() -> None:
    differ = np.sqrt(0.1 * BETWEEN / (0.9 * 0.12**2))
    for level in (0.5, 1.0):
        made = _says(level=level, explained=0.1)[:, Seat.CHIEF]
        same(made, level * differ * (1 - np.exp(-2.0)), level * differ * (1 - np.exp(-4.0)), 0.0)


def test_persons_explain_no_more_of_how_teams_differ_than_stated() -> None:
    for explained in (0.01, 0.1, 0.2):
        moved_by = _says(level=1.0, explained=explained)[0, Seat.CHIEF] / (1 - np.exp(-2.0)) * 0.12
        same(moved_by**2 / (BETWEEN + moved_by**2), explained)
    most = _says(level=1.0, explained=1.0)[:, Seat.CHIEF]
    same(most, 1 - np.exp(-2.0), 1 - np.exp(-4.0), 0.0)  # the seat's own, and no more than that


def test_the_professional_lead_decides_by_culture_where_there_is_one() -> None:
    between, within = ((TEAMS - TEAMS.mean(axis=0)) ** 2).sum(), ((OWN[1] - TEAMS[0]) ** 2).sum()
    differ = np.sqrt(0.2 * between / (0.8 * within))
    made = _says(level=1.0, explained=0.2)[:, Seat.PROFESSIONAL]
    same(made, differ * (1 - np.exp(-0.5)), 0.0, 0.0)


def test_finance_decides_where_there_is_one() -> None:
    assert not _says(level=1.0)[:, Seat.FINANCE].any()
    hospital, *others = world().place.organisations
    team = (hospital.leaders[0], LeaderSpec("finance", "management", 0.2), LeaderSpec("finance", "medical", 0.2))
    place = replace(world().place, organisations=(replace(hospital, leaders=team), *others))
    shared = World(place, network_of(graph_of(place)))
    before = BEFORE | {"purpose": [0.5, 0.2, 0.4, 0.3, 0.4], "tenure": [9.0, 0.5, 1.0, 9.0, 9.0]}
    before |= {"leader_culture": np.full((5, 4), 0.25)}
    made = moved(Seats, before, SETTLED | {"level": 1.0, "explained": 0.1}, where=shared)["seat_say"]
    differ = np.sqrt(0.1 * BETWEEN / (0.9 * (0.3 - 0.38) ** 2))  # two share it, with a mean purpose of .3
    same(made[:, Seat.FINANCE], differ * (1 - np.exp(-1.0) + 1 - np.exp(-2.0)) / 2, 0.0, 0.0)
    same(shared.tables.held_by[Seat.FINANCE](np.arange(5.0)[:, None])[:, 0], 1.5, 0.0, 0.0)


def test_where_all_leaders_or_all_teams_are_alike_no_person_moves_a_team() -> None:
    alike = moved(Seats, BEFORE | {"team_purpose": [0.4] * 3}, SETTLED | {"level": 1.0})["seat_say"]
    assert not alike[:, [Seat.CHIEF, Seat.FINANCE]].any()
    before = BEFORE | {"purpose": [0.38, 0.38, 0.3, 0.4]}
    says = moved(Seats, before, SETTLED | {"level": 1.0})["seat_say"][:, Seat.CHIEF]
    same(says * (np.array([0.38, 0.3, 0.4]) - before["team_purpose"]), [0.0] * 3)


def test_it_sleeps_by_default() -> None:
    assert not _says().any()


def test_staff_take_up_more_under_a_professional_lead_who_values_the_whole_more_than_others_do() -> None:
    hospital, council = 1 - np.exp(-0.5), 1 - np.exp(-1.0)
    usual = (2 * hospital * 0.2 + council * 0.5) / (2 * hospital + council)  # the hospital has two partners
    for level in (0.5, 1.0):
        made = _taken_up(level=level, taken_up=0.1)
        by_hand = [0.1 * level * hospital * (0.2 / usual - 1), 0.1 * level * council * (0.5 / usual - 1), 0.0]
        same(made, 1 + np.array(by_hand))
        assert made[0] < 1 < made[1]


def test_over_all_boundaries_staff_take_up_as_much_as_without() -> None:
    same((_taken_up(level=1.0, taken_up=0.4) * [2, 1, 1]).sum(), 4.0)


def test_staff_take_up_as_usual_where_no_lead_says_otherwise() -> None:
    assert (_taken_up(level=0.0) == 1).all()
    assert (_taken_up(level=1.0, taken_up=0.0) == 1).all()
    alone = moved(Seats, BEFORE, SETTLED | {"level": 1.0})["staff_say"]  # one lead is the mean of all
    same(alone, 1.0, 1.0, 1.0)
    new = TWO_LEADS | {"tenure": [1.0, 0.0, 2.0, 0.0, 0.0]}
    assert (moved(Seats, new, SETTLED | {"level": 1.0}, where=_with_two_leads())["staff_say"] == 1).all()
