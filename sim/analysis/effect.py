"""The effect on one outcome in one year: paired differences, how many futures are better, and what most of them say.

Rule      An alternative is better if it is meaningfully so in more than half of the futures, or in more than a third
          with the contrary in none to speak of (under a tenth of that); worse likewise; a tie if more than half are
          much the same; else open: futures divide.
          The level shown of the alternative is the base's level with the median paired difference added. Medians do
          not subtract: the median of the alternative less the median of the base is another number than the median
          of the differences, and a reader who subtracts two levels is to find the difference that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.outcomes import Outcome

Verdict = Literal["better", "worse", "tie", "open"]
MOST, SOME, HARDLY = 1 / 2, 1 / 3, 1 / 10


@dataclass(frozen=True, slots=True)
class Shares:
    """Of many futures, the shares in which the alternative is better, nobody could tell, and it is worse.

    Attributes:
        better: share of futures meaningfully better in the alternative.
        same: share much the same.
        worse: share meaningfully worse.
    """

    better: float
    same: float
    worse: float

    @classmethod
    def of(cls, noticed: Array) -> Shares:
        """Count futures that are 1 if better, -1 if worse, 0 if much the same."""
        kinds = (noticed > 0.0, noticed == 0.0, noticed < 0.0)
        better, same, worse = (float(np.count_nonzero(kind) / np.float64(noticed.size)) for kind in kinds)
        return cls(better, same, worse)

    @property
    def verdict(self) -> Verdict:
        """Say what most futures say; see the rule."""
        better, worse = self.better, self.worse
        if better > MOST or (better > SOME and worse < HARDLY * better):
            return "better"
        if worse > MOST or (worse > SOME and better < HARDLY * worse):
            return "worse"
        return "tie" if self.same > MOST else "open"


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect on one outcome in one year.

    Attributes:
        outcome: what is measured.
        year: mean of this year.
        futures: pairs of futures.
        base: median of the base arm.
        median: median of paired differences, alternative less base.
        low: 5th percentile of paired differences.
        high: 95th percentile.
        shares: of futures better, much the same and worse on the same draws.
        unpaired: the same against another place's draws.
    """

    outcome: Outcome
    year: int
    futures: int
    base: float
    median: float
    low: float
    high: float
    shares: Shares
    unpaired: Shares

    def __repr__(self) -> str:
        span = f"{self.median:+.4g}, {self.low:.4g} to {self.high:.4g}, from {self.base:.4g} {self.outcome.unit}"
        shares = (
            f"better in {self.shares.better:.0%} and worse in {self.shares.worse:.0%} of "
            f"{so_many(self.futures, 'futures')}"
        )
        return f"<Effect on {self.outcome.name} in year {self.year}: {span}; {shares}>"

    @classmethod
    def of(cls, outcome: Outcome, year: int, base: Array, alternative: Array) -> Effect:
        """Find the effect from the levels of both arms in a year, shape (R,)."""
        return cls.of_all((outcome,), year, base[None], alternative[None])[0]

    @classmethod
    def of_all(cls, outcomes: Sequence[Outcome], year: int, base: Array, alternative: Array) -> list[Effect]:
        """Find the effects on several outcomes, each as if alone, from the levels of both arms, shape (outcomes, R)."""
        middle = np.median(base, axis=-1).tolist()
        spans = np.quantile(alternative - base, (0.05, 0.5, 0.95), axis=-1).T.tolist()
        return [
            cls(
                outcome=outcome,
                year=year,
                futures=base.shape[-1],
                base=middle[row],
                median=median,
                low=low,
                high=high,
                shares=Shares.of(outcome.noticed(base[row], alternative[row])),
                unpaired=Shares.of(outcome.noticed(np.roll(base[row], 1), alternative[row])),
            )
            for row, (outcome, (low, median, high)) in enumerate(zip(outcomes, spans, strict=True))
        ]

    @property
    def alternative(self) -> float:
        """Return the level shown of the alternative; see the rule."""
        return self.base + self.median

    @property
    def matters(self) -> float:
        """Return the smallest difference that matters at the base's level."""
        return float(self.outcome.matters(self.base))

    @property
    def in_smallest(self) -> float:
        """Return the gain as a multiple of the smallest difference that matters."""
        return float(self.outcome.in_smallest(self.median, self.base))

    @property
    def better(self) -> float:
        """Return the share of futures meaningfully better in the alternative."""
        return self.shares.better

    @property
    def same(self) -> float:
        """Return the share of futures much the same."""
        return self.shares.same

    @property
    def worse(self) -> float:
        """Return the share of futures meaningfully worse in the alternative."""
        return self.shares.worse

    @property
    def verdict(self) -> Verdict:
        """Say what most futures say."""
        return self.shares.verdict
