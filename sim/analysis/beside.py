"""What was observed beside what runs give: for each point the band of eight futures in ten, as fans show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.observed import Point
from sim.core.arithmetic import Array

EIGHT_IN_TEN = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Beside:
    """One point beside the futures of an arm.

    Attributes:
        point: as it was observed.
        low, middle, high: of the band that holds eight futures in ten, without the error of the point.
    """

    point: Point
    low: float
    middle: float
    high: float

    @property
    def held(self) -> bool:
        """Whether the band holds what was observed."""
        return self.low <= self.point.value <= self.high


def beside(series: Mapping[str, Array], points: Sequence[Point]) -> tuple[Beside, ...]:
    """Return each point beside the futures of an arm.

    Args:
        series: outcome to its rounds, shape (rounds, R).
        points: as observed, none after the last round.
    """
    bands = (np.quantile(one.of(series[one.outcome]), EIGHT_IN_TEN) for one in points)
    return tuple(Beside(one, *map(float, band)) for one, band in zip(points, bands, strict=True))


def count_held(found: Sequence[Beside]) -> tuple[int, int]:
    """Return in how many points the band holds what was observed, and how many there are."""
    return sum(one.held for one in found), len(found)
