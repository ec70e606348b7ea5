"""Small formulas that several rules share, each written once so that every run gives the same bits.

Arrays have the entity axis first and the run axis last. `x ** p` differs in its last bit between a
scalar and an array exponent, so powers are taken by `power`; sums over entities are taken in one
fixed order by `total`, since numpy's own sum pairs numbers up differently for one run and for many.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Number = float | Array
FLOATS = np.dtype(np.float64)
WEEKS_PER_YEAR = 52.0
DAYS_PER_WEEK = 7.0
DAYS_PER_YEAR = 365.0
MONTHS_PER_YEAR = 12.0
THOUSAND = 1e3
MILLION = 1e6
WEEKS_PER_ROUND = 4
ROUNDS_PER_YEAR = 13
MONTHS_PER_ROUND = 12.0 / 13.0
NEVER_ZERO = 1e-6


def power(x: Number, exponent: Number) -> Array:
    """Return x to the exponent, for x above 0."""
    return np.exp(exponent * np.log(x))


def in_runs(value: Number, runs: NDArray[np.intp]) -> Number:
    """Return a parameter's value in some runs: the same for all, or one number a run."""
    return value[runs] if isinstance(value, np.ndarray) else value


def in_some_run(value: Number) -> bool:
    """Return whether a parameter is other than nothing in some run: `np.any`, many times faster for one number."""
    return value != 0.0 if isinstance(value, (float, int)) else bool(np.any(value))


def stacked(values: Sequence[Array]) -> Array:
    """Return arrays of one shape as the rows of one: `np.stack`, in half the time."""
    return np.concatenate([value[None] for value in values])


def as_rows(*values: Number) -> Array:
    """Return parameters, each the same for all runs or one number a run, as rows: shape (n, 1) or (n, R)."""
    return np.stack(np.broadcast_arrays(*(np.atleast_1d(value) for value in values)))


def total(x: Array) -> Array:
    """Return the sum over the first axis, added in order: shape (n, ..., R) becomes (..., R).

    Where several runs lie side by side, numpy adds the rows in order, too, and many times faster.
    """
    if type(x) is np.ndarray and x.ndim > 1 < x.shape[-1] and x.dtype == FLOATS and _run_by_run(x.strides):
        return np.add.reduce(x, axis=0, initial=0.0)
    result = x[0] + 0.0
    for row in x[1:]:
        result += row
    return result


def _run_by_run(strides: tuple[int, ...]) -> bool:
    """Return whether numpy adds rows in order: the axis of runs is the innermost, which it goes along first."""
    return 0 < strides[-1] < strides[0]


def chance(rate_per_year: Number, years: float = 1.0 / ROUNDS_PER_YEAR) -> Array:
    """Turn a rate a year into the chance of at least one event within `years`."""
    return 1.0 - np.exp(-rate_per_year * years)


def approach(time_constant: Number, step: float) -> Array:
    """Return the share of a gap closed in one step by an exponential approach; both in one unit of time."""
    return 1.0 - np.exp(-step / time_constant)


def logistic(x: Number) -> Array:
    """Return 1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + np.exp(-x))


def logit(share: Number) -> Array:
    """Return the log odds of a share strictly between 0 and 1."""
    return np.log(share / (1.0 - share))


def served_share(load: Number, sharpness: Number) -> Array:
    """Return the share of demand that is served at a load (demand over capacity).

    The smooth minimum (1 + load^m)^(-1/m): served people never exceed demand nor capacity, it falls
    with load, and it needs no iteration. Written by `logaddexp` so that large powers do not overflow.
    """
    return np.exp(-np.logaddexp(0.0, sharpness * np.log(load)) / sharpness)


def load_for(share: Number, sharpness: Number) -> Array:
    """Return the load at which `served_share` is `share`: its exact inverse."""
    return power(power(share, -sharpness) - 1.0, 1.0 / sharpness)


def variance_of_sum(years: Number, lasting: Number) -> Number:
    """Return the variance of a pace summed over some years: one that begins at 0, has variance 1 and forgets itself.

    The integral of an Ornstein-Uhlenbeck process (Gillespie 1996).

    Args:
        years: how long it is summed.
        lasting: years in which it forgets all but 1/e of itself.
    """
    early = np.exp(-years / lasting)
    return lasting * (2.0 * years - lasting * (1.0 - early) * (3.0 - early))
