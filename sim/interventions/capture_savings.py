"""Savings are captured: what the hospital saves in cash is kept by partners together and reinvested in social care.

Rule      For a first year the hospital's work is measured, and growth of it agreed. From then on less work than agreed
          counts as saved, as far as costs go with it; more work uses up what was saved. What is kept is paid for social
          care with a lag, as far as the hospital and social care are both in it, and what the hospital keeps at home
          under pressure is taken. Growth agreed too high moves money that nobody saved. At its end the rest is paid.
Formula   usual = mean activity of the first `base` months; saved = cash*budget*unit cost*(usual*(1 + expects)^years -
          activity), years from the middle of those months; pot -> saved*least of mean levels, by half every
          `half_life`; captured += max(0, pot)*(1 - diverted); practice hours += hours*level; office += price*mean
          level.
Reads     activity, budget, unit_cost, diverted, capture_savings_months, capture_savings_usual, capture_savings_pot
Writes    captured, practice_hours, office, capture_savings_months, capture_savings_usual, capture_savings_pot
Source    most costs are fixed in the short run, so that few savings are cash, and money meant to transform care went to
          deficits (NAO 2018); savings shared against an agreed trajectory are a choice of form, and sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, MONTHS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow
from sim.world.rows import Service
from sim.world.world import Clock


@dataclass(frozen=True)
class CaptureSavingsParams:
    """What is agreed on savings, and what it takes."""

    price: float = param(
        0.1,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.03, 0.3),
        bounds=(0.0, 50.0),
        label="Money to measure and account for savings of every organisation",
        source="choice: two analysts",
    )
    hours: float = param(
        0.15,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.4),
        label="Leaders' hours on savings kept jointly",
        source="choice",
    )
    base: float = param(
        12.0,
        unit=Unit.MONTHS,
        plausible=(6.0, 12.0),
        bounds=(1.0, 60.0),
        label="Months in which the hospital's usual work is measured before savings count",
        source="choice: a financial year",
    )
    expects: float = param(
        0.02,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.03),
        label="Growth of the hospital's work that partners agree to count as usual",
        source="choice: plans expect a little more than the 1.6% that comes about by itself",
    )
    cash: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.5),
        label="Part of the cost of work not done that is cash",
        source="choice: most costs are fixed in the short run",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of what is saved is reinvested, also once the agreement ends",
        source="choice: accounts are closed, then care is bought",
    )


@dataclass(frozen=True)
class CaptureSavings(Intervention):
    """See the module's docstring for the rule."""

    params: CaptureSavingsParams

    name: ClassVar[str] = "capture_savings"
    label: ClassVar[str] = "Savings are kept jointly and reinvested"
    sentence: ClassVar[str] = "what the hospital saves in cash is kept jointly and reinvested in social care"
    order: ClassVar[int] = 11
    least: ClassVar[int] = 2
    between: ClassVar[bool] = True
    Params: ClassVar[type[Any]] = CaptureSavingsParams
    reads: ClassVar[tuple[str, ...]] = (
        "activity",
        "budget",
        "unit_cost",
        "diverted",
        "capture_savings_months",
        "capture_savings_usual",
        "capture_savings_pot",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "captured",
        "practice_hours",
        "office",
        "capture_savings_months",
        "capture_savings_usual",
        "capture_savings_pot",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("capture_savings_months", "place", "months", "Time that savings are agreed on", low=0.0),
        Variable("capture_savings_usual", "place", "relative to month 0", "Hospital work measured as usual", low=0.0),
        Variable("capture_savings_pot", "place", "£m a year", "Cash saved, as it comes to be reinvested"),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what was measured, what is saved of it, and what of that is reinvested now."""
        p, work, measured = self.params, state.activity[Service.ACUTE], state.capture_savings_usual
        inside = np.minimum(self._mean(level.now, "acute"), self._mean(level.now, "social_care"))
        months = np.where(inside > 0.0, state.capture_savings_months + MONTHS_PER_ROUND, 0.0)
        middle, share = months - MONTHS_PER_ROUND / 2.0, MONTHS_PER_ROUND / np.maximum(months, MONTHS_PER_ROUND)
        usual = np.where(middle < p.base, measured + (work - measured) * share, measured) * (months > 0.0)
        agreed = usual * np.exp((middle - p.base / 2.0) / MONTHS_PER_YEAR * np.log1p(p.expects))
        worth = p.cash * state.budget[Service.ACUTE] * state.unit_cost[Service.ACUTE]
        saved = np.where(middle > p.base, inside * worth * (agreed - work), 0.0)
        pot = follow(state.capture_savings_pot, saved, p.half_life, p.half_life)
        kept = np.maximum(pot, 0.0) * (1.0 - self._mean(state.diverted, "acute"))
        return (
            put("capture_savings_months", months),
            put("capture_savings_usual", usual),
            put("capture_savings_pot", pot),
            add("captured", kept),
            add("practice_hours", p.hours * level.now),
            self.paid(level.now),
        )

    def _mean(self, level: Array, service: str) -> Array:
        """Return the mean over those who provide a service."""
        rows = self.world.tables.providers[service]
        return total(level[rows]) / len(rows)
