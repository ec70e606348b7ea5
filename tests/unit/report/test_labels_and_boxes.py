"""Labels: moved apart no more than they must, parameters by plain names, and values with their units."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.prim import Box, Restriction
from sim.report.text.box_words import box_sentence, chance_words, clause, tenths, withheld_sentence
from sim.report.text.labels import outcome_name, parameter_name, parameter_value, spread
from sim.report.text.ranking_words import takes


@pytest.mark.parametrize(
    ("places", "gap", "moved"),
    [
        ([], 1.0, []),
        ([3.0], 1.0, [3.0]),
        ([0.0, 5.0], 1.0, [0.0, 5.0]),  # far enough
        ([0.0, 1.0], 1.0, [0.0, 1.0]),  # exactly far enough
        ([1.0, 0.0], 2.0, [1.5, -0.5]),  # about the same middle, in the same order
        ([0.0, 0.0, 0.0], 1.0, [-1.0, 0.0, 1.0]),
        ([0.0, 0.0, 10.0], 1.0, [-0.5, 0.5, 10.0]),
        # two that were moved push a third: 0, 0.2 and 1 have the mean 0.4
        ([0.0, 0.2, 1.0], 1.0, [-0.6, 0.4, 1.4]),
        # two pairs push each other: the mean of 0, 0, 1 and 1 is a half
        ([0.0, 0.0, 1.0, 1.0], 1.0, [-1.0, 0.0, 1.0, 2.0]),
    ],
)
def test_labels_are_moved_apart_about_the_same_middle(places: list[float], gap: float, moved: list[float]) -> None:
    assert spread(places, gap) == pytest.approx(moved)


def test_outcomes_and_parameters_have_plain_names() -> None:
    assert outcome_name("delayed") == "People ready to leave hospital who cannot"
    assert outcome_name("trust") == "Trust between partners"
    assert outcome_name("four_hour") == "A&E visits over within four hours"  # a headline outcome by its phrase
    assert parameter_name("plan.more_beds.from") == "start of more beds"
    assert parameter_name("demand.growth") == "growth of need for care"
    # what stands in brackets or after a comma is left out
    assert parameter_name("fluctuation.delay_place") == "lasting spread of discharge between places"
    assert parameter_name("pressure.level") == "pressure at month 0"


@pytest.mark.parametrize(
    ("key", "x", "said"),
    [
        ("pressure.level", 0.424, "42%"),  # a range of a quarter: no decimals
        ("pressure.spread", 0.125, "12.5%"),  # of 0.15: one
        ("pressure.spread", 0.1, "10%"),
        ("demand.growth", 0.025, "2.5% a year"),
        ("demand.growth", -0.01, "−1% a year"),
        ("participation.office", 1.5, "£1.5m a year per 300,000 people"),
        ("bill.admission", 2_500.0, "£2,500"),
        ("bill.attendance", 114.4, "£114"),
        ("pressure.feedback", 1.234, "1.23"),
        ("pressure.shift", -0.2, "−0.2"),
        ("need_seen.exponent", 1.0, "1"),
        ("fluctuation.delay_place", 0.75, "0.75"),
        ("cooperation.trial", 12.0, "12 months"),
        ("outcomes_framework.people", 999.4, "999 people per 300,000 people"),
        ("outcomes_framework.people", 1_000.0, "1,000 people per 300,000 people"),
        ("outcomes_framework.people", 12_345.6, "12,346 people per 300,000 people"),
    ],
)
def test_a_parameter_has_its_unit_as_people_write_it(key: str, x: float, said: str) -> None:
    assert parameter_value(key, x) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0 of 10"),
        (0.001, "1 of 100"),
        (0.014, "1 of 100"),
        (0.094, "9 of 100"),
        (0.095, "1 of 10"),
        (0.35, "4 of 10"),
        (1.0, "10 of 10"),
    ],
)
def test_a_small_share_is_of_a_hundred_and_never_none(share: float, said: str) -> None:
    assert tenths(share) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0009, "less than 1 in 1,000"), (0.001, "1 in 1,000"), (0.5, "1 in 2"), (1.0, "1 in 1")],
)
def test_chance_is_one_in_so_many(chance: float, said: str) -> None:
    assert chance_words(chance) == said


def test_a_side_of_a_box_is_above_or_below() -> None:
    assert clause("demand.growth", Restriction(0, 0.02, np.inf)) == "“growth of need for care” is above 2% a year"
    assert clause("demand.growth", Restriction(0, -np.inf, 0.02)) == "“growth of need for care” is below 2% a year"


def test_a_box_says_how_often_there_and_anywhere() -> None:
    keys = ["pressure.level", "demand.growth"]
    one = Box((Restriction(1, 0.02, np.inf),), 0.8, 0.5, 0.3)
    assert box_sentence(one, keys, "As today", 0.35) == (
        "As today does better in 8 of 10 futures where “growth of need for care” is above 2% a year, and in 4 of 10 "
        "anywhere"
    )
    assert box_sentence(Box((), 0.35, 1.0, 1.0), keys, "As today", 0.35) == (
        "There is no simple kind of world in which as today does better much more often than anywhere: it does so in "
        "4 of 10 futures"
    )
    assert withheld_sentence("As today", 0.02).endswith("anywhere it does better in 2 of 100 futures")


@pytest.mark.parametrize(
    ("times", "run", "said"),
    [
        (100.0, 10, "to tell would take about 990 more worlds"),
        (100.1, 10, "a hundred times as many worlds would not tell"),
        (np.inf, 10, "a hundred times as many worlds would not tell"),
        (np.nan, 10, "a hundred times as many worlds would not tell"),
        (1.55, 10, "to tell would take about 6 more worlds"),
        (2.01, 1_000, "to tell would take about 1,100 more worlds"),  # 1,010, rounded up to hundreds
    ],
)
def test_how_many_more_is_rounded_up(times: float, run: int, said: str) -> None:
    assert takes(times, run, "worlds") == said


def test_it_takes_one_more_at_least() -> None:
    assert takes(1.0, 10, "worlds") == "to tell would take about 1 more world"
    assert takes(1.0, 10, "futures of each world").endswith("about 1 more future of each world")
