"""What rival rules would make of the effect of working together, in one sentence, from what was measured last."""

from __future__ import annotations

from collections.abc import Sequence

from sim.core.counts import so_many
from sim.report.text.agents_words import plainly
from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first
from sim.validation.rivals import YEARS, Tried, kept

MONTH_0 = "M0 "
PEOPLE = ("emergency_need", "delayed")
"""Outcomes for people among those that rival rules are measured on."""


def under_rivals(found: Sequence[Tried] | None = None) -> str:
    """Say between which bounds the effect lies with each rival rule all the way, where month 0 still holds."""
    nothing, *others = kept() if found is None else found
    tried = [one for one in others if one.facts]
    holding = [one for one in tried if not any(fact.startswith(MONTH_0) for fact in one.lost)]
    said: list[str] = []
    for outcome in PEOPLE:
        (here,) = (one for one in nothing.changes if one.outcome == outcome)
        ends = sorted((one.without, one.ablation) for each in holding for one in each.changes if one.outcome == outcome)
        low, high = (plainly(outcome, end, here.smallest) for end, _ in (ends[0], ends[-1]))
        weakest = min(ends, key=lambda end: abs(end[0]))[1]
        whole = plainly(outcome, here.whole, here.smallest)
        change = f"change by {low} to {high} where it is {whole}, least with `{weakest}`"
        said.append(f"“{lower_first(outcome_name(outcome))}” {change}")
    return (
        f"Under rival rules, each alone and all the way, {joined(said)} (working as one system by invitation against "
        f"every organisation for itself in year {YEARS}; {so_many(nothing.futures, 'pairs of futures')} of Anyplace, "
        f"numbers at their defaults; {len(holding)} of {so_many(len(tried), 'rival rules')} keep month 0 and are "
        "counted; see docs/agents.md)."
    )
