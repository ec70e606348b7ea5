"""Which way each outcome is better, what difference is small, and when it is read: as a person would say it."""

from __future__ import annotations

from sim.outcomes import OUTCOMES

MORE = """
days_at_home independence unpaid_care four_hour within_18_weeks experience recovered same_day clients community_share
goals_met independent_year_on
trust contact agreement purpose kept delivered raised managing clarity information capability practice projects
project_reach professionals_engaged tenure home_effort decision_speed
"""
LESS = """
emergency_need deterioration unmet_need delayed waiting_list turned_away care_home_need attendances occupancy vacancy
conflict ruptured pressure care_bill deficit acute_share unmet_gap deficit_gap pressure_gap programme_cost bypass_cost
leader_hours isolated
"""
NEITHER = """
admissions beds length_of_stay takes_part nhs_spend social_care_spend collective shared_power relationship_based
nudging shared_values outcome_focus contested disturbs experimental distributed
"""
OF_THE_BASE = {  # shares of the base arm's level
    0.01: "emergency_need attendances admissions clients",
    0.02: "waiting_list isolated",
    0.03: "care_home_need",
    0.05: "delayed",
}
OF_A_PLACE = {  # people, beds and millions of pounds, of 300,000 residents
    0.1: "bypass_cost",
    0.25: "programme_cost",
    2.0: "care_bill social_care_spend",
    5.0: "beds nhs_spend",
    100.0: "turned_away",
}
OF_ITSELF = {  # points of a share or an index, days, hours, meetings, years or projects
    0.005: "deterioration unmet_need independence four_hour occupancy community_share vacancy ruptured deficit"
    " acute_share unmet_gap goals_met",
    0.01: "unpaid_care within_18_weeks experience recovered independent_year_on deficit_gap decision_speed",
    0.02: "same_day trust agreement purpose kept delivered raised clarity information capability practice pressure"
    " pressure_gap home_effort collective shared_power relationship_based nudging shared_values outcome_focus contested"
    " disturbs experimental distributed",
    0.05: "length_of_stay conflict managing project_reach takes_part professionals_engaged",
    0.1: "contact",
    0.2: "tenure",
    0.25: "leader_hours",
    0.5: "projects",
    10.0: "days_at_home",
}
AT_THE_END = {"working together", "ten features"}
ALSO_AT_THE_END = {"pressure_gap", "programme_cost", "leader_hours", "home_effort", "decision_speed"}


def test_each_outcome_is_better_the_way_a_person_would_say() -> None:
    found = {name: one.better for name, one in OUTCOMES.items()}
    assert found == {name: sign for sign, names in ((1, MORE), (-1, LESS), (0, NEITHER)) for name in names.split()}


def test_the_smallest_difference_that_matters_is_of_the_base_of_a_place_or_of_itself() -> None:
    found = {name: (one.meaningful, one.relative, one.extensive) for name, one in OUTCOMES.items()}
    kinds = ((OF_THE_BASE, True, False), (OF_A_PLACE, False, True), (OF_ITSELF, False, False))
    assert found == {
        name: (size, relative, extensive)
        for sizes, relative, extensive in kinds
        for size, names in sizes.items()
        for name in names.split()
    }


def test_care_and_money_are_read_weekly_and_what_partners_do_at_the_end_of_a_round() -> None:
    ending = {name for name, one in OUTCOMES.items() if not one.weekly}
    assert ending == ALSO_AT_THE_END | {name for name, one in OUTCOMES.items() if one.domain in AT_THE_END}


def test_rows_are_there_for_these_outcomes_alone() -> None:
    assert {name: one.detail[0] for name, one in OUTCOMES.items() if one.detail} == {
        "unmet_need": "soft_service",
        "delayed": "pathway",
        "vacancy": "service",
        "deficit": "service",
        "unmet_gap": "segment",
        "projects": "project",
        "project_reach": "project",
    } | dict.fromkeys(("trust", "purpose", "kept", "pressure", "leader_hours", "home_effort"), "organisation")
