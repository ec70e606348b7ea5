"""Parts of a sensitivity study by hand: what SALib is given, what is made of its answer, and which order stands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.analysis import sensitivity
from sim.analysis.sensitivity import (
    Screened,
    Share,
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
from sim.analysis.space import ranges
from sim.core.arithmetic import Array
from sim.core.parameters import InputError

SPACE = {"names": ["x", "y", "z"]}
OUTPUT, POINTS = np.array([1.0, 2.0, 3.0]), np.ones((3, 3))
MORRIS = {"mu_star": [1.0, 5.0, 3.0], "mu_star_conf": [0.1, 0.2, 0.3], "mu": [1.0, -5.0, 0.5], "sigma": [7.0, 8.0, 9.0]}
SOBOL = {"S1": [0.1, 0.2, 0.3], "S1_conf": [1.0, 2.0, 3.0], "ST": [0.4, 0.6, 0.5], "ST_conf": [4.0, 5.0, 6.0]}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Answer for SALib; return what it was asked."""
    calls, answers = list[Any](), {"analyze.morris": MORRIS, "analyze.sobol": SOBOL}

    def part(name: str) -> Any:
        def call(*given: Any, **how: Any) -> Any:
            calls.append((name, given, how))
            return answers.get(name, name)

        return SimpleNamespace(sample=call, analyze=call)

    monkeypatch.setattr(sensitivity, "_salib", part)
    return calls


@pytest.mark.parametrize(
    ("size", "mean", "way"),
    [(1.0, 0.6, 1), (1.0, -0.6, -1), (1.0, 0.5, 0), (1.0, -0.5, 0), (2.0, 1.1, 1), (2.0, 0.9, 0), (0.0, 0.0, 0)],
)
def test_more_of_it_raises_the_effect_where_it_does_so_more_often_than_not(size: float, mean: float, way: int) -> None:
    assert Screened("x", size, 0.0, mean, 0.0).way == way


def test_a_space_lies_within_plausible_ranges_unless_bounds_are_given() -> None:
    keys = ("demand.growth", "trust.asymmetry")
    assert problem(keys) == {"num_vars": 2, "names": [*keys], "bounds": ranges(keys).tolist()}
    assert problem(keys, np.array([[0.0, 1.0], [2.0, 3.0]]))["bounds"] == [[0.0, 1.0], [2.0, 3.0]]


def test_points_are_asked_for_in_four_levels_and_without_second_orders(asked: list[Any]) -> None:
    assert morris_points(SPACE, 9, 7) == "sample.morris" and sobol_points(SPACE, 16, 8) == "sample.sobol"
    assert asked == [
        ("sample.morris", (SPACE, 9), {"num_levels": 4, "seed": 7}),
        ("sample.sobol", (SPACE, 16), {"calc_second_order": False, "seed": 8}),
    ]


def test_a_screening_has_the_largest_first(asked: list[Any]) -> None:
    assert screen(SPACE, POINTS, OUTPUT, "what", 3) == [
        Screened("y", 5.0, 0.2, -5.0, 8.0),
        Screened("z", 3.0, 0.3, 0.5, 9.0),
        Screened("x", 1.0, 0.1, 1.0, 7.0),
    ]
    ((name, given, how),) = asked
    assert name == "analyze.morris" and given[0] is SPACE and given[1] is POINTS and given[2] is OUTPUT
    assert how == {"conf_level": 0.95, "num_levels": 4, "seed": 3}


def test_a_split_has_the_largest_total_first(asked: list[Any]) -> None:
    assert split(SPACE, OUTPUT, "what", 3) == [
        Share("y", 0.2, 2.0, 0.6, 5.0),
        Share("z", 0.3, 3.0, 0.5, 6.0),
        Share("x", 0.1, 1.0, 0.4, 4.0),
    ]
    ((name, _, how),) = asked
    assert name == "analyze.sobol" and how == {"calc_second_order": False, "conf_level": 0.95, "seed": 3}


def test_a_parameter_keeps_what_chance_makes_of_it_wherever_it_comes_in_the_order(
    monkeypatch: pytest.MonkeyPatch, asked: list[Any]
) -> None:
    def drawn(effects: Array, sizes_of: Any, seed: int) -> Array:
        assert effects is POINTS and seed == 3
        return np.asarray(sizes_of(OUTPUT)) * 10.0

    given = list[Any]()
    monkeypatch.setattr(sensitivity, "by_chance", drawn)
    monkeypatch.setattr(sensitivity, "ranking", lambda *lists: given.append([list(one) for one in lists[:3]]) or "rank")
    screened = [Screened("y", 5.0, 0.2, 0.0, 0.0), Screened("x", 1.0, 0.1, 0.0, 0.0), Screened("z", 0.5, 0.3, 0.0, 0.0)]
    found: Any = screened_ranking(screened, SPACE, POINTS, POINTS, 3)
    assert found == "rank" and given == [[[5.0, 1.0, 0.5], [0.2, 0.1, 0.3], [50.0, 10.0, 30.0]]]
    shares = [Share("z", 0.0, 0.0, 0.9, 0.01), Share("x", 0.0, 0.0, 0.8, 0.02), Share("y", 0.0, 0.0, 0.7, 0.03)]
    split_ranking(shares, SPACE, POINTS, 3)
    assert given[1] == [[0.9, 0.8, 0.7], [0.01, 0.02, 0.03], [5.0, 4.0, 6.0]]
    assert [how["num_resamples"] for _, _, how in asked] == [2, 2]


def test_chance_is_what_it_leaves_in_the_means_over_what_they_differ_by() -> None:
    # rows vary by 2, so means by 1; the means 2 and 6 vary by 4
    assert chance_share(np.array([[1.0, 3.0], [5.0, 7.0]])) == 0.25
    assert chance_share(np.array([[0.0, 0.0, 6.0], [8.0, 8.0, 8.0]])) == pytest.approx((12.0 / 3.0 / 2.0) / 9.0)
    assert np.isnan(chance_share(np.array([[1.0, 3.0], [3.0, 1.0]]))) and np.isnan(chance_share(OUTPUT[:, None]))


def test_outputs_that_are_no_numbers_are_counted_and_the_first_named() -> None:
    with pytest.raises(InputError, match=r"y: not a number at 2 of 4 points \(the first is point 1\)"):
        usable(np.array([1.0, np.inf, 2.0, np.nan]), "y")


def test_outputs_differ_by_more_than_a_billionth_of_the_largest() -> None:
    for output in ([1.0, 1.0 + 2e-9], [-5.0, 0.0], [0.0, 1e-30]):
        assert usable(np.array(output), "y").tolist() == output
    for output in ([1.0, 1.0 + 0.5e-9], [-4.0, -4.0 - 3e-9], [0.0, 0.0]):
        with pytest.raises(InputError, match=f"y: {output[0]:.6g} at all 2 points"):
            usable(np.array(output), "y")


def test_without_salib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        assert name == "SALib.sample.morris"
        raise ModuleNotFoundError

    monkeypatch.setattr(sensitivity, "import_module", missing)
    with pytest.raises(InputError, match=r"needs SALib: pip install 'common-ground\[analysis\]'"):
        morris_points(problem(["demand.growth"]), 4, 1)
