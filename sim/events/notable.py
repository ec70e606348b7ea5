"""Which events of two futures are worth a line, and which of them tell best what set the two apart.

Rule      Worth a line are, of each kind in each year of each future, as many as the kind declares: those with the
          largest numbers, the earlier first where numbers are alike. An event of one future that is worth a line has
          one in the other too, if it happened there as well: so a line that stands on one side alone happened on one
          side alone. A summary takes of each kind, in the order of `SUMMARY`, the event with the largest number among
          those that never happened to the same people or organisations in the twin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.events import KINDS, Event

Key = tuple[int, str, tuple[str, ...]]
YEAR = int(WEEKS_PER_YEAR)
SUMMARY = (
    "plan_began",
    "teams_joined",
    "project_adopted",
    "pilot_given_up",
    "project_ended",
    "promise_broken",
    "conflict_ruptured",
    "promise_grown",
    "trust_gained",
    "trust_lost",
    "meetings_more",
    "cost_moved",
    "difference_raised",
)
_ORDER = {name: number for number, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Line:
    """What happened in one week to the same people or organisations in either future, or in both.

    Attributes:
        base: the event in the base; None if it did not happen there.
        alternative: the same event in the alternative, likewise.
    """

    base: Event | None
    alternative: Event | None

    @property
    def event(self) -> Event:
        """Return the event, of whichever future has it."""
        found = self.base or self.alternative
        assert found is not None
        return found


def key_of(event: Event) -> Key:
    """Return what makes two events of twin futures the same: when, what and who."""
    return event.week, event.what, event.who


def worth_a_line(events: Iterable[Event]) -> set[Key]:
    """Return the events of one future that are worth a line."""
    by_year: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for event in events:
        by_year[event.week // YEAR, event.what].append(event)
    chosen: set[Key] = set()
    for (_, what), found in by_year.items():
        largest = sorted(found, key=lambda event: (-event.number, event.week, event.who))
        chosen |= {key_of(event) for event in largest[: KINDS[what].most]}
    return chosen


def lines_of(base: Sequence[Event], alternative: Sequence[Event]) -> list[Line]:
    """Return what is worth a line in either of two futures, in the order of time."""
    wanted = worth_a_line(base) | worth_a_line(alternative)
    here, there = ({key_of(event): event for event in events} for events in (base, alternative))
    order = sorted(wanted, key=lambda key: (key[0], _ORDER[key[1]], key[2]))
    return [Line(here.get(key), there.get(key)) for key in order]


def telling(events: Sequence[Event], twin: Sequence[Event], most: int) -> list[Event]:
    """Return what tells best how one future differed from its twin, at most so many events, in the order of time."""
    there = {(event.what, event.who) for event in twin}
    alone: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if (event.what, event.who) not in there:
            alone[event.what].append(event)
    found = [max(alone[what], key=lambda event: event.number) for what in SUMMARY if alone[what]]
    return sorted(found[:most], key=lambda event: event.week)
