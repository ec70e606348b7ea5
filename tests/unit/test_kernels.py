"""Kernels by example, in their corners, and with the same bits for one run and for many."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.core.arithmetic import approach, chance, load_for, logistic, logit, power, served_share, total

X = np.array([1e-12, 0.1, 0.5, 1.0, 3.0, 1e9])


@pytest.mark.parametrize("exponent", [-2.0, 0.0, 0.5, 1.0, 2.5])
def test_power_is_the_power(exponent: float) -> None:
    np.testing.assert_allclose(power(X, exponent), X**exponent, rtol=1e-13)


def test_power_of_one_is_one_and_to_nothing_is_one() -> None:
    assert (power(np.ones(3), np.array([0.0, -7.3, 50.0])) == 1.0).all()
    assert (power(X, 0.0) == 1.0).all()


def test_a_scalar_and_an_array_exponent_give_the_same_bits() -> None:
    x = np.random.default_rng(1).uniform(0.01, 3.0, 4001)
    for exponent in (2.0, 3.0, 0.5, 1.7, -1.0):
        assert (power(x, exponent) == power(x, np.full_like(x, exponent))).all()
        assert all(power(x[i : i + 1], exponent)[0] == power(x, exponent)[i] for i in (0, 17, 4000))


@pytest.mark.parametrize("shape", [(1, 5), (2, 5), (9, 5), (300, 5), (7, 3, 5)])
def test_total_is_the_sum_in_order_whatever_the_batch(shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(2).normal(size=shape)
    expected = np.zeros(shape[1:])
    for row in x:
        expected = expected + row
    assert (total(x) == expected).all()
    for run in range(5):
        assert (total(np.ascontiguousarray(x[..., run : run + 1])) == expected[..., run : run + 1]).all()


@pytest.mark.parametrize("runs", [1, 2, 7, 8, 64, 257])
@pytest.mark.parametrize("rows", [1, 3, 8, 49, 470])
def test_total_adds_in_order_where_numpy_does_it(rows: int, runs: int) -> None:
    random = np.random.default_rng(3)
    x = np.exp(random.normal(scale=9.0, size=(rows, 4, runs))) * random.choice([-1.0, 1.0], (rows, 4, runs))
    ways: list[Any] = [x, x.swapaxes(0, 1), x[:, 2], x[::-1], x[::2, 1:3], np.asfortranarray(x), x > 0.0]
    for seen in ways:
        expected = seen[0] + 0.0
        for row in seen[1:]:
            expected = expected + row
        assert (total(seen) == expected).all()


def test_a_total_of_nothings_below_nothing_is_nothing() -> None:
    for runs in (1, 3):
        assert not np.signbit(total(np.full((5, runs), -0.0))).any()


def test_total_alters_nothing_and_returns_an_array_of_its_own() -> None:
    x = np.ones((1, 4))
    total(x)[:] = 9.0
    total(np.ones((3, 4)))
    assert (x == 1.0).all()


def test_chance_of_a_rate() -> None:
    assert chance(np.array([0.0]))[0] == 0.0
    np.testing.assert_allclose(chance(np.array([0.23]), 1.0), 1.0 - math.exp(-0.23), rtol=1e-15)
    assert 0.0 < chance(np.array([1e-9]))[0] < 1e-9 and chance(np.array([1e6]))[0] == 1.0
    survived = (1.0 - chance(np.array([0.7]))) ** 13
    np.testing.assert_allclose(1.0 - survived, chance(np.array([0.7]), 1.0), rtol=1e-12)


def test_approach_halves_the_gap_in_a_half_life_and_steps_add_up() -> None:
    np.testing.assert_allclose(approach(12.0 / math.log(2.0), 12.0), 0.5, rtol=1e-15)
    assert approach(8.0, 0.0) == 0.0
    assert approach(1e-6, 4.0) == 1.0
    left = (1.0 - approach(26.0, 4.0)) ** 6
    np.testing.assert_allclose(1.0 - left, approach(26.0, 24.0), rtol=1e-13)


def test_logistic_and_logit_invert() -> None:
    share = np.array([1e-9, 0.01, 0.5, 0.99, 1.0 - 1e-9])
    np.testing.assert_allclose(logistic(logit(share)), share, rtol=1e-7)
    assert logistic(0.0) == 0.5 and logit(0.5) == 0.0 and logistic(40.0) <= 1.0 and logistic(-700.0) >= 0.0


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0, 10.0, 50.0])
def test_served_share_of_a_load_and_back(sharpness: float) -> None:
    share = np.array([0.05, 0.3, 0.5, 0.82, 0.93, 0.99])
    np.testing.assert_allclose(served_share(load_for(share, sharpness), sharpness), share, rtol=1e-10)
    load = np.array([0.2, 0.7, 1.0, 1.3, 5.0]) if sharpness < 20 else np.array([0.8, 1.0, 1.3])
    np.testing.assert_allclose(load_for(served_share(load, sharpness), sharpness), load, rtol=1e-7)


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 6.0, 50.0])
def test_nobody_is_served_twice_and_no_capacity_is_exceeded(sharpness: float) -> None:
    load = np.exp(np.linspace(-60.0, 60.0, 241))
    share = served_share(load, sharpness)
    assert np.isfinite(share).all() and (share > 0.0).all() and (share <= 1.0).all()
    assert (load * share <= 1.0 + 1e-12).all() and (np.diff(share) <= 1e-15).all()
    assert served_share(np.array([1e-300]), sharpness)[0] == 1.0
    assert served_share(1.0, 1.0) == pytest.approx(0.5)


def test_a_sharp_service_is_nearly_the_smaller_of_demand_and_capacity() -> None:
    assert served_share(0.9, 50.0) == pytest.approx(1.0, abs=1e-3)
    assert served_share(2.0, 50.0) == pytest.approx(0.5, abs=1e-9)
