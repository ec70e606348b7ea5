"""What working together costs and whether it pays, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.analysis.given import given_more
from sim.analysis.paired import Comparison
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.report.text.words import about, counts, in_futures, years


@dataclass(frozen=True, slots=True)
class Pay:
    """Whether the money comes back.

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
class Cost:
    """What the alternative costs more than the base, and whether it pays.

    Attributes:
        money: median over futures of the yearly mean of money for working together, £m a year.
        bypass: the same for buying a way round.
        hours: the same for hours a week of each leader.
        given: what it is given more in beds, places and money, £m a year.
        leaders: number of leaders' posts.
        futures: number of paired futures.
        years: years of the run.
        pays: with the scenario's cash share, and with all of a saving as cash.
    """

    money: float
    bypass: float
    hours: float
    leaders: int
    futures: int
    years: int
    pays: tuple[Pay, Pay]
    given: float = 0.0


def cost_of(comparison: Comparison, until: int | None = None) -> Cost:
    """Return what the alternative costs, on average over the run or over its first years, until the end of one."""
    scenario = comparison.base.scenario
    usual = float(scenario.parameters["bill"].cashable)
    mean = {
        name: float(np.median(comparison.difference(name)[: until * ROUNDS_PER_YEAR if until else None].mean(axis=0)))
        for name in ("programme_cost", "bypass_cost", "leader_hours")
    }
    return Cost(
        money=mean["programme_cost"],
        bypass=mean["bypass_cost"],
        hours=mean["leader_hours"],
        leaders=sum(len(organisation.leaders) for organisation in scenario.place.organisations),
        futures=len(comparison.base.seeds),
        years=comparison.years,
        pays=(_pay(comparison, usual), _pay(comparison, 1.0)),
        given=float(np.mean(given_more(scenario, comparison.alternative.scenario))),
    )


def _pay(comparison: Comparison, cashable: float) -> Pay:
    year = comparison.break_even(cashable)
    back = np.isfinite(year)
    low, net, high = np.quantile(comparison.net_cost(cashable)[-1], (0.05, 0.5, 0.95))
    when = float(np.median(year[back])) if back.any() else np.nan
    return Pay(cashable, float(back.mean()), when, float(net), float(low), float(high))


def money_words(millions: float) -> str:
    """Write an amount of money: £0.8m, £1.5m."""
    return f"£{about(abs(millions), 1 if abs(millions) < 1.0 else 2)}m"


def hours_words(hours: float) -> str:
    """Write a number of hours: '0.6 hours', '1 hour'."""
    said = about(abs(hours), 1)
    return f"{said} {'hour' if said == '1' else 'hours'}"


def cost_words(cost: Cost) -> str:
    """Say what it takes: '£1.5m a year more for joint projects, and 0.6 hours a week more of each leader'."""
    given = ""
    if abs(cost.given) >= 0.05:
        less = "more" if cost.given > 0.0 else "less"
        given = f"It is given about {money_words(cost.given)} a year {less} in beds, places and money. "
    if abs(cost.money) < 0.05 and abs(cost.hours) < 0.05:
        return given + ("Working together takes no more." if given else "It takes next to nothing more.")
    money, hours = ("more" if amount >= 0.0 else "less" for amount in (cost.money, cost.hours))
    return given + (
        f"It takes about {money_words(cost.money)} a year {money} for joint projects and their office, and about "
        f"{hours_words(cost.hours)} a week {hours} of each of {cost.leaders} leaders."
    )


def cash_words(cashable: float) -> str:
    """Say what part of a saving is cash."""
    return "every pound saved" if cashable >= 1.0 else f"£{10 * cashable:.3g} of every £10 saved"


def pay_words(pay: Pay, cost: Cost) -> str:
    """Say whether it pays for itself, and when."""
    count = counts(pay.share, 0.0, 1.0 - pay.share, cost.futures)
    if pay.share <= 0.0 or count.better == 0:
        return f"not within {years(cost.years)}" if pay.share <= 0.0 else f"hardly ever within {years(cost.years)}"
    after = "from the start" if pay.year < 0.25 else f"after about {years(pay.year)}"
    return f"{in_futures(pay.share, count.better, count.of)}, {'typically ' if pay.share < 1.0 else ''}{after}"


def pays_words(cost: Cost) -> str:
    """Say both in a sentence."""
    first, second = cost.pays
    said = f"Does it pay for itself? If {cash_words(first.cashable)} is cash: {pay_words(first, cost)}."
    if first.cashable != second.cashable:
        said += f" If {cash_words(second.cashable)} were: {pay_words(second, cost)}."
    return said
