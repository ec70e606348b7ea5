"""What people set out to do: teams that begin or cease to take part, and entries of a plan that begin or end.

teams_joined   teams begin to take part in working as one system.
teams_stopped  teams cease to; number of both: how many.
plan_began     an entry of the plan begins.
plan_ended     it ends; number of both: its dose.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.events.record import Detector, Event, Kind, Recording, week_of
from sim.plan.entry import ALWAYS, Entry
from sim.plan.watching import name_of

JOINED = Kind("teams_joined", "plan", "teams", "Teams begin to work as one system", 4)
STOPPED = Kind("teams_stopped", "plan", "teams", "Teams cease to work as one system", 4)
BEGAN = Kind("plan_began", "plan", "dose", "Something planned begins", 8)
ENDED = Kind("plan_ended", "plan", "dose", "Something planned ends", 8)
_SAME = 1e-9  # years given as 0.3 may lie a hair beside the week they mean


def taking_part(record: Recording) -> Iterator[Event]:
    """Yield the teams that begin or cease to take part, together where they do in one round."""
    names, part = record.world.names["organisation"], record.by_round("takes_part") > 0.0
    for index in range(1, len(part)):
        for kind, rows in ((JOINED, part[index] & ~part[index - 1]), (STOPPED, part[index - 1] & ~part[index])):
            who = tuple(name for name, one in zip(names, rows, strict=True) if one)
            if who:
                yield Event(week_of(index), who, kind.name, float(len(who)))


def planned(record: Recording) -> Iterator[Event]:
    """Yield when each entry of the plan begins and ends."""
    for entry in record.plan:
        start, until = _dates(entry, record)
        dose = float(np.max(entry.dose))
        if start < until:
            for kind, years in ((BEGAN, start), (ENDED, until)):
                if years != ALWAYS and (week := _week(years)) < record.weeks:
                    yield Event(week, (entry.name,), kind.name, dose)


def _dates(entry: Entry, record: Recording) -> tuple[float, float]:
    """Return when an entry begins and ends, in years: by its dates, or when its triggers had it so."""
    start, until = float(np.max(entry.start)), float(np.min(entry.end))
    began, ended = (record.arrays.get(name_of(entry, what)) for what in ("began", "ended"))
    if entry.begin_if is not None:
        start = ALWAYS if began is None else float(began[-1])
    return start, until if ended is None else min(until, float(ended[-1]))


def _week(years: float) -> int:
    """Return the first week that begins no earlier than a time."""
    return int(np.ceil(years * WEEKS_PER_YEAR - _SAME))


DETECTORS = (
    Detector((JOINED, STOPPED), ("takes_part",), taking_part),
    Detector((BEGAN, ENDED), (), planned),
)
