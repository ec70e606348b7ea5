"""Winters as the hospital meets them, and what it does about them by itself.

hard_winter_began  a hard winter begins; number: the extra need for admission, a share.
hard_winter_ended  it ends; number: weeks that it took.
hardest_week       of each winter (October to March) the week with most people ready to leave hospital who cannot;
                   number: the people.
longest_in_a_and_e of each winter the week with the fewest visits to A&E over within four hours; number: the share.
way_round_bought   the hospital comes to buy at least half of the way round its partners that money can buy.
way_round_ended    it comes to buy less than half; number of both: £m a year. Half and a margin are choices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array
from sim.events.passing import passed
from sim.events.record import Detector, Event, Kind, Recording

HARD_BEGAN = Kind("hard_winter_began", "pressures", "share", "A hard winter begins", 1)
HARD_ENDED = Kind("hard_winter_ended", "pressures", "weeks", "A hard winter ends", 1)
HARDEST = Kind("hardest_week", "people", "people", "The hardest week of a winter", 1)
LONGEST = Kind("longest_in_a_and_e", "people", "share", "The longest waits in A&E of a winter", 1)
BOUGHT = Kind("way_round_bought", "pressures", "£m a year", "The hospital buys a way round", 1)
STOPPED = Kind("way_round_ended", "pressures", "£m a year", "The hospital stops buying a way round", 1)
YEAR = int(WEEKS_PER_YEAR)
OCTOBER = YEAR // 2
HALF, MARGIN = 0.5, 0.1


def hard_winters(record: Recording) -> Iterator[Event]:
    """Yield the begin and the end of each hard winter."""
    surge, began = record.by_week("surge"), 0
    for week, (before, now) in enumerate(pairwise(surge)):
        if now > 0.0 and before <= 0.0:
            began = week
            yield Event(week, (), HARD_BEGAN.name, float(now))
        elif before > 0.0 and now <= 0.0:
            yield Event(week, (), HARD_ENDED.name, float(week - began))


def hardest_weeks(record: Recording) -> Iterator[Event]:
    """Yield of each winter the week with most people delayed, and that with the longest waits in A&E."""
    delayed = record.by_week("delayed").sum(axis=1)[1:]
    yield from _of_each_winter(delayed, np.argmax, HARDEST)
    yield from _of_each_winter(record.by_week("four_hour")[1:], np.argmin, LONGEST)


def _of_each_winter(values: Array, worst: Callable[[Array], np.intp], kind: Kind) -> Iterator[Event]:
    for year in range(len(values) // YEAR):
        first = year * YEAR + OCTOBER
        week = first + int(worst(values[first : (year + 1) * YEAR]))
        yield Event(week, (), kind.name, float(values[week]))


def ways_round(record: Recording) -> Iterator[Event]:
    """Yield when the hospital comes to buy its way round its partners, and when it stops."""
    bypass, cost = record.by_week("bypass"), record.by_week("bypass_cost")
    for index, _, up in passed(bypass[:, None], HALF, MARGIN):
        yield Event(index - 1, (), (BOUGHT if up else STOPPED).name, float(cost[index]))


DETECTORS = (
    Detector((HARD_BEGAN, HARD_ENDED), ("surge",), hard_winters),
    Detector((HARDEST, LONGEST), ("delayed", "four_hour"), hardest_weeks),
    Detector((BOUGHT, STOPPED), ("bypass", "bypass_cost"), ways_round),
)
