"""What people who were asked say of numbers that nobody knows, read from a CSV: parameter, expert, low, middle, high.

Rule      Low is where one chance in twenty lies below, high where one lies above, and the middle is as likely too high
          as too low: the quantiles .05, .5 and .95. A row without any of them was not answered, and further columns
          are the form's. Who answers may go beyond the default range, but for the middle: no world was drawn there,
          so no answer could be followed.
Source    quantiles asked of each, and pooled: SHELF [oakley2019]; [ohagan2006]; [efsa2014]
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError, Role
from sim.declared import declarations, of_interventions, present_name
from sim.unknowns import fixed, moves, nobody_knows

COLUMNS = ("parameter", "expert", "low", "middle", "high")
QUANTILES = (0.05, 0.5, 0.95)
LARGEST = 1_000_000
"""Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person says of one number: its quantiles .05, .5 and .95, in the unit of the parameter."""

    key: str
    expert: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Opinions:
    """All that was said.

    Attributes:
        rows: what each said of each number, in the order of the file.
        text: the file, as results keep it.
    """

    rows: tuple[Opinion, ...]
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """The hash of the file, in full."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the numbers that somebody said something of."""
        return tuple(dict.fromkeys(row.key for row in self.rows))

    @property
    def people(self) -> int:
        """How many people answered."""
        return len({row.expert.casefold() for row in self.rows})

    def of(self, key: str) -> tuple[Opinion, ...]:
        """Return what each said of one number."""
        return tuple(row for row in self.rows if row.key == key)


def read_opinions(path: str | Path) -> Opinions:
    """Return what a file says.

    Raises:
        InputError: it cannot be read, names what is known or fixed, or says what cannot be; one line.
    """
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise InputError(f"elicited = {path}: larger than {LARGEST:,} bytes")
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        why = getattr(error, "strerror", None) or "not text"
        raise InputError(f"elicited = {path}: cannot be read ({why})") from None
    try:
        return opinions_of(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def opinions_of(text: str) -> Opinions:
    """Return what the text of a file says; raise `InputError` in one line, with the row, otherwise."""
    if "\0" in text:
        raise InputError("holds a NUL character: not a text file")
    try:
        lines = [row for row in csv.reader(StringIO(text)) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"not a CSV ({error})") from None
    heads = [cell.strip().lower() for cell in lines[0]] if lines else []
    for name in COLUMNS:
        if heads.count(name) != 1:
            raise InputError(f"expected a first line with {','.join(COLUMNS)}, each once, and '{name}' is not")
    rows, said = list[Opinion](), set[tuple[str, str]]()
    for number, cells in enumerate(lines[1:], 2):
        given = {name: cell.strip() for name, cell in zip(heads, cells, strict=False)}
        if not any(given.get(name, "") for name in COLUMNS[2:]):
            continue
        try:
            one = _opinion(given)
            if (one.key, one.expert.casefold()) in said:
                raise InputError(f"{one.key}: '{one.expert}' answers twice; expected each expert once")
        except InputError as error:
            raise InputError(f"row {number}: {error}") from None
        said.add((one.key, one.expert.casefold()))
        rows.append(one)
    if not rows:
        raise InputError("no answers; expected at least one row with low, middle and high")
    return Opinions(tuple(rows), text)


def _opinion(given: Mapping[str, str]) -> Opinion:
    key, expert = asked_of(given.get("parameter", "")), given.get("expert", "")
    if not 1 <= len(expert) <= 80 or not expert.isprintable():
        raise InputError(f"{key}: expert = {expert[:60]!r}: expected a name, initials or a number")
    low, middle, high = (_number(key, name, given.get(name, "")) for name in COLUMNS[2:])
    if not low < middle < high:
        raise InputError(f"{key}: {low:g}, {middle:g}, {high:g}: expected low below middle below high")
    plausible = declarations()[key].plausible
    assert plausible is not None
    if not plausible[0] < middle < plausible[1]:
        raise InputError(
            f"{key}: middle = {middle:g}: expected between {plausible[0]:g} and {plausible[1]:g}, where worlds "
            "draw it; for another middle give its value itself"
        )
    return Opinion(key, expert, low, middle, high)


def asked_of(name: str) -> str:
    """Return the name of a number that can be asked of people, or raise `InputError`."""
    key = present_name(name)
    if key in fixed():
        raise InputError(
            f"{key}: was screened and moves nothing (at most {moves()[key].most:.2f} of what matters), so worlds do "
            "not draw it; leave it out"
        )
    if key in nobody_knows():
        return key
    if key not in declarations():
        raise InputError(unknown(name[:80], nobody_knows(), "parameter", listed_in=PARAMETERS))
    declared = declarations()[key]
    if of_interventions(key):
        why = "is a number of an intervention, which a plan sets"
    elif declared.role is not Role.UNCERTAINTY or not declared.varies:
        why = f"is a {declared.role.value}, and no world draws it"
    else:
        why = "is set by a slider or a pressure, and no world draws it"
    raise InputError(f"{key}: {why}; expected a number that nobody knows (docs/elicit.md)")


def _number(key: str, name: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise InputError(f"{key}: {name} = {cell[:60]!r}: expected a number") from None
    try:
        return float(declarations()[key].check(value))
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def names_drawn(opinions: Opinions, drawn: Sequence[str]) -> None:
    """Raise `InputError` unless futures draw each number that people were asked for."""
    for key in opinions.keys:
        if key not in drawn:
            raise InputError(
                f"elicited: {key} is set, or not among unknowns=, so no future draws it; take one of the two away"
            )
