"""A series that somebody observed: a CSV file with columns outcome, date, value and error, checked line by line.

outcome   name of an outcome (docs/outcomes.md)
date      when the year ends of which the value is the mean: years after month 0 (`2`), months (`18m`) or weeks (`52w`),
          or a calendar month (`2026-03`) where it is said which month is month 0
value     in the outcome's unit, a share from 0 to 1
error     standard deviation of the error with which it was observed, in the same unit
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, ROUNDS_PER_YEAR, WEEKS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES

COLUMNS = ("outcome", "date", "value", "error")
LARGEST, MOST_POINTS = 1_000_000, 400
_MONTHS_PER_YEAR = 12.0
_DATE = re.compile(r"(?P<count>[0-9]+(\.[0-9]+)?)(?P<unit>[mwy]?)")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(-[0-9]{2})?")
_PERIODS = {"week": 52.0, "month": 12.0, "quarter": 4.0, "day": 365.0}
_SCALES = {"thousands": 1000.0, "millions": 1e6}
_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Point:
    """One value: of which outcome, the mean of the year that ends so many years after month 0, and its error."""

    outcome: str
    year: float
    value: float
    error: float

    @property
    def name(self) -> str:
        """Such as `delayed at year 2`."""
        return f"{self.outcome} at year {self.year:.4g}"

    def of(self, series: Array) -> Array:
        """Return what runs give for it, from the outcome's rounds, shape (rounds, R); one a run."""
        last = round(self.year * ROUNDS_PER_YEAR)
        return np.ascontiguousarray(series[last - ROUNDS_PER_YEAR : last]).mean(axis=0)


def month(key: str, text: str) -> float:
    """Return the years since nought of a calendar month, such as 2024-04; raise `InputError` if it is none."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise InputError(f"{key} = {text[:40]!r}: expected a year and a month, such as 2024-04")
    return int(match["year"]) + (int(match["month"]) - 1) / _MONTHS_PER_YEAR


def read_series(path: str | Path, years: int, month_0: str = "") -> tuple[Point, ...]:
    """Return the points of a file, in order of outcome and date.

    Args:
        path: of the file.
        years: how long runs go on after month 0.
        month_0: calendar month of month 0, such as 2024-04, where dates are calendar months.

    Raises:
        InputError: one line, with the number of the line in the file and what would be accepted.
    """
    rows = _rows(Path(path))
    points = [_point(f"{Path(path).name}, line {number}", row, years, month_0) for number, row in rows]
    seen: dict[tuple[str, float], int] = {}
    for (number, _), point in zip(rows, points, strict=True):
        first = seen.setdefault((point.outcome, round(point.year * ROUNDS_PER_YEAR)), number)
        if first != number:
            raise InputError(
                f"{Path(path).name}, line {number}: {point.name} stands in line {first} already; expected one value "
                "for a date, such as their mean"
            )
    return tuple(sorted(points, key=lambda one: (one.outcome, one.year)))


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open("rb") as stream:
            text = stream.read(LARGEST + 1).decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"observed = '{path}': cannot be read ({(error.strerror or str(error)).lower()})") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}: not UTF-8 text at byte {error.start + 1}; save it as CSV in UTF-8") from None
    reader = csv.DictReader(text.splitlines())
    names = [str(name).strip() for name in reader.fieldnames or ()]
    lacking = [name for name in COLUMNS if name not in names]
    if lacking or len(text) > LARGEST:
        raise InputError(
            f"{path.name}: no column '{lacking[0]}'; expected {', '.join(COLUMNS)}"
            if lacking
            else f"{path.name}: larger than {LARGEST:,} bytes; expected up to {MOST_POINTS} lines"
        )
    rows = [(reader.line_num, {str(k).strip(): str(v or "").strip() for k, v in row.items()}) for row in reader]
    if not 1 <= len(rows) <= MOST_POINTS:
        raise InputError(f"{path.name}: {so_many(len(rows), 'lines')}; expected from 1 to {MOST_POINTS}")
    return rows


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
    if error <= 0.0:
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
    if not math.isfinite(value):
        raise InputError(f"{where} = {text[:40]}: expected a number; leave the line out where nothing is known")
    return value


def check_units(points: Sequence[Point], usual: dict[str, float]) -> None:
    """Raise `InputError` where a series is as far from what runs give as another unit would make it.

    Args:
        points: as observed.
        usual: what runs give in the middle, by the name of the point.
    """
    for outcome in dict.fromkeys(one.outcome for one in points):
        own = [one for one in points if one.outcome == outcome and one.value > 0.0 and usual[one.name] > 0.0]
        if not own:
            continue
        ratio = float(np.median([usual[one.name] / one.value for one in own]))
        per = {f"for each {name}": times for name, times in _PERIODS.items()} | {
            f"in {k}": v for k, v in _SCALES.items()
        }
        for said, times in per.items():
            if abs(math.log(ratio / times)) < _NEAR:
                raise InputError(
                    f"{own[0].name} = {own[0].value:g}: looks like a number {said}; expected {OUTCOMES[outcome].unit}, "
                    f"about {usual[own[0].name]:.4g}: multiply values and errors by {times:g}"
                )


def held(points: Sequence[Point], low: dict[str, float], high: dict[str, float]) -> tuple[int, int]:
    """Return in how many points the band of runs holds what was observed, and how many there are."""
    return sum(low[one.name] <= one.value <= high[one.name] for one in points), len(points)
