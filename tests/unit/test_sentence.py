"""The headline says what the numbers say: better, worse, tie, cost, in natural frequencies that add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.effect import Effect, Shares
from sim.analysis.finding import Finding
from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES
from sim.report.text.costs import cost_words, pays_words
from sim.report.text.phrases import PHRASES
from sim.report.text.sentence import Headline, headline, title
from sim.report.text.tie import breakers, changes, time
from sim.report.text.words import about, change, counts, lower_first, one_in, value
from sim.report.text.written import written
from tests.unit.made_up import Shifts, comparison, some

ALONE, TOGETHER = "every organisation for itself", "working as one system"


def said(shifts: Shifts | None = None, *, futures: int = 40) -> Headline:
    return headline(comparison(shifts, futures=futures).finding)


def test_the_title_counts_futures_and_they_add_up():
    made = comparison({"emergency_need": some(-500.0, 0.4) - some(-1000.0, 0.1), "delayed": 0.0})
    made.alternative.series["emergency_need"][:, 36:] += 500.0
    assert made.finding.ahead == Shares(0.3, 0.5, 0.2)
    assert title(made.finding) == (
        f"In 3 of 10 futures people come out ahead with {TOGETHER}; in 5 nobody could tell; in 2 with {ALONE}"
    )


@pytest.mark.parametrize(
    ("shifts", "words"),
    [
        ({}, f"In every future nobody could tell which is better for people, {TOGETHER} or {ALONE}"),
        ({"delayed": -20.0}, f"In every future people come out ahead with {TOGETHER}"),
        ({"delayed": 20.0}, f"In every future people come out ahead with {ALONE}"),
        (
            {"delayed": some(20.0, 0.6)},
            f"In 6 of 10 futures people come out ahead with {ALONE}; in 4 nobody could tell; in none with {TOGETHER}",
        ),
        (
            {"delayed": some(-20.0, 0.025)},
            f"In hardly any future do people come out ahead with {TOGETHER}; in nearly every one nobody could tell; "
            f"in none with {ALONE}",
        ),
        # one better and one worse in every future: as many, so nobody could tell
        (
            {"delayed": -20.0, "unmet_need": 0.02},
            f"In every future nobody could tell which is better for people, {TOGETHER} or {ALONE}",
        ),
    ],
)
def test_the_title_begins_with_whoever_is_ahead_more_often(shifts: Shifts, words: str):
    assert said(shifts).title == words


def test_what_is_counted_is_named():
    text = said().counted
    assert "six things" in text
    for name in HEADLINE:
        assert lower_first(PHRASES[name].short) in text


def test_a_gain_is_said_with_its_size_and_its_frequency():
    one = said({"emergency_need": some(-425.0, 0.6), "programme_cost": 1.5, "leader_hours": 0.6})
    assert one.kind == "better"
    assert "people become ill enough to need hospital at once in 6 of 10 futures" in one.gained
    assert "(in the middle one about 425 fewer a year, 1 in 80)" in one.gained
    assert one.cost == (
        "In year 3 it takes £1.5m more for joint projects and their office, and 0.6 hours a week more of each of 49 "
        "leaders."
    )
    assert (one.lost, one.tie) == ("", "")


def test_where_the_base_is_better_is_said_as_plainly():
    one = said({"emergency_need": some(500.0, 0.9), "four_hour": -0.01})
    assert (one.kind, one.gained) == ("worse", "")
    assert one.lost.startswith(f"What is lost in year 3 with {TOGETHER}: meaningfully more people become ill enough")
    assert "in 9 of 10 futures (in the middle one about 500 more a year" in one.lost
    assert "fewer visits to A&E are over within four hours in every future" in one.lost
    assert "about 10 fewer in every 1,000 visits" in one.lost


@pytest.mark.parametrize(("name", "size"), [("emergency_need", 600.0), ("four_hour", 0.02), ("days_at_home", 50.0)])
@pytest.mark.parametrize("way", [1.0, -1.0])
def test_words_and_number_go_the_same_way(name: str, size: float, way: float):
    """What is lost is told with the alternative's own sign: fewer where its number is lower."""
    one = said({name: way * size})
    text = one.gained or one.lost
    middle = text.split("in the middle one", 1)[1]
    assert ("fewer" in middle) == (way < 0.0) and ("more" in middle) == (way > 0.0)
    assert bool(one.gained) == (OUTCOMES[name].gain(way) > 0.0)


def test_what_cuts_both_ways_is_said_so():
    one = said({"emergency_need": -500.0, "unmet_need": 0.02})
    assert one.kind == "both"
    assert "fewer people become ill" in one.gained and "more need goes unmet in every future" in one.lost


def test_every_headline_outcome_is_told_whatever_it_shows():
    one = said({"delayed": -20.0, "waiting_list": some(2000.0, 0.4) - some(4000.0, 0.2), "four_hour": -0.01})
    assert one.gained.count("futures (in the middle one") + one.gained.count("future (in the middle one") == 1
    assert one.rest == (
        "In most futures much the same: people ill enough to need hospital at once, people waiting for planned "
        "treatment, need that is not met and days at home."
    )


def test_what_futures_divide_on_is_named():
    one = said({"delayed": -20.0, "waiting_list": some(4000.0, 0.8) - some(8000.0, 0.4)})
    assert one.rest.endswith("Futures divide on people waiting for planned treatment.")


def test_a_tie_is_called_a_tie():
    one = said({"trust": 0.1, "emergency_need": -10.0})
    assert one.kind == "tie" and one.tie.startswith("For people it is a tie")
    assert "What did change: trust between partners (0.50 becomes 0.60)" in one.tie
    assert (one.early, one.gained, one.lost, one.rest) == ("", "", "", "")


def test_a_tie_that_more_time_would_break_says_so():
    growing = comparison({}, years=6)
    rounds = np.linspace(0.0, 1.0, 6 * 13)[:, None]
    growing.alternative.series["emergency_need"] = growing.base.series["emergency_need"] - 300.0 * rounds
    assert "more time (the gap in people who become ill" in breakers(growing.finding)


@pytest.mark.parametrize(
    ("early", "late", "breaks"),
    [
        (0.4, 0.9, True),
        (0.8, 0.9, False),  # hardly grows
        (0.0, 0.2, False),  # under a quarter of what matters
        (0.0, 1.0, False),  # is noticed already
        (-0.9, -0.9, False),
    ],
)
def test_a_gap_grows_only_if_it_does(early: float, late: float, breaks: bool):
    growing = comparison({}, years=6)
    smallest = growing.base.series["days_at_home"] * 0.0 + OUTCOMES["days_at_home"].meaningful
    size = np.where(np.arange(6 * 13) < 4 * 13, early, late)[:, None]
    growing.alternative.series["days_at_home"] = growing.base.series["days_at_home"] + size * smallest
    assert bool(time(growing.finding)) == breaks


def test_a_tie_that_more_teams_would_break_says_so():
    many = np.arange(40) >= 24
    tied = comparison(
        {"takes_part": np.linspace(0.0, 0.5, 40), "delayed": np.where(many, -20.0, 0.0) + 20.0 * (np.arange(40) < 16)}
    ).finding
    assert not tied.those("better")
    assert "more teams that really change" in breakers(tied)


def test_what_changed_in_a_tie_is_told_people_first():
    """Hospital beds in use come before trust in no list: what is about people leads."""
    text = changes(comparison({"trust": 0.1, "within_18_weeks": 0.1, "occupancy": -0.1}).finding)
    assert text.index("waiting less than 18 weeks") < min(text.index("trust"), text.index("beds in use"))


def test_nothing_changes_between_two_arms_that_are_the_same():
    same = comparison().finding
    assert {effect.verdict for effect in same.headline} == {"tie"}
    assert changes(same) == "Nothing else that can be told from evidence changed either."
    assert cost_words(same) == "In year 3 it takes next to nothing more."


def test_only_calibrated_and_stylised_outcomes_reach_the_headline():
    assert {OUTCOMES[name].grade for name in HEADLINE} <= {"A", "B"}
    illustrative = {name: 5.0 for name, outcome in OUTCOMES.items() if outcome.grade == "C" and outcome.better}
    assert "Nothing else that can be told from evidence" in said(illustrative).tie


def test_years_of_nothing_are_counted_before_the_gain():
    late = comparison({"programme_cost": 2.0, "leader_hours": 1.0}, years=4)
    rounds = np.arange(4 * 13)[:, None]
    late.alternative.series["emergency_need"] = late.base.series["emergency_need"] - 600.0 * (rounds >= 26)
    assert headline(late.finding).early == (
        "For the first 2 years you would see little but 1.0 hours a week of each leader and £2.0m a year spent."
    )


def test_costs_are_those_of_the_year_that_the_gains_are_of():
    rising = comparison({"emergency_need": -600.0}, years=4)
    rounds = np.arange(4 * 13)[:, None]
    for name, first, last in (("programme_cost", 9.0, 1.5), ("leader_hours", 5.0, 0.6)):
        rising.alternative.series[name] = rising.base.series[name] + np.where(rounds < 39, first, last)
    finding = rising.finding
    assert cost_words(finding).startswith("In year 4 it takes £1.5m more")
    assert "0.6 hours a week more" in cost_words(finding)
    assert Finding.of(rising, 2).effects["programme_cost"].median == pytest.approx(9.0)
    assert cost_words(Finding.of(rising, 2)).startswith("In year 2 it takes £9.0m more")


def test_break_even_is_told_for_part_and_for_all_of_a_saving():
    money = comparison({"programme_cost": 1.0, "care_bill": -2.0})
    assert pays_words(money.finding) == (
        "Over 3 years, does it pay for itself? If £3 of every £10 saved is cash: not within 3 years. "
        "If every pound saved were: in every future, from the start."
    )


def test_few_futures_are_counted_one_by_one():
    assert "in 3 of 6 futures" in said({"emergency_need": some(-500.0, 0.5, 6)}, futures=6).title.lower()


def test_levels_shown_subtract_to_the_difference_shown():
    """Medians do not subtract: here the arms' medians differ by 0 and most pairs by 1,000."""
    made = comparison(futures=5)
    made.base.series["emergency_need"][:] = np.array([30_000.4, 31_000.4, 32_000.4, 33_000.4, 34_000.4])
    made.alternative.series["emergency_need"][:] = np.array([31_000.7, 32_000.7, 30_000.7, 34_000.7, 33_000.7])
    effect = made.effect("emergency_need", 3)
    assert isinstance(effect, Effect)
    a, b = made.levels("emergency_need", 3)
    assert np.median(b) - np.median(a) == pytest.approx(0.3) and effect.median == pytest.approx(1000.3)
    level = written(effect)
    assert (level.base, level.alternative, level.difference) == ("32,000", "33,000", "+1,000")
    assert effect.alternative - effect.base == pytest.approx(effect.median)


@settings(max_examples=max(100, settings.default.max_examples))  # pyright: ignore[reportOptionalMemberAccess]
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
        ("four_hour", -0.003, "−0.3%", "−0.3"),
        ("care_bill", 2.04, "£2.0m", "+£2.0m"),
        ("trust", 0.0, "0.00", "0.00"),
        ("programme_cost", -0.25, "−£0.2m", "−£0.2m"),
    ],
)
def test_numbers_look_as_people_write_them(name: str, x: float, shown: str, changed: str):
    assert change(OUTCOMES[name], x) == changed
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
