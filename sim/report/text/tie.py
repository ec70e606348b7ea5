"""A tie says what did change and what would break it: found in the same runs, by rule."""

from __future__ import annotations

import numpy as np

from sim.analysis.arms import Arms
from sim.analysis.effect import Effect
from sim.analysis.finding import Finding, better_in
from sim.analysis.headline import HEADLINE
from sim.core.counts import so_many
from sim.model.ensemble import Ensemble
from sim.outcomes import PEOPLE_FIRST
from sim.report.text.words import change, joined, lower_first, number, years
from sim.report.text.written import counted, written

ENOUGH = 8


def changes(finding: Finding) -> str:
    """Say what did change beyond the headline outcomes, among those of grade A or B."""
    found: list[Effect] = []
    for name, effect in finding.effects.items():
        declared = effect.outcome
        graded = declared.grade in "AB" and name not in HEADLINE and declared.domain != "cost of working together"
        if graded and declared.better and effect.verdict in ("better", "worse"):
            found.append(effect)
    if not found:
        return "Nothing else that can be told from evidence changed either."
    found.sort(key=lambda effect: effect.outcome.domain in PEOPLE_FIRST, reverse=True)
    levels = [(lower_first(effect.outcome.label), written(effect)) for effect in found[:3]]
    said = [f"{label} ({level.base} becomes {level.alternative})" for label, level in levels]
    return f"What did change: {joined(said)}."


def breakers(finding: Finding) -> str:
    """Say what would break the tie: more teams taking part, more time; or that these runs do not tell."""
    said = [text for text in (uptake(finding), time(finding)) if text]
    if said:
        return f"What would break the tie: {'; '.join(said)}."
    return "Nothing in these runs shows what would break the tie: the pressure map looks for it in other worlds."


def uptake(finding: Finding) -> str:
    """Say on how many headline outcomes the alternative is better where more teams took part, if that is more."""
    comparison, year = finding.comparison, finding.year
    _, took_part = comparison.levels("takes_part", year)
    usual = float(np.median(took_part))
    many = np.nonzero(took_part > usual)[0]
    if len(many) < ENOUGH:
        return ""
    better = better_in(part_of(comparison, many), year)
    if len(better) <= len(finding.those("better")):
        return ""
    best = max(better, key=lambda effect: effect.better)
    count = counted(best.shares, best.futures)
    return (
        f"more teams that really change (where more than {round(10 * usual)} in 10 do, the alternative is better on "
        f"{number(len(better))} of {number(len(HEADLINE))} counts, such as {lower_first(best.outcome.label)}, in "
        f"{count.better} of "
        f"{so_many(count.of, 'futures')})"
    )


def time(finding: Finding) -> str:
    """Say whether a gap that is not yet noticed is still growing."""
    if finding.year < 4:
        return ""
    for effect in finding.headline:
        before = finding.comparison.effect(effect.outcome.name, finding.year - 2)
        gain, earlier = (float(e.outcome.gain(e.median)) for e in (effect, before))
        if 0.25 < effect.in_smallest < 1.0 and gain > 1.25 * max(earlier, 0.0):
            moved = change(effect.outcome, effect.median)
            gap = f"the gap in {lower_first(effect.outcome.label)}, {moved} after {years(finding.year)}"
            return f"more time ({gap}, is still growing)"
    return ""


def part_of(comparison: Arms, rows: np.ndarray) -> Arms:
    """Return the comparison over some of its futures."""

    def of(arm: Ensemble) -> Ensemble:
        series = {name: values[:, rows] for name, values in arm.series.items()}
        return Ensemble(arm.scenario, tuple(arm.seeds[row] for row in rows), series)

    return Arms(of(comparison.base), of(comparison.alternative), comparison.names)
