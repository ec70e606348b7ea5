"""What it takes and whether it pays, in words: more or less, nothing, never, hardly ever, in every future."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.finding import Finding, Pay
from sim.report.text.costs import cash_words, cost_words, pay_words, pays_words
from tests.unit.made_up import comparison

MADE = comparison().finding
TAKES_NOTHING = "In year 3 it takes next to nothing more."


def finding(money: float, hours: float, given: float = 0.0) -> Finding:
    sizes = {"programme_cost": money, "leader_hours": hours}
    changed = {name: replace(MADE.effects[name], median=size) for name, size in sizes.items()}
    return replace(MADE, effects={**MADE.effects, **changed}, given=given, leaders=7)


def pay(share: float, year: float = np.nan, cashable: float = 0.3) -> Pay:
    return Pay(cashable, share, year, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("money", "hours", "said"),
    [
        (1.5, 0.6, "£1.5m more for joint projects and their office, and 0.6 hours a week more of each of 7 leaders."),
        (-1.5, 0.6, "£1.5m less for joint projects and their office, and 0.6 hours a week more of each of 7 leaders."),
        (1.5, -0.6, "£1.5m more for joint projects and their office, and 0.6 hours a week less of each of 7 leaders."),
        (1.5, 0.0, "£1.5m more for joint projects and their office, and 0.0 hours a week more of each of 7 leaders."),
        (0.0, 0.6, "£0.0m more for joint projects and their office, and 0.6 hours a week more of each of 7 leaders."),
    ],
)
def test_money_and_hours_are_more_or_less_by_their_own_sign(money: float, hours: float, said: str) -> None:
    assert cost_words(finding(money, hours)) == f"In year 3 it takes {said}"


def test_next_to_nothing_is_said_where_both_are_written_as_nought() -> None:
    assert cost_words(finding(0.04, -0.04)) == TAKES_NOTHING
    assert cost_words(finding(0.0, 0.0, given=0.04)) == TAKES_NOTHING


@pytest.mark.parametrize(("given", "said"), [(2.0, "£2.0m more"), (-2.0, "£2.0m less")])
def test_what_is_given_in_beds_and_money_comes_first(given: float, said: str) -> None:
    begin = f"In year 3 it is given {said} in beds, places and money. "
    assert cost_words(finding(0.0, 0.0, given)) == f"{begin}In year 3 it takes no more."
    assert cost_words(finding(1.0, 0.0, given)).startswith(f"{begin}In year 3 it takes £1.0m more for joint projects")


@pytest.mark.parametrize(
    ("cashable", "said"),
    [
        (1.0, "every pound saved"),
        (0.99, "£9.9 of every £10 saved"),
        (0.3, "£3 of every £10 saved"),
        (0.0, "£0 of every £10 saved"),
    ],
)
def test_the_part_of_a_saving_that_is_cash(cashable: float, said: str) -> None:
    assert cash_words(cashable) == said


@pytest.mark.parametrize(
    ("share", "year", "said"),
    [
        (0.0, np.nan, "not within 3 years"),
        (0.025, 2.0, "hardly ever within 3 years"),
        (0.6, 2.1, "in 6 of 10 futures, typically after about 2 years"),
        (0.975, 0.9, "in nearly every future, typically after about 1 year"),
        (1.0, 0.25, "in every future, after about half a year"),
        (1.0, 0.24, "in every future, from the start"),
        (0.5, 0.0, "in 5 of 10 futures, typically from the start"),
    ],
)
def test_whether_it_pays_is_said_in_futures_and_in_years(share: float, year: float, said: str) -> None:
    assert pay_words(pay(share, year), MADE) == said


def test_it_pays_is_said_twice_only_where_a_part_of_a_saving_is_cash() -> None:
    part = replace(MADE, pays=(pay(0.0), pay(1.0, 2.0, 1.0)))
    assert pays_words(part) == (
        "Over 3 years, does it pay for itself? If £3 of every £10 saved is cash: not within 3 years. "
        "If every pound saved were: in every future, after about 2 years."
    )
    whole = replace(MADE, pays=(pay(1.0, 2.0, 1.0), pay(1.0, 2.0, 1.0)))
    assert pays_words(whole) == (
        "Over 3 years, does it pay for itself? If every pound saved is cash: in every future, after about 2 years."
    )
