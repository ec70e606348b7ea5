"""Rankings: what stands out, what is withheld, and how many more it would take, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.ranking import Ranking, by_chance, ranking, times_as_many
from sim.report.text.ranking_words import takes, would_tell

NONE = [0.0] * 5


def test_as_many_are_named_as_stand_out_three_at_most() -> None:
    assert ranking([9.0, 5.0, 4.9, 1.0], [0.3] * 4, NONE).leading == 3  # as three, in no order among the last two
    assert ranking([9.0, 5.0, 4.9, 4.8], [0.3] * 4, NONE).leading == 1
    assert ranking([9.0, 8.0, 7.0, 6.0, 1.0], [0.1] * 5, NONE).leading == 3
    assert ranking([2.0], [9.0], NONE).leading == 1


def test_a_gap_half_as_wide_as_its_interval_takes_four_times_as_many() -> None:
    found = ranking([2.0, 1.0], [1.2, 1.6], NONE)  # the difference is 1, its half-width 2
    assert found.leading == 0 and found.points == pytest.approx(4.0) and found.futures == np.inf
    assert ranking([1.0, 1.0], [0.1, 0.1], NONE).both == np.inf


def test_more_worlds_do_not_narrow_what_futures_leave_open() -> None:
    found = ranking([6.0, 1.0], [3.0, 0.0], [0.0, 4.5])  # the gap is 5: 3 and 4 would fill it
    assert found.leading == 0
    assert found.points == pytest.approx(9.0 / (25.0 - 20.25)) and found.futures == pytest.approx(20.25 / 16.0)
    assert found.both == pytest.approx((9.0 + 20.25) / 25.0)
    wide = ranking([2.0, 1.0], [0.1, 0.0], [3.0, 4.0])
    assert wide.points == np.inf and wide.futures == pytest.approx(25.0 / 0.99)


def test_one_future_of_each_world_ranks_nothing() -> None:
    found = ranking([9.0, 1.0], [0.1, 0.1], list(by_chance(np.ones((2, 1)), lambda mean: mean, 1)))
    assert found.leading == 0
    assert would_tell(found, 100, 1) == "what chance does cannot be seen in fewer than 2 futures of each world"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Ranking(0, 4.0, 5.0, 2.5), "to tell would take about 300 more worlds"),
        (Ranking(0, 4.0, 3.0, 2.5), "to tell would take about 16 more futures of each world"),
        (Ranking(0, np.inf, np.inf, 2.5), "to tell would take about 150 more worlds, and 12 more futures of each"),
        (Ranking(0, np.inf, np.inf, np.inf), "a hundred times as many worlds would not tell"),
    ],
)
def test_what_tells_in_the_fewest_runs_is_said(order: Ranking, said: str) -> None:
    assert would_tell(order, 100, 8) == said


def test_one_ahead_in_three_of_four_redraws_takes_about_four_times_as_many() -> None:
    assert times_as_many(0.75) == pytest.approx((1.2816 / 0.6745) ** 2, rel=1e-3)
    assert times_as_many(0.5) == np.inf and times_as_many(0.1) == np.inf
    assert times_as_many(0.95) == 1.0


def test_half_widths_by_chance_are_those_of_a_mean() -> None:
    effects = np.random.default_rng(3).normal(size=(2, 400)) * np.array([[1.0], [3.0]])
    halves = by_chance(effects, lambda mean: mean, 1)
    assert halves == pytest.approx(1.96 * np.array([1.0, 3.0]) / 20.0, rel=0.25)
    assert np.isinf(by_chance(effects[:, :1], lambda mean: mean, 1)).all()


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
