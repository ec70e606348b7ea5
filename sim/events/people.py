"""People, one a year by the calendar, so that nobody is picked: one who needs home care, one who waits for treatment.

Rule      Each January somebody becomes ready to leave hospital who needs care at home, and goes home when it has come.
          Each April somebody joins the list for planned treatment, and is treated.
Formula   A wait is people waiting over people who leave the queue, in the week in which it begins (Little 1961).
ready_for_home_care  the first; number: days that the person will wait.
home_with_care       the same person goes home; number: the days.
joins_waiting_list   the second; number: weeks that the person will wait.
treated_at_last      the same person is treated; number: the weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.core.arithmetic import DAYS_PER_WEEK, WEEKS_PER_YEAR
from sim.events.record import Detector, Event, Kind, Recording
from sim.world.rows import Pathway

READY = Kind("ready_for_home_care", "people", "days", "Ready to leave hospital, waiting for home care", 1)
HOME = Kind("home_with_care", "people", "days", "Home from hospital, with care", 1)
JOINS = Kind("joins_waiting_list", "people", "weeks", "Joins the list for planned treatment", 1)
TREATED = Kind("treated_at_last", "people", "weeks", "Planned treatment, at last", 1)
YEAR = int(WEEKS_PER_YEAR)
JANUARY = 3 * YEAR // 4


def home_care(record: Recording) -> Iterator[Event]:
    """Yield of each year the person who waits in hospital for home care."""
    waiting, ready = (record.by_week(name)[:, Pathway.HOME_CARE] for name in ("delayed", "ready"))
    for week in range(JANUARY, record.weeks, YEAR):
        leaving = waiting[week] + ready[week + 1] - waiting[week + 1]
        days = float(DAYS_PER_WEEK * waiting[week + 1] / leaving)
        yield Event(week, (), READY.name, days)
        if (later := week + int(days // DAYS_PER_WEEK)) < record.weeks:
            yield Event(later, (), HOME.name, days)


def treatment(record: Recording) -> Iterator[Event]:
    """Yield of each year the person who waits for planned treatment."""
    waiting, treated = record.by_week("waiting_list"), record.by_week("treated")
    for week in range(0, record.weeks, YEAR):
        weeks = float(waiting[week + 1] / treated[week + 1])
        yield Event(week, (), JOINS.name, weeks)
        if (later := week + int(weeks)) < record.weeks:
            yield Event(later, (), TREATED.name, weeks)


DETECTORS = (
    Detector((READY, HOME), ("delayed", "ready"), home_care),
    Detector((JOINS, TREATED), ("waiting_list", "treated"), treatment),
)
