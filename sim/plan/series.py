"""A series: what demand, money, staff absence, beds or prices come to, week by week or year by year, from a CSV file.

Rule      A value holds for its week or year and replaces what the rule would make of its growth. After the end of the
          series its last value stays, and reports say so; before it begins the rule goes on as it is.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.declared import declarations
from sim.place import Place
from sim.plan.content import Content

_LARGEST, _MOST = 1_000_000, 3000
_WEEKS = int(WEEKS_PER_YEAR)


class Followed(NamedTuple):
    """What may follow a series: its words, the rule that it moves, and the parameters that a value gives there."""

    label: str
    unit: str
    key: str
    values: Callable[[float, Place], dict[str, float]]


FOLLOWED: dict[str, Followed] = {
    "demand": Followed(
        "need for care", "relative to month 0", "demand.level", lambda x, place: {"level": x, "growth": 0.0}
    ),
    "nhs_money": Followed(
        "NHS money", "relative to month 0", "funding.nhs_level", lambda x, place: {"nhs_level": x, "nhs_growth": 0.0}
    ),
    "social_care_money": Followed(
        "social care money",
        "relative to month 0",
        "funding.social_care_level",
        lambda x, place: {"social_care_level": x, "social_care_growth": 0.0},
    ),
    "staff_absence": Followed(
        "staff absent beyond the usual", "share", "winter.absence", lambda x, place: {"absence": x}
    ),
    "beds": Followed("hospital beds", "beds", "beds.added", lambda x, place: {"added": x / place.figures.beds - 1.0}),
    "prices": Followed(
        "prices of care",
        "relative to month 0",
        "costs.price_level",
        lambda x, place: {"price_level": x, "growth": 0.0, "social_care_growth": 0.0, "hospital_drift": 0.0},
    ),
}


@dataclass(frozen=True, eq=False)
class Series(Content):
    """Values without a gap.

    Attributes:
        by: `week` or `year`; weeks count from 0 at month 0, years from 1.
        first: the first week or year that has a value.
        values: one a week or year.
        source: the file, as given; it is said and not compared.
    """

    by: Literal["week", "year"]
    first: int
    values: tuple[float, ...]
    source: str = ""

    @property
    def content(self) -> tuple[Any, ...]:
        """Return what it holds, but for where it came from."""
        return self.by, self.first, self.values

    @property
    def begins(self) -> float:
        """Years after month 0 at which its first value holds."""
        return self.first / WEEKS_PER_YEAR if self.by == "week" else float(self.first - 1)

    @property
    def last(self) -> int:
        """The last week or year that has a value."""
        return self.first + len(self.values) - 1

    def at(self, week: int) -> float:
        """Return the value that holds in a week after its begin; the last one after its end."""
        number = week if self.by == "week" else week // _WEEKS + 1
        return self.values[max(0, min(number - self.first, len(self.values) - 1))]

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"by": self.by, "first": self.first, "values": list(self.values)}

    @classmethod
    def read(cls, where: str, value: Any, what: str) -> Series:
        """Return the series of a CSV file, or of plain data; raise `InputError`, one line, if it has a fault."""
        if isinstance(value, Series):
            return value
        if isinstance(value, Mapping) and set(value) == {"by", "first", "values"}:
            return cls._of_data(where, value, what)
        if not isinstance(value, str):
            raise InputError(
                f"{where} = {str(value)[:60]!r}: expected the path of a CSV file with week,value or year,value"
            )
        try:
            by, rows = _read_csv(Path(value))
            return cls(by, rows[0][0], _checked(value, by, rows, what), value)
        except InputError as error:
            raise InputError(f"{where}: {error}") from None

    @classmethod
    def _of_data(cls, where: str, value: Mapping[str, Any], what: str) -> Series:
        """Return the series of plain data, or raise `InputError`."""
        by, first, values = value["by"], value["first"], value["values"]
        if by not in ("week", "year") or not isinstance(first, int) or isinstance(first, bool):
            raise InputError(f"{where}: expected by, week or year, and first, a whole number, such as week and 0")
        if not isinstance(values, list | tuple) or not 1 <= len(values) <= _MOST:
            raise InputError(f"{where}.values = {str(values)[:60]!r}: expected from 1 to {_MOST:,} numbers")
        for number, one in enumerate(values, first):
            if isinstance(one, bool) or not isinstance(one, int | float) or not math.isfinite(one):
                raise InputError(f"{where}.values: {by} {number} = {str(one)[:60]!r}: expected a number")
        return cls(by, first, _checked(where, by, list(enumerate(values, first)), what))


def _read_csv(path: Path) -> tuple[Literal["week", "year"], list[tuple[int, float]]]:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: no such file, or larger than {_LARGEST:,} bytes")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            head, *lines = [row for row in csv.reader(stream) if row] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as CSV ({type(error).__name__})") from None
    head = [cell.strip().lower() for cell in head]
    if head not in (["week", "value"], ["year", "value"]):
        raise InputError(f"{path}: begins with {','.join(head)[:60]!r}; expected week,value or year,value")
    if not 1 <= len(lines) <= _MOST:
        raise InputError(f"{path}: {so_many(len(lines), 'rows')}; expected from 1 to {_MOST:,}")
    rows = [_row(f"{path}: row {number}", line) for number, line in enumerate(lines, 2)]
    return ("week" if head[0] == "week" else "year"), rows


def _row(where: str, line: list[str]) -> tuple[int, float]:
    try:
        number, value = int(line[0]), float(line[1])
        if len(line) != 2 or not math.isfinite(value):
            raise ValueError
    except (ValueError, IndexError):
        raise InputError(f"{where} = {','.join(line)[:60]!r}: expected a whole number and a number") from None
    return number, value


def _checked(where: str, by: str, rows: list[tuple[int, float]], what: str) -> tuple[float, ...]:
    """Return the values if each week or year stands there once, in order and without a gap, and each is accepted."""
    least = 0 if by == "week" else 1
    if rows[0][0] < least:
        raise InputError(f"{where}: {by} {rows[0][0]} lies before month 0; expected {by} {least} or later first")
    for (before, _), (number, _) in pairwise(rows):
        if number == before:
            raise InputError(f"{where}: {by} {number} stands there twice; expected one value a {by}")
        if number != before + 1:
            raise InputError(
                f"{where}: {by} {before} is followed by {by} {number}; expected {by} {before + 1}, without a gap"
            )
    declared = declarations()[FOLLOWED[what].key]
    for number, value in rows:
        if what == "beds":
            if value <= 0.0:
                raise InputError(f"{where}: {by} {number} = {value:g}: expected a number of beds above 0")
            continue
        try:
            declared.check(value)
        except InputError as error:
            raise InputError(f"{where}: {by} {number}: {error}") from None
    return tuple(float(value) for _, value in rows)
