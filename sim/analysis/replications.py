"""How many replications are enough: how the uncertainty by chance alone shrinks as more pairs of futures are run.

Rule      For each number of pairs n: the half-width of the 95% interval of the median paired difference, found by
          drawing n of the pairs run again and again with replacement, widened where few were run (`redraws`), in
          units of the smallest difference that matters; and the larger half-width of the Wilson 95% interval of the
          shares of futures better and worse.
          Enough is the smallest n tried from which on both stay within what is asked, for every headline outcome.
          Where no n tried is, the number is carried on by 1/sqrt(n).
Source    [wilson1927]; [efron1993]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.analysis.redraws import small_sample
from sim.core.arithmetic import Array

STEPS = (10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750)
Z95, DRAWS = 1.959964, 400


@dataclass(frozen=True, slots=True)
class Precision:
    """How well one outcome is known from n pairs of futures.

    Attributes:
        outcome: its name.
        n: pairs of futures.
        effect: half-width of the 95% interval of the median difference, in smallest differences that matter.
        share: half-width of the 95% interval of the shares of futures better or worse, the wider.
    """

    outcome: str
    n: int
    effect: float
    share: float


@dataclass(frozen=True)
class Enough:
    """The answer.

    Attributes:
        found: precision by outcome and n.
        wanted_effect: half-width asked for, in smallest differences that matter.
        wanted_share: half-width asked for, of a share of futures.
        number: pairs of futures that are enough.
        tried: whether that many were run; else it is carried on from those that were.
        deciding: the outcome that needs most.
        because: `effect` or `share`, whichever needs most.
    """

    found: tuple[Precision, ...]
    wanted_effect: float
    wanted_share: float
    number: int
    tried: bool
    deciding: str
    because: str


def steps(most: int) -> tuple[int, ...]:
    """Return the numbers of pairs to look at, up to those run."""
    tens = [10**power * step // 10 for power in range(1, 5) for step in STEPS]
    return tuple(sorted({n for n in tens if 10 <= n < most} | {most}))


def wilson(share: float, n: int) -> float:
    """Return the half-width of the Wilson 95% interval of a share."""
    return Z95 * np.sqrt(share * (1.0 - share) / n + Z95**2 / (4.0 * n * n)) / (1.0 + Z95**2 / n)


def median_spread(effects: Array, n: int, seed: int = 1) -> float:
    """Return the half-width of the 95% interval of a median of n, redrawn from effects; 0 if all are alike."""
    rows = np.random.default_rng(seed).integers(0, len(effects), (DRAWS, n))
    low, high = np.quantile(np.median(effects[rows], axis=1), (0.025, 0.975))
    return small_sample(len(effects)) * float(high - low) / 2.0 if high > low else 0.0


def precisions(comparison: Comparison) -> tuple[Precision, ...]:
    """Return how well each headline outcome of the last year is known, for growing numbers of pairs."""
    year, most = comparison.years, len(comparison.base.seeds)
    found = []
    for outcome in HEADLINE:
        base, other = comparison.levels(outcome, year)
        effects, effect = other - base, comparison.effect(outcome, year)
        for n in steps(most):
            half = median_spread(effects, n) / effect.matters
            found.append(Precision(outcome, n, half, max(wilson(share, n) for share in (effect.better, effect.worse))))
    return tuple(found)


def enough(found: Sequence[Precision], effect: float, share: float) -> Enough:
    """Return the number of pairs that is enough, and what decides it."""
    needs = {
        (outcome, kind): _needed([one for one in found if one.outcome == outcome], kind, wanted)
        for outcome in dict.fromkeys(one.outcome for one in found)
        for kind, wanted in (("effect", effect), ("share", share))
    }
    (outcome, kind), number = max(needs.items(), key=lambda item: item[1])
    most = max(one.n for one in found)
    return Enough(tuple(found), effect, share, number, number <= most, outcome, kind)


def _needed(found: Sequence[Precision], kind: str, wanted: float) -> int:
    ordered = sorted(found, key=lambda one: one.n)
    number = ordered[-1].n
    if getattr(ordered[-1], kind) > wanted:
        carried = number * (getattr(ordered[-1], kind) / wanted) ** 2
        digits = 10 ** max(0, len(str(int(carried))) - 2)
        return int(ceil(carried / digits) * digits)
    for one in reversed(ordered):
        if getattr(one, kind) > wanted:
            break
        number = one.n
    return number
