"""What chance leaves open: the mean of paired differences, its interval, and how many futures would settle a question.

Rule      The interval of a mean over n futures is 1.96 standard errors either way (95%). With k times as many futures
          it is narrower by the root of k; so a question that a mean leaves open would take n*(half/distance)^2, where
          the distance is that to the level asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf

import numpy as np

from sim.core.arithmetic import Array

Z95 = 1.959964
MOST = 1_000_000
"""Futures beyond which no number is told."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over futures with its 95% interval."""

    mean: float
    low: float
    high: float
    futures: int

    @classmethod
    def of(cls, values: Array) -> Mean:
        """Return the mean of values, one a future."""
        middle, n = float(values.mean()), len(values)
        half = Z95 * float(values.std(ddof=1)) / n**0.5 if n > 1 else inf
        return cls(middle, middle - half, middle + half, n)

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
        if self.half <= abs(distance):
            return 0
        needed = self.futures * (self.half / abs(distance)) ** 2 if distance else inf
        if needed > MOST:
            return 0
        digits = 10 ** max(0, len(str(int(needed))) - 2)
        return int(ceil(needed / digits) * digits)


def best_in_redraws(gains: Array, redraws: int = 400, seed: int = 1) -> Array:
    """Return in which share of redraws of the futures each row has the greatest mean; gains have shape (rows, R)."""
    draws = np.random.default_rng(seed).integers(0, gains.shape[1], (redraws, gains.shape[1]))
    weights = np.stack([np.bincount(row, minlength=gains.shape[1]) for row in draws], axis=1) / gains.shape[1]
    first = (gains @ weights).argmax(axis=0)
    return np.bincount(first, minlength=len(gains)) / redraws
