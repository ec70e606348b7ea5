"""What looks odd about a place: numbers that no English place has, for each resident or for one another.

The usual ranges stand in `usual.yaml`, each with its source and what it means in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from sim.place.columns import columns
from sim.place.file import read_yaml
from sim.place.schema import TABLES, Place

Write = Literal["one_in", "in_100", "per_1000", "pounds", "plain"]
BOARDS = "42 care boards of England, 2024/25, and a quarter more either way"
WIDER = 1.25
IN_100 = " in 100"


@dataclass(frozen=True, slots=True)
class Usual:
    """One thing about a place, and what it usually is; see `usual.yaml`."""

    of: str
    low: float
    high: float
    says: str
    write: Write
    source: str
    per: str | None = None
    times: Annotated[float, Field(gt=0)] = 1.0

    @property
    def ends(self) -> tuple[float, float]:
        """Return the lowest and highest value that is not odd."""
        return (self.low / WIDER, self.high * WIDER) if self.source == "boards" else (self.low, self.high)

    def __str__(self) -> str:
        """Return the range in plain words."""
        return self.says.format(self._range)

    @property
    def _range(self) -> str:
        low, high = (written(end, self.write) for end in self.ends)
        return f"{low.removesuffix(IN_100)} to {high}"

    def odd(self, place: Place) -> Iterator[str]:
        """Yield a question for each value that is unusual in this place."""
        low, high = self.ends
        for name, number in numbers(place, self.of):
            below = 1.0 if self.per is None else next(value for _, value in numbers(place, self.per))
            value = self.times * number / below
            if low <= value <= high:
                continue
            here = f"{self.says.format(written(value, self.write))} ({name} = {written(number, 'plain')})"
            source = BOARDS if self.source == "boards" else self.source
            yield f"{here}: is that right? Usually {self._range} ({source})."


def odd(place: Place) -> tuple[str, ...]:
    """Return, as questions in plain words, what no English place has."""
    return tuple(question for usual in usual_ranges() for question in usual.odd(place))


@cache
def usual_ranges() -> tuple[Usual, ...]:
    """Return the usual range of each thing about a place."""
    return TypeAdapter(tuple[Usual, ...]).validate_python(read_yaml(Path(__file__).with_name("usual.yaml")))


def numbers(place: Place, name: str) -> Iterator[tuple[str, float]]:
    """Yield a number with its name; of a list the sum of what grows with the place, else the number of each row."""
    table, _, field = name.partition(".")
    if table not in TABLES:
        yield name, attrgetter(name)(place)
    elif columns(TABLES[table])[field].extensive:
        yield name, sum(getattr(row, field) for row in getattr(place, table))
    else:
        yield from ((f"{table}.{row.key}.{field}", getattr(row, field)) for row in getattr(place, table))


def written(value: float, how: Write) -> str:
    """Write a number as people say it: 1 in 577, 94 in 100, £2,890."""
    if how == "one_in":
        return f"1 in {_digits(1 / value, 2)}" if 0 < value < 2 / 3 else f"{value:.2g} for each of the"
    if how == "in_100":
        return f"{100 * value:.3g}{IN_100}"
    digits = _digits(1000 * value if how == "per_1000" else value, 3)
    return f"£{digits}" if how == "pounds" else digits


def _digits(value: float, least: int) -> str:
    """Write a number in whole, or a small one with at least so many digits that say something."""
    return f"{value:,.0f}" if value >= 10 ** (least - 1) or value == round(value) else f"{value:.{least}g}"
