"""A series that somebody observed: a CSV file with columns outcome, date, value and error, checked line by line.

outcome   name of an outcome (docs/outcomes.md)
date      when the year ends of which the value is the mean: years after month 0 (`2`), months (`18m`) or weeks (`52w`),
          or a calendar month (`2026-03`) where it is said which month is month 0
value     in the outcome's unit, a share from 0 to 1
error     standard deviation of the error with which it was observed, in the same unit
"""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from sim.analysis.observed import Point
from sim.core.arithmetic import MONTHS_PER_ROUND, ROUNDS_PER_YEAR, WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES

COLUMNS = ("outcome", "date", "value", "error")
LARGEST, MOST_POINTS = 1_000_000, 400
_MONTHS_PER_YEAR, _SMALLEST, _GREATEST = 12.0, 1e-12, 1e12
_DATE = re.compile(r"(?P<count>[0-9]+(\.[0-9]+)?)(?P<unit>[mwy]?)")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(-[0-9]{2})?")


def month(key: str, text: str) -> float:
    """Return the years since nought of a calendar month, such as 2024-04; raise `InputError` if it is none."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise InputError(f"{key} = {text[:40]!r}: expected a year and a month, such as 2024-04")
    return int(match["year"]) + (int(match["month"]) - 1) / _MONTHS_PER_YEAR


@dataclass(frozen=True)
class ObservedFile:
    """A file of what was observed, as it was given.

    Attributes:
        name: of the file, as errors say it.
        text: what it holds, as results keep it.
    """

    name: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """The hash of the file, in full."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def points(self, years: int, month_0: str = "") -> tuple[Point, ...]:
        """Return the points, in order of outcome and date.

        Args:
            years: how long runs go on after month 0.
            month_0: calendar month of month 0, such as 2024-04, where dates are calendar months.

        Raises:
            InputError: one line, with the number of the line in the file and what would be accepted.
        """
        rows = _rows(self.name, self.text)
        points = [_point(f"{self.name}, line {number}", row, years, month_0) for number, row in rows]
        seen: dict[tuple[str, int], int] = {}
        for (number, _), point in zip(rows, points, strict=True):
            first = seen.setdefault((point.outcome, round(point.year * ROUNDS_PER_YEAR)), number)
            if first != number:
                raise InputError(
                    f"{self.name}, line {number}: {point.name} stands in line {first} already; expected one value "
                    "for a date, such as their mean"
                )
        return tuple(sorted(points, key=lambda one: (one.outcome, one.year)))


def read_observed(path: str | Path) -> ObservedFile:
    """Return a file as it stands; raise `InputError`, one line, if it cannot be read as text."""
    path = Path(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
        text = raw[:LARGEST].decode("utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            where = f"{path.name}: not UTF-8 text at byte {error.start + 1}"
            raise InputError(f"{where}; save it as CSV in UTF-8") from None
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"observed = '{path}': cannot be read ({why})") from None
    if len(raw) > LARGEST or "\0" in text:
        what = f"larger than {LARGEST:,} bytes" if len(raw) > LARGEST else "holds a NUL character: not a text file"
        raise InputError(f"{path.name}: {what}; expected a CSV of up to {MOST_POINTS} lines")
    return ObservedFile(path.name, text.replace("\r\n", "\n").replace("\r", "\n"))


def read_series(path: str | Path, years: int, month_0: str = "") -> tuple[Point, ...]:
    """Return the points of a file; `ObservedFile.points` says of what and when it refuses."""
    return read_observed(path).points(years, month_0)


def _rows(name: str, text: str) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(StringIO(text))
    try:
        names = [str(head).strip() for head in reader.fieldnames or ()]
        for column in COLUMNS:
            if names.count(column) != 1:
                found = f"{so_many(names.count(column), 'columns')} '{column}'"
                raise InputError(f"{name}: {found}; expected a first line with {','.join(COLUMNS)}")
        rows = [(reader.line_num, {str(k).strip(): _cell(v) for k, v in row.items()}) for row in reader]
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: not a CSV ({error})") from None
    rows = [(number, row) for number, row in rows if any(row[column] for column in COLUMNS)]
    if not 1 <= len(rows) <= MOST_POINTS:
        raise InputError(f"{name}: {so_many(len(rows), 'points')}; expected from 1 to {MOST_POINTS}, one a line")
    return rows


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _point(where: str, row: dict[str, str], years: int, month_0: str) -> Point:
    outcome = row["outcome"]
    if outcome not in OUTCOMES:
        raise InputError(f"{where}: {unknown(outcome[:60], OUTCOMES, 'outcome')}")
    year = _year(where, row["date"], month_0)
    if year < 1.0 - 0.5 / ROUNDS_PER_YEAR:
        before = "before month 0" if year <= 0.0 else "so its year begins before month 0"
        raise InputError(f"{where}: date = {row['date']}: {before}; expected a year that ends at year 1 or later")
    if year > years + 0.5 / ROUNDS_PER_YEAR:
        raise InputError(f"{where}: date = {row['date']}: runs end at year {years}; expected earlier, or more years")
    value, error = (_number(f"{where}: {key}", row[key]) for key in ("value", "error"))
    if error < _SMALLEST:
        raise InputError(f"{where}: error = {error:g}: must be more than 0: a standard deviation, in {outcome}'s unit")
    unit = OUTCOMES[outcome].unit
    if unit.startswith("share") and not 0.0 <= value <= 1.0 and OUTCOMES[outcome].domain != "money":
        raise InputError(f"{where}: {outcome} = {value:g}: a share, so expected from 0 to 1; divide percentages by 100")
    return Point(outcome, min(max(year, 1.0), float(years)), value, error)


def _year(where: str, text: str, month_0: str) -> float:
    if _MONTH.fullmatch(text):
        if not month_0:
            raise InputError(f"{where}: date = {text}: a calendar month; say which is month 0, such as month_0=2024-04")
        return month("date", text) - month("month_0", month_0)
    if text.startswith("-"):
        raise InputError(f"{where}: date = {text[:40]}: before month 0; expected a year that ends at year 1 or later")
    match = _DATE.fullmatch(text)
    if match is None:
        raise InputError(f"{where}: date = {text[:40]!r}: expected years after month 0 (2, 18m or 52w), or 2026-03")
    count = float(match["count"])
    return count / {"w": WEEKS_PER_YEAR, "m": MONTHS_PER_ROUND * ROUNDS_PER_YEAR}.get(match["unit"], 1.0)


def _number(where: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        hint = "leave the line out where nothing is known" if not text else "a number, without signs or commas"
        raise InputError(f"{where} = {text[:40]!r}: expected {hint}") from None
    if not abs(value) <= _GREATEST:
        raise InputError(f"{where} = {text[:40]}: expected a number; leave the line out where nothing is known")
    return value
