"""The finding: everything that is said of a comparison in one year, found once; who shows a number reads it here.

Rule      In each future the headline outcomes that are meaningfully better are counted, and those that are worse. The
          alternative is ahead for people where more are better than worse, the base where more are worse, and nobody
          could tell where they are as many. Money and hours are those of the year that the finding speaks of; whether
          it pays is judged over all years, which is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sim.analysis.arms import Arms
from sim.analysis.effect import Effect, Shares, Verdict
from sim.analysis.headline import HEADLINE
from sim.analysis.resources import added_resources
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES


@dataclass(frozen=True, slots=True)
class Pay:
    """Whether the money comes back within the run.

    Attributes:
        cashable: part of a saving that is taken to be cash.
        share: share of futures in which cumulative net cost ends at or below nothing.
        year: median year of that, among those futures; NaN if there are none.
        net: median cumulative net cost at the end, £m.
        low: 5th percentile.
        high: 95th percentile.
    """

    cashable: float
    share: float
    year: float
    net: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Early:
    """The first years, in which nothing is better for people yet.

    Attributes:
        years: how many.
        money: median over futures of their yearly mean of money for working together, £m a year.
        hours: the same of hours a week of each leader.
    """

    years: int
    money: float
    hours: float


@dataclass(frozen=True)
class Finding:
    """What a comparison says of one year.

    Attributes:
        comparison: the two arms, for what is drawn run by run.
        names: what readers call the base and the alternative.
        year: the year that it speaks of.
        years: years of the run.
        futures: pairs of futures.
        effects: outcome to its effect in the year, money and hours among them.
        ahead: shares of futures in which people are ahead with the alternative, nobody could tell, or with the base.
        given: what the alternative is given more in beds, places and money in the year, £m.
        leaders: number of leaders' posts.
        pays: with the scenario's cash share, and with all of a saving as cash; over all years.
    """

    comparison: Arms = field(repr=False)
    names: tuple[str, str]
    year: int
    years: int
    futures: int
    effects: Mapping[str, Effect] = field(repr=False)
    ahead: Shares
    given: float
    leaders: int
    pays: tuple[Pay, Pay]

    def __repr__(self) -> str:
        base, alternative = self.names
        return (
            f"<Finding on {alternative!r} against {base!r} in year {self.year} of {self.years}: people ahead in "
            f"{self.ahead.better:.0%} and behind in {self.ahead.worse:.0%} of {so_many(self.futures, 'futures')}>"
        )

    @classmethod
    def of(cls, comparison: Arms, year: int | None = None) -> Finding:
        """Find what a comparison says of a year; the last, unless another is given."""
        base, at = comparison.base.scenario, comparison.years if year is None else year
        usual = float(base.parameters["bill"].cashable)
        more = added_resources(base, comparison.alternative.scenario)[(at - 1) * ROUNDS_PER_YEAR : at * ROUNDS_PER_YEAR]
        return cls(
            comparison=comparison,
            names=comparison.called,
            year=at,
            years=comparison.years,
            futures=len(comparison.base.seeds),
            effects=comparison.effects(tuple(OUTCOMES), at),
            ahead=Shares.of(np.sign(people_scores(comparison, at))),
            given=float(np.median(more.mean(axis=0))),
            leaders=sum(len(organisation.leaders) for organisation in base.place.organisations),
            pays=(_pay(comparison, usual), _pay(comparison, 1.0)),
        )

    @property
    def headline(self) -> tuple[Effect, ...]:
        """Return the effects on the headline outcomes, in their order."""
        return tuple(self.effects[name] for name in HEADLINE)

    def those(self, wanted: Verdict) -> tuple[Effect, ...]:
        """Return the effects on headline outcomes with a verdict."""
        return tuple(effect for effect in self.headline if effect.verdict == wanted)

    @cached_property
    def early(self) -> Early | None:
        """Return the years before anything is better for people; None if something is from the first, or never."""
        first = next((year for year in range(1, self.year + 1) if better_in(self.comparison, year)), 1)
        if first < 2:
            return None
        rounds = slice((first - 1) * ROUNDS_PER_YEAR)
        money, hours = (
            float(np.median(self.comparison.difference(name)[rounds].mean(axis=0)))
            for name in ("programme_cost", "leader_hours")
        )
        return Early(first - 1, money, hours)


def people_scores(comparison: Arms, year: int) -> Array:
    """Return of each future the headline outcomes better less those worse, as a share of all; shape (R,)."""
    return np.mean([comparison.judged(name).noticed(*comparison.levels(name, year)) for name in HEADLINE], axis=0)


def better_in(comparison: Arms, year: int) -> list[Effect]:
    """Return the effects on headline outcomes that are better in a year."""
    effects = comparison.effects(HEADLINE, year).values()
    return [effect for effect in effects if effect.verdict == "better"]


def _pay(comparison: Arms, cashable: float) -> Pay:
    year = comparison.break_even(cashable)
    back = np.isfinite(year)
    low, net, high = np.quantile(comparison.net_cost_at_end(cashable), (0.05, 0.5, 0.95))
    when = float(np.median(year[back])) if back.any() else np.nan
    return Pay(cashable, float(back.mean()), when, float(net), float(low), float(high))
