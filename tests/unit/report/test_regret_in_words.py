"""Regret in words: units, the safest bet or bets, what is withheld, and one sentence where all are alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.measures import Measure, measure
from sim.analysis.regret import Regret, Regrets
from sim.report.text.regret_words import (
    amount,
    contenders,
    enough_sentence,
    level_words,
    plain,
    safest_sentence,
    short,
    short_amount,
    topic,
    typical_sentence,
    unit,
    withheld_sentence,
    within_sentence,
)

PEOPLE, MONEY, DELAYED = measure("people"), measure("net_cost"), measure("delayed")
ALONE = Regret("siloed", 10.0, 4.0, 3.0, 0.6, 5.0, 1.0, 0.7, 0.3, 0.5, 0.5, 80.0, 0.9)
MIXED = replace(ALONE, behaviour="mixed", worst=20.0, high=0.0, best=0.2, within=0.4, enough=0.8, safest=0.1)
TODAY = replace(ALONE, behaviour="as_today", worst=30.0, within=np.nan, enough=0.2, safest=0.0)


def regrets(*rows: Regret, judged_by: Measure = DELAYED, each: int = 8) -> Regrets:
    return Regrets(judged_by, each, rows, {}, {})


@pytest.mark.parametrize(
    ("name", "x", "long", "beside", "in_table", "of"),
    [
        ("people", 0.2, "1.2 of the 6 things that matter to people", "1.2", "1.2", "of 6 things that matter to people"),
        ("net_cost", 12.4, "£12m", "£12m", "12.4", "£m"),
        ("care_bill", 3.14, "£3.1m a year", "£3.1m", "3.14", "£m a year"),
        ("four_hour", 0.0314, "3.1 percentage points", "3.1 points", "3.14", "percentage points"),
        ("trust", 0.0266, "0.027", "0.027", "0.0266", "index, 0 to 1"),
        ("delayed", 45.4, "45 people on a day", "45", "45.4", "people on a day"),
    ],
)
def test_a_regret_is_written_in_its_unit(name: str, x: float, long: str, beside: str, in_table: str, of: str) -> None:
    judged_by = measure(name)
    assert (amount(x, judged_by), short(x, judged_by)) == (long, beside)
    assert (plain(x, judged_by), unit(judged_by)) == (in_table, of)
    assert short_amount(x, judged_by) == (beside if name == "people" else long)


def test_a_level_has_a_sign_only_where_a_digit_is_left() -> None:
    assert [plain(x, PEOPLE) for x in (-0.2, -0.005, 0.0)] == ["−1.2", "0.0", "0.0"]
    assert [plain(x, MONEY) for x in (-1_234.0, 1_234.0, 0.0)] == ["−1,230", "1,230", "0"]


def test_what_is_judged_has_a_word_after_for() -> None:
    assert [topic(one) for one in (PEOPLE, MONEY, measure("trust"))] == ["people", "money", "trust between partners"]


def test_whom_chance_would_name_in_more_than_one_redraw_of_ten_is_a_contender() -> None:
    near, rare = replace(MIXED, safest=0.11), replace(MIXED, safest=0.09)
    assert contenders(regrets(ALONE, near, TODAY)) == [ALONE, near]
    assert contenders(regrets(ALONE, rare, TODAY)) == [ALONE]
    assert contenders(regrets(replace(ALONE, safest=0.0), rare)) == [replace(ALONE, safest=0.0)]


def test_one_safest_bet_is_set_against_the_one_that_risks_most() -> None:
    start = (
        "For people ready to leave hospital who cannot, “every organisation for itself” is the safest bet: its worst "
        "regret is 10 people on a day"
    )
    assert safest_sentence(regrets(ALONE)) == start
    assert safest_sentence(regrets(ALONE, TODAY)) == f"{start}; that of “as today” is 30 people on a day"
    three = safest_sentence(regrets(ALONE, replace(MIXED, safest=0.0), TODAY))
    assert three == f"{start}; that of “as today” is the largest, 30 people on a day"


def test_for_people_what_a_regret_is_of_is_said_once() -> None:
    one = regrets(replace(ALONE, worst=0.1), replace(TODAY, worst=0.2), judged_by=PEOPLE)
    assert safest_sentence(one) == (
        "For people, “every organisation for itself” is the safest bet: its worst regret is 0.6 of the 6 things that "
        "matter to people; that of “as today” is 1.2"
    )


def test_several_safest_bets_share_a_regret_or_have_one_each() -> None:
    near = replace(MIXED, safest=0.4)
    begin = "For money, “every organisation for itself” and “a mix of both” are the safest bets, and chance decides "
    assert safest_sentence(regrets(ALONE, near, judged_by=MONEY)) == (
        f"{begin}between them: their worst regrets are £10m and £20m"
    )
    assert safest_sentence(regrets(ALONE, replace(near, worst=10.0), TODAY, judged_by=MONEY)) == (
        f"{begin}between them: their worst regret is £10m; that of “as today” is the largest, £30m"
    )


def test_what_a_safest_bet_risks_in_most_worlds_is_said_of_each() -> None:
    assert typical_sentence(regrets(ALONE, replace(MIXED, safest=0.4), TODAY, judged_by=MONEY), 0.9) == (
        "Regret in 9 of 10 worlds: “every organisation for itself” at most £4.0m, and no other is better in 6 of 10 "
        "worlds; “a mix of both” none, and no other is better in 2 of 10 worlds."
    )
    never = regrets(replace(ALONE, worst=0.0), TODAY, judged_by=MONEY)
    assert typical_sentence(never, 0.9) == ""
    one_never = regrets(replace(ALONE, worst=0.0), replace(MIXED, safest=0.4), judged_by=MONEY)
    assert typical_sentence(one_never, 0.9).startswith("Regret in 9 of 10 worlds: ")


def test_the_base_is_asked_whether_it_is_good_enough_only_against_a_threshold() -> None:
    found = regrets(ALONE, MIXED, TODAY)
    assert enough_sentence(found, "as_today", None) == (
        "Good enough, which is not meaningfully worse than “as today”, is “a mix of both” in 8 of 10 futures, "
        "“every organisation for itself” in 5 of 10."
    )
    assert enough_sentence(found, "as_today", 80.0) == (
        "Good enough, which is 80 or better (people on a day), is “a mix of both” in 8 of 10 futures, “as today” in "
        "2 of 10."
    )
    alike = regrets(ALONE, replace(MIXED, enough=0.52), TODAY)
    assert " is each of “every organisation for itself” and “a mix of both” in 5 of 10 futures." in enough_sentence(
        alike, "as_today", None
    )
    assert enough_sentence(regrets(ALONE, TODAY), "as_today", None).endswith(
        "is “every organisation for itself” in 5 of 10 futures."
    )


def test_a_level_for_people_or_money_is_against_the_base() -> None:
    assert level_words(PEOPLE, "as_today", 0.5) == "0.5 or better (share of 6, against “as today”)"
    assert level_words(MONEY, "as_today", -2.0) == "-2 or better (£m, against “as today”)"
    assert level_words(DELAYED, "as_today", 0.0) == "0 or better (people on a day)"
    assert level_words(PEOPLE, "as_today", None) == "not meaningfully worse than “as today”"


def test_which_of_two_is_the_safest_takes_more_futures_the_nearer_they_are() -> None:
    assert withheld_sentence(regrets(ALONE, TODAY)) == ""
    # one ahead in three of four: (1.2816 / 0.6745)^2 = 3.61 times as many, so of 100 futures 261 more, said as 270
    near = regrets(replace(ALONE, safest=0.6), replace(MIXED, safest=0.2), each=100)
    assert withheld_sentence(near) == (
        "Which of them is the safest is withheld: to tell would take about 270 more futures of each world."
    )
    even = regrets(replace(ALONE, safest=0.4), replace(MIXED, safest=0.4))
    assert withheld_sentence(even) == (
        "Which of them is the safest is withheld: a hundred times as many futures of each world would not tell."
    )
    # of three the nearest rival decides: it is as often named as the first
    third = regrets(replace(ALONE, safest=0.4), replace(MIXED, safest=0.4), replace(TODAY, safest=0.2))
    assert "would not tell" in withheld_sentence(third)


def test_chance_within_a_world_has_a_span_or_one_number_and_nothing_where_nothing_varies() -> None:
    end = "; the rest is which world it is."
    begin = "Of the spread of regret from future to future, chance within a world makes up "
    assert within_sentence(regrets(ALONE, MIXED, TODAY)) == f"{begin}30% to 40%, by behaviour{end}"
    assert within_sentence(regrets(ALONE, TODAY)) == f"{begin}30%{end}"
    assert within_sentence(regrets(TODAY)) == ""
