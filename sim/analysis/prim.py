"""Boxes in a space of futures where something happens more often: the patient rule induction method.

Rule      Start with the whole space. Peel off the slice of at most a twentieth, at the low or high end of one
          parameter, whose removal raises the mean most; go on until few points are left. Where more than a twentieth
          lie at the very end, as in a design of few levels, all that lie there are a slice, and the bound stands
          midway to the next level; what it raises is then taken for each twentieth that it costs. Each step is a box of
          the trajectory. Take the one that best weighs coverage against density; then drop each restriction that chance
          could have made, or without which the box is worth hardly less, or that cuts off less than a
          tenth of all points. A third of the points, drawn by lot, and half of the futures are kept back to try the
          box on, as all points meet the same futures: it stands if there it does better than the whole in 9 of 10
          cases, whichever points and whichever futures were drawn.
Formula   worth = (density - density of the whole) × sqrt(coverage) × (1 - 0.05 × clauses)
          density = mean of y in the box;  coverage = sum of y in the box / sum of y
          chance = P(mean of as many points, drawn from the box without the restriction, >= density), which must be
          below 0.05 shared among the two sides of every parameter
          stands: density - density of the whole > sqrt((z(0.9) e_points)^2 + (t(0.9) e_futures)^2), of standard
          errors
Source    [friedman1999]; [bryant2010]. Written here: the published Python packages carry a licence that does not fit,
          or a whole workbench
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.analysis.interval import errors
from sim.analysis.ranking import Ranking, ranking
from sim.analysis.redraws import SURENESS
from sim.core.arithmetic import Array

PEEL, LEAST_MASS, MOST_CHANCE, CLAUSE, TELLING, LEAST_CUT = 0.05, 0.06, 0.05, 0.05, 0.92, 0.1
KEPT_BACK = 3


@dataclass(frozen=True, slots=True)
class Restriction:
    """One side of a box: parameter `column` is above `low` or below `high`; the other is infinite."""

    column: int
    low: float
    high: float
    chance: float = np.nan


@dataclass(frozen=True)
class Box:
    """A box.

    Attributes:
        restrictions: its sides, the strongest first.
        density: mean of y within.
        coverage: share of the sum of y that lies within.
        mass: share of all points that lie within.
    """

    restrictions: tuple[Restriction, ...]
    density: float
    coverage: float
    mass: float

    def holds(self, x: Array) -> NDArray[np.bool_]:
        """Say which points lie within, shape (P,)."""
        inside = np.ones(len(x), dtype=bool)
        for side in self.restrictions:
            inside &= (x[:, side.column] >= side.low) & (x[:, side.column] <= side.high)
        return inside


def find_box(x: Array, y: Array) -> Box:
    """Return the box of points where y, from 0 to 1, is high.

    Args:
        x: points, shape (P, k).
        y: share of cases at each point, shape (P,).
    """
    trajectory = _peeled(x, y)
    whole = float(y.mean())
    best = max(trajectory, key=lambda sides: _worth(_box(sides, x, y), whole))
    sides = _pruned(list(best), x, y)
    return _box([_with_chance(sides, number, x, y) for number in range(len(sides))], x, y)


def kept_back(count: int, seed: int) -> NDArray[np.bool_]:
    """Say which points are kept back to try a box on: a third, drawn by lot, for designs repeat themselves in order."""
    held = np.zeros(count, dtype=bool)
    held[np.random.default_rng(seed).permutation(count)[: -(-count // KEPT_BACK)]] = True
    return held


def tried(box: Box, x: Array, better: Array) -> Ranking:
    """Return whether a box does better than the whole at points that it was not found in, and what more would tell.

    Args:
        box: where it should.
        x: points kept back, shape (P, k).
        better: 1 in the futures of each where it does better, else 0, shape (P, R); of two futures kept back at least.
    """
    inside, futures = box.holds(x), better.shape[1]
    if inside.all() or not inside.any():
        return Ranking(0, np.inf, np.inf, np.inf)
    share = better.mean(axis=1)
    z, t = float(ndtri(SURENESS)), errors(futures, SURENESS)
    by_future = better[inside].mean(axis=0) - better.mean(axis=0)
    by_futures = float(by_future.std(ddof=1) / np.sqrt(futures))
    by_points = _error(share, share[inside])
    return ranking((float(by_future.mean()), 0.0), (z * by_points, 0.0), (t * by_futures, 0.0), futures, SURENESS)


def seen_in(box: Box, x: Array, y: Array) -> Box:
    """Return the same box with the density, coverage and mass it has among other points."""
    return _box(list(box.restrictions), x, y)


def _box(sides: list[Restriction], x: Array, y: Array) -> Box:
    inside = Box(tuple(sides), 0.0, 0.0, 0.0).holds(x)
    total = float(y.sum())
    density = float(y[inside].mean()) if inside.any() else np.nan
    coverage = float(y[inside].sum()) / total if total else np.nan
    return Box(tuple(sides), density, coverage, float(inside.mean()))


def _worth(box: Box, whole: float) -> float:
    """Weigh a box: how far its density lies above that of the whole, how much it covers, and what its clauses cost."""
    if not box.restrictions or not np.isfinite(box.density * box.coverage):
        return 0.0
    return (box.density - whole) * np.sqrt(box.coverage) * (1.0 - CLAUSE * len(box.restrictions))


def _peeled(x: Array, y: Array) -> list[list[Restriction]]:
    inside, sides = np.ones(len(x), dtype=bool), dict[tuple[int, bool], Restriction]()
    trajectory: list[list[Restriction]] = [[]]
    while True:
        best: tuple[float, Restriction, bool] | None = None
        here, usual = float(y[inside].mean()), np.ceil(PEEL * (inside.sum() - 1))
        for column in range(x.shape[1]):
            values = x[inside, column]
            for up in (True, False):
                cut = _cut(values, up)
                kept = inside & ((x[:, column] >= cut) if up else (x[:, column] <= cut))
                if kept.sum() == inside.sum() or kept.sum() < max(LEAST_MASS * len(x), 5):
                    continue
                side = Restriction(column, cut, np.inf) if up else Restriction(column, -np.inf, cut)
                raised = (float(y[kept].mean()) - here) * min(1.0, usual / (inside.sum() - kept.sum()))
                if best is None or raised > best[0]:
                    best = (raised, side, up)
        if best is None:
            return trajectory
        _, side, up = best
        sides[side.column, up] = side
        inside &= (x[:, side.column] >= side.low) & (x[:, side.column] <= side.high)
        trajectory.append(list(sides.values()))


def _cut(values: Array, up: bool) -> float:
    """Return the bound of a slice at the low end (up) or the high end of values; midway where an end has many alike."""
    cut = float(np.quantile(values, PEEL if up else 1.0 - PEEL, method="higher" if up else "lower"))
    end = float(values.min() if up else values.max())
    rest = values[values != end]
    if cut != end or not len(rest):
        return cut
    return (end + float(rest.min() if up else rest.max())) / 2.0


def _pruned(sides: list[Restriction], x: Array, y: Array) -> list[Restriction]:
    """Drop, one at a time, the side without which the box is worth most, while chance or little gain explains it."""
    whole = float(y.mean())
    while sides:
        tested = [_with_chance(sides, number, x, y) for number in range(len(sides))]
        here = _worth(_box(sides, x, y), whole)
        without = [_worth(_box(sides[:n] + sides[n + 1 :], x, y), whole) for n in range(len(sides))]
        slivers = [_box([side], x, y).mass > 1.0 - LEAST_CUT for side in sides]
        droppable = [
            n
            for n, side in enumerate(tested)
            if slivers[n] or side.chance > MOST_CHANCE / (2 * x.shape[1]) or without[n] >= TELLING * here
        ]
        if not droppable:
            break
        del sides[max(droppable, key=lambda n: without[n])]
    return sorted(sides, key=lambda side: _with_chance(sides, sides.index(side), x, y).chance)


def _with_chance(sides: list[Restriction], number: int, x: Array, y: Array) -> Restriction:
    """Return a side with the chance that as many points, drawn from the box without it, have so high a mean."""
    side, others = sides[number], sides[:number] + sides[number + 1 :]
    wider = y[Box(tuple(others), 0.0, 0.0, 0.0).holds(x)]
    kept = y[Box(tuple(sides), 0.0, 0.0, 0.0).holds(x)]
    return Restriction(side.column, side.low, side.high, _chance(wider, kept))


def _chance(wider: Array, kept: Array) -> float:
    """Return the chance that as many of a wider set have so high a mean as those kept of it."""
    error = _error(wider, kept)
    return float(ndtr((wider.mean() - kept.mean()) / error)) if error > 0.0 else 1.0


def _error(wider: Array, kept: Array) -> float:
    """Return the standard error of the mean of as many as were kept, drawn from a wider set."""
    if len(wider) < 2:
        return 0.0
    return float(wider.std(ddof=1) * np.sqrt(max(1.0 / len(kept) - 1.0 / len(wider), 0.0)))
