"""How boards and places differ: figures worked out by hand, and what boards.csv holds."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from sim import validation
from sim.validation.boards import MEASURES, boards, growth, levels, persistence, spread_of
from sim.validation.places import LEAST, MOST, _judged, _series  # pyright: ignore[reportPrivateUsage]
from sim.validation.runs import Runs


def test_spread_is_that_of_a_normal_distribution_and_no_single_place_decides_it() -> None:
    normal = np.random.default_rng(1).normal(3.0, 2.0, 20_001)
    assert spread_of(normal).middle == pytest.approx(3.0, abs=0.05)
    assert spread_of(normal).scale == pytest.approx(2.0, rel=0.03)
    assert spread_of(np.array([1.0, 2.0, 3.0, 4.0, 5.0])).scale == pytest.approx(1.4826)
    assert spread_of(np.array([1.0, 2.0, 3.0, 4.0, 5e9])).scale == pytest.approx(1.4826)


def test_a_place_without_a_figure_is_left_out() -> None:
    assert spread_of(np.array([1.0, np.nan, 2.0, 3.0])) == spread_of(np.array([1.0, 2.0, 3.0]))


def test_levels_are_of_the_last_year_and_growth_from_first_to_last() -> None:
    series = np.array([[10.0, 10.0, 10.0], [99.0, 99.0, 99.0], [10.0, 11.0, 12.0]])
    assert growth(series).middle == pytest.approx(0.1) and growth(series).scale == pytest.approx(0.14826)
    assert levels(series).middle == pytest.approx(np.log(11.0))


def test_growth_lasts_where_the_same_places_grow_again() -> None:
    first, second = np.array([1.0, 1.1, 1.2, 1.3]), np.array([1.05, 1.0, 1.2, 1.3])
    assert persistence(np.array([np.ones(4), first, first * first])) == pytest.approx(1.0)
    assert persistence(np.array([np.ones(4), first, first / first])) == pytest.approx(-1.0)
    assert persistence(np.array([np.ones(4), first, first * second])) == pytest.approx(0.8)


def test_boards_add_up_to_england() -> None:
    """Totals published by NHS England for 2023/24: 26.3m visits, 6.4m emergency admissions, 99,000 to 103,000 beds."""
    assert tuple(boards()) == MEASURES and all(values.shape == (3, 42) for values in boards().values())
    assert int(np.isnan(boards()["delayed"]).sum()) == 1
    assert all(np.isfinite(boards()[name]).all() for name in MEASURES if name != "delayed")
    with Path(validation.__file__).with_name("boards.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == "2023/24"]
    total = {name: sum(float(row[name]) for row in rows) for name in ("attendances", "admissions", "beds")}
    assert total["attendances"] == pytest.approx(26.3e6, rel=0.01)
    assert total["admissions"] == pytest.approx(6.4e6, rel=0.01)
    assert 99e3 < total["beds"] < 103e3


@pytest.mark.parametrize("name", MEASURES)
def test_larger_boards_are_no_more_alike_in_growth(name: str) -> None:
    """What the facts say of it: the size of a board goes hardly with how far it is from the middle (42 boards)."""
    with Path(validation.__file__).with_name("boards.csv").open(encoding="utf-8", newline="") as file:
        people = {row["code"]: float(row["registered"]) for row in csv.DictReader(file)}
    series = boards()[name]
    grown = series[-1] / series[0]
    known = np.isfinite(grown)
    apart = np.abs(grown - np.median(grown[known]))[known]
    size = np.array([people[code] for code in sorted(people)])[known]
    first, second = (np.argsort(np.argsort(values)) for values in (size, apart))
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.3


def test_a_place_is_judged_by_how_many_times_as_unlike_it_is() -> None:
    known = spread_of(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    for times, holds in ((LEAST * 0.99, False), (LEAST * 1.01, True), (MOST * 0.99, True), (MOST * 1.01, False)):
        found = _judged(spread_of(times * np.array([1.0, 2.0, 3.0, 4.0, 5.0])), known)
        assert found.passed == holds and found.values["times"] == pytest.approx(times)


def test_the_model_is_read_in_three_years_over_its_places() -> None:
    assert _series(Runs(3, ("years=3", "warm_up_years=2")), "admissions").shape == (3, 12), (
        "256 places, in proportion to 3 of 64"
    )
