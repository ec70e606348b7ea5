"""The headline: six outcomes for people, each judged and none of them merely illustrative."""

from __future__ import annotations

from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES
from sim.outcomes.base import PEOPLE_FIRST


def test_the_headline_is_six_outcomes_in_an_order_of_their_own() -> None:
    assert HEADLINE == ("emergency_need", "delayed", "four_hour", "waiting_list", "unmet_need", "days_at_home")


def test_each_is_better_one_way_by_evidence_of_grade_a_or_b() -> None:
    assert {OUTCOMES[name].grade for name in HEADLINE} <= {"A", "B"}
    assert all(OUTCOMES[name].better in (-1, 1) and OUTCOMES[name].meaningful > 0.0 for name in HEADLINE)
    assert all(OUTCOMES[name].domain in PEOPLE_FIRST for name in HEADLINE)
