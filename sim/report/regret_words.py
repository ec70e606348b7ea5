"""Regret in words: which behaviour is the safest bet, how good it is enough, and what luck has to do with it."""

from __future__ import annotations

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.measures import NET_COST, PEOPLE, Measure
from sim.analysis.regret import Regret, Regrets
from sim.behaviours import BEHAVIOURS
from sim.report.box_words import tenths
from sim.report.words import about, joined, lower_first, number

SURE = 0.8


def arm(name: str) -> str:
    """Return a behaviour's label as a name within a sentence: “working as one system”."""
    return f"“{lower_first(BEHAVIOURS[name].label)}”"


def topic(judged_by: Measure) -> str:
    """Return what is judged, after 'for': people, money, or an outcome."""
    return {PEOPLE: "people", NET_COST: "money"}.get(judged_by.name, lower_first(judged_by.label))


def amount(x: float, judged_by: Measure) -> str:
    """Write a regret: '1.2 of the 6 things that matter to people', '£12m', '3.1 percentage points', '45 beds'."""
    if judged_by.name == PEOPLE:
        return f"{len(HEADLINE) * x:.1f} of the {len(HEADLINE)} things that matter to people"
    if judged_by.unit.startswith("share"):
        return f"{about(100.0 * x)} percentage points"
    if judged_by.unit.startswith("£m"):
        return f"£{about(x)}m{judged_by.unit[2:]}"
    return about(x) if judged_by.unit.startswith("index") else f"{about(x)} {judged_by.unit}"


def short_amount(x: float, judged_by: Measure) -> str:
    """Write a regret a second time within a sentence: for people without saying again of what."""
    return short(x, judged_by) if judged_by.name == PEOPLE else amount(x, judged_by)


def short(x: float, judged_by: Measure) -> str:
    """Write a regret beside a mark: '1.2', '£12m', '3.1 points'."""
    if judged_by.name == PEOPLE:
        return f"{len(HEADLINE) * x:.1f}"
    if judged_by.unit.startswith("share"):
        return f"{about(100.0 * x)} points"
    return f"£{about(x)}m" if judged_by.unit.startswith("£m") else about(x)


def unit(judged_by: Measure) -> str:
    """Return the unit that goes with `plain`."""
    if judged_by.name == PEOPLE:
        return f"of {len(HEADLINE)} things that matter to people"
    return "percentage points" if judged_by.unit.startswith("share") else judged_by.unit


def plain(x: float, judged_by: Measure) -> str:
    """Write a number for a table, without its unit."""
    scale = len(HEADLINE) if judged_by.name == PEOPLE else 100.0 if judged_by.unit.startswith("share") else 1.0
    sign = "−" if x < 0.0 else ""
    return f"{sign}{abs(scale * x):.1f}" if judged_by.name == PEOPLE else f"{sign}{about(abs(scale * x), 3)}"


def same(one: Regret, other: Regret, judged_by: Measure) -> bool:
    """Say whether two worst regrets read the same."""
    return short(one.worst, judged_by) == short(other.worst, judged_by)


def safest_sentence(found: Regrets) -> str:
    """Say which behaviour is the safest bet, and how the others compare."""
    judged_by, (first, *others) = found.judged_by, found.rows
    tied = [row for row in others if same(first, row, judged_by)]
    names = [arm(row.behaviour) for row in (first, *tied)]
    last = next((row for row in reversed(others) if row not in tied), None)
    largest = "the largest, " if len(others) > 1 else ""
    tail = f"; that of {arm(last.behaviour)} is {largest}{short_amount(last.worst, judged_by)}" if last else ""
    worst = f"worst regret is {amount(first.worst, judged_by)}"
    if tied:
        return f"For {topic(judged_by)}, {joined(names)} are equally safe: the {worst}{tail}"
    if first.worst == 0.0 and last:
        size = amount(last.worst, judged_by)
        return (
            f"For {topic(judged_by)}, {names[0]} is the safest bet: it has no regret in any world; the worst regret of "
            f"{arm(last.behaviour)} is {largest}{size}"
        )
    return f"For {topic(judged_by)}, {names[0]} is the safest bet: its {worst}{tail}"


def sure_sentence(found: Regrets) -> str:
    """Say whether other luck could have named another behaviour."""
    first = found.rows[0]
    if first.safest >= SURE:
        return ""
    times = number(round(10 * first.safest))
    return (
        f"Luck could still name another: with the luck drawn again, {arm(first.behaviour)} is safest {times} times in "
        "ten."
    )


def typical_sentence(found: Regrets, percentile: float) -> str:
    """Say what the safest bet risks in most worlds, and how often it is the best."""
    first, judged_by = found.rows[0], found.judged_by
    if first.worst == 0.0:
        return ""
    far = tenths(percentile)
    most = f"at most {amount(first.high, judged_by)}" if first.high > 0.0 else "none"
    return (
        f"In {far} worlds the regret of {arm(first.behaviour)} is {most}; in {tenths(first.best)} worlds no other "
        "behaviour is better."
    )


def enough_sentence(found: Regrets, base: str, threshold: float | None) -> str:
    """Say which behaviour is good enough most often; the base is not asked whether it equals itself."""
    asked = [row for row in found.rows if threshold is not None or row.behaviour != base]
    most, least = max(asked, key=lambda row: row.enough), min(asked, key=lambda row: row.enough)
    level = level_words(found.judged_by, base, threshold)
    if tenths(most.enough) == tenths(least.enough):
        who = f"each of {joined([arm(row.behaviour) for row in asked])}" if len(asked) > 1 else arm(most.behaviour)
        return f"Good enough, which is {level}, is {who} in {tenths(most.enough)} futures."
    return (
        f"Good enough, which is {level}, is {arm(most.behaviour)} in {tenths(most.enough)} futures, "
        f"{arm(least.behaviour)} in {tenths(least.enough)}."
    )


def level_words(judged_by: Measure, base: str, threshold: float | None) -> str:
    """Say what is good enough."""
    if threshold is None:
        return f"not meaningfully worse than {arm(base)}"
    against = f", against {arm(base)}" if judged_by.name in (PEOPLE, NET_COST) else ""
    return f"{threshold:g} or better ({judged_by.unit}{against})"


def luck_sentence(found: Regrets) -> str:
    """Say how much of the regret in single futures is luck, and how much the world."""
    told = [row for row in found.rows if np.isfinite(row.by_luck)]
    if not told:
        return ""
    low, high = (f"{100.0 * end(row.by_luck for row in told):.0f}" for end in (min, max))
    span = f"{low}%" if low == high else f"{low}% to {high}%, by behaviour"
    return (
        f"Of the spread of regret from future to future, luck within a world makes up {span}; the rest is which world "
        "it is."
    )
