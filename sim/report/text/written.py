"""An effect as it is written: one number a quantity, the same wherever it is read, and levels that subtract.

Rule      The difference is the median paired difference, rounded as its outcome is. The level of the alternative is the
          base's level, so rounded, with that difference added: who subtracts the two finds the difference shown. What a
          sentence says is the same number without its sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.effect import Effect, Shares
from sim.outcomes import Outcome
from sim.report.text.words import Counts, change, counts, decimals, is_share, value


@dataclass(frozen=True, slots=True)
class Written:
    """An effect in figures.

    Attributes:
        base: level of the base.
        alternative: level of the alternative.
        difference: median paired difference, with its sign.
        interval: nine in ten of the differences.
        points: what stands after a difference: " points" where it is of percentages.
    """

    base: str
    alternative: str
    difference: str
    interval: str
    points: str


def written(effect: Effect) -> Written:
    """Write an effect."""
    declared = effect.outcome
    low, high = (change(declared, end) for end in (effect.low, effect.high))
    return Written(
        base=value(declared, effect.base),
        alternative=value(declared, rounded(declared, effect.base) + rounded(declared, effect.median)),
        difference=change(declared, effect.median),
        interval=f"{low} to {high}",
        points=" points" if is_share(declared) else "",
    )


def counted(shares: Shares, futures: int) -> Counts:
    """Return shares of futures as counts that add up."""
    return counts(shares.better, shares.same, shares.worse, futures)


def rounded(declared: Outcome, x: float) -> float:
    """Return a number as its outcome is written: a share to a tenth of a percentage point."""
    scale = 100.0 if is_share(declared) else 1.0
    return float(f"{scale * x:.{decimals(declared)}f}") / scale


def size(declared: Outcome, x: float) -> str:
    """Write a difference without its sign: 425, £1.5m, 0.6."""
    return change(declared, x).lstrip("+−")


def is_nothing(declared: Outcome, x: float) -> bool:
    """Say whether a difference is written as 0."""
    return not any(digit in "123456789" for digit in size(declared, x))
