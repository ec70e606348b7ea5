"""Joint projects on their way: begun, piloted, adopted, given up, ended.

project_begun     sponsors begin to seek approval; number: the effort that they put in, a share.
pilot_begun       it is approved; number: weeks that approval took.
project_adopted   the pilot is adopted; number: weeks since it was begun.
project_dropped   it is given up before it is approved; number: weeks since it was begun.
pilot_given_up    its pilot is given up, or shows too little; number: weeks since the pilot began.
project_ended     what was adopted ends; number: weeks for which it ran.
Weeks are counted from month 0 where the project was already under way then.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.events.record import Detector, Event, Kind, Recording, rows_where, week_of
from sim.world.stages import ADOPTED, APPROVAL, PILOT

BEGUN = Kind("project_begun", "joint projects", "share of effort", "A joint project is begun", 1)
PILOTED = Kind("pilot_begun", "joint projects", "weeks of approval", "A pilot begins", 8)
TAKEN_UP = Kind("project_adopted", "joint projects", "weeks since it was begun", "A pilot is adopted", 8)
DROPPED = Kind("project_dropped", "joint projects", "weeks since it was begun", "A project is given up unapproved", 1)
GIVEN_UP = Kind("pilot_given_up", "joint projects", "weeks of the pilot", "A pilot is given up", 8)
ENDED = Kind("project_ended", "joint projects", "weeks for which it ran", "An adopted project ends", 8)


def projects(record: Recording) -> Iterator[Event]:
    """Yield each step of each project."""
    names, stage, effort = record.world.names["project"], record.by_round("stage"), record.by_round("project_effort")
    begun, entered = [0] * len(names), [0] * len(names)
    for before, row in rows_where(stage[1:] != stage[:-1]):
        week, was, now = week_of(before + 1), stage[before, row], stage[before + 1, row]
        if now == APPROVAL:
            begun[row] = week
            yield Event(week, (names[row],), BEGUN.name, float(effort[before + 1, row]))
        else:
            kind = PILOTED if now == PILOT else TAKEN_UP if now == ADOPTED else _LOST_FROM[was]
            since = begun if kind in (TAKEN_UP, DROPPED) else entered
            yield Event(week, (names[row],), kind.name, float(week - since[row]))
        entered[row] = week


_LOST_FROM = {APPROVAL: DROPPED, PILOT: GIVEN_UP, ADOPTED: ENDED}
DETECTORS = (Detector((BEGUN, PILOTED, TAKEN_UP, DROPPED, GIVEN_UP, ENDED), ("stage", "project_effort"), projects),)
