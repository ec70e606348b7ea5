"""Differences that are raised and worked on, differences that boil over, and cost that is moved to a partner.

difference_raised  two teams raise what lies between them and work on it.
conflict_ruptured  what nobody raised boils over; number of both: the latent conflict before, as a multiple of the mean
                   over all boundaries at month 0.
cost_moved         a side moves cost over a boundary, openly; number: its readiness to, a share.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.events.record import Detector, Event, Kind, Recording, rows_where, week_of

RAISED = Kind("difference_raised", "conflict", "times the mean at month 0", "A difference is raised", 1)
RUPTURED = Kind("conflict_ruptured", "conflict", "times the mean at month 0", "A conflict boils over", 1)
MOVED = Kind("cost_moved", "conflict", "share", "Cost is moved to a partner", 1)


def differences(record: Recording) -> Iterator[Event]:
    """Yield each conflict that is raised, and each that boils over."""
    names, latent = record.world.names["interface"], record.by_round("conflict")
    usual = float(latent[0].mean())
    for kind, name in ((RAISED, "raised"), (RUPTURED, "ruptured")):
        for index, row in rows_where(record.by_round(name)[1:] > 0.0):
            yield Event(week_of(index + 1), tuple(names[row].split("~")), kind.name, float(latent[index, row]) / usual)


def cost_moved(record: Recording) -> Iterator[Event]:
    """Yield each time that a side moves cost over a boundary."""
    names, wish = record.world.names["direction"], record.by_round("shunt_wish")
    for index, row in rows_where(record.by_round("shunted")[1:] > 0.0):
        yield Event(week_of(index + 1), tuple(names[row].split(">")), MOVED.name, float(wish[index + 1, row]))


DETECTORS = (
    Detector((RAISED, RUPTURED), ("conflict", "raised", "ruptured"), differences),
    Detector((MOVED,), ("shunted", "shunt_wish"), cost_moved),
)
