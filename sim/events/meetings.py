"""Leaders who come to meet, or stop meeting, and teams that come to trust a partner, or cease to.

meetings_more   leaders of two organisations come to meet more than once a month, in the mean of their ties.
meetings_fewer  they come to meet less than that; number of both: meetings a month.
trust_gained    a team's trust in a partner rises above the middle of its scale.
trust_lost      it falls below it; number of both: trust from 0 to 1.
Levels are choices: once a month, the middle of the scale, and margins against trembling.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.events.passing import passed
from sim.events.record import Detector, Event, Kind, Recording, week_of

MORE = Kind("meetings_more", "working together", "meetings a month", "Leaders come to meet monthly", 1)
FEWER = Kind("meetings_fewer", "working together", "meetings a month", "Leaders stop meeting monthly", 0)
GAINED = Kind("trust_gained", "working together", "index, 0 to 1", "A team comes to trust a partner", 1)
LOST = Kind("trust_lost", "working together", "index, 0 to 1", "A team loses trust in a partner", 1)
MONTHLY, MONTHLY_MARGIN = 1.0, 0.1
MIDDLE, TRUST_MARGIN = 0.5, 0.05
_BOTH_WAYS = 2


def meetings(record: Recording) -> Iterator[Event]:
    """Yield each boundary whose leaders come to meet monthly, or stop."""
    names, boundary = record.world.names["interface"], record.world.network.tie_direction // _BOTH_WAYS
    ties = record.by_round("contact")
    count = np.bincount(boundary, minlength=len(names))
    mean = np.array([np.bincount(boundary, row, minlength=len(names)) for row in ties]) / count
    for index, row, up in passed(mean, MONTHLY, MONTHLY_MARGIN):
        what = MORE if up else FEWER
        yield Event(week_of(index), tuple(names[row].split("~")), what.name, float(mean[index, row]))


def trust(record: Recording) -> Iterator[Event]:
    """Yield each side of a boundary whose trust passes the middle."""
    names, values = record.world.names["direction"], record.by_round("trust")
    for index, row, up in passed(values, MIDDLE, TRUST_MARGIN):
        what = GAINED if up else LOST
        yield Event(week_of(index), tuple(names[row].split(">")), what.name, float(values[index, row]))


DETECTORS = (
    Detector((MORE, FEWER), ("contact",), meetings),
    Detector((GAINED, LOST), ("trust",), trust),
)
