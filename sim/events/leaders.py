"""Leaders who leave, and those who come after them.

leader_left      a seat falls empty; number: weeks until somebody starts.
leader_started   somebody starts in an empty seat; number: weeks that it stood empty, as far as they were seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.events.record import Detector, Event, Kind, Recording, rows_where, week_of

LEFT = Kind("leader_left", "leaders", "weeks until somebody starts", "A leader leaves", 1)
STARTED = Kind("leader_started", "leaders", "weeks that the post stood empty", "A new leader starts", 1)


def leaders_who_leave(record: Recording) -> Iterator[Event]:
    """Yield each leader's leaving."""
    seats, empty = record.world.names["seat"], record.by_round("post_empty")
    for index, row in rows_where(record.by_round("left")[1:] > 0.0):
        yield Event(week_of(index + 1), (seats[row],), LEFT.name, float(empty[index + 1, row]))


def leaders_who_start(record: Recording) -> Iterator[Event]:
    """Yield each newcomer's start."""
    seats, empty = record.world.names["seat"], record.by_round("post_empty")
    for index, row in rows_where((empty[1:] <= 0.0) & (empty[:-1] > 0.0)):
        stood = 0
        while stood < index and empty[index - stood, row] > 0.0:
            stood += 1
        yield Event(week_of(index + 1), (seats[row],), STARTED.name, float(week_of(stood + 1)))


DETECTORS = (
    Detector((LEFT,), ("left", "post_empty"), leaders_who_leave),
    Detector((STARTED,), ("post_empty",), leaders_who_start),
)
