"""How the boards of England differ: levels for the people they serve, and growth, over three years.

boards.csv has one row for each of the 42 integrated care boards in 2022/23, 2023/24 and 2024/25:

    code, board, year   the board's NHS code and name, and the financial year
    registered, need    people registered with practices in 2025/26, and their index of need for hospital (England is 1)
    attendances, over_4_hours, admissions, waiting_list   of the year; the waiting list of its last month
    beds, delayed       on a mean day: general and acute beds; people ready to leave who stay

Waiting lists of the boards add a group of patients twice; they are scaled to what is published for England. The number
delayed is missing for one board in 2024/25.

Source: NHS England statistics (A&E, bed occupancy, discharge delays, referral to treatment) and NHS England's formula
for allocations in 2025/26, as gathered in the public repositories humaniverse/healthyr (MIT) and
nhsengland/ICB_Allocation_Tool_update.
Contains public sector information licensed under the Open Government Licence v3.0.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from sim.core.arithmetic import Array

_FILE = Path(__file__).with_name("boards.csv")
_NORMAL = 1.4826  # of a normal distribution, its standard deviation over its median distance from the median
MEASURES = ("attendances", "admissions", "beds", "delayed", "waiting_list")


@dataclass(frozen=True, slots=True)
class Spread:
    """How places differ in one figure.

    Attributes:
        middle: its median over the places.
        scale: its standard deviation, from the median distance to the median, so that no single place decides it.
    """

    middle: float
    scale: float


def spread_of(values: Array) -> Spread:
    """Return how places differ in a figure that has one value a place; places without one are left out."""
    known = values[np.isfinite(values)]
    middle = float(np.median(known))
    return Spread(middle, _NORMAL * float(np.median(np.abs(known - middle))))


def levels(series: Array) -> Spread:
    """Return how places differ in the log of the last year's level, from values of shape (years, places)."""
    return spread_of(np.log(series[-1]))


def growth(series: Array) -> Spread:
    """Return how places differ in growth from the first year to the last, as a share, from (years, places)."""
    return spread_of(series[-1] / series[0] - 1.0)


def persistence(series: Array) -> float:
    """Return the rank correlation over places of one year's growth with the next's, from (3, places)."""
    first, second = series[1] / series[0], series[2] / series[1]
    known = np.isfinite(first) & np.isfinite(second)
    ranks = np.array([np.argsort(np.argsort(growth[known])) for growth in (first, second)], dtype=float)
    return float(np.corrcoef(ranks)[0, 1])


@cache
def boards() -> Mapping[str, Array]:
    """Return what was counted, by `MEASURES`, for each person served weighted by need, each of shape (3, 42)."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    years, codes = sorted({row["year"] for row in rows}), sorted({row["code"] for row in rows})
    by = {(row["year"], row["code"]): row for row in rows}

    def read(column: str) -> Array:
        return np.array([[float(by[year, code][column] or "nan") for code in codes] for year in years])

    served = read("registered") * read("need")
    return {name: read(name) / served for name in MEASURES}
