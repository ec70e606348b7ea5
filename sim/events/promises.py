"""Promises of joint work that become large or small, and promises that are not kept.

promise_grown    what a team promises a partner rises above half of full joint work; number: the share.
promise_shrunk   it falls below half again; number: the share.
promise_broken   a team delivers noticeably less than it promised, after a round in which it did not; number: the part
                 not delivered, as a share of full joint work.
Levels are choices: half, a margin against trembling, and what one would notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.events.passing import passed
from sim.events.record import Detector, Event, Kind, Recording, rows_where, week_of

GROWN = Kind("promise_grown", "working together", "share of full joint work", "A promise becomes large", 1)
SHRUNK = Kind("promise_shrunk", "working together", "share of full joint work", "A promise becomes small", 0)
BROKEN = Kind("promise_broken", "conflict", "share of full joint work", "A promise is broken", 1)
HALF, MARGIN, NOTICED = 0.5, 0.05, 0.05


def promises_that_change(record: Recording) -> Iterator[Event]:
    """Yield each promise that passes half."""
    names = record.world.names["direction"]
    promise = record.by_round("promise")
    for index, row, up in passed(promise, HALF, MARGIN):
        what = GROWN if up else SHRUNK
        yield Event(week_of(index), tuple(names[row].split(">")), what.name, float(promise[index, row]))


def promises_that_break(record: Recording) -> Iterator[Event]:
    """Yield each promise of which a noticeable part is not delivered."""
    names = record.world.names["direction"]
    lacking = record.by_round("promise") - record.by_round("delivered")
    for index, row in rows_where((lacking[1:] >= NOTICED) & (lacking[:-1] < NOTICED)):
        yield Event(week_of(index + 1), tuple(names[row].split(">")), BROKEN.name, float(lacking[index + 1, row]))


DETECTORS = (
    Detector((GROWN, SHRUNK), ("promise",), promises_that_change),
    Detector((BROKEN,), ("promise", "delivered"), promises_that_break),
)
