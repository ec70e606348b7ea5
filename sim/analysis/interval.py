"""What chance leaves open: the mean of paired differences, its interval, and how many futures would settle a question.

Rule      The interval of a mean over n futures is as many standard errors either way as Student's t has: 12.7 of two
          futures, 2.07 of 24, 1.96 of very many (95%). A question that a mean leaves open would take as many futures as
          make the interval as narrow as the distance to the level asked about, if they scatter as these do.
Formula   half[n] = t(upper, n - 1) * deviation / sqrt(n);  futures for a distance: the least n with half[n] <= distance
Source    Student (1908), The probable error of a mean.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import ceil, hypot, inf, sqrt

from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.core.arithmetic import Array

EITHER_WAY, SURE = 0.975, 0.95
"""Upper ends of the intervals told: of 95%, and of 90%, above whose lower end 19 of 20 means lie."""
MOST = 1_000_000
"""Futures beyond which no number is told."""


def errors(futures: int, upper: float = EITHER_WAY) -> float:
    """Return how many standard errors the upper end of an interval lies above the mean of so many; infinite of one."""
    return float(stdtrit(futures - 1, upper)) if futures > 1 else inf


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over futures with its interval, of 95% unless another upper end is asked for."""

    mean: float
    low: float
    high: float
    futures: int
    upper: float = EITHER_WAY

    @classmethod
    def of(cls, values: Array, upper: float = EITHER_WAY) -> Mean:
        """Return the mean of values, one a future."""
        middle, n = float(values.mean()), len(values)
        half = errors(n, upper) * float(values.std(ddof=1)) / sqrt(n) if n > 1 else inf
        return cls(middle, middle - half, middle + half, n, upper)

    @property
    def half(self) -> float:
        """Half-width of the interval."""
        return self.high - self.mean

    @property
    def clear(self) -> bool:
        """Whether the interval leaves nothing out on one side of 0 only."""
        return self.low > 0.0 or self.high < 0.0

    def futures_for(self, distance: float) -> int:
        """Return how many futures would make the interval as narrow as a distance; 0 if these do, or none would."""
        if self.half <= abs(distance) or (needed := self._needed(abs(distance))) > MOST:
            return 0
        digits = 10 ** max(0, len(str(needed)) - 2)
        return ceil(needed / digits) * digits

    def times_for(self, distance: float, beside: float = 0.0) -> float:
        """Return how many times as many futures would do so; 1 if these do, infinite if none would.

        Args:
            distance: how narrow.
            beside: half-width of what is uncertain besides, of which there would be as many times as many.
        """
        if distance <= 0.0:
            return inf
        if hypot(self.half, beside) <= distance:
            return 1.0
        return inf if (needed := self._needed(distance, beside)) > MOST else needed / self.futures

    def _needed(self, distance: float, beside: float = 0.0) -> int:
        """Return the least number of futures, or more than the most if that is not told."""
        if self.futures < 2:
            return MOST + 1
        root = sqrt(self.futures)
        deviation, besides = self.half * root / errors(self.futures, self.upper), beside * root

        def narrow(futures: int) -> bool:
            return hypot(errors(futures, self.upper) * deviation, besides) <= distance * sqrt(futures)

        return bisect_left(range(MOST + 1), True, lo=2, key=narrow)
