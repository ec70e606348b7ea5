"""What chance leaves open, by hand: intervals of means, how many futures settle a question."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from sim.analysis.interval import SURE, Mean, errors

# the tables of Student's t: futures, and how many errors of 95% and of 90%
TABLE = [(2, 12.7062, 6.3138), (3, 4.3027, 2.9200), (4, 3.1824, 2.3534), (24, 2.0687, 1.7139), (64, 1.9983, 1.6694)]


@pytest.mark.parametrize(("futures", "either_way", "surely"), TABLE)
def test_an_interval_is_as_wide_as_the_tables_of_student_s_t_say(
    futures: int, either_way: float, surely: float
) -> None:
    assert errors(futures) == pytest.approx(either_way, abs=6e-5)
    assert errors(futures, SURE) == pytest.approx(surely, abs=6e-5)
    values = np.linspace(-1.0, 1.0, futures)
    error = (values**2).sum() / (futures - 1.0)
    assert Mean.of(values).half == pytest.approx(either_way * (error / futures) ** 0.5, rel=1e-4)
    assert Mean.of(values, SURE).half == pytest.approx(surely * (error / futures) ** 0.5, rel=1e-4)


def test_of_very_many_futures_it_is_1_96_standard_errors_either_way() -> None:
    assert errors(10_000_000) == pytest.approx(1.959964, abs=1e-6) and errors(1) == inf


@pytest.mark.parametrize("futures", [2, 3, 6, 24])
def test_in_95_of_100_it_holds_the_truth_however_few_the_futures(futures: int) -> None:
    rng, tries = np.random.default_rng(2026), 4000
    held = [abs((mean := Mean.of(row)).mean) <= mean.half for row in rng.standard_normal((tries, futures))]
    assert np.mean(held) == pytest.approx(0.95, abs=4.0 * (0.95 * 0.05 / tries) ** 0.5)


def test_the_interval_of_four_by_hand() -> None:
    # mean 2, squares 4 + 4 + 0 + 0 = 8 over 3, so an error of (8/3 / 4)^.5
    made, half = Mean.of(np.array([0.0, 4.0, 2.0, 2.0])), 3.182446 * (2.0 / 3.0) ** 0.5
    assert (made.mean, made.futures) == (2.0, 4)
    assert (made.low, made.high, made.half) == pytest.approx((2.0 - half, 2.0 + half, half))


def test_two_futures_have_an_interval_and_one_has_none() -> None:
    two = Mean.of(np.array([1.0, 3.0]))  # a deviation of 2^.5, an error of 1
    assert (two.low, two.high) == pytest.approx((2.0 - 12.706205, 2.0 + 12.706205))
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
        (0.5, 400),  # 393: half as wide takes four times as many, less what they are surer of how they scatter
        (-0.5, 400),
        (0.9, 130),  # 123, in two digits, rounded up
        (0.3, 1100),  # 1,087
        (0.01, 980_000),  # 975,700
        (0.0098, 0),  # 1,016,000, more than is said
        (0.0, 0),  # no number of futures would
    ],
)
def test_how_many_futures_would_settle_a_question(distance: float, futures: int) -> None:
    assert Mean(0.0, -1.0, 1.0, 100).futures_for(distance) == futures


@pytest.mark.parametrize(("distance", "futures"), [(0.5, 5), (0.2, 19), (0.99, 4), (0.08, 100)])
def test_fewer_than_a_hundred_are_said_to_the_next_whole_one(distance: float, futures: int) -> None:
    assert (
        Mean(0.0, -1.0, 1.0, 3).futures_for(distance) == futures
    )  # a deviation of 3^.5 / 4.303 = .4025: of five 2.776 * .4025 / 5^.5 = .4998


@pytest.mark.parametrize(("distance", "times"), [(1.0, 1.0), (0.5, 5 / 3), (0.2, 19 / 3), (0.0, inf), (-1.0, inf)])
def test_how_many_times_as_many_would_settle_it(distance: float, times: float) -> None:
    assert Mean(0.0, -1.0, 1.0, 3).times_for(distance) == times


def test_a_single_future_says_nothing_of_how_many_it_would_take() -> None:
    one = Mean.of(np.array([5.0]))
    assert (one.futures_for(5.0), one.times_for(5.0)) == (0, inf)


def test_the_half_width_is_that_above_the_mean() -> None:
    assert Mean(3.0, 1.0, 7.0, 9).half == 4.0
