"""Paired effects: two arms on the same draws, with natural frequencies of differences that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.analysis.pairing import check_arms, check_outcome, check_scenarios, numbers
from sim.analysis.resources import added_resources
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.given import of_kind
from sim.declared import declarations
from sim.model.ensemble import Ensemble, run_arms
from sim.model.frames import write_csv
from sim.model.settings import asked
from sim.outcomes import OUTCOMES, Outcome
from sim.scenario import Scenario, drawing_alike

if TYPE_CHECKING:
    import pandas as pd


NET_COST_OF = ("programme_cost", "bypass_cost", "care_bill")


@dataclass(frozen=True, repr=False)
class Comparison:
    """Two arms on the same draws.

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
        levels = self.levels(outcome, year)
        return Effect.of(self.judged(outcome), year, *levels)

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

    @cached_property
    def finding(self) -> Finding:
        """Return what there is to say of the last year, found once."""
        return Finding.of(self)

    def table(self, years: Sequence[int] | None = None) -> pd.DataFrame:
        """Return effects on all outcomes, one row an outcome and year."""
        import pandas as pd

        rows: list[dict[str, Any]] = []
        usual = sorted({1, min(3, self.years), self.years})
        for year in usual if years is None else of_kind("years", years, Iterable, "years, such as [1, 6]"):
            for name, declared in OUTCOMES.items():
                rows.append(_row(declared, self.effect(name, year)))
        return pd.DataFrame(rows)

    def frame(self) -> pd.DataFrame:
        """Return the tidy results of both arms: arm, seed, week, outcome, value."""
        import pandas as pd

        arms = {"base": self.base, "alternative": self.alternative}
        whole = pd.concat([one.frame().assign(arm=name) for name, one in arms.items()], ignore_index=True)
        return whole.reindex(columns=["arm", "seed", "week", "outcome", "value"])

    def to_csv(self, path: str | Path, years: Sequence[int] | None = None) -> Path:
        """Write `table(years)`, the effects on all outcomes, as a CSV file; return its path."""
        return write_csv(self.table(years), path)

    def __repr__(self) -> str:
        arms = " against ".join(one.scenario.behaviour for one in (self.alternative, self.base))
        return (
            f"<Comparison of {arms}, {so_many(len(self.base.seeds), 'futures')} each, {so_many(self.years, 'years')}>"
        )

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


def _row(declared: Outcome, effect: Effect) -> dict[str, Any]:
    """Return one row of a table of effects."""
    fields = ("year", "base", "alternative", "median", "low", "high", "matters", "better", "same", "worse", "verdict")
    return {
        **{"domain": declared.domain, "outcome": declared.name, "label": declared.label, "unit": declared.unit},
        **{name: getattr(effect, name) for name in fields},
        **{"unpaired_better": effect.unpaired.better, "unpaired_worse": effect.unpaired.worse},
    }


def compare(
    base: Scenario, alternative: Scenario, seeds: Iterable[int], *, workers: int = 1, details: bool = False
) -> Comparison:
    """Run two scenarios on the same draws and return their paired comparison."""
    base, alternative = drawing_alike([asked(base, "base"), asked(alternative, "alternative")])
    check_scenarios(base, alternative)
    first, second = run_arms([base, alternative], seeds, workers=workers, details=details)
    return Comparison(first, second)
