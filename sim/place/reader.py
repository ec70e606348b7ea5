"""Read rows of plain data strictly: each field of a frozen dataclass says how it is read.

A field made by `number`, `text`, `short_name`, `choice`, `flag`, `row` or `rows` carries its own reader, so a
table's keys, units, bounds and labels are declared once, in the dataclass. There are no defaults: an
unknown key and a missing key are errors that name the place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, field, fields
from typing import Any, TypeVar, cast

from sim.core.parameters import Declaration, Evidence, InputError, Role, Unit, unknown

T = TypeVar("T")
Read = Callable[[str, object], Any]

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LONGEST_TEXT = 400


def column(read: Read, *, label: str = "", unit: Unit | None = None, cited: bool = False) -> Any:
    """Declare a field by the function that reads it; `cited` asks the file for its source."""
    return field(metadata={"read": read, "label": label, "unit": unit, "cited": cited})


def number(unit: Unit, label: str, *, inside: bool = False, cited: bool = True) -> Any:
    """Declare a number within its unit's bounds; `inside` leaves the bounds themselves out."""
    return column(_number(unit, label, inside), label=label, unit=unit, cited=cited)


def figure(unit: Unit, label: str, *, inside: bool = False) -> Any:
    """Declare a number that the file gives as `{value: ..., source: ...}`."""
    read = _number(unit, label, inside)

    def cited(where: str, value: object) -> float:
        table = as_table(where, value, {"value": label, "source": "citation, or 'choice: reason'"})
        read_text(f"{where}.source", table["source"])
        return cast(float, read(f"{where}.value", table["value"]))

    return column(cited, label=label, unit=unit)


def text(label: str) -> Any:
    """Declare a line of text."""
    return column(read_text, label=label)


def short_name(label: str) -> Any:
    """Declare a name that other parts of the file refer to."""
    return column(read_key, label=label)


def flag(label: str) -> Any:
    """Declare a true or false."""
    return column(_read_flag, label=label)


def choice(accepted: tuple[str | None, ...], label: str) -> Any:
    """Declare one of a list of words; None in the list accepts null."""
    words = [word for word in accepted if word is not None]

    def read(where: str, value: object) -> str | None:
        if value is None and None in accepted:
            return None
        if not isinstance(value, str):
            raise InputError(f"{where} = {shown(value)}: expected one of {', '.join(words)}")
        if value not in words:
            raise InputError(f"{where}: {unknown(shown(value)[1:-1], words, 'word')}")
        return value

    return column(read, label=label)


def row(kind: type[Any], label: str, *, cited: bool = True) -> Any:
    """Declare a table within a table."""
    return column(lambda where, value: read_row(kind, where, value), label=label, cited=cited)


def rows(kind: type[Any], label: str, *, least: int, most: int, cited: bool = False) -> Any:
    """Declare a list of tables."""

    def read(where: str, value: object) -> tuple[Any, ...]:
        return read_list(where, value, lambda at, item: read_row(kind, at, item), least, most)

    return column(read, label=label, cited=cited)


def listed(read: Read, label: str, *, least: int, most: int) -> Any:
    """Declare a list of plain values."""
    return column(lambda where, value: read_list(where, value, read, least, most), label=label)


def read_row(kind: type[T], where: str, value: object) -> T:
    """Make one dataclass from a table, refusing unknown and missing keys."""
    described: dict[str, Field[Any]] = {item.name: item for item in fields(cast(Any, kind))}
    table = as_table(where, value, {name: item.metadata["label"] for name, item in described.items()})
    return kind(**{name: item.metadata["read"](dotted(where, name), table[name]) for name, item in described.items()})


def read_list(where: str, value: object, read: Read, least: int, most: int) -> tuple[Any, ...]:
    """Read every item of a list, naming each by its own key where it has one."""
    if not isinstance(value, list):
        raise InputError(f"{where} = {shown(value)}: expected a list")
    items = cast(list[object], value)
    if not least <= len(items) <= most:
        raise InputError(f"{where}: {len(items)} given, expected {least} to {most}")
    return tuple(read(_item_name(where, index, item), item) for index, item in enumerate(items))


def as_table(where: str, value: object, known: Mapping[str, str]) -> dict[str, object]:
    """Return a table that holds exactly the known keys, or say which is unknown or missing."""
    if not isinstance(value, dict):
        raise InputError(
            f"{dotted(where, '') or 'the file'} = {shown(value)}: expected a table with {', '.join(known)}"
        )
    table = cast(dict[str, object], value)
    inside = f"{where}: " if where else ""
    for name in table:
        if name not in known:
            raise InputError(f"{inside}{unknown(name, known)}")
    for name, label in known.items():
        if name not in table:
            raise InputError(f"{inside}missing key '{name}'" + (f" ({label})" if label else ""))
    return table


def read_text(where: str, value: object) -> str:
    """Read a line of printable text."""
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where} = {shown(value)}: expected text")
    if len(value) > _LONGEST_TEXT or not value.isprintable():
        raise InputError(f"{where} = {shown(value)}: expected one printable line of at most {_LONGEST_TEXT} characters")
    return value


def read_key(where: str, value: object) -> str:
    """Read a name made of small letters, digits and underscores."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise InputError(
            f"{where} = {shown(value)}: expected a name of small letters, digits and _ (40 at most, a letter first)"
        )
    return value


def read_pair(where: str, value: object) -> tuple[str, str]:
    """Read the names at the two ends of a boundary."""
    first, second = read_list(where, value, read_key, 2, 2)
    return (first, second)


def shown(value: object) -> str:
    """Write a value in a message: short, on one line."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    written = repr(value[:60] + "..." if isinstance(value, str) and len(value) > 60 else value)
    return {"None": "null", "True": "true", "False": "false"}.get(written, written)


def dotted(where: str, name: str) -> str:
    """Join a location and a key."""
    return f"{where}.{name}" if where and name else where or name


def _number(unit: Unit, label: str, inside: bool) -> Read:
    low, high = unit.value.low, unit.value.high

    def read(where: str, value: object) -> float:
        if value is None or isinstance(value, dict | list | str | bool):
            expected = f"expected a number from {low:g} to {high:g} ({unit.value.symbol})"
            raise InputError(f"{where} = {shown(cast(object, value))}: {expected}")
        declared = Declaration(where, low, unit, (low, high), label, "", Evidence.CHOICE, Role.CONSTANT)
        checked = float(declared.check(value))
        if inside and not low < checked < high:
            raise InputError(f"{where} = {checked:g}: must lie above {low:g} and below {high:g} ({unit.value.symbol})")
        return checked

    return read


def _read_flag(where: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{where} = {shown(value)}: expected true or false")
    return value


def _item_name(where: str, index: int, item: object) -> str:
    name = cast(dict[str, object], item).get("key") if isinstance(item, dict) else None
    return f"{where}.{name}" if isinstance(name, str) and _KEY.fullmatch(name) else f"{where}[{index}]"
