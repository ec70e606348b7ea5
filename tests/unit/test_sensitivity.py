"""Sensitivity: the answers of known functions, and a clear refusal where SALib would answer zeros."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.sensitivity import (
    chance_share,
    morris_points,
    problem,
    screen,
    screened_ranking,
    sobol_points,
    split,
    split_ranking,
    usable,
)
from sim.core.arithmetic import Array
from sim.core.parameters import InputError

SPACE = problem(["a", "b", "c"], np.array([[-np.pi, np.pi]] * 3))


def ishigami(x: Array) -> Array:
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_shares_of_the_ishigami_function_are_the_known_ones():
    found = {one.parameter: one for one in split(SPACE, ishigami(sobol_points(SPACE, 2048, 3)), "y", 3)}
    for name, first, total in (("a", 0.3139, 0.5576), ("b", 0.4424, 0.4424), ("c", 0.0, 0.2437)):
        one = found[name]
        assert one.first == pytest.approx(first, abs=0.03)
        assert one.total == pytest.approx(total, abs=0.03)
        assert abs(one.first - first) <= 1.5 * one.first_half_width + 0.01
        assert 0.0 < one.total_half_width < 0.15


def test_screening_of_a_straight_line_gives_its_slopes():
    space = problem(["a", "b", "c"], np.array([[0.0, 1.0], [0.0, 2.0], [0.0, 1.0]]))
    points = morris_points(space, 10, 1)
    a, b, c = screen(space, points, 3.0 * points[:, 0] - points[:, 1], "y", 1)
    assert (a.parameter, a.size, a.way) == ("a", pytest.approx(3.0), 1)
    assert (b.parameter, b.size, b.way) == ("b", pytest.approx(2.0), -1)
    assert (c.parameter, c.size) == ("c", 0.0)
    assert a.spread == pytest.approx(0.0, abs=1e-9)


def test_one_output_that_is_not_a_number_is_refused():
    points = morris_points(SPACE, 4, 1)
    output = ishigami(points)
    output[7] = np.nan
    with pytest.raises(InputError, match=r"y: not a number at 1 of 16 points \(the first is point 7\)"):
        screen(SPACE, points, output, "y", 1)


@pytest.mark.parametrize("value", [0.0, 0.1, -1e6])
def test_outputs_that_are_all_the_same_are_refused(value: float):
    with pytest.raises(InputError, match="at all 40 points, so there is nothing to explain"):
        split(SPACE, np.full(40, value), "y", 1)
    with pytest.raises(InputError, match="nothing to explain"):
        usable(np.linspace(value, value * (1.0 + 1e-13), 40), "y")


def test_chance_makes_all_of_the_spread_at_most() -> None:
    same = np.array([[1.0, -1.0], [-1.0, 1.0], [2.0, -1.9]])
    assert chance_share(same) == 1.0
    assert np.isnan(chance_share(np.ones((3, 1))))


def test_the_order_of_a_screening_stands_where_slopes_are_apart_and_not_where_futures_decide() -> None:
    space = problem(["a", "b", "c"], np.array([[0.0, 1.0]] * 3))
    points, rng = morris_points(space, 10, 1), np.random.default_rng(4)
    clear = points @ np.array([[3.0], [1.0], [0.5]]) + np.zeros((1, 8))
    own = points @ np.array([1.0, 1.0, 1.0])[:, None] + points @ rng.normal(size=(3, 8))
    orders = []
    for effects in (clear, own):
        screened = screen(space, points, effects.mean(axis=1), "y", 1)
        orders.append(screened_ranking(screened, space, points, effects, 1))
    assert orders[0].leading == 2 and orders[0].points == orders[0].futures == 1.0
    assert orders[1].leading == 0 and 1.0 < orders[1].futures < orders[1].points == np.inf  # slopes differ by future


def test_the_order_of_shares_stands_where_they_are_apart() -> None:
    points = sobol_points(SPACE, 512, 3)
    effects = ishigami(points)[:, None] + np.zeros((1, 4))
    shares = split(SPACE, effects.mean(axis=1), "y", 3)
    assert [one.parameter for one in shares] == ["a", "b", "c"]
    assert split_ranking(shares, SPACE, effects, 3).leading == 2  # .56, .44 and .24: the first two, as a pair at least


def test_what_luck_leaves_falls_with_replications():
    rng = np.random.default_rng(1)
    worlds = rng.normal(size=(400, 1))
    few, many = (chance_share(worlds + rng.normal(size=(400, n))) for n in (4, 64))
    assert few == pytest.approx(0.2, abs=0.04)
    assert many == pytest.approx(1 / 65, abs=0.005)
