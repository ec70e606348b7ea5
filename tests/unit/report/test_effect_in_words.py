"""An effect in figures and in words: levels that subtract, no sign on nothing, more and fewer by the number's sign."""

from __future__ import annotations

import pytest

from sim.analysis.effect import Shares
from sim.outcomes import OUTCOMES
from sim.report.text.phrases import amount, unit_words
from sim.report.text.words import Counts
from sim.report.text.written import Written, counted, is_nothing, rounded, size, written
from tests.unit.report.made_effect import effect


def test_a_number_of_people_is_written_with_its_levels_and_interval() -> None:
    # 40,000.4 is shown as 40,000 and 799.6 as 800: the alternative is 40,800, though 40,800.0 is what they add up to
    one = effect("waiting_list", 40_000.4, 799.6, ends=(-12.0, 1_500.0))
    assert written(one) == Written("40,000", "40,800", "+800", "−12 to +1,500", "")
    # 100.4 is shown as 100 and 0.4 as 0, so the level of the alternative is 100 too, not 101
    assert written(effect("waiting_list", 100.4, 0.4)) == Written("100", "100", "0", "0 to 0", "")


def test_a_share_is_written_in_percent_and_changes_in_points() -> None:
    one = effect("four_hour", 0.7234, -0.0126, ends=(-0.02, 0.001))
    assert written(one) == Written("72.3%", "71.0%", "−1.3", "−2.0 to +0.1", " points")


@pytest.mark.parametrize(
    ("name", "x", "as_written"),
    [
        ("four_hour", 0.7234, 0.723),
        ("trust", 0.126, 0.13),
        ("waiting_list", 12.6, 13.0),
        ("programme_cost", -1.26, -1.3),
    ],
)
def test_a_number_is_rounded_as_its_outcome_is(name: str, x: float, as_written: float) -> None:
    assert rounded(OUTCOMES[name], x) == pytest.approx(as_written)


def test_a_size_has_no_sign() -> None:
    assert [size(OUTCOMES["waiting_list"], x) for x in (425.0, -425.0, 0.0)] == ["425", "425", "0"]
    assert [size(OUTCOMES["programme_cost"], x) for x in (1.5, -1.5)] == ["£1.5m", "£1.5m"]
    assert size(OUTCOMES["four_hour"], -0.003) == "0.3"


@pytest.mark.parametrize(
    ("name", "x", "nothing"),
    [
        ("waiting_list", 0.4, True),
        ("waiting_list", -0.6, False),
        ("waiting_list", 9.0, False),
        ("waiting_list", 10.0, False),
        ("four_hour", 0.0004, True),
        ("four_hour", -0.0006, False),
        ("programme_cost", 0.04, True),
        ("programme_cost", 0.06, False),
    ],
)
def test_nothing_is_what_is_written_as_nought(name: str, x: float, nothing: bool) -> None:
    assert is_nothing(OUTCOMES[name], x) is nothing


def test_shares_are_counted_better_same_worse() -> None:
    assert counted(Shares(0.6, 0.3, 0.1), 40) == Counts(6, 3, 1, 10)
    assert counted(Shares(0.5, 0.0, 0.5), 4) == Counts(2, 0, 2, 4)


@pytest.mark.parametrize(
    ("name", "base", "median", "said"),
    [
        ("emergency_need", 34_000.0, -425.0, "about 425 fewer a year, 1 in 80"),
        ("emergency_need", 34_000.0, 425.0, "about 425 more a year, 1 in 80"),
        ("emergency_need", 34_000.0, 0.4, "no difference"),
        ("delayed", 80.0, -20.0, "about 20 fewer on a day, 1 in 4"),
        ("delayed", 80.0, 70.0, "about 70 more on a day"),  # more than two in three: no share of the base
        ("waiting_list", 40_000.0, 800.0, "about 800 more, 1 in 50"),
        ("days_at_home", 362_000.0, 50.0, "about 50 more a year for every 1,000 people"),
        ("four_hour", 0.7, 0.01, "about 10 more in every 1,000 visits"),
        ("four_hour", 0.7, -0.0126, "about 13 fewer in every 1,000 visits"),
        ("unmet_need", 0.1, -0.02, "about 20 fewer in every 1,000 requests for help"),
        ("unmet_need", 0.1, 0.0004, "no difference"),
    ],
)
def test_a_difference_is_said_with_its_way_and_its_share(name: str, base: float, median: float, said: str) -> None:
    assert amount(effect(name, base, median)) == said


def test_what_is_counted_is_named_by_its_unit_or_what_it_is_a_share_of() -> None:
    assert [unit_words(OUTCOMES[name]) for name in ("four_hour", "unmet_need", "delayed")] == [
        "% of visits",
        "% of requests for help",
        "people on a day",
    ]
