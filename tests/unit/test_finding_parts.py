"""Parts of a finding by hand: when the money comes back, what is better in a year, and the years before that."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.analysis.finding import (
    Early,
    Finding,
    Pay,
    _pay,  # pyright: ignore[reportPrivateUsage]
    better_in,
)
from sim.analysis.paired import Comparison
from sim.analysis.story import Story, Twin, effects_of, middle
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import load_scenario
from tests.unit.made_up import comparison


def rounds(*yearly: float) -> np.ndarray:
    """Return one number a year in each of its thirteen rounds, shape (rounds, 1)."""
    return np.repeat(yearly, 13)[:, None]


def test_money_that_never_was_spent_is_back_from_the_start() -> None:
    costs = np.linspace(-2.0, 2.0, 41)  # £m a year for three years: from -6 to 6, 21 of 41 at or below nothing
    found = _pay(comparison({"programme_cost": costs}, futures=41), 0.5)
    assert (found.cashable, found.year) == (0.5, 0.0) and found.share == pytest.approx(21 / 41)
    assert (found.low, found.net, found.high) == pytest.approx((-5.4, 0.0, 5.4), abs=1e-9)


def test_money_comes_back_in_the_round_in_which_the_sum_is_nothing_again() -> None:
    made = comparison({"programme_cost": rounds(1, -1, -1)}, futures=4)
    assert made.break_even() == pytest.approx(np.full(4, 25 / 13))  # the round after the 25th
    found = _pay(made, 1.0)
    assert found == Pay(1.0, 1.0, 25 / 13, found.net, found.low, found.high)
    assert (found.net, found.low, found.high) == pytest.approx((-1.0, -1.0, -1.0))
    never = _pay(comparison({"programme_cost": rounds(-1, 0, 2)}, futures=4), 1.0)
    assert never.share == 0.0 and np.isnan(never.year) and never.net == pytest.approx(1.0)


def test_the_year_is_the_middle_one_of_those_futures_that_pay() -> None:
    late = np.stack([np.repeat(yearly, 13) for yearly in ([1, -1, -1], [1, 1, 1], [-1, -1, -1])], axis=1)
    assert comparison({"programme_cost": late}, futures=3).break_even()[[0, 2]].tolist() == [25 / 13, 0.0]
    found = _pay(comparison({"programme_cost": late}, futures=3), 1.0)
    assert found.share == pytest.approx(2 / 3) and found.year == pytest.approx(12.5 / 13)


def test_only_the_cash_part_of_a_bill_is_money() -> None:
    made = comparison({"programme_cost": 1.0, "bypass_cost": 2.0, "care_bill": -8.0}, futures=4)
    for share, net in ((0.0, 9.0), (0.5, -3.0), (1.0, -15.0)):
        assert made.net_cost(share)[-1] == pytest.approx(np.full(4, net))
        assert made.net_cost_at_end(share) == pytest.approx(np.full(4, net))
        assert made.net_cost(share)[0] == pytest.approx(np.full(4, net / 39.0))
        assert _pay(made, share).share == float(net <= 0.0)
    usual = float(made.base.scenario.parameters["bill"].cashable)
    assert made.net_cost()[-1] == pytest.approx(np.full(4, 9.0 - 24.0 * usual))
    assert made.net_cost_at_end() == pytest.approx(made.net_cost()[-1])
    assert [pay.cashable for pay in made.finding.pays] == [usual, 1.0]


def test_what_is_better_in_a_year_is_of_the_headline_and_of_that_year() -> None:
    made = comparison(
        {"delayed": rounds(0, -20, 20), "days_at_home": rounds(0, 30, 30), "trust": 0.1, "unmet_need": 0.1}, futures=4
    )
    assert [[effect.outcome.name for effect in better_in(made, year)] for year in (1, 2, 3)] == [
        [],
        ["delayed", "days_at_home"],
        ["days_at_home"],
    ]
    assert {effect.year for effect in better_in(made, 2)} == {2}


MONEY: Any = {"programme_cost": rounds(1, 3, 100), "leader_hours": rounds(2, 4, 50)}


@pytest.mark.parametrize(
    ("delayed", "early"),
    [
        ((0, 0, -20), Early(2, 2.0, 3.0)),
        ((0, -20, 0), Early(1, 1.0, 2.0)),
        ((-20, 0, 0), None),
        ((0, 0, 0), None),
    ],
)
def test_early_are_the_years_before_anything_is_better(delayed: tuple[float, ...], early: Early | None) -> None:
    found = comparison({**MONEY, "delayed": rounds(*delayed)}, futures=4).finding.early
    assert (found is None) == (early is None)
    if found and early:
        assert found.years == early.years and (found.money, found.hours) == pytest.approx((early.money, early.hours))


def test_a_finding_of_a_year_sees_nothing_of_the_years_after() -> None:
    made = comparison({**MONEY, "delayed": rounds(0, 0, -20)}, futures=4)
    found = Finding.of(made, 2)
    assert found.early is None and (found.year, found.years, found.futures) == (2, 3, 4)
    assert found.leaders == sum(len(one.leaders) for one in made.base.scenario.place.organisations)
    assert found.given == 0.0 and list(found.effects) == list(OUTCOMES)
    assert found.effects["programme_cost"].median == pytest.approx(3.0)
    assert [one.outcome.name for one in made.finding.those("better")] == ["delayed"]


def test_what_is_given_more_is_that_of_the_year() -> None:
    made = comparison(futures=4)
    words = ["behaviour=collaborative", "years=3", "funding.nhs_growth=0.03"]
    grown = Comparison(made.base, Ensemble(load_scenario(words), made.base.seeds, made.alternative.series))
    funding, figures = made.base.scenario.parameters["funding"], made.base.scenario.place.figures
    for year in (1, 2, 3):
        when = year - 1 + (np.arange(13) + 0.5) / 13.0
        more = figures.nhs_spend_per_year / 1e6 * (1.03**when - (1.0 + funding.nhs_growth) ** when)
        assert Finding.of(grown, year).given == pytest.approx(float(more.mean()))


def test_pairs_are_in_order_of_the_difference_and_those_below_have_less() -> None:
    made = comparison({"delayed": np.array([-20.0, 10.0, 0.0, 5.0])}, futures=4)
    effects = effects_of(made, "delayed")
    assert effects == pytest.approx([-20.0, 10.0, 0.0, 5.0]) and middle(effects) == 2
    nothing: Any = None
    twin = Twin(made.base.scenario, nothing, ())
    for run, below in enumerate((0, 3, 1, 2)):
        assert (one := Story(made, effects, run, True, twin, twin)).below == below and one.seed == run
    assert Story(made, np.zeros(4), 1, True, twin, twin).below == 0
