"""How much figures narrowed each number, and which of them did: what is known of it after, against before.

Rule      A number is narrowed where its variance among the worlds that agree, as they weigh, is less than chance would
          make it in one case of twenty over all numbers; it is moved where its mean is further off than that. What is
          said is whichever group of figures narrows it most when the worlds weigh by that group alone.
Formula   ratio = variance after / variance before; narrowed if ratio < chi2(n - 1, 0.05/numbers)/(n - 1), n the number
          of worlds of equal weight that say as much; moved if |mean after - mean before|*sqrt(n)/sd before is beyond
          the normal's 1 - 0.025/numbers;  quantile: k/(n + 1)
Source    one answer over many numbers: Bonferroni's; n: [kong1994]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
from scipy.stats import chi2

from sim.analysis.history import Matched, effective
from sim.core.arithmetic import Array

INNER = (0.05, 0.95)
WRONGLY, FEWEST = 0.05, 20
"""Chance of calling any number narrowed that is not, and worlds of equal weight below which none is called so."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What became of one number.

    Attributes:
        parameter: its dotted name.
        before_low, before_high: 90% interval before.
        low, high: 90% interval after.
        median: after.
        variance_ratio: variance after over before.
        range_ratio: width of the interval after over before.
        shift: of the mean, in standard deviations before.
        certain: whether it was narrowed or moved by more than chance would make it
        by: group of figures that narrows it most by itself; empty where nothing is certain.
        by_ratio: variance ratio by that group alone.
    """

    parameter: str
    before_low: float
    before_high: float
    low: float
    high: float
    median: float
    variance_ratio: float
    range_ratio: float
    shift: float
    certain: bool
    by: str
    by_ratio: float


def quantiles(values: Array, weights: Array, at: Sequence[float], count: float | None = None) -> Array:
    """Return quantiles of values that weigh differently, wide enough for few of them.

    Of n values that weigh alike the k-th stands at k/(n + 1), so that one more of them lies between two quantiles as
    often as these say.

    Args:
        values: shape (W,).
        weights: adding up to 1, shape (W,).
        at: of which quantiles.
        count: how many of equal weight say as much; by default what the weights say.
    """
    order, n = np.argsort(values), effective(weights) if count is None else count
    reached = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.interp(at, 0.5 + (reached - 0.5) * n / (n + 1.0), values[order])


def narrowed(matched: Matched, before: Mapping[str, Array], after: Mapping[str, Array]) -> list[Narrowed]:
    """Return what became of every number, those certain first, the most narrowed of them first.

    Args:
        matched: the worlds that are left.
        before: numbers of all worlds there were, by name, shape (P,).
        after: numbers of the worlds left, by name, shape (W,).
    """
    groups = list(dict.fromkeys(one.group for one in matched.figures))
    weights, alone = matched.weights(), {group: matched.weights([group]) for group in groups}
    count = effective(weights)
    made = [_of(key, before[key], after[key], weights, alone, count, len(before)) for key in before]
    return sorted(made, key=lambda one: (not one.certain, one.variance_ratio))


def _of(
    key: str, before: Array, after: Array, weights: Array, alone: Mapping[str, Array], count: float, numbers: int
) -> Narrowed:
    whole, mean, spread = float(before.var()), float(before.mean()), float(before.std())
    now, variance = _moments(after, weights)
    ratio, shift = variance / whole, (now - mean) / spread
    least = float(chi2.ppf(WRONGLY / numbers, max(count - 1.0, 1.0))) / max(count - 1.0, 1.0)
    most = float(ndtri(1.0 - WRONGLY / (2.0 * numbers)))
    certain = count >= FEWEST and (ratio < least or abs(shift) * np.sqrt(count) > most)
    by = {group: _pull(after, one, mean, whole) for group, one in alone.items()}
    group = min(by, key=lambda name: by[name]) if certain else ""
    early = np.quantile(before, INNER)
    low, median, high = quantiles(after, weights, (INNER[0], 0.5, INNER[1]))
    by_ratio = _moments(after, alone[group])[1] / whole if certain else np.nan
    return Narrowed(
        parameter=key,
        before_low=float(early[0]),
        before_high=float(early[1]),
        low=float(low),
        high=float(high),
        median=float(median),
        variance_ratio=ratio,
        range_ratio=float((high - low) / np.ptp(early)),
        shift=shift,
        certain=bool(certain),
        by=group,
        by_ratio=float(by_ratio),
    )


def _moments(values: Array, weights: Array) -> tuple[float, float]:
    mean = float(weights @ values)
    return mean, float(weights @ (values - mean) ** 2)


def _pull(values: Array, weights: Array, mean: float, whole: float) -> float:
    """Return how much is left of a number's spread and how far it went, smaller the more a group tells of it."""
    now, variance = _moments(values, weights)
    return 0.5 * (np.log(max(variance / whole, 1e-12)) - (now - mean) ** 2 / whole)
