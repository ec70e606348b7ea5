"""What it is worth to find something out before choosing.

Rule      Without knowing more, one chooses the arm that brings most on average. Whoever knew x would choose the arm
          that brings most where x is what it is. What arms bring given x is a smooth curve over the futures that were
          run, fitted to all futures but the one that it is asked for, so that nothing is told from what it was learnt
          from: the worth of x is what these choices brought, less what the one choice brought. It is never below 0
          in the long run, and what is measured can be, where too few futures were run to learn the curve. Knowing a
          future whole, chance and all, is worth the most.
Formula   f_n(a, x) = E[gain of a | x] without future n: a ridge regression on ranks of x up to the third power (to the
          first where several things are known at once), of which so much is believed as errs least on futures left out;
          worth = mean over n of gain[argmax_a f_n(a, x_n), n] - gain[argmax_a mean gain, n]
          of all: mean over n of max_a gain[a, n] - max_a mean over n of gain[a, n]
Source    value of information: [raiffa1961]; by regression over sampled futures: [strong2014]; leaving one
          out without fitting anew: [allen1974]. Counting what the choices brought, in place of what the curve says, is
          a choice: it cannot flatter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.interval import EITHER_WAY, Mean
from sim.core.arithmetic import Array

POWER = 3
"""Highest power of the ranks of one thing known alone."""
HELD_BACK = (1.0, 0.9, 0.75, 0.5, 0.25, 0.1, 0.0)
"""How much of what was learnt is believed; what errs least on futures left out is taken."""
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Knowing:
    """What it is worth to know something.

    Attributes:
        name: what would be known.
        worth: mean gain of choosing by it, with its interval.
        otherwise: share of futures in which one would choose otherwise.
        instead: the arm chosen most often then; the one chosen anyway where there is no other.
        higher: whether that is where what is known is higher; None where several things are known at once, or never.
        also: mean change of other things that choosing by it brings, by name.
        sure: whether the worth stays above 0 even as the best of all that were asked about.
    """

    name: str
    worth: Mean
    otherwise: float
    instead: int
    higher: bool | None
    also: dict[str, float]
    sure: bool


def chosen(gains: Array) -> int:
    """Return the arm that brings most on average; gains have shape (arms, R)."""
    return int(gains.mean(axis=1).argmax())


def worth_of_all(gains: Array) -> Mean:
    """Return what it would be worth to know a future whole, chance and all."""
    return Mean.of(gains.max(axis=0) - gains[chosen(gains)])


def worths(
    gains: Array, known: dict[str, Array], also: dict[str, Array] | None = None, asked: int | None = None
) -> list[Knowing]:
    """Return what each thing is worth to know, the worth most first.

    Args:
        gains: how much each arm brings in each future, shape (arms, R).
        known: by name, the values of what would be known in each future, shape (R,), or (k, R) of k things at once.
        also: other things that differ between arms, each of shape (arms, R).
        asked: among how many things the best is looked for; by default as many as are known.
    """
    one, upper = chosen(gains), 1.0 - (1.0 - EITHER_WAY) / max(asked or len(known), 1)
    runs, found = np.arange(gains.shape[1]), list[Knowing]()
    for name, values in known.items():
        choice = choices(expected(basis(np.atleast_2d(values)), gains), one)
        brought = gains[choice, runs] - gains[one]
        others = {key: float((arms[choice, runs] - arms[one]).mean()) for key, arms in (also or {}).items()}
        sure = bool(Mean.of(brought, upper).low > 0.0)
        other = choice != one
        instead = int(np.bincount(choice[other]).argmax()) if other.any() else one
        found.append(Knowing(name, Mean.of(brought), float(other.mean()), instead, higher(values, other), others, sure))
    return sorted(found, key=lambda row: -row.worth.mean)


def higher(values: Array, other: NDArray[np.bool_]) -> bool | None:
    """Say whether what is known is higher where one chooses otherwise; None of several things, or if one never does."""
    if values.ndim > 1 or other.all() or not other.any():
        return None
    return bool(values[other].mean() > values[~other].mean())


def choices(expecting: Array, one: int) -> NDArray[np.intp]:
    """Return the arm chosen in each future: what is expected to bring most, or the one if none brings more than it."""
    best = expecting.argmax(axis=0)
    return np.where(expecting[best, np.arange(len(best))] > expecting[one] + _NOTHING, best, one)


def basis(values: Array) -> Array:
    """Return orthonormal columns of the ranks of what is known, shape (R, d), each of mean 0; values are (k, R)."""
    from scipy.stats import rankdata

    runs, powers = values.shape[1], POWER if len(values) == 1 else 1
    columns: list[Array] = []
    for row in values:
        even = 2.0 * (rankdata(row) - 0.5) / runs - 1.0
        columns += [even**power for power in range(1, powers + 1)]
    centred = np.array(columns).T
    centred = centred - centred.mean(axis=0)
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    return left[:, sizes > _NOTHING * max(float(sizes.max(initial=0.0)), 1.0)]


def expected(columns: Array, gains: Array) -> Array:
    """Return what each arm brings in each future by what the others teach, shape (arms, R).

    The mean of all is known without x; only how x bears on it is learnt from the others.

    Args:
        columns: orthonormal, each of mean 0, shape (R, d); what is known lies in what they span.
        gains: shape (arms, R).
    """
    middle = gains.mean(axis=1, keepdims=True)
    along = (gains - middle) @ columns
    shares = np.square(columns).sum(axis=1)
    best, least = gains, np.inf
    for believed in HELD_BACK:
        fitted = middle + believed * along @ columns.T
        leverage = believed * shares
        left_out = gains - (gains - fitted) / np.maximum(1.0 - leverage, _NOTHING)
        error = float(np.square(gains - left_out).sum())
        if error < least:
            best, least = left_out, error
    return best
