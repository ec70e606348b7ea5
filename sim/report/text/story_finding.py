"""What there is to say of a pair of futures: how it ends, and which of all pairs it is."""

from __future__ import annotations

import numpy as np

from sim.analysis.headline import HEADLINE
from sim.analysis.measures import PEOPLE
from sim.analysis.story import Story
from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.text.phrases import PHRASES
from sim.report.text.story_words import month_of
from sim.report.text.words import change, is_share, lower_first, upper_first, value
from sim.report.text.written import rounded


def levels(found: Story, outcome: str) -> tuple[float, float]:
    """Return an outcome in the last year, in the base and in its twin."""
    base, other = found.comparison.levels(outcome, found.comparison.years)
    return float(base[found.run]), float(other[found.run])


def furthest(found: Story) -> str:
    """Return the headline outcome that the two futures differ in most, in smallest differences that matter."""

    def apart(outcome: str) -> float:
        base, other = levels(found, outcome)
        return abs(float(found.comparison.judged(outcome).in_smallest(np.array([other - base]), np.array([base]))[0]))

    return max(HEADLINE, key=apart)


def title(found: Story, names: tuple[str, str]) -> str:
    """Say how the two futures end: the headline outcome in which they differ most."""
    outcome, year = furthest(found), found.comparison.years
    declared = found.comparison.judged(outcome)
    base, other = levels(found, outcome)
    noticed = int(declared.noticed(np.array([base]), np.array([other]))[0])
    where = f"In year {year} of this future, with {lower_first(names[1])},"
    if not noticed:
        return f"{where} people would notice no difference in any of the {so_many(len(HEADLINE), 'headline outcomes')}"
    phrase = PHRASES[outcome]
    said = (phrase.better if noticed > 0 else phrase.worse).removeprefix("meaningfully ")
    counted = f" {phrase.when}" if phrase.when else ""
    return f"{where} {said}: {_written(outcome, other)} against {_written(outcome, base)}{counted}"


def waits(found: Story, names: tuple[str, str]) -> str:
    """Say how long the last two people taken by the calendar wait, in both futures; empty if nobody was taken."""
    here, there = (
        {event.what: event for event in twin.events if event.what in _WAITS} for twin in (found.base, found.alternative)
    )
    if not here or set(here) != set(there):
        return ""
    said = list[str]()
    for what, (who, places, unit) in _WAITS.items():
        if what not in here:
            continue
        first, second = (so_many(f"{one[what].number:.{places}f}", unit) for one in (here, there))
        apart = f"{first} with {lower_first(names[0])}, {second} with {lower_first(names[1])}"
        week = here[what].week
        said.append(
            f"somebody who {who} waits {apart if first != second else f'{first} in both'} "
            f"({month_of(week)} of year {week // _YEAR + 1})"
        )
    return f"{upper_first('; '.join(said))}."


_WAITS = {
    "ready_for_home_care": ("is ready to leave hospital and needs home care", 1, "days"),
    "joins_waiting_list": ("joins the list for planned treatment", 0, "weeks"),
}
_YEAR = int(WEEKS_PER_YEAR)


def _written(outcome: str, x: float) -> str:
    return value(OUTCOMES[outcome], x)


def which(found: Story, outcome: str) -> str:
    """Say which of all pairs this is."""
    pairs = f"Of {so_many(len(found.effects), 'pairs of futures')} on the same draws this is"
    by = (
        "what the alternative brings people"
        if outcome == PEOPLE
        else f"the difference in “{lower_first(OUTCOMES[outcome].label)}”"
    )
    if not found.chosen:
        return f"{pairs} the one in the middle (seed {found.seed}): ordered by {by}, it lies nearest to the median."
    below = "none lies" if not found.below else "1 lies" if found.below == 1 else f"{found.below:,} lie"
    return f"{pairs} the one asked for, of seed {found.seed}: ordered by {by}, {below} below it."


def rows(found: Story) -> list[tuple[str, ...]]:
    """Return the headline outcomes in the last year: in both futures, and the median difference of all pairs."""
    lines = list[tuple[str, ...]]()
    for outcome in HEADLINE:
        declared = found.comparison.judged(outcome)
        effect = found.comparison.effect(outcome, found.comparison.years)
        base, other = (rounded(declared, level) for level in levels(found, outcome))
        points = " points" if is_share(declared) else ""
        lines.append(
            (
                PHRASES[outcome].short,
                value(declared, base),
                value(declared, other),
                f"{change(declared, other - base)}{points}",
                f"{change(declared, effect.median)}{points}",
            )
        )
    return lines
