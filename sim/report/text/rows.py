"""The table of effects, people first: rows of text that the terminal and the page share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.headline import Verdict, verdict
from sim.analysis.paired import Comparison, Effect
from sim.outcomes import OUTCOMES, PEOPLE_FIRST, Domain
from sim.report.text.words import Counts, change, counts, unit, upper_first, value

DOMAINS: tuple[Domain, ...] = (
    *PEOPLE_FIRST,
    "system",
    "working together",
    "money",
    "fairness",
    "cost of working together",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One outcome as it is shown.

    Attributes:
        effect: the numbers.
        name: what is measured.
        unit: in words.
        base: value in the base arm.
        alternative: value in the alternative.
        difference: median of paired differences.
        interval: nine in ten of them.
        paired: futures better, same, worse on the same luck.
        unpaired: the same against another place's luck.
        said: the verdict; empty where more is neither good nor bad.
    """

    effect: Effect
    name: str
    unit: str
    base: str
    alternative: str
    difference: str
    interval: str
    paired: Counts
    unpaired: Counts
    said: Verdict | None

    @property
    def words(self) -> str:
        """Say the verdict in a word or two; for what is neither good nor bad, whether it is more."""
        if self.said is None:
            said = verdict(self.effect)
            return {"better": "more", "worse": "less", "tie": "same", "open": "divided"}[said]
        return {"better": "better", "worse": "worse", "tie": "same", "open": "divided"}[self.said]


def rows(comparison: Comparison, year: int | None = None) -> dict[str, list[Row]]:
    """Return the rows of a year (the last, unless another is given) by domain, in the order in which they are told."""
    futures, year = len(comparison.base.seeds), comparison.years if year is None else year
    told: dict[str, list[Row]] = {upper_first(domain): [] for domain in DOMAINS}
    for name, declared in OUTCOMES.items():
        told[upper_first(declared.domain)].append(_row(comparison.effect(name, year), futures))
    return {domain: found for domain, found in told.items() if found}


def _row(effect: Effect, futures: int) -> Row:
    o = effect.outcome
    elsewhere = 1.0 - effect.unpaired_better - effect.unpaired_worse
    return Row(
        effect=effect,
        name=o.label,
        unit=unit(o),
        base=value(o, effect.base),
        alternative=value(o, effect.alternative),
        difference=change(o, effect.median),
        interval=f"{change(o, effect.low)} to {change(o, effect.high)}",
        paired=counts(effect.better, effect.same, effect.worse, futures),
        unpaired=counts(effect.unpaired_better, elsewhere, effect.unpaired_worse, futures),
        said=verdict(effect) if o.better else None,
    )


def names_of(comparison: Comparison, wanted: Verdict) -> list[str]:
    """Return the names of all outcomes with a verdict, people first; those that rest on illustration alone say so."""
    found = [row for part in rows(comparison).values() for row in part if row.said == wanted]
    return [f"{row.name}{' (illustrative)' if row.effect.outcome.grade == 'C' else ''}" for row in found]
