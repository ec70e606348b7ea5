"""How partners work together, by hand: plain means, differences that are managed, and joint projects counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from sim.place.schema import LeaderSpec
from sim.world.world import World
from tests.unit.outcomes.reading import read, rows
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import world

MEAN_OF_3 = {  # rows of which the plain mean is .3, by how many there are
    "interface": [0.1, 0.5],
    "organisation": [0.1, 0.2, 0.6],
    "direction": [0.0, 0.1, 0.2, 0.9],
    "seat": [0.0, 0.1, 0.2, 0.9],
    "tie": [0.0, 0.1, 0.2, 0.3, 0.3, 0.4, 0.5, 0.6],
}


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        ("direction", ("trust", "kept", "delivered")),
        ("tie", ("contact",)),
        ("interface", ("agreement", "conflict", "raised", "ruptured")),
        ("interface", ("clarity", "information", "capability", "practice")),
        ("organisation", ("takes_part", "pressure")),
        ("seat", ("tenure",)),
    ],
)
def test_each_is_the_plain_mean_of_its_rows(entity: str, names: Sequence[str]) -> None:
    for name in names:
        same(read(name, **{name: MEAN_OF_3[entity]}), 0.3)


def test_the_weight_of_the_whole_is_what_teams_value() -> None:
    same(read("purpose", team_purpose=[0.1, 0.2, 0.6]), 0.3)
    entity, found = rows("purpose", team_purpose=[0.1, 0.2, 0.6])
    assert entity == "organisation"
    same(found, [0.1, 0.2, 0.6])


@pytest.mark.parametrize("name", ["trust", "kept"])
def test_an_organisation_s_row_is_its_own_side_of_its_boundaries(name: str) -> None:
    entity, found = rows(name, **{name: [0.2, 0.9, 0.4, 0.6]})  # the hospital's own are the first and the third
    assert entity == "organisation"
    same(found, [0.3, 0.9, 0.6])


def test_pressure_has_a_row_for_each_organisation() -> None:
    entity, found = rows("pressure", pressure=[0.1, 0.2, 0.6])
    assert entity == "organisation"
    same(found, [0.1, 0.2, 0.6])


EASY, HARD, MIDDLE = [0.1, 0.1, 0.1, 0.5], [0.7, 0.5, 0.5, 0.3], [0.4, 0.4, 0.4, 0.4]  # means .2, .5, .4
ALL_MANAGED = [[0.9, 0.9], [0.5, 0.4], [0.4, 0.9]]


def _apart(*differences: Sequence[float]) -> World:
    base = world()
    return World(base.place, replace(base.network, differences=np.array(differences)))


def _managing(delivered: Sequence[Sequence[float]], ruptured: Sequence[float], *apart: Sequence[float]) -> float:
    where = _apart(*(apart or (EASY, HARD, MIDDLE)))
    return read("managing", where, delivered=np.ravel(delivered), ruptured=ruptured)


@pytest.mark.parametrize(
    ("delivered", "ruptured", "share"),
    [
        (ALL_MANAGED, [0.0, 0.0, 0.0], 1.0),
        ([[0.9, 0.9], [0.5, 0.4], [0.3, 0.9]], [0.0, 0.0, 0.0], 0.5),  # exactly .3 is not enough
        ([[0.9, 0.9], [0.5, 0.4], [0.301, 0.9]], [0.0, 0.0, 0.0], 1.0),
        ([[0.9, 0.9], [0.9, 0.2], [0.2, 0.9]], [0.0, 0.0, 0.0], 0.0),  # one side alone does not do
        (ALL_MANAGED, [0.0, 1.0, 0.0], 0.5),
        ([[0.9, 0.9], [0.0, 0.0], [0.4, 0.9]], [0.0, 1.0, 0.0], 0.5),
        ([[0.0, 0.0], [0.5, 0.4], [0.4, 0.9]], [1.0, 0.0, 0.0], 1.0),  # the easiest boundary does not count
        ([[0.9, 0.9], [0.0, 0.0], [0.0, 0.0]], [0.0, 0.0, 0.0], 0.0),
    ],
)
def test_unlike_boundaries_are_managed_where_both_sides_deliver_and_nothing_ruptured(
    delivered: Sequence[Sequence[float]], ruptured: Sequence[float], share: float
) -> None:
    same(_managing(delivered, ruptured), share)


def test_where_all_boundaries_are_as_unlike_all_of_them_count() -> None:
    alike = ([0.25, 0.75, 0.5, 0.5], [0.5, 0.5, 0.75, 0.25])
    same(_managing([[0.9, 0.9], [0.1, 0.1]], [0.0, 0.0], *alike), 0.5)
    in_another_order = ([0.1, 0.2, 0.3, 0.6], [0.6, 0.3, 0.2, 0.1])  # means that differ by their last bit
    assert len({float(np.mean(apart)) for apart in in_another_order}) == 2
    same(_managing([[0.1, 0.1], [0.9, 0.9]], [0.0, 0.0], *in_another_order), 0.5)


def test_a_project_is_adopted_at_its_last_stage_alone() -> None:
    same(read("projects", stage=[3.0, 3.0, 2.0, 0.0]), 2.0)
    same(read("projects", stage=[0.0, 1.0, 2.0, 4.0]), 0.0)
    entity, found = rows("projects", stage=[3.0, 1.0, 2.0, 0.0])
    assert entity == "project"
    same(found, [3.0, 1.0, 2.0, 0.0])


def test_reach_is_the_plain_mean_of_all_kinds_of_project() -> None:
    reach = [0.0, 0.1, 0.2, 0.9]
    same(read("project_reach", reach=reach), 0.3)
    entity, found = rows("project_reach", reach=reach)
    assert entity == "project"
    same(found, reach)


@pytest.mark.parametrize(
    ("delivered", "hospital", "council"),
    [
        ([0.2, 0.0, 0.5, 0.0], 1.0, 0.0),  # the hospital's own are the first and the third: .35
        ([0.1, 0.9, 0.5, 0.9], 0.0, 1.0),  # .3 is not more than .3
        ([0.6, 0.31, 0.6, 0.0], 1.0, 1.0),
        ([0.0, 0.0, 0.0, 0.9], 0.0, 0.0),
    ],
)
def test_professional_leads_are_engaged_where_their_team_delivers(
    delivered: list[float], hospital: float, council: float
) -> None:
    same(read("professionals_engaged", delivered=delivered), hospital)  # the hospital's medical director alone
    where = world()
    acute, social, practice = where.place.organisations
    lead = LeaderSpec("professional", "social_work", 0.4)
    both = replace(where.place, organisations=(acute, replace(social, leaders=(*social.leaders, lead)), practice))
    same(read("professionals_engaged", World(both, where.network), delivered=delivered), (hospital + council) / 2.0)
    none = replace(acute, leaders=acute.leaders[:1])
    nobody = replace(where.place, organisations=(none, social, practice))
    same(read("professionals_engaged", World(nobody, where.network), delivered=delivered), 0.0)
