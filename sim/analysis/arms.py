"""Arms: two ensembles on the same draws, how they differ in each future, and what the one costs more than the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.effect import Effect
from sim.analysis.pairing import check_arms, check_outcome, numbers
from sim.analysis.resources import added_resources
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.declared import declarations
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES, Outcome

NET_COST_OF = ("programme_cost", "bypass_cost", "care_bill")


@dataclass(frozen=True, repr=False)
class Arms:
    """Two arms on the same draws: what a finding, a figure or a table of a comparison is made from.

    Attributes:
        base: what the alternative is compared with.
        alternative: the other arm.
        names: what readers call them; None for the names of their behaviours.
    """

    base: Ensemble
    alternative: Ensemble
    names: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        check_arms(self.base, self.alternative)

    @property
    def years(self) -> int:
        """Years that both arms ran."""
        return self.base.scenario.years

    def difference(self, outcome: str) -> Array:
        """Return alternative less base, shape (rounds, R)."""
        check_outcome(outcome)
        a, b = numbers(outcome, "some week", self.base.series[outcome], self.alternative.series[outcome])
        return b - a

    def levels(self, outcome: str, year: int) -> tuple[Array, Array]:
        """Return the mean of a year in each future of the base and of the alternative, shape (R,)."""
        check_outcome(outcome)
        return numbers(outcome, f"year {year}", self.base.year(outcome, year), self.alternative.year(outcome, year))

    def effect(self, outcome: str, year: int) -> Effect:
        """Return the effect on one outcome in one year (1 is the first)."""
        return self.effects((outcome,), year)[outcome]

    def effects(self, outcomes: Sequence[str], year: int) -> dict[str, Effect]:
        """Return the effects on several outcomes in one year, in their order."""
        base, alternative = np.stack([self.levels(name, year) for name in outcomes], axis=1)
        found = Effect.of_all([self.judged(name) for name in outcomes], year, base, alternative)
        return dict(zip(outcomes, found, strict=True))

    def judged(self, outcome: str) -> Outcome:
        """Return an outcome with the smallest difference that matters in this place."""
        return OUTCOMES[outcome].in_place(self.base.scenario.place)

    @property
    def called(self) -> tuple[str, str]:
        """Return what readers call the base and the alternative: their own names, or the labels of their behaviours."""
        if self.names:
            return self.names
        base, alternative = (BEHAVIOURS[arm.scenario.behaviour].label for arm in (self.base, self.alternative))
        return base, alternative

    def net_cost(self, cashable: float | None = None) -> Array:
        """Return the cumulative net cost of the alternative, £m, shape (rounds, R).

        Money for working together and for buying a way round, what it is given more (`sim.analysis.resources`), and the
        cash part of the change in the bill for care.
        """
        share = self._cash(cashable)
        spent = self.difference("programme_cost") + self.difference("bypass_cost")
        spent = spent + added_resources(self.base.scenario, self.alternative.scenario)
        return np.cumsum(spent + share * self.difference("care_bill"), axis=0) / ROUNDS_PER_YEAR

    def net_cost_at_end(self, cashable: float | None = None) -> Array:
        """Return the net cost of the alternative over the whole time, £m, shape (R,), as a sum of means of years.

        So it needs only what a sweep keeps, and comes out the same, bit for bit, from a run and from what was stored.
        """
        share = self._cash(cashable)
        more = added_resources(self.base.scenario, self.alternative.scenario)
        total = np.sum(more, axis=0) / ROUNDS_PER_YEAR
        for year in range(1, self.years + 1):
            spent, passed, bill = (b - a for a, b in (self.levels(name, year) for name in NET_COST_OF))
            total = total + (spent + passed + share * bill)
        return np.asarray(total, dtype=float)

    def _cash(self, asked: float | None) -> float:
        """Return the share of what is saved on care that is cash: the base's, or another; it is said, never drawn."""
        own = self.base.scenario.parameters["bill"].cashable
        return own if asked is None else declarations()["bill.cashable"].check(asked)

    def break_even(self, cashable: float | None = None) -> Array:
        """Return the year from which the cumulative net cost stays at or below nothing, shape (R,).

        NaN where that is not reached within the run.
        """
        cost = self.net_cost(cashable)
        positive = cost > 0.0
        last = np.where(positive.any(axis=0), cost.shape[0] - np.argmax(positive[::-1], axis=0), 0)
        return np.where(positive[-1], np.nan, last / ROUNDS_PER_YEAR)
