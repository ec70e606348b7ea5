"""Which of a ranking stands, and how many times as many futures it would take where chance could have made it.

Rule      The first k of a ranking stand out if the k-th is larger than the next by more than the half-width of the 95%
          interval of that difference; named are as many as stand out, three at most, and none if none do. Sizes are
          uncertain by which points of the space were tried and by which futures were drawn at each. The
          second is found by drawing the replications again, with replacement, the same ones at every point.
          Intervals narrow by the square root of what is run, so a difference that is half as wide as
          its interval takes four times as many futures.
Formula   half[k] = sqrt(h[k]^2 + h[k + 1]^2);  times = min over k of (half[k] / (size[k] - size[k + 1]))^2
          of a share p of redraws in which one came first:  times = (z(SURENESS) / z(p))^2, z the normal quantile
Source    [efron1993]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import Array

MOST_NAMED, REDRAWS, SURENESS = 3, 100, 0.9
_EITHER_WAY = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much of a ranking stands.

    Attributes:
        leading: how many of the first stand out from the rest; 0: chance could have made the order.
        times: how many times as many futures it would take until some do; infinite where sizes are equal.
    """

    leading: int
    times: float


def ranking(sizes: Sequence[float], half_widths: Sequence[float]) -> Ranking:
    """Return how much of a ranking stands.

    Args:
        sizes: the largest first, at least one.
        half_widths: of the 95% interval of each.
    """
    if len(sizes) == 1:
        return Ranking(1, 1.0)
    leading, times = 0, np.inf
    for k in range(1, min(MOST_NAMED, len(sizes) - 1) + 1):
        gap, half = sizes[k - 1] - sizes[k], float(np.hypot(half_widths[k - 1], half_widths[k]))
        if gap > half:
            leading = k
        times = min(times, times_until(gap, half))
    return Ranking(leading, times)


def times_until(gap: float, half_width: float) -> float:
    """Return how many times as many futures it would take until an interval is as narrow as a gap; 1 if it is so."""
    return max((half_width / gap) ** 2, 1.0) if gap > 0.0 else np.inf


def by_chance(effects: Array, sizes_of: Callable[[Array], Array], seed: int) -> Array:
    """Return the half-widths of 95% intervals of sizes, by which futures were drawn; zeros where there is one of each.

    Args:
        effects: at every point, one a replication, shape (P, R).
        sizes_of: sizes of mean effects, from shape (P,) to shape (k,).
        seed: of the redraws.
    """
    count = effects.shape[1]
    if count < 2:
        return np.zeros_like(sizes_of(effects.mean(axis=1)))
    draws = np.random.default_rng(seed).integers(0, count, (REDRAWS, count))
    sizes = np.array([sizes_of(effects[:, drawn].mean(axis=1)) for drawn in draws])
    low, high = np.quantile(sizes, (0.025, 0.975), axis=0)
    return (high - low) / 2.0


def times_as_many(ahead: float) -> float:
    """Return how many times as many futures it would take until one ahead in a share of redraws is surely so."""
    from scipy.stats import norm

    if ahead <= _EITHER_WAY:
        return np.inf
    return max(float((norm.ppf(SURENESS) / norm.ppf(ahead)) ** 2), 1.0)
