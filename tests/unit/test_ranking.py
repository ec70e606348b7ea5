"""Rankings: what stands out, what is withheld, and how many more it would take, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.ranking import by_chance, ranking, times_as_many
from sim.report.text.ranking_words import takes


def test_as_many_are_named_as_stand_out_three_at_most() -> None:
    assert ranking([9.0, 5.0, 4.9, 1.0], [0.3] * 4).leading == 3  # as three, in no order among the last two
    assert ranking([9.0, 5.0, 4.9, 4.8], [0.3] * 4).leading == 1
    assert ranking([9.0, 8.0, 7.0, 6.0, 1.0], [0.1] * 5).leading == 3
    assert ranking([2.0], [9.0]).leading == 1


def test_a_gap_half_as_wide_as_its_interval_takes_four_times_as_many() -> None:
    found = ranking([2.0, 1.0], [1.2, 1.6])  # the difference is 1, its half-width 2
    assert found.leading == 0 and found.times == pytest.approx(4.0)
    assert ranking([1.0, 1.0], [0.1, 0.1]).times == np.inf


def test_one_ahead_in_three_of_four_redraws_takes_about_four_times_as_many() -> None:
    assert times_as_many(0.75) == pytest.approx((1.2816 / 0.6745) ** 2, rel=1e-3)
    assert times_as_many(0.5) == np.inf and times_as_many(0.1) == np.inf
    assert times_as_many(0.95) == 1.0


def test_half_widths_by_chance_are_those_of_a_mean() -> None:
    effects = np.random.default_rng(3).normal(size=(2, 400)) * np.array([[1.0], [3.0]])
    halves = by_chance(effects, lambda mean: mean, 1)
    assert halves == pytest.approx(1.96 * np.array([1.0, 3.0]) / 20.0, rel=0.25)
    assert not by_chance(effects[:, :1], lambda mean: mean, 1).any()


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (4.0, "to tell would take about 300 more worlds"),
        (2.234, "to tell would take about 130 more worlds"),
        (np.inf, "a hundred times as many worlds would not tell"),
        (101.0, "a hundred times as many worlds would not tell"),
    ],
)
def test_how_many_more_it_takes_in_words(times: float, said: str) -> None:
    assert takes(times, 100, "worlds") == said
