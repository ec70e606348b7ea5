"""The table of effects, people first: rows of text that the terminal and the page share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.effect import Effect, Verdict
from sim.analysis.finding import Finding
from sim.outcomes import PEOPLE_FIRST, Domain
from sim.report.text.words import Counts, unit, upper_first
from sim.report.text.written import counted, written

DOMAINS: tuple[Domain, ...] = (
    *PEOPLE_FIRST,
    "system",
    "working together",
    "ten features",
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
        alternative: that with the difference added.
        difference: median of paired differences.
        interval: nine in ten of them.
        paired: futures better, same, worse on the same draws.
        unpaired: the same against another place's draws.
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
            said = self.effect.verdict
            return {"better": "more", "worse": "less", "tie": "same", "open": "divided"}[said]
        return {"better": "better", "worse": "worse", "tie": "same", "open": "divided"}[self.said]


def rows(finding: Finding) -> dict[str, list[Row]]:
    """Return the rows by domain, in the order in which they are told."""
    by_domain: dict[str, list[Row]] = {upper_first(domain): [] for domain in DOMAINS}
    for effect in finding.effects.values():
        by_domain[upper_first(effect.outcome.domain)].append(_row(effect))
    return {domain: found for domain, found in by_domain.items() if found}


def _row(effect: Effect) -> Row:
    o, level = effect.outcome, written(effect)
    return Row(
        effect=effect,
        name=o.label,
        unit=unit(o),
        base=level.base,
        alternative=level.alternative,
        difference=level.difference,
        interval=level.interval,
        paired=counted(effect.shares, effect.futures),
        unpaired=counted(effect.unpaired, effect.futures),
        said=effect.verdict if o.better else None,
    )


def names_of(finding: Finding, wanted: Verdict) -> list[str]:
    """Return the names of all outcomes with a verdict, people first; those that rest on illustration alone say so."""
    found = [row for part in rows(finding).values() for row in part if row.said == wanted]
    return [f"{row.name}{' (illustrative)' if row.effect.outcome.grade == 'C' else ''}" for row in found]
