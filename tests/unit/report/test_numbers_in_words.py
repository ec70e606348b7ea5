"""Numbers as readers see them: signs, decimals, thousands, one and many, and counts of ten that add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.outcomes import OUTCOMES
from sim.report.text.words import (
    Counts,
    about,
    change,
    counts,
    decimals,
    in_futures,
    is_share,
    joined,
    lower_first,
    number,
    one_in,
    so_many,
    unit,
    upper_first,
    value,
    years,
)


@pytest.mark.parametrize(
    ("meaningful", "shown"),
    [(5.0, 0), (4.9, 1), (2.0, 1), (1.0, 1), (0.1, 1), (0.09, 2), (0.02, 2), (0.002, 3), (0.0002, 3)],
)
def test_as_many_decimals_are_shown_as_the_smallest_difference_needs(meaningful: float, shown: int) -> None:
    amount = replace(OUTCOMES["care_bill"], meaningful=meaningful)
    assert decimals(amount) == shown
    assert decimals(replace(amount, relative=True)) == 0
    assert decimals(replace(amount, unit="share of need", relative=True)) == 1


def test_a_share_is_what_begins_so_and_its_unit_is_a_percentage() -> None:
    assert [is_share(OUTCOMES[name]) for name in ("four_hour", "unmet_need", "care_bill")] == [True, True, False]
    assert [unit(OUTCOMES[name]) for name in ("four_hour", "unmet_need", "delayed")] == [
        "%",
        "% of requests",
        "people on a day",
    ]
    assert unit(replace(OUTCOMES["four_hour"], unit="share of a share")) == "% of a share"


@pytest.mark.parametrize(
    ("name", "x", "shown", "changed"),
    [
        ("waiting_list", 38_471.4, "38,471", "+38,471"),
        ("waiting_list", -0.4, "0", "0"),
        ("waiting_list", -0.6, "−1", "−1"),
        ("waiting_list", 1.0, "1", "+1"),
        ("waiting_list", 1_234_567.0, "1,234,567", "+1,234,567"),
        ("four_hour", 0.0004, "0.0%", "0.0"),
        ("four_hour", 0.0006, "0.1%", "+0.1"),
        ("four_hour", -0.0006, "−0.1%", "−0.1"),
        ("four_hour", 0.0, "0.0%", "0.0"),
        ("programme_cost", -1.5, "−£1.5m", "−£1.5m"),
        ("programme_cost", 0.0, "£0.0m", "£0.0m"),
        ("programme_cost", -0.04, "£0.0m", "£0.0m"),
        ("nhs_spend", 1_234.0, "£1,234m", "+£1,234m"),
        ("trust", 0.126, "0.13", "+0.13"),
    ],
)
def test_a_value_and_a_change_have_a_sign_only_where_a_digit_is_left(
    name: str, x: float, shown: str, changed: str
) -> None:
    assert (value(OUTCOMES[name], x), change(OUTCOMES[name], x)) == (shown, changed)


@pytest.mark.parametrize(
    ("x", "digits", "said"),
    [
        (0.0, 2, "0"),
        (np.inf, 2, "0"),
        (np.nan, 2, "0"),
        (1.0, 2, "1.0"),
        (9.96, 2, "10.0"),
        (10.4, 2, "10"),
        (99.6, 2, "100"),
        (12_345.0, 2, "12,000"),
        (12_345.0, 3, "12,300"),
        (12.345, 3, "12.3"),
        (7.6, 1, "8"),
        (0.0266, 2, "0.027"),
        (0.0266, 1, "0.03"),
    ],
)
def test_an_amount_has_as_many_digits_as_asked_for(x: float, digits: int, said: str) -> None:
    assert about(x, digits) == said
    assert digits != 2 or about(x) == said


@pytest.mark.parametrize(
    ("base", "difference", "said"),
    [
        (300.0, 200.0, "1 in 2"),
        (290.0, 200.0, ""),
        (7.6, -1.0, "1 in 8"),
        (124.0, 10.0, "1 in 12"),
        (100.0, 10.0, "1 in 10"),
        (99_000.0, 1.0, "1 in 99,000"),
        (100_000.0, 1.0, ""),
        (5.0, 0.0, ""),
        (0.0, 5.0, ""),
    ],
)
def test_a_share_of_a_base_is_said_from_two_in_three_down_to_one_in_a_hundred_thousand(
    base: float, difference: float, said: str
) -> None:
    assert one_in(base, difference) == said


def test_small_whole_numbers_are_words() -> None:
    assert [number(n) for n in (0, 1, 2, 9, 10, 11, 1_234)] == ["none", "one", "two", "nine", "ten", "11", "1,234"]
    assert number(-1) == "-1"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0.0, "half a year"),
        (0.7, "half a year"),
        (0.8, "1 year"),
        (1.2, "1 year"),
        (1.3, "1.5 years"),
        (2.0, "2 years"),
        (3.2, "3 years"),
        (10.0, "10 years"),
    ],
)
def test_years_are_said_in_halves_and_one_is_singular(n: float, said: str) -> None:
    assert years(n) == said


def test_words_begin_small_or_large_as_their_place_asks() -> None:
    labels = ("Trust", "IT work", "A mix", "A&E visits", "NHS money", "Ab", "aBC", "")
    assert [lower_first(label) for label in labels] == [
        "trust",
        "IT work",
        "a mix",
        "A&E visits",
        "NHS money",
        "ab",
        "aBC",
        "",
    ]
    assert [upper_first(text) for text in ("trust", "a", "aBC", "")] == ["Trust", "A", "ABC", ""]


def test_words_are_joined_by_commas_and_one_and() -> None:
    assert [joined(list(parts)) for parts in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("shares", "futures", "count"),
    [
        ((0.34, 0.33, 0.33), 20, Counts(4, 3, 3, 10)),
        ((0.33, 0.33, 0.34), 20, Counts(3, 3, 4, 10)),
        ((0.04, 0.48, 0.48), 100, Counts(0, 5, 5, 10)),
        ((0.25, 0.5, 0.25), 40, Counts(3, 5, 2, 10)),  # of two equal remainders the first
        ((0.6, 0.3, 0.1), 40, Counts(6, 3, 1, 10)),
        ((0.0, 1.0, 0.0), 40, Counts(0, 10, 0, 10)),
        ((4 / 19, 10 / 19, 5 / 19), 19, Counts(4, 10, 5, 19)),  # fewer than twenty: one by one
        ((1.0, 0.0, 0.0), 1, Counts(1, 0, 0, 1)),
    ],
)
def test_shares_become_counts_that_add_up(shares: tuple[float, float, float], futures: int, count: Counts) -> None:
    found = counts(*shares, futures)
    assert found == count
    assert found.better + found.same + found.worse == found.of
    assert str(found) == f"{count.better}/{count.same}/{count.worse}"


@pytest.mark.parametrize(
    ("share", "count", "of", "said"),
    [
        (0.0, 0, 10, "in no future"),
        (1.0, 10, 10, "in every future"),
        (0.04, 0, 10, "in hardly any future"),
        (0.96, 10, 10, "in nearly every future"),
        (0.1, 1, 10, "in 1 of 10 futures"),
        (0.9, 9, 10, "in 9 of 10 futures"),
        (0.5, 3, 6, "in 3 of 6 futures"),
    ],
)
def test_no_future_and_every_future_are_said_only_where_it_is_so(share: float, count: int, of: int, said: str) -> None:
    assert in_futures(share, count, of) == said


@pytest.mark.parametrize(
    ("n", "what", "said"),
    [
        (1, "worlds", "1 world"),
        (0, "worlds", "0 worlds"),
        (1_200, "worlds", "1,200 worlds"),
        (1, "pairs of futures", "1 pair of futures"),
        (2, "pairs of futures", "2 pairs of futures"),
    ],
)
def test_one_thing_is_counted_as_one(n: int, what: str, said: str) -> None:
    assert so_many(n, what) == said
