"""The nearest name: what somebody who wrote a name that nobody knows probably meant; nothing where none is near.

Rule      A name is near if it is alike as a whole and in each part between dots, slashes and hyphens that differs, or
          if what was written is one of its parts. A shared beginning alone (`plan.`) makes nothing near.
Formula   likeness = 2*letters in common/letters of both (Ratcliff & Metzener 1988, as difflib has it)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from sim.core.counts import so_many

ALIKE, PARTS_ALIKE = 0.6, 0.5
"""Least likeness of names as a whole, and of each part that differs: choices, tried on slips of hand."""
MOST_LISTED = 12
PARAMETERS = "docs/parameters.md"
_LISTED_IN = {
    "outcome": "docs/outcomes.md",
    "parameter": PARAMETERS,
    "parameter to vary": PARAMETERS,
    "axis": PARAMETERS,
    "thing to plan": f"docs/plans.md and {PARAMETERS}",
}
_BETWEEN = re.compile(r"[./-]")


def nearest(name: str, accepted: Iterable[str]) -> str | None:
    """Return the accepted name that is nearest to one that is not known, or None where none is near."""
    near = [(likeness(name, one), one) for one in accepted if _is_near(name, one)]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1."""
    return SequenceMatcher(None, other, one).ratio()


def _is_near(name: str, one: str) -> bool:
    mine, theirs = _BETWEEN.split(name), _BETWEEN.split(one)
    if len(theirs) > 1 and name in theirs:
        return True
    if likeness(name, one) < ALIKE:
        return False
    few, many = sorted((mine, theirs), key=len)
    return any(_each_alike(few, some) for some in combinations(many, len(few)))


def _each_alike(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return all(likeness(*pair) >= PARTS_ALIKE for pair in zip(mine, theirs, strict=True))


def unknown(name: str, accepted: Iterable[str], what: str = "key", listed_in: str = "") -> str:
    """Say that a name is not known, with the nearest one that is; where none is near, with what there is.

    Args:
        name: what was written.
        accepted: names that are known.
        what: kind of thing that they name.
        listed_in: page that lists them, where there are too many for a line.
    """
    accepted = list(accepted)
    if near := nearest(name, accepted):
        return f"unknown {what} '{name}': did you mean '{near}'?"
    page = listed_in or _LISTED_IN.get(what, "")
    if len(accepted) > MOST_LISTED and page:
        return f"unknown {what} '{name}': expected one of the {so_many(len(accepted), 'names')} in {page}"
    more = f" and {len(accepted) - MOST_LISTED} more" if len(accepted) > MOST_LISTED else ""
    return f"unknown {what} '{name}': expected one of {', '.join(sorted(accepted)[:MOST_LISTED])}{more}"
