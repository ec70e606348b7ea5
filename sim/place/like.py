"""A place like another: its file begins `like: anyplace` and gives only what differs.

Rule      What the file gives, holds. The rest is taken from the other place, and what counts residents, beds, visits or
          pounds is scaled by the ratio of the two populations. Each source says which of the two it was.
Merging   Figures and sources by name; lists by `key` (interfaces by their two organisations), column by column; what is
          new is added. `without` takes out organisations, with their boundaries and sponsorships, and projects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place.columns import LONGEST_TEXT, Column, cited_columns, columns, optional_columns
from sim.place.faults import is_list, is_table, shown, value_at
from sim.place.figures import Figures
from sim.place.schema import TABLES, Place
from sim.place.written import place_data

Data = dict[str, Any]
OWN_KEYS = {
    "like": "a place that this one is like: its name, or its file",
    "without": "keys of organisations and projects of that place which this one does not have",
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a file left to the place it is like.

    Attributes:
        base: short name of the other place.
        ratio: residents here for each one there.
        given: dotted names that the file gives, in whole or in part.
        scaled: dotted names that were scaled.
        taken: dotted names that were taken as they are.
    """

    base: str
    ratio: float
    given: tuple[str, ...]
    scaled: tuple[str, ...]
    taken: tuple[str, ...]


def filled(file: Data, base: Place) -> tuple[Data, Likeness]:
    """Return a file's data with all that it leaves out filled in from another place, and what that was.

    Args:
        file: data of a file that begins `like:`; what cannot be in it is left for the check of the whole.
        base: the place that it is like.
    """
    ratio = _residents(file, base) / base.figures.population
    data = _left_out(place_data(base), file.get("without", []))
    del data["name"], data["label"]
    _scale(data, base.name, ratio)
    given = dict[str, bool]()  # dotted name of what the file gives: whether for all rows
    for name in ("figures", *TABLES):
        own = file.get(name, {} if name == "figures" else [])
        if name == "figures" and is_table(own):
            data[name] |= own
            given |= {f"figures.{figure}": True for figure in own}
        elif name != "figures" and is_list(own):
            data[name], columns_given = _merged(name, data[name], own)
            given |= {f"{name}.{column}": whole for column, whole in columns_given.items()}
        else:
            data[name] = own
    data["sources"] = _sources(data["sources"], file.get("sources", {}), given)
    left = {name: column.extensive and ratio != 1 for name, column in _numbered() if name not in given}
    likeness = Likeness(
        base.name,
        ratio,
        given=tuple(given),
        scaled=tuple(name for name, scaled in left.items() if scaled),
        taken=tuple(name for name, scaled in left.items() if not scaled),
    )
    return {**{key: one for key, one in file.items() if key not in OWN_KEYS}, **data}, likeness


def _residents(file: Data, base: Place) -> float:
    """Return the population that the file gives, or the other place's if it gives none that can be."""
    value = value_at(("figures", "population", "value"), file)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < inf:
        return base.figures.population
    return float(value)


def _numbered() -> Iterator[tuple[str, Column]]:
    """Yield the dotted name of every figure and of every cited column of the lists."""
    yield from ((f"figures.{name}", column) for name, column in columns(Figures).items())
    for table, kind in TABLES.items():
        yield from ((f"{table}.{name}", columns(kind)[name]) for name, _ in cited_columns(kind))


def _scale(data: Data, base: str, ratio: float) -> None:
    """Multiply what is extensive, and say of every source what it is here."""
    for name, column in _numbered():
        table, _, field = name.partition(".")
        scaled = column.extensive and ratio != 1
        where_from = f"choice: {f'scaled from {base} by population' if scaled else f'as in {base}'}; there: "
        if table == "figures":
            entry = data[table][field]
            data[table][field] = {
                "value": entry["value"] * ratio if scaled else entry["value"],
                "source": _cut(where_from + entry["source"]),
            }
            continue
        data["sources"][table][field] = _cut(where_from + data["sources"][table][field])
        for row in data[table] if scaled else ():
            row[field] *= ratio


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 3] + "..."


def _identity(table: str, row: Data) -> object:
    """Return what tells a row from the others of its list, or None if the row does not say it."""
    own = row.get("between" if table == "interfaces" else "key")
    if is_list(own):
        return frozenset(map(str, own)) if len(own) == 2 else None
    return own if isinstance(own, str) else None


def _merged(table: str, base: list[Data], own: list[Any]) -> tuple[list[Data], dict[str, bool]]:
    """Return the rows of both lists, and of each cited column that the file gives whether it does for all rows."""
    key, kind = "between" if table == "interfaces" else "key", TABLES[table]
    rows: dict[object, Data] = {_identity(table, row): row for row in base}
    changed = dict[object, Data]()
    for number, row in enumerate(own):
        identity = _identity(table, row) if is_table(row) else None
        if identity is None:
            raise InputError(f"{table}[{number}] = {shown(row)}: expected a table whose '{key}' says what it is about")
        if identity in changed:
            raise InputError(f"{table}: {key} '{_said(row[key])}' stands twice")
        changed[identity] = row
        wanting = [name for name in columns(kind) if name not in row and name not in optional_columns(kind)]
        if identity not in rows and wanting:
            known = [_said(one[key]) for one in base]
            raise InputError(f"{table}: {unknown(_said(row[key]), known)} (a new one needs {', '.join(wanting)} too)")
        rows[identity] = {**rows.get(identity, {}), **row}
    counts = {name: sum(name in row for row in changed.values()) for name, _ in cited_columns(kind)}
    return list(rows.values()), {name: count == len(rows) for name, count in counts.items() if count}


def _said(key: object) -> str:
    """Write what tells a row from the others, on one line."""
    return shown("-".join(map(str, key)) if is_list(key) else str(key))[1:-1]


def _sources(base: Data, own: object, given: dict[str, bool]) -> object:
    """Return the source of each column; of one that the file gives in part, its own and where the rest is from."""
    if not is_table(own):
        return own
    merged: Data = {**base, **own}
    for table, texts in own.items():
        if is_table(texts) and table in base:
            merged[table] = {**base[table], **texts}
    for name, whole in given.items():
        table, _, column = name.partition(".")
        texts = own.get(table, {})
        if table == "figures" or not is_table(texts):
            continue
        if column not in texts:
            label = columns(TABLES[table])[column].label
            raise InputError(f"sources.{table}: missing key '{column}' ({label}), which this file gives")
        rest = base[table][column].partition("; there: ")[0].removeprefix("choice: ")
        if not whole and isinstance(merged[table][column], str):
            merged[table][column] = _cut(f"{merged[table][column]}; the others {rest}")
    return merged


def _left_out(data: Data, without: object) -> Data:
    """Return the data without organisations, all that touches them, and projects."""
    if not is_list(without):
        raise InputError(f"without = {shown(without)}: expected a list of keys of organisations and projects")
    known = [row["key"] for table in ("organisations", "projects") for row in data[table]]
    for key in without:
        if key not in known:
            raise InputError(f"without: {unknown(shown(key).strip(chr(39)), known)}")
    for table in ("organisations", "projects"):
        data[table] = [row for row in data[table] if row["key"] not in without]
    data["interfaces"] = [row for row in data["interfaces"] if not set(row["between"]) & set(without)]
    for project in data["projects"]:
        project["sponsors"] = [key for key in project["sponsors"] if key not in without]
    for pathway in data["pathways"]:
        pathway["crosses"] = [pair for pair in pathway["crosses"] if not set(pair) & set(without)]
    return data
