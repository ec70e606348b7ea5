"""Say what was understood of a place file: who is there, what it gives, what was filled in, and what looks odd."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from sim.core.counts import so_many
from sim.place.columns import Column, columns
from sim.place.figures import Figures
from sim.place.like import Likeness
from sim.place.load import read_place
from sim.place.parse import figures_changed
from sim.place.schema import TABLES, Place
from sim.place.usual import numbers, odd, written

WIDTH = 100


@dataclass(frozen=True)
class PlaceAccount:
    """What was understood of a place file; as text, what `common-ground place check` prints.

    Attributes:
        place: the place.
        likeness: what its file left to the place it is like; None if it gives everything.
        odd: questions in plain words about what no English place has; empty if nothing looks odd.
    """

    place: Place
    likeness: Likeness | None
    odd: tuple[str, ...]

    def __repr__(self) -> str:
        like = f", like {self.likeness.base}" if self.likeness else ""
        return f"<PlaceAccount {self.place.name}{like}: {so_many(len(self.odd), 'odd things')}>"

    def __str__(self) -> str:
        """Return the account as lines of text."""
        return "\n".join([*self._who(), *self._filled(), *self._odd()])

    def _who(self) -> list[str]:
        place = self.place
        provided = {service.key: list[str]() for service in place.services}
        for organisation in place.organisations:
            for key in organisation.services or ("",):
                provided.setdefault(key, []).append(organisation.label)
        named = {service.key: service.label for service in place.services} | {"": "No service of its own"}
        counts = (
            f"{so_many(len(place.interfaces), 'boundaries')}, {so_many(len(place.projects), 'kinds of joint work')}, "
        )
        return [
            f"{place.label} ({place.name}): {so_many(f'{place.figures.population:,.0f}', 'residents')}",
            "",
            f"{so_many(len(place.organisations), 'organisations')}, "
            f"{so_many(len(place.services), 'services')}, {counts}"
            f"{so_many(len(place.segments), 'groups of residents')}",
            *(_entry(named[key], ", ".join(labels)) for key, labels in provided.items() if labels),
        ]

    def _filled(self) -> list[str]:
        like = self.likeness
        if like is None:
            return ["", "Every number is given in the file, with its source."]
        return [
            "",
            f"Like {like.base}, with {so_many(f'{like.ratio:.3g}', 'residents')} for each one there.",
            *self._named("Given in the file", like.given),
            *self._named(f"Scaled from {like.base} by population", like.scaled),
            *self._named(f"Taken from {like.base} as it is", like.taken),
        ]

    def _named(self, title: str, names: Iterable[str]) -> list[str]:
        lines = [self._number(name) for name in names]
        return ["", f"{title} ({len(lines)})", *lines] if lines else []

    def _number(self, name: str) -> str:
        """Return a figure with its value, or what a column of a list is."""
        table, _, field = name.partition(".")
        column = columns(TABLES.get(table, Figures))[field]
        if table != "figures" and not column.extensive:
            return _entry(name, f"each row  {column.label}")
        value = sum(number for _, number in numbers(self.place, name))
        return _entry(name, f"{_value(value, column)}{' in all' if table != 'figures' else ''}  {column.label}")

    def _odd(self) -> list[str]:
        if not self.odd:
            return ["", "Nothing looks odd."]
        lines = ["\n".join(wrap(f"- {question}", WIDTH, subsequent_indent="  ")) for question in self.odd]
        return ["", "What looks odd", *lines]


def _value(value: float, column: Column) -> str:
    unit = column.unit.value.symbol.partition(",")[0] if column.unit else ""
    return f"{written(value, 'plain')} {unit}"


def _entry(name: str, text: str) -> str:
    return "\n".join(wrap(text, WIDTH, initial_indent=f"  {name:<42}", subsequent_indent=" " * 44))


def check_place(path_or_name: str | Path, changed: Mapping[str, object] | None = None) -> PlaceAccount:
    """Read a place, and say what was understood, what was filled in from another, and what looks odd.

    Args:
        path_or_name: name of a place that comes with Common Ground, or the path of a file.
        changed: figures that a scenario changes, by name.

    Raises:
        InputError: one line that says what is wrong with the file.
    """
    changes = figures_changed(changed)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        place, likeness = read_place(path_or_name, changes)
    return PlaceAccount(place, likeness, (*(str(one.message) for one in warned), *odd(place)))
