"""A pooled budget: partners put part of their money into one pool, which grows as agreements are signed.

Rule      Setting up a pool takes lawyers and hours from the first day; the money follows month by month, as far as both
          ends of boundaries are in it. Pooled money is less worth moving or keeping at home, can go to social care, and
          takes back part of what the hospital claims beyond its block. Once the agreement ends, the pool is wound up.
Formula   g -> share of boundaries with both ends in the pool, by half of what is missing every `rise` months, back by
          half every `half_life`; pooled share += adds*g, to 1 at most; practice hours += hours*level; office +=
          price*mean level.
Reads     pooled_share, pooled_budget_grown
Writes    pooled_share, practice_hours, office, pooled_budget_grown
Source    Better Care Fund: pools by agreement between council and NHS; in its first year emergency admissions and
          delayed days rose where a fall was planned, though most areas worked better together (NAO 2017); sizes and
          times are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends, follow, up_to_full
from sim.world.world import Clock


@dataclass(frozen=True)
class PooledBudgetParams:
    """What a pooled budget does, takes and leaves."""

    price: float = param(
        0.15,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.4),
        bounds=(0.0, 50.0),
        label="Money to set up and account for a pool of every organisation",
        source="choice: lawyers, and a finance team of two",
    )
    hours: float = param(
        0.25,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 0.6),
        label="Leaders' hours on a pooled budget",
        source="choice",
    )
    adds: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.5),
        label="Share of money that a pool of every organisation adds to what is pooled",
        source="choice",
    )
    rise: float = param(
        9.0,
        unit=Unit.MONTHS,
        plausible=(4.0, 18.0),
        label="Months until half of the money agreed on is in the pool",
        source="choice: agreements follow the financial year",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of the pool is wound up once the agreement ends",
        source="choice: a year's notice",
    )


@dataclass(frozen=True)
class PooledBudget(Intervention):
    """See the module's docstring for the rule."""

    params: PooledBudgetParams

    name: ClassVar[str] = "pooled_budget"
    label: ClassVar[str] = "Partners pool budgets"
    sentence: ClassVar[str] = "part of their money goes into one pool"
    order: ClassVar[int] = 9
    least: ClassVar[int] = 2
    between: ClassVar[bool] = True
    Params: ClassVar[type[Any]] = PooledBudgetParams
    reads: ClassVar[tuple[str, ...]] = ("pooled_share", "pooled_budget_grown")
    writes: ClassVar[tuple[str, ...]] = ("pooled_share", "practice_hours", "office", "pooled_budget_grown")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("pooled_budget_grown", "place", "share", "How far the pool is set up", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is in the pool by now, and what it takes."""
        p, inside = self.params, both_ends(self.world, level.now)
        target = total(inside) / inside.shape[0]
        grown = follow(state.pooled_budget_grown, target, p.rise, p.half_life)
        return (
            put("pooled_budget_grown", grown),
            add("pooled_share", up_to_full(state.pooled_share, p.adds * grown)),
            add("practice_hours", p.hours * level.now),
            self.paid(level.now),
        )
