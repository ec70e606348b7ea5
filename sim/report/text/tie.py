"""A tie says what did change and what would break it: found in the same runs, by rule."""

from __future__ import annotations

import numpy as np

from sim.analysis.headline import HEADLINE, Judgement, verdict
from sim.analysis.paired import Comparison, Effect
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES, PEOPLE_FIRST
from sim.report.text.words import change, counts, joined, lower_first, number, value, years

ENOUGH = 8


def changes(comparison: Comparison) -> str:
    """Say what did change beyond the headline outcomes, among those of grade A or B."""
    found: list[Effect] = []
    for name, declared in OUTCOMES.items():
        if declared.grade in "AB" and name not in HEADLINE and declared.domain != "cost of working together":
            effect = comparison.effect(name, comparison.years)
            if verdict(effect) in ("better", "worse") and declared.better:
                found.append(effect)
    if not found:
        return "Nothing else that can be told from evidence changed either."
    found.sort(key=lambda effect: effect.outcome.domain in PEOPLE_FIRST, reverse=True)
    said = [
        f"{lower_first(e.outcome.label)} ({value(e.outcome, e.base)} becomes {value(e.outcome, e.alternative)})"
        for e in found[:3]
    ]
    return f"What did change: {joined(said)}."


def breakers(comparison: Comparison) -> str:
    """Say what would break the tie: more teams taking part, more time; or that these runs do not tell."""
    said = [text for text in (uptake(comparison), time(comparison)) if text]
    if said:
        return f"What would break the tie: {'; '.join(said)}."
    return "Nothing in these runs shows what would break the tie: the pressure map looks for it in other worlds."


def uptake(comparison: Comparison) -> str:
    """Say on how many headline outcomes the alternative is better where more teams took part, if that is more."""
    took_part = comparison.alternative.year("takes_part", comparison.years)
    usual = float(np.median(took_part))
    many = np.nonzero(took_part > usual)[0]
    if len(many) < ENOUGH:
        return ""
    all_better, better = (
        len(Judgement.of(comparison).those("better")),
        Judgement.of(part_of(comparison, many)).those("better"),
    )
    if len(better) <= all_better:
        return ""
    best = max(better, key=lambda effect: effect.better)
    count = counts(best.better, best.same, best.worse, len(many))
    return (
        f"more teams that really change (where more than {round(10 * usual)} in 10 do, the alternative is better on "
        f"{number(len(better))} of {number(len(HEADLINE))} counts, such as {lower_first(best.outcome.label)}, in "
        f"{count.better} of "
        f"{count.of} futures)"
    )


def time(comparison: Comparison) -> str:
    """Say whether a gap that is not yet noticed is still growing."""
    if comparison.years < 4:
        return ""
    for effect in Judgement.of(comparison).effects:
        before = comparison.effect(effect.outcome.name, comparison.years - 2)
        gain, earlier = (float(e.outcome.gain(e.median)) for e in (effect, before))
        if 0.25 < effect.outcome.in_smallest(effect.median, effect.base) < 1.0 and gain > 1.25 * max(earlier, 0.0):
            moved = change(effect.outcome, effect.median)
            gap = f"the gap in {lower_first(effect.outcome.label)}, {moved} after {years(comparison.years)}"
            return f"more time ({gap}, is still growing)"
    return ""


def part_of(comparison: Comparison, rows: np.ndarray) -> Comparison:
    """Return the comparison over some of its futures."""

    def of(arm: Ensemble) -> Ensemble:
        series = {name: values[:, rows] for name, values in arm.series.items()}
        return Ensemble(arm.scenario, tuple(arm.seeds[row] for row in rows), series)

    return Comparison(of(comparison.base), of(comparison.alternative), comparison.names)
