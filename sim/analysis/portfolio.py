"""Plans side by side: what each brings people, what it takes, and which of them no other beats.

Rule      Every plan meets the same draws as the base, which goes on without one. What a plan brings people in a future
          is the mean, over the headline outcomes, of the gain in the last year as a multiple of the smallest difference
          that matters. A plan is beaten where another surely brings people more and takes neither more money nor more
          of leaders' hours; to carry on without a plan is among those that may beat. Which plan brings people most is
          said only if it surely brings them more than every other.
Formula   surely: the 90% interval of the mean paired difference of what two bring lies above nothing. Where it does
          not, it is said how many times as many futures would make it so narrow. Worse first: years from the start in
          which more futures are behind the base for people than ahead of it.
Source    Pareto dominance, with the ordering of means by paired differences on common random numbers (Law 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.effect import Shares
from sim.analysis.finding import Pay, people_scores
from sim.analysis.headline import HEADLINE
from sim.analysis.interval import SURE, Mean
from sim.analysis.paired import Comparison
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble

COSTS = {"money": "programme_cost", "hours": "leader_hours"}
"""What a plan takes: £m a year, and hours a week of each leader, by the outcomes that measure it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one plan brings and takes.

    Attributes:
        plan: its name.
        people: mean of what it brings people over futures, in smallest differences that matter.
        low: lower end of the 90% interval of that mean.
        high: upper end.
        ahead: share of futures in which people are ahead of the base in the last year.
        same: share in which nobody could tell.
        behind: share in which they are behind.
        money: median of the yearly mean of money for working together, £m a year more than the base.
        hours: the same of hours a week of each leader.
        pays: share of futures in which it pays for itself within the run.
        pays_year: median year of that among those; not a number if there are none.
        worse_first: years from the start in which more futures are behind than ahead.
        beaten_by: a plan that beats it, the base among them; empty if none does.
        to_tell: times as many futures that would tell it from the plan that brings people most; 1 if these do.
    """

    plan: str
    people: float
    low: float
    high: float
    ahead: float
    same: float
    behind: float
    money: float
    hours: float
    pays: float
    pays_year: float
    worse_first: int
    beaten_by: str
    to_tell: float


def gain(comparison: Comparison) -> Array:
    """Return what the alternative brings people in each future, in smallest differences that matter, shape (R,)."""
    year, parts = comparison.years, list[Array]()
    for name in HEADLINE:
        base, other = comparison.levels(name, year)
        parts.append(comparison.judged(name).in_smallest(other - base, base))
    return np.mean(parts, axis=0)


def portfolio(base: Ensemble, planned: Sequence[tuple[str, Ensemble]], carry_on: str) -> tuple[Worth, ...]:
    """Return what each plan is worth against the base, in the order given.

    Args:
        base: futures without a plan.
        planned: name and futures of each plan, on the same draws.
        carry_on: what the base is called where it beats a plan.
    """
    comparisons = [Comparison(base, ensemble) for _, ensemble in planned]
    names = [carry_on, *(name for name, _ in planned)]
    gains = [np.zeros(len(base.seeds)), *map(gain, comparisons)]
    costs = [(0.0, 0.0), *map(costs_of, comparisons)]
    most = max(range(1, len(names)), key=lambda number: float(gains[number].mean()))
    found = list[Worth]()
    for number, comparison in enumerate(comparisons, 1):
        brought = gains[number]
        mean = Mean.of(brought, SURE)
        shares, pay = Shares.of(np.sign(people_scores(comparison, comparison.years))), _pays(comparison)
        beaten = [other for other in range(len(names)) if other != number and _beats(other, number, gains, costs)]
        found.append(
            Worth(
                plan=names[number],
                people=mean.mean,
                low=mean.low,
                high=mean.high,
                ahead=shares.better,
                same=shares.same,
                behind=shares.worse,
                money=costs[number][0],
                hours=costs[number][1],
                pays=pay.share,
                pays_year=pay.year,
                worse_first=_worse_first(comparison),
                beaten_by=names[max(beaten, key=lambda other: float(gains[other].mean()))] if beaten else "",
                to_tell=1.0 if number == most else to_tell(gains[most] - brought),
            )
        )
    return tuple(found)


def costs_of(comparison: Comparison) -> tuple[float, float]:
    """Return money, £m a year, and hours a week of each leader, medians over futures."""
    money, hours = (float(np.median(comparison.difference(name).mean(axis=0))) for name in COSTS.values())
    return money, hours


def _pays(comparison: Comparison) -> Pay:
    return comparison.finding.pays[0]


def _beats(one: int, other: int, gains: Sequence[Array], costs: Sequence[tuple[float, float]]) -> bool:
    """Say whether one surely brings people more than another and takes no more of anything."""
    apart = Mean.of(gains[one] - gains[other], SURE)
    dearer = any(here > there for here, there in zip(costs[one], costs[other], strict=True))
    return not dearer and apart.low > 0.0


def to_tell(apart: Array) -> float:
    """Return how many times as many futures would tell two plans apart, from how far they are in each future."""
    mean = Mean.of(apart, SURE)
    return mean.times_for(mean.mean)


def _worse_first(comparison: Comparison) -> int:
    for year in range(1, comparison.years + 1):
        shares = Shares.of(np.sign(people_scores(comparison, year)))
        if shares.worse <= shares.better:
            return year - 1
    return comparison.years
