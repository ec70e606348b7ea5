"""The map in words: everywhere, nowhere, beyond a bound on either axis, who grows faster, or no simple pattern."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.analysis.axes import DEMAND, RESOURCES, axis
from sim.analysis.pressure_map import MapPoint
from sim.report.text.map_words import axis_name, map_sentence, where

GRID = [(y / 100, x / 100) for y in range(3) for x in range(3)]  # nine worlds; y is demand, x is money
Say = Callable[[float, float], bool]


def world(y: float, x: float, people: float = 0.0, cheaper: float = 0.5) -> MapPoint:
    return MapPoint(y, x, people, people - 0.05, people + 0.05, 1.0, 0.0, 2.0, cheaper)


def wins(better: Say) -> list[MapPoint]:
    return [world(y, x, 0.3 if better(y, x) else 0.0) for y, x in GRID]


@pytest.mark.parametrize(
    ("better", "said"),
    [
        (lambda y, x: True, "in all 9 worlds"),
        (lambda y, x: False, "in none of 9 worlds"),
        (lambda y, x: x > 0.005, "where money grows by 1% a year or more (6 of 9 worlds)"),
        (lambda y, x: x < 0.005, "where money grows by 0% a year or less (3 of 9 worlds)"),
        (lambda y, x: y > 0.015, "where demand grows by 2% a year or more (3 of 9 worlds)"),
        (lambda y, x: y < 0.015, "where demand grows by 1% a year or less (6 of 9 worlds)"),
        (lambda y, x: x - y > -0.005, "where money grows at least as fast as demand (6 of 9 worlds)"),
        (lambda y, x: y - x > -0.005, "where demand grows at least as fast as money (6 of 9 worlds)"),
        (
            lambda y, x: x - y > 0.005,
            "where money grows faster than demand by at least 1 point a year (3 of 9 worlds)",
        ),
        (
            lambda y, x: y - x > 0.015,
            "where demand grows faster than money by at least 2 points a year (1 of 9 worlds)",
        ),
        (
            lambda y, x: y - x > -0.015,
            "where money outgrows demand by no more than 1 point a year (8 of 9 worlds)",
        ),
        (
            lambda y, x: (round(100 * y) + round(100 * x)) % 2 == 0,  # a chessboard
            "in 5 of 9 worlds, in no simple pattern",
        ),
    ],
)
def test_the_simplest_statement_that_fits_is_said(better: Say, said: str) -> None:
    assert where(wins(better), "alternative", "for_people") == said


def test_a_statement_that_fits_nine_worlds_of_ten_is_said_as_mostly_so() -> None:
    def line(others: int) -> list[MapPoint]:
        """Return ten worlds along one line: the last five better, but for as many of the first as are given."""
        return [world(0.01, x / 100, 0.3 if x >= 5 or 1 <= x <= others else 0.0) for x in range(10)]

    assert where(line(0), "alternative", "for_people") == "where money grows by 5% a year or more (5 of 10 worlds)"
    # the world of 1% is better too: one of ten does not fit
    assert where(line(1), "alternative", "for_people") == (
        "mostly where money grows by 5% a year or more (6 of 10 worlds)"
    )
    # and so is that of 2%: two of ten do not
    assert where(line(2), "alternative", "for_people") == "in 7 of 10 worlds, in no simple pattern"


def test_what_shrinks_has_a_minus_sign() -> None:
    points = [world(y, x - 0.02, 0.3 if x > 0.005 else 0.0) for y, x in GRID]
    assert where(points, "alternative", "for_people") == "where money grows by −1% a year or more (6 of 9 worlds)"


def test_other_axes_are_said_by_their_parameters_and_never_outgrow_each_other() -> None:
    axes = (axis("pressure.level"), axis("cooperation.trial"))
    assert [axis_name(one) for one in (*axes, DEMAND, RESOURCES)] == [
        "pressure at month 0",
        "time for which a conditional team takes part before it looks at what partners did",
        "growth of demand",
        "growth of money",
    ]
    points = [world(y, x, 0.3 if y >= 0.5 else 0.0) for y in (0.4, 0.5, 0.6) for x in (1.0, 6.0, 12.0)]
    assert where(points, "alternative", "for_people", axes) == (
        "where pressure at month 0 is 50% or more (6 of 9 worlds)"
    )
    across = [world(y, x, 0.3 if x <= 6.0 else 0.0) for y in (0.4, 0.5, 0.6) for x in (1.0, 6.0, 12.0)]
    assert where(across, "alternative", "for_people", axes).endswith(" is 6 months or less (6 of 9 worlds)")
    diagonal = [world(y, x, 0.3 if x - y >= 0.0 else 0.0) for y in (0.1, 0.2, 0.3) for x in (0.1, 0.2, 0.3)]
    assert where(diagonal, "alternative", "for_people", axes) == "in 6 of 9 worlds, in no simple pattern"


MORE = "where money grows by 1% a year or more (6 of 9 worlds)"
LESS = "where money grows by 0% a year or less (3 of 9 worlds)"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.3, 0.3, "together is better in all 9 worlds"),
        (-0.3, -0.3, "alone is better in all 9 worlds"),
        (0.0, 0.0, "nobody can tell, in any of 9 worlds"),
        (0.0, 0.3, f"together is better {MORE}; elsewhere nobody can tell"),
        (-0.3, 0.0, f"alone is better {LESS}; elsewhere nobody can tell"),
        (-0.3, 0.3, f"together is better {MORE}, alone {LESS}"),
    ],
)
def test_both_arms_are_named_where_each_wins_somewhere(low: float, high: float, said: str) -> None:
    points = [world(y, x, high if x > 0.005 else low) for y, x in GRID]
    assert map_sentence(points, "alone", "together", 0.25) == (
        f"For people, {said}. In money, nobody can tell, in any of 9 worlds, if £2.5 of every £10 saved is cash."
    )


def test_in_money_an_arm_costs_less() -> None:
    points = [world(y, x, 0.0, 0.9) for y, x in GRID]
    assert map_sentence(points, "alone", "together", 1.0).endswith(
        "In money, together costs less in all 9 worlds, if £10 of every £10 saved is cash."
    )
