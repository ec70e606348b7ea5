"""Futures drawn again, with replacement: what chance might as well have shown, and who would then have come first.

Rule      What a redraw says differs from what the futures say by what chance may have done. Few futures show too
          little of it: of two, half of all redraws differ by nothing. So what redraws differ by is widened as
          Student's t widens the interval of a mean, whether an interval is read from it or a share of redraws in
          which one is first. One future shows nothing of chance.
Formula   weights of a redraw = 1/f + w*(times drawn - 1)/f, so that they add up to 1;  w = sqrt(f / (f - 1)) * t(upper,
          f - 1) / z(upper), for f futures
Source    Student (1908), The probable error of a mean; [efron1993]
"""

from __future__ import annotations

from math import inf

import numpy as np
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.analysis.interval import EITHER_WAY, errors
from sim.core.arithmetic import Array

SURENESS = 0.9
"""Share of redraws in which the first of several has to be first to be called so."""


def small_sample(futures: int, upper: float = EITHER_WAY) -> float:
    """Return by how much redraws of so few futures fall short of what chance may do; infinite of one.

    Args:
        futures: how many were run.
        upper: end of the interval, or share of redraws, that is asked about.
    """
    return float(np.sqrt(futures / (futures - 1)) * errors(futures, upper) / ndtri(upper)) if futures > 1 else inf


def redrawn(futures: int, redraws: int, seed: int) -> Array:
    """Return the weights of futures in redraws of them, shape (futures, redraws), for shares of `SURENESS`.

    A mean over futures, with these as weights, is what a redraw says of it; weights of few futures may be below 0.
    """
    if futures < 2:
        return np.ones((futures, redraws))
    draws = np.random.default_rng(seed).integers(0, futures, (redraws, futures))
    times = np.stack([np.bincount(row, minlength=futures) for row in draws], axis=1)
    return (1.0 + small_sample(futures, SURENESS) * (times - 1.0)) / futures


def best_in_redraws(gains: Array, redraws: int = 400, seed: int = 1) -> Array:
    """Return in which share of redraws of the futures each row has the greatest mean; gains have shape (rows, R).

    Of one future nothing is known of chance, and none is the best more often than another.
    """
    if gains.shape[1] < 2:
        return np.full(len(gains), 1.0 / len(gains))
    first = (gains @ redrawn(gains.shape[1], redraws, seed)).argmax(axis=0)
    return np.bincount(first, minlength=len(gains)) / redraws
