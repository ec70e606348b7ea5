"""Money, fairness and what working together costs, by hand: scales, gaps between groups, and rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.place.schema import Needs, Segment
from sim.world.world import World
from tests.unit.outcomes.reading import read, rows
from tests.unit.relationships.three_organisations import same
from tests.unit.round_place import world

SIX = [0.1, -0.2, 0.3, 0.4, 0.5, 0.1]


@pytest.mark.parametrize(
    "name", ["care_bill", "acute_share", "nhs_spend", "social_care_spend", "programme_cost", "bypass_cost"]
)
def test_what_the_accounts_keep_is_read_as_it_is_whatever_its_sign(name: str) -> None:
    same(read(name, **{name: 330.0}), 330.0)
    same(read(name, **{name: -0.25}), -0.25)


def test_overspending_is_the_plain_mean_of_six_services_and_savings_offset_it() -> None:
    same(read("deficit", deficit=SIX), 0.2)
    entity, found = rows("deficit", deficit=SIX)
    assert entity == "service"
    same(found, SIX)


def test_a_gap_is_from_the_largest_to_the_smallest_in_any_order() -> None:
    same(read("deficit_gap", deficit=SIX), 0.7)
    same(read("deficit_gap", deficit=SIX[::-1]), 0.7)
    same(read("deficit_gap", deficit=[0.2] * 6), 0.0)
    same(read("pressure_gap", pressure=[0.3, 0.1, 0.9]), 0.8)


@pytest.mark.parametrize(
    ("name", "variable"),
    [("leader_hours", "leader_hours"), ("home_effort", "home_hours"), ("decision_speed", "decision_speed")],
)
def test_leaders_time_is_the_plain_mean_of_organisations(name: str, variable: str) -> None:
    same(read(name, **{variable: [0.1, 0.2, 0.6]}), 0.3)


@pytest.mark.parametrize(("name", "variable"), [("leader_hours", "leader_hours"), ("home_effort", "home_hours")])
def test_leaders_time_has_a_row_for_each_organisation(name: str, variable: str) -> None:
    entity, found = rows(name, **{variable: [0.1, 0.2, 0.6]})
    assert entity == "organisation"
    same(found, [0.1, 0.2, 0.6])


def _segment(key: str, practice: float, community: float, mental: float, social: float) -> Segment:
    needs = Needs(
        emergency=0.9,
        primary_care=practice,
        community=community,
        mental_health=mental,
        social_care=social,
        elective=0.9,
    )
    return Segment(key=key, label=key, people=50_000.0, weights=needs, share_65=0.2)


def _groups(*segments: Segment) -> World:
    base = world()
    return World(replace(base.place, segments=segments), base.network)


FRAIL, OF_ALL, ILL = _segment("a", 0, 0, 0, 0.5), _segment("b", 0.4, 0.2, 0.1, 0.1), _segment("c", 0, 0.1, 0.3, 0)
UNMET = {"unmet_share": [0.1, 0.2, 0.3], "social_care_unmet_share": 0.4}
IN_B = (0.04 + 0.04 + 0.03 + 0.04) / 0.8
IN_C = (0.02 + 0.09) / 0.4


def test_a_group_s_unmet_need_is_weighed_by_what_the_group_asks_of_four_services() -> None:
    entity, found = rows("unmet_gap", _groups(FRAIL, OF_ALL, ILL), **UNMET)
    assert entity == "segment"
    same(found, [0.4, IN_B, IN_C])


def test_the_gap_in_unmet_need_is_from_the_worst_served_group_to_the_best_served() -> None:
    same(read("unmet_gap", _groups(ILL, FRAIL, OF_ALL), **UNMET), 0.4 - IN_B)
    same(read("unmet_gap", _groups(OF_ALL, ILL), **UNMET), IN_C - IN_B)
    same(read("unmet_gap", _groups(OF_ALL), **UNMET), 0.0)
    same(read("unmet_gap", _groups(FRAIL, OF_ALL), unmet_share=[0.2] * 3, social_care_unmet_share=0.2), 0.0)


def test_a_group_that_asks_for_none_of_the_four_services_has_none_unmet() -> None:
    fit = _segment("d", 0, 0, 0, 0)
    same(rows("unmet_gap", _groups(fit, OF_ALL), **UNMET)[1], [0.0, IN_B])
    same(read("unmet_gap", _groups(fit, OF_ALL), **UNMET), IN_B)
