"""How much of a spread each of a few numbers explains, from runs that are there: alone, and its fair share.

Rule      What some numbers explain together is the variance of what is expected when they are known. It is found
          from runs at any points: those nearest in these numbers say what is expected at a point, and how that goes
          with what came out there is what they explain. As many neighbours are asked as err least. A number's
          first-order Sobol' index is what it explains alone; its Shapley effect is what it adds, averaged over all
          orders of getting to know them, so that effects add up to what all explain together, also where numbers go
          together. What other numbers and chance do stays unexplained. In many dimensions neighbours lie far off,
          and then too little is explained, rather than too much.
Formula   v(u) = Var(E[y | x_u]), by the mean over i of (y_i - m) * mean over neighbours j != i in x_u of (y_j - m)
          first_k = v({k}) / Var(y)
          shapley_k = sum over u without k of (v(u + k) - v(u)) / Var(y) * |u|! * (d - 1 - |u|)! / d!
          interval: 1.96 deviations over redraws of the points, as i and as j, the same ones for all u; a redraw has
          fewer neighbours, so its own level is not used
Source    Shapley effects: [owen2014]; [song2016]; by nearest neighbours from given data: [broto2020]. That
          numbers are scaled by their ranks, and neighbours averaged, is a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from sim.analysis.ranking import Ranking, ranking
from sim.core.arithmetic import Array
from sim.core.counts import so_many

NEIGHBOURS = (4, 16, 64, 256)
REDRAWS, MOST = 200, 8
"""Redraws behind the intervals, and numbers that can share at once: each further one doubles the work."""
_NOBODY, _NORMAL = 1e-12, 1.96
Interval = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Explained:
    """How much of a spread one number explains, as a share of it, each with the ends of its 95% interval.

    Attributes:
        name: of the number.
        first: alone (first-order Sobol' index).
        shapley: its fair share of what all explain.
    """

    name: str
    first: Interval
    shapley: Interval


def explained(points: Mapping[str, Array], output: Array, seed: int = 1) -> tuple[list[Explained], Interval]:
    """Return what each number explains, the largest Shapley effect first, and what all of them explain together.

    Args:
        points: values of each number at every point, shape (n,), `MOST` numbers at most.
        output: what came out there, shape (n,).
        seed: of the redraws.
    """
    names, count = list(points), len(output)
    if not 1 <= len(names) <= MOST or count <= 2 * NEIGHBOURS[0]:
        raise ValueError(
            f"{so_many(len(names), 'numbers')} at {so_many(count, 'points')}: expected 1 to {MOST}, "
            f"at more than {so_many(2 * NEIGHBOURS[0], 'points')}"
        )
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1.0 / count), REDRAWS)
    weights = np.vstack([np.ones(count), drawn]).astype(float)  # the points themselves, then their redraws
    shares = _shares(np.array([_even(points[name]) for name in names]), output, weights).T
    found: list[Explained] = []
    for place, name in enumerate(names):
        fair = np.zeros(len(shares))
        for weight, joined, without in _gains(place, len(names)):
            fair += weight * (shares[:, joined] - shares[:, without])
        found.append(Explained(name, _interval(shares[:, 1 << place]), _interval(fair)))
    return sorted(found, key=lambda one: -one.shapley[0]), _interval(shares[:, -1])


def standing(found: Sequence[Explained]) -> Ranking:
    """Return how much of the order of Shapley effects stands, whatever points were drawn."""
    halves = [(one.shapley[2] - one.shapley[1]) / 2.0 for one in found]
    return ranking([one.shapley[0] for one in found], halves, [0.0] * len(found))


def _even(values: Array) -> Array:
    from scipy.stats import rankdata

    return (rankdata(values) - 0.5) / len(values)


def _shares(points: Array, output: Array, weights: Array) -> Array:
    """Return the share of the spread that each subset, by its bits, explains in each redraw, (2^d, redraws)."""
    middle = weights @ output / weights.sum(axis=1)
    centred = output[:, None] - middle  # (n, redraws)
    spread = (weights.T * np.square(centred)).sum(axis=0)
    shares = np.zeros((1 << len(points), len(weights)))
    for subset in range(1, len(shares)):
        chosen = [k for k in range(len(points)) if subset >> k & 1]
        near = _near(points[chosen].T, output)
        asked = near @ weights.T
        expected = (near @ (weights.T * output[:, None])) / np.maximum(asked, _NOBODY) - middle
        shares[subset] = (weights.T * centred * np.where(asked > 0.0, expected, 0.0)).sum(axis=0) / spread
    return shares


def _near(points: Array, output: Array) -> Any:
    """Return which other points are asked of each, as a sparse table of ones: as many of the nearest as err least."""
    from scipy.sparse import csr_array
    from scipy.spatial import KDTree

    tree: Any = KDTree(points)
    count = len(output)
    most = min(NEIGHBOURS[-1], count // 4)
    near = tree.query(points, most + 1)[1][:, 1:]
    sums = np.cumsum(output[near], axis=1)
    tried = [k for k in NEIGHBOURS if k <= most]
    best = min(tried, key=lambda k: float(np.square(output - sums[:, k - 1] / k).sum()))
    rows = np.arange(0, count * best + 1, best)
    return csr_array((np.ones(count * best), near[:, :best].ravel(), rows), shape=(count, count))


def _gains(place: int, count: int) -> Iterator[tuple[float, int, int]]:
    """Yield the weight of each set of others with the set that has one more, and the set itself, by their bits."""
    others = [k for k in range(count) if k != place]
    for size in range(count):
        weight = factorial(size) * factorial(count - 1 - size) / factorial(count)
        for chosen in combinations(others, size):
            without = sum(1 << k for k in chosen)
            yield weight, without | 1 << place, without


def _interval(values: Array) -> Interval:
    """Return the first, of the points themselves, with the ends of its 95% interval by the redraws after it."""
    half = _NORMAL * float(values[1:].std())
    return float(values[0]), float(values[0]) - half, float(values[0]) + half
