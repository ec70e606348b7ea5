"""The headline says what the numbers say: better, worse, tie, cost, in natural frequencies that add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.headline import HEADLINE, Judgement, verdict
from sim.outcomes import OUTCOMES
from sim.report.text.costs import cost_of, pays_words
from sim.report.text.sentence import headline
from sim.report.text.tie import breakers, changes
from sim.report.text.words import about, change, counts, lower_first, one_in, value
from tests.unit.made_up import comparison, some


def test_a_gain_is_said_with_its_size_and_its_frequency():
    said = headline(comparison({"emergency_need": some(-425.0, 0.6), "programme_cost": 1.5, "leader_hours": 0.6}))
    assert "in 6 of 10 futures meaningfully fewer people become ill enough to need hospital at once" in said.lead
    assert "about 430 fewer a year, 1 in 80" in said.lead or "about 420 fewer a year, 1 in 80" in said.lead
    assert "in 4 it is much the same; in none are there more" in said.lead
    assert "about £1.5m a year more" in said.cost
    assert "0.6 hours a week more" in said.cost
    assert said.base_better == ""
    assert said.tie == ""
    assert "better for people on 1 of 6 counts" in said.title


def test_where_the_base_is_better_is_said_as_plainly():
    said = headline(comparison({"emergency_need": some(500.0, 0.9), "four_hour": -0.01}))
    assert "in 9 of 10 futures meaningfully more people become ill" in said.lead
    assert said.base_better.startswith("Every organisation for itself does better on visits to A&E")
    assert "about 10 fewer in every 1,000 visits" in said.base_better
    assert said.title.startswith("Every organisation for itself is better for people on 2 of 6 counts")


def test_what_cuts_both_ways_is_said_so():
    said = headline(comparison({"emergency_need": -500.0, "unmet_need": 0.02}))
    assert said.title.startswith("It cuts both ways")
    assert said.also == ""
    assert "need that is not met (every future" in said.base_better


def test_the_first_outcome_leads_even_when_it_is_not_the_one_that_changed():
    said = headline(comparison({"delayed": -20.0}))
    assert "ill enough to need hospital at once is much the same in every future" in said.lead
    assert said.also.startswith("But fewer people are kept in hospital when ready to leave (every future")


def test_a_tie_is_called_a_tie():
    said = headline(comparison({"trust": 0.1, "emergency_need": -10.0}))
    assert said.title.startswith("For people it is a tie")
    assert "What did change: trust between partners (0.50 becomes 0.60)" in said.tie
    assert said.early == ""


def test_a_tie_that_more_time_would_break_says_so():
    growing = comparison({}, years=6)
    rounds = np.linspace(0.0, 1.0, 6 * 13)[:, None]
    growing.alternative.series["emergency_need"] = growing.base.series["emergency_need"] - 300.0 * rounds
    assert "more time (the gap in people who become ill" in breakers(growing)


def test_a_tie_that_more_teams_would_break_says_so():
    many = np.arange(40) >= 24
    tied = comparison(
        {"takes_part": np.linspace(0.0, 0.5, 40), "delayed": np.where(many, -20.0, 0.0) + 20.0 * (np.arange(40) < 16)}
    )
    assert not Judgement.of(tied).those("better")
    assert "more teams that really change" in breakers(tied)


def test_nothing_changes_between_two_arms_that_are_the_same():
    same = comparison()
    assert {verdict(effect) for effect in Judgement.of(same).effects} == {"tie"}
    assert changes(same) == "Nothing else that can be told from evidence changed either."
    assert headline(same).cost == "It takes next to nothing more."


def test_only_calibrated_and_stylised_outcomes_reach_the_headline():
    assert {OUTCOMES[name].grade for name in HEADLINE} <= {"A", "B"}
    illustrative = {name: 5.0 for name, outcome in OUTCOMES.items() if outcome.grade == "C" and outcome.better}
    text = headline(comparison(illustrative)).tie
    assert "Nothing else that can be told from evidence" in text


def test_years_of_nothing_are_counted_before_the_gain():
    late = comparison({"programme_cost": 2.0, "leader_hours": 1.0}, years=4)
    rounds = np.arange(4 * 13)[:, None]
    late.alternative.series["emergency_need"] = late.base.series["emergency_need"] - 600.0 * (rounds >= 26)
    assert headline(late).early == (
        "For the first 2 years you would see little but more meetings and about £2.0m a year spent."
    )


def test_break_even_is_told_for_part_and_for_all_of_a_saving():
    money = comparison({"programme_cost": 1.0, "care_bill": -2.0})
    assert pays_words(cost_of(money)) == (
        "Does it pay for itself? If £3 of every £10 saved is cash: not within 3 years. "
        "If every pound saved were: in every future, from the start."
    )


def test_few_futures_are_counted_one_by_one():
    said = headline(comparison({"emergency_need": some(-500.0, 0.5, 6)}, futures=6))
    assert "in 3 of 6 futures" in said.lead


@given(st.integers(0, 100), st.integers(0, 100), st.integers(2, 500))
def test_frequencies_add_up(first: int, second: int, futures: int):
    better, worse = min(first, second) / 100, (100 - max(first, second)) / 100
    count = counts(better, 1.0 - better - worse, worse, futures)
    assert count.better + count.same + count.worse == count.of
    assert min(count.better, count.same, count.worse) >= 0
    assert abs(count.better - better * count.of) < 1.0


@pytest.mark.parametrize(
    ("name", "x", "shown", "changed"),
    [
        ("emergency_need", -446.2, "−446", "−446"),
        ("four_hour", 0.7, "70.0%", "+70.0"),
        ("four_hour", -0.0001, "0.0%", "0.0"),
        ("care_bill", 2.04, "£2.0m", "+£2.0m"),
        ("trust", 0.0, "0.00", "0.00"),
        ("programme_cost", -0.25, "−£0.2m", "−£0.2m"),
    ],
)
def test_numbers_look_as_people_write_them(name: str, x: float, shown: str, changed: str):
    assert change(OUTCOMES[name], x) == changed
    if name != "four_hour" or x > 0:
        assert value(OUTCOMES[name], x) == shown


def test_amounts_have_two_digits():
    assert [about(x) for x in (446.0, 1.53, 0.0266, 38_471.0, 0.0)] == ["450", "1.5", "0.027", "38,000", "0"]
    assert one_in(38_000.0, -475.0) == "1 in 80"
    assert one_in(1.0, 0.0) == ""
    assert [lower_first(label) for label in ("A mix of both", "A&E visits", "NHS spending", "Trust")] == [
        "a mix of both",
        "A&E visits",
        "NHS spending",
        "trust",
    ]
