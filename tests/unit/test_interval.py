"""What chance leaves open, by hand: intervals of means, how many futures settle a question, who leads in redraws."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from sim.analysis.interval import Mean, best_in_redraws


def test_the_interval_is_1_96_standard_errors_either_way() -> None:
    # mean 2, squares 4 + 4 + 0 + 0 = 8 over 3, so an error of (8/3 / 4)^.5
    made, half = Mean.of(np.array([0.0, 4.0, 2.0, 2.0])), 1.959964 * (2.0 / 3.0) ** 0.5
    assert (made.mean, made.futures) == (2.0, 4)
    assert (made.low, made.high, made.half) == pytest.approx((2.0 - half, 2.0 + half, half))


def test_two_futures_have_an_interval_and_one_has_none() -> None:
    two = Mean.of(np.array([1.0, 3.0]))  # a deviation of 2^.5, an error of 1
    assert (two.low, two.high) == pytest.approx((2.0 - 1.959964, 2.0 + 1.959964))
    one = Mean.of(np.array([5.0]))
    assert (one.mean, one.low, one.high, one.futures) == (5.0, -inf, inf, 1) and not one.clear


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [(0.5, 1.5, True), (-1.5, -0.5, True), (-0.5, 0.5, False), (0.0, 1.0, False), (-1.0, 0.0, False)],
)
def test_an_interval_is_clear_if_all_of_it_lies_on_one_side_of_0(low: float, high: float, clear: bool) -> None:
    assert Mean((low + high) / 2.0, low, high, 9).clear is clear


@pytest.mark.parametrize(
    ("distance", "futures"),
    [
        (1.0, 0),  # already as narrow
        (1.5, 0),
        (-1.0, 0),
        (0.5, 400),  # half as wide takes four times as many
        (-0.5, 400),
        (0.9, 130),  # 123.5, in two digits, rounded up
        (0.3, 1200),  # 1,111.1
        (0.01, 1_000_000),  # exactly the most that is said
        (0.0099, 0),  # more than that
        (0.0, 0),  # no number of futures would
    ],
)
def test_how_many_futures_would_settle_a_question(distance: float, futures: int) -> None:
    assert Mean(0.0, -1.0, 1.0, 100).futures_for(distance) == futures


@pytest.mark.parametrize(("distance", "futures"), [(0.5, 12), (0.2, 75), (0.99, 4), (0.173, 110)])
def test_fewer_than_a_hundred_are_said_to_the_next_whole_one(distance: float, futures: int) -> None:
    assert Mean(0.0, -1.0, 1.0, 3).futures_for(distance) == futures  # 12; 75; 3.06; 100.2


def test_the_half_width_is_that_above_the_mean() -> None:
    assert Mean(3.0, 1.0, 7.0, 9).half == 4.0


def test_one_that_gains_more_in_every_future_leads_in_every_redraw() -> None:
    assert best_in_redraws(np.array([[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])).tolist() == [0.0, 1.0, 0.0]


def test_of_two_futures_a_redraw_takes_the_losing_one_twice_in_a_quarter() -> None:
    # the first gains 3 and loses 1: only where the loss is drawn twice does the other, at 0, lead
    first, other = best_in_redraws(np.array([[3.0, -1.0], [0.0, 0.0]]), redraws=4000)
    assert first == pytest.approx(0.75, abs=0.03) and first + other == pytest.approx(1.0)


def test_shares_count_redraws_of_their_seed() -> None:
    gains = np.array([[3.0, -3.0, 1.0], [0.0, 0.5, 0.0]])
    shares = best_in_redraws(gains, redraws=8)
    assert shares.sum() == 1.0 and (shares * 8.0 % 1.0 == 0.0).all()
    assert (best_in_redraws(gains) == best_in_redraws(gains, 400, 1)).all()
    assert len({tuple(best_in_redraws(gains, 400, seed)) for seed in range(1, 6)}) > 1
