"""An emulator: what a run would give at numbers that were not run, and how far that may be off, from runs elsewhere.

Rule      An output is taken as a quadratic in the few numbers that move it. One term after another is added, the one
          that what is left over goes with most, until that is no more than the largest of as many chance ones. What
          is left over, each run foretold without itself, is how far the emulator may be off: numbers left out, bends
          that no quadratic has, and the dice of the run.
Formula   y = b0 + sum over terms of b*term + e;  added while N*r^2 > 2*log(terms tried) + log(N), r the correlation
          with what is left over;  Var = s^2*(1 + x'(X'X)^-1 x),  s^2 = mean (left over / (1 - leverage))^2
Source    [vernon2010], whose emulators are polynomials in active inputs with the rest as noise; [andrianakis2015] for
          runs with dice; one term after another: [pati1993]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError

MOST_TERMS, ROOM, LEAST_RUNS = 40, 8, 24
"""Most terms; runs that there must be for each; runs below which nothing can be said."""
Term = tuple[int, ...]


@dataclass(frozen=True)
class Emulator:
    """An output as a quadratic in some inputs.

    Attributes:
        terms: each the inputs that it multiplies: (3,) is the fourth input, (3, 3) its square, () the constant.
        weights: of the terms, shape (T,).
        inverse: of X'X over the runs it is made from, shape (T, T).
        left_over: variance that the emulator does not explain, of a run foretold without itself.
        explained: share of the variance over the runs that it explains, foretold without themselves; may be below 0.
    """

    terms: tuple[Term, ...]
    weights: Array = field(repr=False)
    inverse: Array = field(repr=False)
    left_over: float
    explained: float

    def at(self, inputs: Array) -> tuple[Array, Array]:
        """Return what runs would give, and its variance, at inputs of shape (N, k); each of shape (N,)."""
        columns = _columns(inputs, self.terms)
        spread = 1.0 + np.einsum("nt,tu,nu->n", columns, self.inverse, columns)
        return columns @ self.weights, self.left_over * spread


def emulator_of(inputs: Array, output: Array) -> Emulator:
    """Return the emulator of one output from runs.

    Args:
        inputs: of the runs, shape (N, k), each scaled to about -1 to 1.
        output: what they gave, shape (N,).

    Raises:
        InputError: there are too few runs to say anything.
    """
    runs, count = inputs.shape
    if runs < LEAST_RUNS:
        raise InputError(f"an emulator of {so_many(runs, 'runs')}: expected at least {LEAST_RUNS}")
    most = min(MOST_TERMS, runs // ROOM)
    terms = _added([()], inputs, output, [(j,) for j in range(count)], most)
    active = [term[0] for term in terms if term]
    bends = [(i, j) for n, i in enumerate(active) for j in active[n:]]
    terms = _added(terms, inputs, output, bends, most)
    columns = _columns(inputs, terms)
    inverse = np.asarray(np.linalg.pinv(columns.T @ columns), dtype=float)
    weights = inverse @ (columns.T @ output)
    leverage = np.einsum("nt,tu,nu->n", columns, inverse, columns)
    apart = (output - columns @ weights) / np.maximum(1.0 - leverage, 1e-6)
    left_over, whole = float(np.mean(apart**2)), float(output.var())
    return Emulator(tuple(terms), weights, inverse, left_over, 1.0 - left_over / whole if whole else 0.0)


def _added(terms: Sequence[Term], inputs: Array, output: Array, tried: Sequence[Term], most: int) -> list[Term]:
    """Return the terms with those of the tried ones added that what is left over goes with."""
    made, runs = list(terms), len(output)
    if not tried:
        return made
    columns = _columns(inputs, tried)
    columns = columns - columns.mean(axis=0)
    norms = np.sqrt((columns**2).sum(axis=0))
    enough = 2.0 * np.log(len(tried)) + np.log(runs)
    while len(made) < most:
        basis = _columns(inputs, made)
        rest = output - basis @ np.linalg.lstsq(basis, output, rcond=None)[0]
        size = float(np.sqrt((rest**2).sum()))
        if size <= 1e-12 * max(float(np.abs(output).max()), 1e-300):
            break
        alike = np.divide(np.abs(columns.T @ rest), norms * size, out=np.zeros(len(tried)), where=norms > 0.0)
        alike[[n for n, term in enumerate(tried) if term in made]] = 0.0
        best = int(alike.argmax())
        if runs * float(alike[best]) ** 2 <= enough:
            break
        made.append(tried[best])
    return made


def _columns(inputs: Array, terms: Sequence[Term]) -> Array:
    return np.stack([inputs[:, list(term)].prod(axis=1) for term in terms], axis=1)
