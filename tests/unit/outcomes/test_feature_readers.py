"""The ten features by hand, among a hospital, a council and a practice: shares of small amounts, and of nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.state import State
from sim.outcomes import OUTCOMES
from sim.outcomes.features import equality, evenness, leads
from tests.unit.outcomes.reading import read
from tests.unit.relationships.three_organisations import same, state_of
from tests.unit.round_place import world

WORK = [0.04, 0.02, 0.0, 0.04]  # of the hospital to the council, back, to the practice, back: .04, .02, .04 given
NONE = [0.0] * 4


def test_the_effective_number_and_equality_hold_of_small_amounts() -> None:
    small = np.array([[0.1, 0.2], [0.1, 0.0]])
    same(evenness(small), [1.0, 0.5])
    same(equality(small), [1.0, 0.5])


def test_collective_is_how_evenly_effort_is_given() -> None:
    same(read("collective", delivered_effort=WORK), 0.1**2 / (3 * (0.04**2 + 0.02**2 + 0.04**2)))
    same(read("collective", delivered_effort=[0.1, 0.0, 0.2, 0.0]), 1 / 3)
    same(read("collective", delivered_effort=NONE), 0.0)


def test_shared_power_weighs_each_leader_by_what_the_own_team_gives() -> None:
    # .5, .25, 1 and .25 times the hospital's .2, again, the council's .1, the practice's .4: .1, .05, .1, .1
    found = read("shared_power", influence=[0.5, 0.25, 1.0, 0.25], delivered_effort=[0.1, 0.1, 0.1, 0.4])
    same(found, 1.0 - (2.0 * (0.05 + 0.2 + 0.3 + 0.4) / (4 * 0.35) - 5 / 4))
    same(read("shared_power", influence=[0.5] * 4, delivered_effort=NONE), 0.0)


def test_relationship_based_is_trust_weighed_by_effort() -> None:
    trust = [0.2, 0.9, 0.6, 0.9]
    same(read("relationship_based", delivered_effort=[0.1, 0.0, 0.3, 0.0], trust=trust), 0.5)
    same(read("relationship_based", delivered_effort=NONE, trust=trust), 0.0)


def test_influence_by_trust_and_aims_for_people_are_plain_means_of_teams() -> None:
    same(read("nudging", influence_by_trust=[0.1, 0.2, 0.6]), 0.3)
    same(read("outcome_focus", team_vision=[[0.2, 0.9], [0.4, 0.7], [0.9, 0.8]]), 0.5)


def test_shared_values_are_half_agreement_and_half_the_weight_of_the_whole() -> None:
    same(read("shared_values", agreement=[0.4, 0.8], team_purpose=[0.1, 0.2, 0.6]), (0.6 + 0.3) / 2)


def test_contested_is_the_share_of_conflict_that_is_raised() -> None:
    same(read("contested", raised=[1.0, 0.0], conflict=[0.03, 0.09]), 0.25)
    same(read("contested", raised=[1.0, 1.0], conflict=[0.03, 0.09]), 1.0)
    same(read("contested", raised=[1.0, 1.0], conflict=[0.0, 0.0]), 0.0)


BUDGET = [10.0, 20.0, 30.0, 40.0, 50.0, 50.0]  # .05, .10, .15, .20, .25 and .25 of the whole


def test_disturbs_is_the_share_of_money_that_lies_elsewhere_than_at_month_0() -> None:
    same(read("disturbs", revenue=[0.2, 0.2, 0.2, 0.2, 0.1, 0.1], budget=BUDGET), (0.15 + 0.1 + 0.05 + 0.15 + 0.15) / 2)
    same(read("disturbs", revenue=[3 * money for money in BUDGET], budget=BUDGET), 0.0)
    alone = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    same(read("disturbs", revenue=alone, budget=alone[::-1]), 1.0)
    same(read("disturbs", revenue=[-5.0, 0.0, 0.0, 0.0, 0.3, 0.3], budget=BUDGET), 0.5)


@pytest.mark.parametrize(
    ("stage", "share"),
    [([0.0, 1.0, 2.0, 3.0], 0.5), ([0.0, 0.0, 3.0, 3.0], 0.0), ([1.0, 1.0, 2.0, 2.0], 1.0), ([2.0], 1.0)],
)
def test_experimental_is_the_share_of_projects_begun_and_not_adopted(stage: list[float], share: float) -> None:
    same(read("experimental", stage=stage), share)


LED: dict[str, Any] = {  # the first is the hospital's and practice's, the third everybody's; both best led by the first
    "stage": [1.0, 0.0, 3.0, 0.0],
    "project_lead": [0.25, 0.5, 0.5, 0.5],
}


def test_what_is_ceded_of_a_lead_lies_with_the_best_placed_and_the_rest_with_who_gives_most() -> None:
    found = leads(state_of(**LED, delivered_effort=[0.1, 0.3, 0.0, 0.2]), world())[:, 0]
    same(found, [0.25 + 0.5, 0.5, 0.75])  # the council gives most of all, and sponsors the third alone
    found = leads(state_of(**LED, delivered_effort=[0.4, 0.3, 0.0, 0.2]), world())[:, 0]
    same(found, [2.0, 0.0, 0.0])
    found = leads(state_of(**LED | {"stage": NONE}, delivered_effort=WORK), world())[:, 0]
    same(found, [0.0, 0.0, 0.0])


def test_each_run_has_leads_of_its_own() -> None:
    effort = np.array([[0.1, 0.4], [0.0, 0.0], [0.0, 0.0], [0.3, 0.1]])
    stage, lead = np.array([[3.0, 3.0], *[[0.0, 0.0]] * 3]), np.full((4, 2), 0.25)
    found = leads(State({"delivered_effort": effort, "stage": stage, "project_lead": lead}), world())
    same(found, [[0.25, 1.0], [0.0, 0.0], [0.75, 0.0]])


def test_distributed_is_the_effective_number_of_leading_organisations() -> None:
    same(read("distributed", **LED, delivered_effort=[0.1, 0.3, 0.0, 0.2]), 4 / (3 * (0.75**2 + 0.5**2 + 0.75**2)))
    same(read("distributed", **LED | {"stage": NONE}, delivered_effort=WORK), 0.0)


def test_features_are_a_profile_that_is_neither_good_nor_bad() -> None:
    ten = [one for one in OUTCOMES.values() if one.domain == "ten features"]
    assert len(ten) == 10 and {one.unit for one in ten} == {"share"}
    assert not any(one.weekly or one.relative or one.extensive for one in ten)
