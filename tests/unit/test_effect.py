"""Verdicts at their thresholds, intervals the right way round, counts of futures that add up."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.effect import Effect, Shares
from sim.analysis.finding import Finding, people_scores
from sim.analysis.headline import HEADLINE
from sim.analysis.pressure_map import point_of
from sim.outcomes import OUTCOMES
from sim.report.figures.overview import placed
from sim.report.text.written import counted, rounded, written
from tests.unit.made_up import comparison, some


@pytest.mark.parametrize(
    ("better", "worse", "verdict"),
    [
        (0.5, 0.0, "better"),  # more than a third, and the contrary in none
        (0.5, 0.5, "open"),  # exactly half is not most
        (0.51, 0.49, "better"),
        (0.49, 0.51, "worse"),
        (0.34, 0.033, "better"),
        (0.34, 0.034, "tie"),  # exactly a tenth of it is something to speak of
        (1 / 3, 0.0, "tie"),  # exactly a third is not more
        (0.033, 0.34, "worse"),
        (0.034, 0.34, "tie"),
        (0.0, 1 / 3, "tie"),
        (0.25, 0.25, "open"),  # exactly half the same is not most
        (0.25, 0.24, "tie"),
        (0.45, 0.10, "open"),
        (0.0, 0.0, "tie"),
        (1.0, 0.0, "better"),
        (0.0, 1.0, "worse"),
    ],
)
def test_a_verdict_is_what_most_futures_say(better: float, worse: float, verdict: str):
    assert Shares(better, 1.0 - better - worse, worse).verdict == verdict


def test_shares_are_counted_and_add_up():
    shares = Shares.of(np.array([1.0, 1.0, 0.0, -1.0, 1.0]))
    assert (shares.better, shares.same, shares.worse) == (0.6, 0.2, 0.2)
    assert str(counted(shares, 200)) == "6/2/2"


def test_an_effect_is_of_paired_differences():
    base, other = np.array([10.0, 20.0, 30.0, 40.0]), np.array([11.0, 22.0, 33.0, 44.0])
    effect = Effect.of(OUTCOMES["days_at_home"], 2, base, other)
    assert (effect.base, effect.median, effect.futures, effect.year) == (25.0, 2.5, 4, 2)
    assert (effect.low, effect.high) == pytest.approx((1.15, 3.85))
    assert effect.alternative == 27.5
    assert effect.matters == 10.0 and effect.in_smallest == pytest.approx(0.25)


def test_with_another_places_luck_each_future_meets_the_one_before():
    base, other = np.array([0.0, 100.0, 200.0]), np.array([0.0, 100.0, 200.0])
    effect = Effect.of(OUTCOMES["days_at_home"], 1, base, other)
    assert effect.shares == Shares(0.0, 1.0, 0.0)
    assert effect.unpaired == Shares(2 / 3, 0.0, 1 / 3)


@pytest.mark.parametrize(("name", "way"), [("days_at_home", 1.0), ("waiting_list", -1.0), ("delayed", -1.0)])
def test_in_the_overview_better_lies_to_the_right(name: str, way: float):
    size = 3.0 * float(OUTCOMES[name].matters(40_000.0)) if name != "delayed" else 12.0
    found = comparison({name: way * np.linspace(0.5, 1.5, 40) * size}).effect(name, 3)
    (low, high), point = placed(found)
    assert 0.0 < low < point < high
    (low, high), point = placed(comparison({name: -way * np.linspace(0.5, 1.5, 40) * size}).effect(name, 3))
    assert low < point < high < 0.0


def test_the_overview_places_the_interval_in_smallest_differences():
    found = comparison({"days_at_home": np.linspace(-10.0, 30.0, 41)}, futures=41).effect("days_at_home", 3)
    ends, point = placed(found)
    assert ends == pytest.approx([-0.8, 2.8]) and point == pytest.approx(1.0)


def test_people_are_ahead_where_more_is_better_than_worse():
    made = comparison(
        {
            "delayed": some(-20.0, 0.5),  # better in the first half
            "unmet_need": some(0.02, 0.25),  # worse in the first quarter
            "four_hour": some(-0.02, 0.25),
            "waiting_list": np.where(np.arange(40) >= 36, 4000.0, 0.0),  # worse in the last four
        }
    )
    scores = people_scores(made, 3)
    assert scores[[0, 15, 30, 39]] == pytest.approx([-1 / 6, 1 / 6, 0.0, -1 / 6])
    assert made.finding.ahead == Shares(0.25, 0.4, 0.35)


def test_in_a_world_where_the_arms_are_the_same_nobody_is_cheaper():
    same = point_of((0.0, 0.0), comparison())
    assert (same.for_people, same.for_money) == ("nobody", "nobody")
    dearer = point_of((0.0, 0.0), comparison({"programme_cost": 1.0}))
    assert (dearer.for_money, dearer.cheaper, dearer.net_cost) == ("base", 0.0, pytest.approx(3.0))
    assert point_of((0.0, 0.0), comparison({"programme_cost": -1.0})).for_money == "alternative"


def test_a_finding_speaks_of_one_year():
    made = comparison({"delayed": -20.0}, years=3)
    made.alternative.series["delayed"][13:] = made.base.series["delayed"][13:]
    assert Finding.of(made, 1).effects["delayed"].verdict == "better"
    assert made.finding.year == 3 and made.finding.effects["delayed"].verdict == "tie"
    assert [effect.outcome.name for effect in made.finding.headline] == list(HEADLINE)
    assert made.finding is made.finding


@pytest.mark.parametrize("name", list(OUTCOMES))
def test_what_is_written_subtracts(name: str):
    """For every outcome, as it is written: level of the alternative less that of the base is the difference."""
    declared = OUTCOMES[name]
    generator = np.random.default_rng(7)
    for _ in range(40):
        base = generator.uniform(0.1, 0.9, 9) * (40_000.0 if declared.relative else 1.0)
        effect = Effect.of(declared, 1, base, base * generator.uniform(0.8, 1.2, 9))
        level = written(effect)
        a, b, d = (_figure(text) for text in (level.base, level.alternative, level.difference))
        assert b - a == pytest.approx(d, abs=1e-9), (level, effect)
        assert rounded(declared, effect.median) == pytest.approx(d / (100.0 if level.points else 1.0))


def _figure(text: str) -> float:
    kept = "".join(sign for sign in text.replace("−", "-") if sign in "-.0123456789")
    return float(kept)
