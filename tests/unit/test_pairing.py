"""Only pairs are compared: what met other luck, was never run or is not a number is refused in one line, by name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis.finding import Finding
from sim.analysis.paired import Comparison
from sim.analysis.pairing import check_outcome, numbers
from sim.core.parameters import InputError
from sim.model.ensemble import Ensemble
from sim.report.text.sentence import headline
from tests.unit.made_up import comparison


@cache
def plain() -> Comparison:
    return comparison(futures=4, years=1)


def arms(**changed: Any) -> tuple[Ensemble, Ensemble]:
    made = plain()
    scenario = replace(made.alternative.scenario, **changed)
    return made.base, replace(made.alternative, scenario=scenario)


def refused(words: str) -> Any:
    return pytest.raises(InputError, match=f"(?s)^(?!.*\n).*{words}")


def test_other_luck_is_no_pair():
    with refused("root_seed: 2026 in the base and 7 in the alternative"):
        Comparison(*arms(root_seed=7))
    one, other = sim.load_scenario(["years=1"]), sim.load_scenario(["years=1", "root_seed=7"])
    with refused("root_seed"):
        sim.compare(one, other, seeds=[1])


def test_other_years_are_no_pair():
    with refused("years: 1 in the base and 2 in the alternative"):
        Comparison(*arms(years=2))


@pytest.mark.parametrize(
    ("seeds", "words"),
    [
        ((0, 1, 2), "4 in the base and 3"),
        ((0, 1, 3, 2), "run 2 has seed 2 in the base and 3"),
        ((0, 0, 2, 3), "run 1 has seed 1 in the base and 0"),
        ((), "4 .* and 0"),
    ],
)
def test_other_seeds_are_no_pairs(seeds, words):
    base, other = arms()
    with refused(words):
        Comparison(base, replace(other, seeds=seeds))


def test_a_place_of_other_organisations_is_no_pair_and_other_figures_are():
    place = arms()[0].scenario.place
    with refused("place: the arms differ in its organisations"):
        Comparison(*arms(place=replace(place, organisations=place.organisations[:-1])))
    with refused("differ in its boundaries"):
        Comparison(*arms(place=replace(place, interfaces=place.interfaces[1:])))
    seats = replace(place.organisations[0], leaders=place.organisations[0].leaders[:-1])
    with refused("differ in its leaders"):
        Comparison(*arms(place=replace(place, organisations=(seats, *place.organisations[1:]))))
    with refused("differ in its projects"):
        Comparison(*arms(place=replace(place, projects=place.projects[1:])))
    with refused("differ in its organisations"):  # the first of several is named
        fewer = replace(place, organisations=place.organisations[1:], projects=place.projects[1:])
        Comparison(*arms(place=fewer))
    Comparison(*arms(place=replace(place, figures=replace(place.figures, beds=500.0))))


@pytest.mark.parametrize("year", [0, 4, 9, -1, 1.5, True, "1"])
def test_a_year_that_was_never_run_is_refused_by_name(year):
    made = comparison(futures=4)
    for read in (
        lambda: made.effect("delayed", year),
        lambda: made.table(years=[1, year]),
        lambda: made.base.year("delayed", year),
    ):
        with refused(f"year = {year!r}: expected a whole number from 1 to 3"):
            read()
    with refused("year = 0"):
        Finding.of(made, 0)


def test_a_misspelt_outcome_names_the_nearest():
    made = comparison(futures=4)
    for read in (lambda: made.effect("delay", 1), lambda: made.difference("delay"), lambda: made.base.year("delay", 1)):
        with refused("unknown outcome 'delay': did you mean 'delayed'"):
            read()


@pytest.mark.parametrize("odd", [np.nan, np.inf])
@pytest.mark.parametrize("arm", ["base", "alternative"])
def test_what_is_not_a_number_is_never_the_same(arm, odd):
    made = comparison(futures=4)
    getattr(made, arm).series["delayed"][20, 2] = odd  # in the second year
    made.effect("delayed", 1)
    for read in (lambda: made.effect("delayed", 2), lambda: made.table([2]), lambda: made.difference("delayed")):
        with refused(f"delayed, (year 2|some week): not a number in 1 of 4 futures of the {arm}"):
            read()


@pytest.mark.parametrize(("runs", "counted"), [((2, 2), 1), ((0, 2), 2)])
def test_a_future_that_is_no_number_in_two_weeks_counts_once(runs: tuple[int, int], counted: int) -> None:
    made = comparison(futures=4)
    made.base.series["delayed"][[20, 30], runs] = np.nan
    with refused(f"delayed, some week: not a number in {counted} of 4 futures of the base"):
        made.difference("delayed")


def test_of_two_arms_that_are_no_numbers_the_base_is_named() -> None:
    made = comparison(futures=4)
    made.base.series["delayed"][0, :3] = made.alternative.series["delayed"][0, 0] = np.nan
    with refused("not a number in 3 of 4 futures of the base"):
        made.effect("delayed", 1)


@pytest.mark.parametrize("asked", [["delayed"], 3, None])
def test_what_is_no_name_is_no_outcome(asked: Any) -> None:
    with refused("unknown outcome"):
        check_outcome(asked)


def test_numbers_come_back_as_they_are_base_first() -> None:
    base, other = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    first, second = numbers("delayed", "year 1", base, other)
    assert first is base and second is other


def test_the_sentence_of_what_is_not_a_number_is_refused_and_no_tie():
    made = comparison()
    made.alternative.series["delayed"][:] = np.nan
    with refused("delayed, year 3: not a number in 40 of 40 futures of the alternative"):
        headline(made.finding)


def test_money_that_is_not_a_number_is_refused():
    made = comparison()
    made.alternative.series["care_bill"][0, 0] = np.nan
    with refused("care_bill"):
        made.net_cost()
    with refused("care_bill"):
        made.net_cost_at_end()
