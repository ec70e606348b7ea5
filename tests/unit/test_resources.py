"""What a scenario is given has a price: beds, places and money are no saving; equal arms differ by exactly 0."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim import load_scenario
from sim.analysis.paired import Comparison, compare
from sim.analysis.resources import added_resources, resources
from sim.model.ensemble import Ensemble
from sim.report.text.costs import cost_words
from sim.scenario import Scenario
from tests.unit.round_place import FIGURES

NOTHING = ["years=2", "funding.nhs_growth=0", "funding.social_care_growth=0", "bill.delayed_day=400"]
YEARS = (np.arange(26) + 0.5) / 13.0  # the middle of each round


@cache
def in_round_numbers(*words: str) -> Scenario:
    """Return a scenario of 150,000 people: £300m for the NHS; for social care 800 * 250, 400 * 1,000 and 8.8m a year.

    So social care has (200,000 + 400,000) * 52 = 31.2m for packages, and £40m with the rest.
    """
    scenario = load_scenario([*NOTHING, *words])
    return replace(scenario, place=replace(scenario.place, figures=FIGURES))


def test_a_place_in_round_numbers_is_given_340_million_a_year() -> None:
    given = resources(in_round_numbers())
    assert given.shape == (26, 1) and given == pytest.approx(np.full((26, 1), 340.0))


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("beds.added=0.1", 20 * 365 * 400 / 1e6),  # of 200 beds
        ("beds.added=-0.05", -10 * 365 * 400 / 1e6),
        ("social_care.care_home_beds_added=0.1", 40 * 1000 * 52 / 1e6),  # of 400 residents
        ("funding.social_care_added=5", 2.5),  # per 300,000 people
    ],
)
def test_half_a_place_is_given_what_is_added_at_its_price(words: str, more: float) -> None:
    assert resources(in_round_numbers(words)) == pytest.approx(np.full((26, 1), 340.0 + more))
    assert added_resources(in_round_numbers(), in_round_numbers(words)) == pytest.approx(np.full((26, 1), more))
    assert added_resources(in_round_numbers(words), in_round_numbers()) == pytest.approx(np.full((26, 1), -more))


def test_money_grows_from_month_0_in_the_middle_of_each_round() -> None:
    nhs = resources(in_round_numbers("funding.nhs_growth=0.1"))[:, 0]
    assert nhs == pytest.approx(300.0 * 1.1**YEARS + 40.0)
    social = resources(in_round_numbers("funding.social_care_growth=-0.04"))[:, 0]
    assert social == pytest.approx(300.0 + 40.0 * 0.96**YEARS)


@pytest.mark.parametrize(
    ("override", "yearly"),
    [
        ("beds.added=0.1", 520 * 0.1 * 365 * 395 / 1e6),
        ("social_care.care_home_beds_added=0.1", 1250 * 0.1 * 1010 * 52 / 1e6),
        ("funding.social_care_added=5", 5.0),
    ],
)
def test_what_is_added_costs_its_price_each_year(override: str, yearly: float):
    more = added_resources(load_scenario([]), load_scenario([override]))
    assert more == pytest.approx(np.full((78, 1), yearly), rel=0.01)


def test_money_that_grows_faster_is_counted_year_by_year():
    more = added_resources(load_scenario(["funding.nhs_growth=0"]), load_scenario(["funding.nhs_growth=0.02"]))[:, 0]
    assert more[0] < 2.0 and more[-1] == pytest.approx(870 * (1.02**5.96 - 1.0), rel=0.01)


def test_arms_that_are_given_the_same_differ_by_exactly_nothing():
    a, b = load_scenario(["behaviour=siloed", "beds.added=0.05"]), load_scenario(["beds.added=0.05"])
    assert (added_resources(a, b) == 0.0).all()


def test_values_that_differ_by_run_are_given_run_by_run():
    scenario = load_scenario([]).varied({"beds.added": np.array([0.0, 0.1])})
    assert resources(scenario).shape == (78, 2)


def test_beds_do_not_pay_for_themselves_by_being_free():
    base, more = (
        load_scenario(["behaviour=siloed", "years=2"]),
        load_scenario(["behaviour=siloed", "years=2", "beds.added=0.05"]),
    )
    found = compare(base, more, seeds=range(4))
    free = Comparison(found.base, Ensemble(base, found.alternative.seeds, found.alternative.series))
    price = 520 * 0.05 * 365 * 395 / 1e6
    assert (found.net_cost()[-1] - free.net_cost()[-1]) == pytest.approx(np.full(4, 2 * price), rel=1e-6)
    assert found.net_cost_at_end() == pytest.approx(found.net_cost()[-1])
    assert "In year 2 it is given £3.7m more in beds, places and money." in cost_words(found.finding)
