"""What futures are judged by: the level of each measure in an arm, what it reads, and how it is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.analysis.arms import NET_COST_OF
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import NET_COST, PEOPLE, Measure, measure
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.place import load_place
from tests.unit.made_up import comparison, some

BEFORE, BETWEEN, AFTER = "delayed", "occupancy", "waiting_list"  # in the alphabet, of `net_cost` and of `people`


def test_people_are_the_index_and_nothing_of_its_money() -> None:
    made = comparison({"delayed": some(-20.0, 0.5, 4), "programme_cost": 1.0}, futures=4)
    levels = measure(PEOPLE).level(made.base, made.alternative)
    assert levels == pytest.approx([1 / 6, 1 / 6, 0.0, 0.0])
    assert measure(PEOPLE).level(made.base, made.base).tolist() == [0.0] * 4


def test_the_net_cost_is_that_of_all_years_and_nothing_in_the_base() -> None:
    made = comparison({"delayed": -20.0, "programme_cost": np.arange(4.0)}, futures=4)
    assert measure(NET_COST).level(made.base, made.alternative) == pytest.approx([0.0, 3.0, 6.0, 9.0])
    assert measure(NET_COST).level(made.base, made.base).tolist() == [0.0] * 4


@pytest.mark.parametrize("name", [BEFORE, BETWEEN, AFTER])
def test_an_outcome_has_the_level_of_the_arm_in_the_last_year(name: str) -> None:
    made = comparison({name: 8.0}, futures=4)
    made.alternative.series[name][:26] = -1.0  # the first two of three years
    base, other = (measure(name).level(made.base, arm) for arm in (made.base, made.alternative))
    assert other == pytest.approx(base + 8.0)


def test_each_measure_reads_what_it_is_made_of_and_no_more() -> None:
    assert measure(PEOPLE).needs == frozenset(HEADLINE)
    assert measure(NET_COST).needs == frozenset(NET_COST_OF)
    assert [measure(name).needs for name in (BEFORE, BETWEEN, AFTER)] == [{BEFORE}, {BETWEEN}, {AFTER}]


def test_only_the_net_cost_reads_the_years_before_the_last() -> None:
    assert measure(NET_COST).years(4) == (1, 2, 3, 4) and measure(NET_COST).years(1) == (1,)
    assert [measure(name).years(4) for name in (PEOPLE, BEFORE, BETWEEN, AFTER)] == [(4,)] * 4


def test_more_of_the_index_is_better_and_more_of_the_cost_is_worse() -> None:
    people, cost = measure(PEOPLE), measure(NET_COST)
    assert (people.name, people.better, people.meaningful, people.relative) == ("people", 1, 0.1, False)
    assert people.unit == "share of 6"
    assert (cost.name, cost.better, cost.meaningful, cost.relative, cost.unit) == ("net_cost", -1, 0.0, False, "£m")


def test_an_outcome_is_judged_as_declared() -> None:
    declared = OUTCOMES[BEFORE]
    assert measure(BEFORE) == Measure(BEFORE, declared.label, declared.unit, -1, declared.meaningful, True)


def test_in_a_place_of_half_the_people_half_the_difference_matters() -> None:
    place = load_place("anyplace")
    half = replace(place, figures=replace(place.figures, population=150_000.0))
    name = next(one.name for one in OUTCOMES.values() if one.extensive and one.better)
    assert measure(name, half).meaningful == 0.5 * OUTCOMES[name].meaningful
    assert measure(name).meaningful == measure(name, place).meaningful == OUTCOMES[name].meaningful


def test_what_is_neither_good_nor_bad_cannot_judge() -> None:
    with pytest.raises(InputError, match="outcome = beds: neither more nor less of it is better"):
        measure("beds")


@pytest.mark.parametrize(("asked", "near"), [("peple", "people"), ("net_cos", "net_cost"), ("delaye", "delayed")])
def test_a_misspelt_measure_names_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(InputError, match=f"unknown outcome '{asked}': did you mean '{near}'"):
        measure(asked)


@pytest.mark.parametrize("asked", [["delayed"], 3, None])
def test_what_is_no_name_is_no_measure(asked: Any) -> None:
    with pytest.raises(InputError, match="unknown outcome"):
        measure(asked)
