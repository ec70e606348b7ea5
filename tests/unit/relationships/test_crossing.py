"""Raw signals of a crossing by hand: information, acceptance, rework by pathway; projects, shunts, hours and money."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.mechanisms.relationships.crossing import Crossing
from tests.unit.relationships.three_organisations import same, step, world

P = {
    "rework": 0.8,
    "of_leaders": 0.4,
    "unclear": 0.5,
    "home_first": 0.2,
    "care_homes": 0.6,
    "company": 0.04,
    "cases": 0.09,
    "amount": 0.0,  # acceptance by the word alone; by what is delivered (1, the default) has a test of its own
}
SEEN: dict[str, Any] = {
    "information": [0.6, 0.3],
    "kept": [0.9, 0.7, 0.6, 0.2],
    "delivered": [0.5, 0.1, 0.2, 0.4],
    "capability": [0.07, 0.5],
    "practice": [0.5, 0.25],
    "workforce_culture": [[0.2, 0.1, 0.4, 0.3], [0.4, 0.2, 0.3, 0.1], [0.3, 0.3, 0.2, 0.2]],
    "clarity": [0.8, 0.4],
    "project_effect": [0.2, 0.4, 0.5, 0.9],  # response (.1 upstream, finds cases), home first, homes, records
    "project_fit": [0.5, 3.0, 0.8, 1.0],
    "reach": [0.6, 0.9, 0.9, 0.9],
    "project_works": [0.8, 0.9, 0.9, 0.9],
    "recruited": [0.5, 0.25, 1.0, 0.1],
    "shunt_wish": [0.2, 0.9, 0.6, 0.3],
    "home_hours": [0.7, 0.6, 0.5],
    "decision_speed": [0.9, 0.8, 1.0],
    "office": 0.5,
}


def _step(**changed: Any) -> dict[str, Any]:
    return step(Crossing, SEEN | changed, P)


def _tuned(**dials: float) -> dict[str, Any]:
    return step(Crossing, SEEN, {**P, **dials})


def _by_pathway(council: float, practice: float) -> list[float]:
    """Home crosses to the practice, home care to the council, recovery both; a care home crosses no boundary."""
    return [practice, council, 0.5 * (council + practice), 0.0]


def test_a_hand_over_waits_for_information_acceptance_and_rework() -> None:
    made = _step()
    same(made["uninformed"], _by_pathway(0.4, 0.7))
    same(made["unkept"], _by_pathway(0.2, 0.6))
    able = 0.4 * np.array([0.07, 0.5]) + 0.6 * np.array([0.5, 0.25])
    again = (1 - 0.8 * able) * (1 + 0.5 * np.array([0.2, 0.6]))
    same(made["rework"], _by_pathway(*again))
    same(made["joint_pool"], 0.07 / 0.35)  # readiness at the boundary to the council


def test_projects_reach_avoidable_need_as_far_as_their_design_fits() -> None:
    made = _step()["project_signals"]
    same(made, 0.1 * 0.2 * 0.5, 0.2 * 0.4 * 2.0, 0.6 * 0.5 * 0.8, 0.09 / 3 * 0.6 * (1 - 0.2 / 0.8), 0.0)
    harm = _step(project_fit=[-0.3] * 4)["project_signals"]
    same(harm[:3], 0.1 * 0.2 * -0.3, 0.0, 0.6 * 0.5 * -0.3)
    assert _step(project_effect=[0.9, 0.4, 0.5, 0.9])["project_signals"][3] == 0.0  # no longer young
    assert np.isfinite(_step(project_works=[0.0] * 4)["project_signals"]).all()


def test_a_project_on_isolation_brings_company_and_prevents_some_need_as_far_as_its_design_fits() -> None:
    where = world()
    response = replace(where.place.projects[0], effect="company", finds_cases=False)
    other = replace(where, place=replace(where.place, projects=(response, *where.place.projects[1:])))
    for fit in (0.5, -0.3):
        made = step(Crossing, SEEN | {"project_fit": [fit, 3.0, 0.8, 1.0]}, P, where=other)["project_signals"]
        same(made, 0.1 * 0.2 * fit, 0.2 * 0.4 * 2.0, 0.6 * 0.5 * 0.8, 0.0, 0.04 * 0.2 * fit)


def test_each_budget_is_shunted_by_those_who_mind_it() -> None:
    same(_step()["shunt_signals"], 0.9, (0.2 + 0.6) / 2, 0.3)  # council, hospital, practices


def test_hours_and_speed_come_to_services_by_who_provides_them_and_money_is_that_of_projects_and_office() -> None:
    made = _step()
    same(made["hours_signal"], 0.7, 0.5, 0.5, 0.5, 0.7, 0.6)
    same(made["speed_signal"], 0.9, 1.0, 1.0, 1.0, 0.9, 0.8)
    same(made["cost_signal"], 0.5 * 1.0 + 0.25 * 2.0 + 1.0 * 0.5 + 0.1 * 3.0 + 0.5)


def test_a_perfect_crossing_waits_for_little() -> None:
    best = {name: [1.0] * 2 for name in ("information", "capability", "practice", "clarity")}
    made = _step(**best, kept=[1.0] * 4)
    same(made["uninformed"], [0.0] * 4)
    same(made["unkept"], [0.0] * 4)
    same(made["rework"], _by_pathway(0.2, 0.2))
    assert made["joint_pool"] == 1.0


def test_knowing_less_or_practising_less_makes_it_worse() -> None:
    base = _step()
    assert (_step(information=[0.5, 0.2])["uninformed"][:3] > base["uninformed"][:3]).all()
    for name in ("capability", "practice", "clarity"):
        assert (_step(**{name: [0.0, 0.0]})["rework"][:3] > base["rework"][:3]).all(), name


def test_how_much_partners_deliver_counts_in_acceptance_as_far_as_the_dial_says() -> None:
    same(_tuned(amount=1.0)["unkept"], _by_pathway(1 - 0.3, 1 - 0.3))
    same(_tuned(amount=0.25)["unkept"], _by_pathway(1 - (0.75 * 0.8 + 0.25 * 0.3), 1 - (0.75 * 0.4 + 0.25 * 0.3)))
    assert (_tuned(amount=0.0)["unkept"] == _step(delivered=[0.9] * 4)["unkept"]).all(), "off, it is not looked at"


def test_a_hand_over_of_three_parties_waits_for_the_slowest_as_far_as_the_dial_says() -> None:
    able = 0.4 * np.array([0.07, 0.5]) + 0.6 * np.array([0.5, 0.25])
    again = (1 - 0.8 * able) * (1 + 0.5 * np.array([0.2, 0.6]))
    waits = {"uninformed": [0.4, 0.7], "unkept": [0.2, 0.6], "rework": again}
    usual = _tuned(slowest=0.0)
    for part in (0.25, 1.0):
        made = _tuned(slowest=part)
        for name, (council, practice) in waits.items():
            both = (1 - part) * 0.5 * (council + practice) + part * max(council, practice)
            same(made[name], [practice, council, both, 0.0])  # two parties are as they were, none waits for nothing
        assert (made["joint_pool"] == usual["joint_pool"]).all()
    assert all((usual[name] == _step()[name]).all() for name in usual)


def test_organisations_of_a_kind_are_one_party() -> None:
    """One person goes home to one of many practices: to wait for the slowest of them all would be nobody's wait."""
    many = replace(
        world(),
        place=replace(world().place, organisations=tuple(replace(o, kind="x") for o in world().place.organisations)),
    )
    made = step(Crossing, SEEN, P | {"slowest": 1.0}, where=many)
    same(made["uninformed"], _step()["uninformed"])


def test_staff_of_unlike_cultures_practise_less_together_as_far_as_the_dial_says() -> None:
    apart = np.array([0.3, 0.3])  # (.2 + .1 + .1 + .2)/2 to the council, (.1 + .2 + .2 + .1)/2 to the practice
    able = 0.4 * np.array([0.07, 0.5]) + 0.6 * np.array([0.5, 0.25]) * (1 - 0.5 * apart)
    again = (1 - 0.8 * able) * (1 + 0.5 * np.array([0.2, 0.6]))
    same(_tuned(unlike_staff=0.5)["rework"], _by_pathway(*again))
    even = {"workforce_culture": np.full((3, 4), 0.25)}
    assert (_tuned(unlike_staff=0.0)["rework"] == _step(**even)["rework"]).all(), "off, it is not looked at"
