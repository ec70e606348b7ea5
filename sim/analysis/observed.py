"""Points that somebody observed, beside what runs give for them: the unit, how many a band holds, how many are enough.

Rule      A point is the mean of the year before its date. A series is taken for one in another unit where the middle of
          what runs give is as many times the value as that unit would make it, within a seventh.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES

_PERIODS = {"week": 52.0, "month": 12.0, "quarter": 4.0, "day": 365.0}
_SCALES = {"thousands": 1000.0, "millions": 1e6}
_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Point:
    """One value: of which outcome, the mean of the year that ends so many years after month 0, and its error."""

    outcome: str
    year: float
    value: float
    error: float

    @property
    def name(self) -> str:
        """Such as `delayed at year 2`."""
        return f"{self.outcome} at year {self.year:.4g}"

    def of(self, series: Array) -> Array:
        """Return what runs give for it, from the outcome's rounds, shape (rounds, R); one a run."""
        last = round(self.year * ROUNDS_PER_YEAR)
        return np.ascontiguousarray(series[last - ROUNDS_PER_YEAR : last]).mean(axis=0)


def check_units(points: Sequence[Point], usual: dict[str, float]) -> None:
    """Raise `InputError` where a series is as far from what runs give as another unit would make it.

    Args:
        points: as observed.
        usual: what runs give in the middle, by the name of the point.
    """
    for outcome in dict.fromkeys(one.outcome for one in points):
        own = [one for one in points if one.outcome == outcome and one.value > 0.0 and usual[one.name] > 0.0]
        if not own:
            continue
        ratio = float(np.median([usual[one.name] / one.value for one in own]))
        per = {f"for each {name}": times for name, times in _PERIODS.items()} | {
            f"in {k}": v for k, v in _SCALES.items()
        }
        for said, times in per.items():
            if abs(math.log(ratio / times)) < _NEAR:
                raise InputError(
                    f"{own[0].name} = {own[0].value:g}: looks like a number {said}; expected {OUTCOMES[outcome].unit}, "
                    f"about {usual[own[0].name]:.4g}: multiply values and errors by {times:g}"
                )


def held(points: Sequence[Point], low: Mapping[str, float], high: Mapping[str, float]) -> tuple[int, int]:
    """Return in how many points the band of runs holds what was observed, and how many there are."""
    return sum(low[one.name] <= one.value <= high[one.name] for one in points), len(points)


def enough_points(points: Sequence[Point], names: Sequence[str], named: bool) -> str:
    """Say that points are fewer than the numbers drawn, where they are; empty where they are not.

    Args:
        points: as observed.
        names: numbers that are drawn.
        named: whether somebody named these numbers, and so means to learn each of them.

    Raises:
        InputError: there are fewer, and the numbers were named.
    """
    if len(points) >= len(names):
        return ""
    count, numbers = so_many(len(points), "points"), so_many(len(names), "numbers")
    if named:
        raise InputError(
            f"unknowns: {numbers}, and {so_many(len(points), 'observed points')}: expected no more numbers than "
            "points, more points, or unknowns=drawn"
        )
    return (
        f"{count} cannot tell {numbers} apart: {'they narrow' if len(points) > 1 else 'it narrows'} what these do "
        "together, and few numbers by themselves."
    )


def years_needed(points: Sequence[Point]) -> int:
    """Return how many years runs have to go on after month 0 for the last point."""
    return math.ceil(max(round(one.year * ROUNDS_PER_YEAR) for one in points) / ROUNDS_PER_YEAR)
