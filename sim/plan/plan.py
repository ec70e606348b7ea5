"""A plan: who does what from when to when. Ordered entries with names, checked against a place and each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import Number
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.place import Place
from sim.plan.content import Content
from sim.plan.contradiction import contradiction
from sim.plan.dates import check_dates
from sim.plan.entry import TRIGGERS, Entry
from sim.plan.short import BEHAVIOUR, Short, short_of

MOST_ENTRIES = 40


@dataclass(frozen=True, eq=False)
class Plan(Content):
    """Entries in their order; none by default."""

    entries: tuple[Entry, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, name: str) -> Entry:
        """Return an entry by its name."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise InputError(f"plan: {unknown(name[:60], [entry.name for entry in self.entries] or ['nothing'], 'entry')}")

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as plain data: name to what a user would write."""
        return {entry.name: entry.plain for entry in self.entries}

    @property
    def whole(self) -> dict[str, Any]:
        """Return it as plain data that need no other file: series by their values."""
        series = {entry.name: {"series": entry.series.plain} for entry in self.entries if entry.series}
        return {name: given | series.get(name, {}) for name, given in self.plain.items()}

    @classmethod
    def read(cls, entries: Mapping[str, Any]) -> Plan:
        """Return the plan that plain data say."""
        for name, given in entries.items():
            if not isinstance(given, Mapping):
                raise InputError(f"plan.{name} = {str(given)[:60]!r}: expected what, who, from, until, ramp and dose")
        return cls(tuple(Entry.read(name, dict(given)) for name, given in entries.items()))

    def with_values(self, values: Mapping[str, Any]) -> Plan:
        """Return it with numbers and groups changed, by names such as `plan.enabler.from` and `plan.enabler.who`.

        A number may be an array, one a run. A short word, such as `participation.contact.council`, adds its entry where
        there is none.
        """
        entries = {entry.name: entry for entry in self.entries}
        for key, value in values.items():
            if short := short_of(key):
                entries[short.entry] = _with_short(entries.get(short.entry), short, value)
                continue
            name, field = self.split(key)
            entries[name] = entries[name].with_value(field, value)
        return replace(self, entries=tuple(entries.values()))

    def number(self, key: str) -> Number:
        """Return a number of an entry by its name in full, such as `plan.enabler.from`."""
        name, field = self.split(key)
        return self[name].number(field)

    def split(self, key: str) -> tuple[str, str]:
        """Return the entry and the number that a name such as `plan.enabler.from` means, or raise `InputError`."""
        known = [f"plan.{entry.name}.{field}" for entry in self.entries for field in (*entry.numbers, "who")]
        if key not in known:
            raise InputError(unknown(key[:80], known or ["plan=[enabler]"], "number of the plan"))
        _, name, field = key.split(".", 2)
        return name, field

    def runs_at(self, runs: slice | NDArray[np.intp], count: int) -> Plan:
        """Return the plan of some runs of `count`."""
        return replace(
            self,
            entries=tuple(
                replace(
                    entry.at_runs(runs, count, f"plan.{entry.name}"),
                    who=entry.who.at_runs(runs, count, f"plan.{entry.name}"),
                    **{
                        key: trigger.at_runs(runs, count, f"plan.{entry.name}.{key}")
                        for key in TRIGGERS
                        if (trigger := getattr(entry, key)) is not None
                    },
                )
                for entry in self.entries
            ),
        )

    def check(self, place: Place, years: int) -> None:
        """Raise `InputError` unless all act within the run, for somebody at the place, and no two contradict."""
        if len(self.entries) > MOST_ENTRIES:
            raise InputError(f"plan: {so_many(len(self.entries), 'entries')}; expected at most {MOST_ENTRIES}")
        for entry in self.entries:
            entry.who.check(f"plan.{entry.name}.who", place)
            _check_enough(entry, place)
            check_dates(entry, years)
        for one, other in combinations(self.entries, 2):
            if one.name == other.name:
                raise InputError(f"plan: the entry '{one.name}' stands there twice; expected each name once")
            if why := contradiction(one, other, place):
                raise InputError(
                    f"plan: '{one.name}' and '{other.name}' contradict: {why} for the same "
                    "organisations at the same time; expected one to end before the other begins, or others to do it"
                )


def _with_short(entry: Entry | None, short: Short, value: Any) -> Entry:
    """Return the entry of a short word with another value, or a new one."""
    if entry is None:
        return Entry.read(short.entry, short.said(value))
    same = entry.sort == "behaviour" if short.thing == BEHAVIOUR else entry.what == short.thing
    if not same or entry.who.names != (short.who,):
        raise InputError(f"{short.key}: the plan has another entry '{entry.name}'; expected another name for that")
    return Entry.read(entry.name, entry.plain | short.said(value))


def _check_enough(entry: Entry, place: Place) -> None:
    members = entry.who.members(place)
    least = INTERVENTIONS[entry.what].least if entry.sort == "intervention" else 1
    if members is None and 0 < (fewest := entry.who.fewest(place)) < least:
        raise InputError(
            f"plan.{entry.name}.who.share = {np.min(entry.who.share):g}: is {so_many(fewest, 'organisations')} of "
            f"{len(place.organisations)}, and {entry.what} takes at least {least}"
        )
    if entry.sort == "behaviour" and entry.who.of_seats:
        own = sorted(members or ["council"])
        raise InputError(
            f"plan.{entry.name}.who: a behaviour is a whole team's; expected organisations, not seats, such as {own[0]}"
        )
    if members is not None and len(members) < least:
        who = ", ".join(sorted(members))
        raise InputError(
            f"plan.{entry.name}.who = [{who}]: {entry.what} takes at least {so_many(least, 'organisations')}"
        )
