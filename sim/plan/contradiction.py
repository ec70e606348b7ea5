"""What two entries of a plan cannot both be: set one thing, settle it each its way, or be agreed with nobody else left.

Rule      Two entries contradict if at some time both are for the same organisation, and set the same thing or are
          interventions that exclude each other; or if one merges organisations and the other is an intervention agreed
          between organisations of which, those that merge counted as one, fewer are left than it takes. Of a share of
          organisations nobody knows who they are: they are the same for what sets one thing, and others for a merger
          of some.
"""

from __future__ import annotations

import numpy as np

from sim.interventions import INTERVENTIONS, excluded_by
from sim.place import Place
from sim.plan.entry import Entry
from sim.plan.series import FOLLOWED


def contradiction(one: Entry, other: Entry, place: Place) -> str:
    """Say why two entries contradict, to go before "for the same organisations at the same time"; empty if not."""
    if bool(np.all(np.minimum(one.end, other.end) <= np.maximum(one.start, other.start))):
        return ""
    if _nobody_left(one, other, place):
        return f"{one.what} leaves nobody to agree {other.what} with"
    if _nobody_left(other, one, place):
        return f"{other.what} leaves nobody to agree {one.what} with"
    if not one.who.meets(other.who, place):
        return ""
    if _interventions(one, other) and other.what in excluded_by(one.what):
        return f"{one.what} and {other.what} exclude each other"
    if _moved(one, place) & _moved(other, place):
        return f"both set {'how teams behave' if one.sort == 'behaviour' else one.what}"
    return ""


def _interventions(one: Entry, other: Entry) -> bool:
    return one.sort == other.sort == "intervention"


def _moved(entry: Entry, place: Place) -> set[str]:
    """Return what an entry sets."""
    if entry.sort == "series":
        return {f"{entry.rule}.{name}" for name in FOLLOWED[entry.what].values(1.0, place)}
    return {"behaviour" if entry.sort == "behaviour" else entry.what}


def _nobody_left(merger: Entry, agreed: Entry, place: Place) -> bool:
    """Say whether one entry merges so many that the other, agreed between organisations, has too few left."""
    if not _interventions(merger, agreed) or not INTERVENTIONS[merger.what].merges:
        return False
    kind = INTERVENTIONS[agreed.what]
    merged, parties = merger.who.members(place), agreed.who.members(place)
    if not kind.between or merged is None:
        return False
    if parties is None:  # some of a place that is all one
        return len(merged) == len(place.organisations)
    return len(parties - merged) + bool(parties & merged) < kind.least
