"""Which of a ranking stands, and how many times as many futures it would take where chance could have made it.

Rule      The first k of a ranking stand out if the k-th is larger than the next by more than the half-width of the 95%
          interval of that difference; named are as many as stand out, three at most, and none if none do. Sizes are
          uncertain by which points of the space were tried and by which futures were drawn at each. The
          second is found by drawing the replications again, with replacement, the same ones at every point; few
          futures show too little of it, so the interval is widened as Student's t widens that of a mean.
          Intervals narrow by the square root of what is run, and those by few futures faster, so a difference that is
          half as wide as its interval takes four times as many at most. As every point meets the same futures, more
          points leave the second as it is, and more futures of each point the first.
Formula   half[k] = sqrt(h[k]^2 + h[k + 1]^2), for points p and futures f;  gap[k] = size[k] - size[k + 1]
          times as many points: min over k of p[k]^2 / (gap[k]^2 - f[k]^2);  futures: f[k]^2 / (gap[k]^2 - p[k]^2);
          of both: (p[k]^2 + f[k]^2) / gap[k]^2; with f of as many futures, as Student's t has it, where they are few
          redraws of f futures: half-width * w, as in `redraws`
          of a share p of redraws in which one came first:  times = (z(SURENESS) / z(p))^2, z the normal quantile
Source    [efron1993]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.analysis.interval import EITHER_WAY, Mean
from sim.analysis.redraws import SURENESS, small_sample
from sim.core.arithmetic import Array

MOST_NAMED, REDRAWS = 3, 100
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much of a ranking stands.

    Attributes:
        leading: how many of the first stand out from the rest; 0: chance could have made the order.
        points: how many times as many points it would take until some do; infinite where more would not do.
        futures: the same, of futures of each point.
        both: the same, of points and of futures of each.
    """

    leading: int
    points: float = 1.0
    futures: float = 1.0
    both: float = 1.0


def ranking(
    sizes: Sequence[float],
    by_points: Sequence[float],
    by_futures: Sequence[float],
    run: int = 0,
    upper: float = EITHER_WAY,
) -> Ranking:
    """Return how much of a ranking stands.

    Args:
        sizes: the largest first, at least one.
        by_points: half-width of the 95% interval of each, by which points were tried.
        by_futures: by which futures were drawn; infinite where that is not known.
        run: how many futures were, where these are wide for being few.
        upper: end of the intervals.
    """
    if len(sizes) == 1:
        return Ranking(1)
    leading, points, futures, both = 0, np.inf, np.inf, np.inf
    for k in range(1, min(MOST_NAMED, len(sizes) - 1) + 1):
        gap = sizes[k - 1] - sizes[k]
        tried, drawn = (float(np.hypot(halves[k - 1], halves[k])) for halves in (by_points, by_futures))
        if gap > np.hypot(tried, drawn):
            leading = k
        points = min(points, times_until(_left(gap, drawn), tried))
        chance = Mean(0.0, -drawn, drawn, run, upper)
        futures = min(futures, _times(chance, _left(gap, tried)))
        both = min(both, _times(chance, gap, tried))
    return Ranking(leading, points, futures, both)


def _times(chance: Mean, gap: float, tried: float = 0.0) -> float:
    if chance.futures and chance.half:
        return chance.times_for(gap, tried)
    return times_until(gap, float(np.hypot(chance.half, tried)))


def _left(gap: float, half_width: float) -> float:
    """Return what a gap leaves for the other half-width; nothing if this one fills it."""
    return float(np.sqrt(max(gap**2 - half_width**2, 0.0)))


def times_until(gap: float, half_width: float) -> float:
    """Return how many times as many futures it would take until an interval is as narrow as a gap; 1 if it is so."""
    return max((half_width / gap) ** 2, 1.0) if gap > 0.0 else np.inf


def by_chance(effects: Array, sizes_of: Callable[[Array], Array], seed: int) -> Array:
    """Return the half-widths of 95% intervals of sizes, by which futures were drawn; infinite if one of each was.

    Args:
        effects: at every point, one a replication, shape (P, R).
        sizes_of: sizes of mean effects, from shape (P,) to shape (k,).
        seed: of the redraws.
    """
    count = effects.shape[1]
    if count < 2:
        return np.full_like(sizes_of(effects.mean(axis=1)), np.inf)
    draws = np.random.default_rng(seed).integers(0, count, (REDRAWS, count))
    sizes = np.array([sizes_of(effects[:, drawn].mean(axis=1)) for drawn in draws])
    low, high = np.quantile(sizes, (0.025, 0.975), axis=0)
    return small_sample(count) * (high - low) / 2.0


def times_as_many(ahead: float) -> float:
    """Return how many times as many futures it would take until one ahead in a share of redraws is surely so."""
    if ahead <= _EVEN:
        return np.inf
    return max(float((ndtri(SURENESS) / ndtri(ahead)) ** 2), 1.0)
