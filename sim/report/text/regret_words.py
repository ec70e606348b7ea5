"""Regret in words: which behaviour is the safest bet, how good it is enough, and what chance has to do with it."""

from __future__ import annotations

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.measures import NET_COST, PEOPLE, Measure
from sim.analysis.ranking import times_as_many
from sim.analysis.redraws import SURENESS
from sim.analysis.regret import Regret, Regrets
from sim.behaviours import BEHAVIOURS
from sim.core.counts import so_many
from sim.report.text.box_words import tenths
from sim.report.text.ranking_words import takes
from sim.report.text.words import about, joined, lower_first


def arm(name: str) -> str:
    """Return a behaviour's label as a name within a sentence: “working as one system”."""
    return f"“{lower_first(BEHAVIOURS[name].label)}”"


def topic(judged_by: Measure) -> str:
    """Return what is judged, after 'for': people, money, or an outcome."""
    return {PEOPLE: "people", NET_COST: "money"}.get(judged_by.name, lower_first(judged_by.label))


def amount(x: float, judged_by: Measure) -> str:
    """Write a regret: '1.2 of the 6 things that matter to people', '£12m', '3.1 percentage points', '45 beds'."""
    if judged_by.name == PEOPLE:
        return f"{len(HEADLINE) * x:.1f} of the {so_many(len(HEADLINE), 'things')} that matter to people"
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
        return f"of {so_many(len(HEADLINE), 'things')} that matter to people"
    return "percentage points" if judged_by.unit.startswith("share") else judged_by.unit


def plain(x: float, judged_by: Measure) -> str:
    """Write a number for a table, without its unit."""
    scale = len(HEADLINE) if judged_by.name == PEOPLE else 100.0 if judged_by.unit.startswith("share") else 1.0
    written = f"{abs(scale * x):.1f}" if judged_by.name == PEOPLE else about(abs(scale * x), 3)
    return f"−{written}" if x < 0.0 and float(written.replace(",", "")) else written


def contenders(found: Regrets) -> list[Regret]:
    """Return those that could be the safest bet: the first, and whom other draws would often enough have named."""
    first, *others = found.rows
    return [first, *(row for row in others if row.safest > 1.0 - SURENESS)]


def safest_sentence(found: Regrets) -> str:
    """Say which behaviour is the safest bet, or which are, and how the one that risks most compares."""
    judged_by, named = found.judged_by, contenders(found)
    others, names = [row for row in found.rows if row not in named], [arm(row.behaviour) for row in named]
    sizes = list(dict.fromkeys(short(row.worst, judged_by) for row in named))
    worst = joined([*sizes[:-1], amount(named[-1].worst, judged_by)])
    if len(named) > 1:
        are = f"regrets are {worst}" if len(sizes) > 1 else f"regret is {worst}"
        start = f"{joined(names)} are the safest bets, and chance decides between them: their worst {are}"
    elif named[0].worst == 0.0:
        start = f"{names[0]} is the safest bet: it has no regret in any world"
    else:
        start = f"{names[0]} is the safest bet: its worst regret is {worst}"
    if not others:
        return f"For {topic(judged_by)}, {start}"
    most, largest = others[-1], "the largest, " if len(found.rows) > 2 else ""
    if named[0].worst == 0.0:
        tail = f"the worst regret of {arm(most.behaviour)} is {largest}{amount(most.worst, judged_by)}"
    else:
        tail = f"that of {arm(most.behaviour)} is {largest}{short_amount(most.worst, judged_by)}"
    return f"For {topic(judged_by)}, {start}; {tail}"


def typical_sentence(found: Regrets, percentile: float) -> str:
    """Say what the safest bets risk in most worlds, and how often each is the best."""
    judged_by, named, far = found.judged_by, contenders(found), tenths(percentile)
    if all(row.worst == 0.0 for row in named):
        return ""
    said = []
    for row in named:
        most = f"at most {amount(row.high, judged_by)}" if row.high > 0.0 else "none"
        said.append(f"{arm(row.behaviour)} {most}, and no other is better in {tenths(row.best)} worlds")
    return f"Regret in {so_many(far, 'worlds')}: {'; '.join(said)}."


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


def withheld_sentence(found: Regrets) -> str:
    """Say how many more futures it would take until one of several safest bets is surely the safest."""
    first, *others = contenders(found)
    if not others:
        return ""
    both = max(first.safest + row.safest for row in others)
    times = times_as_many(first.safest / both)
    return f"Which of them is the safest is withheld: {takes(times, found.each, 'futures of each world')}."


def within_sentence(found: Regrets) -> str:
    """Say how much of the regret in single futures is chance, and how much the world."""
    known = [row for row in found.rows if np.isfinite(row.within)]
    if not known:
        return ""
    low, high = (f"{100.0 * end(row.within for row in known):.0f}" for end in (min, max))
    span = f"{low}%" if low == high else f"{low}% to {high}%, by behaviour"
    return (
        f"Of the spread of regret from future to future, chance within a world makes up {span}; the rest is which "
        "world it is."
    )
