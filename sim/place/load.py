"""A place: the organisations, services, people and figures of one local health and care system.

`load_place("anyplace")` opens a place that comes with Common Ground; `load_place("mine.yaml")` opens a
file of your own. The file is data and is read as data: strictly, with no defaults, every number within
its unit's bounds and every number with its source. Its schema is in `sim.place.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

from sim.core.parameters import InputError, unknown
from sim.place.checks import check_place
from sim.place.file import read_yaml
from sim.place.reader import as_table, dotted, read_text, shown
from sim.place.schema import (
    PATHWAYS,
    SERVICES,
    TABLES,
    Figures,
    Place,
    cited_columns,
)
from sim.place.written import place_data

_HERE = Path(__file__).resolve().parents[1]
_SHELVES = (_HERE / "configs" / "place", _HERE.parent / "configs" / "place")  # installed; a working copy


def load_place(path_or_name: str | Path, changed: Mapping[str, object] | None = None) -> Place:
    """Read and check a place.

    Args:
        path_or_name: name of a place that comes with Common Ground, or the path of a file.
        changed: figures that a scenario changes, by name, checked as if they stood in the file.
    """
    path = _find(path_or_name)
    changes = {name: check_figure(name, value) for name, value in (changed or {}).items()}
    try:
        place = _place(_with(read_yaml(path), changes))
        check_place(place)
    except InputError as error:
        raise InputError(f"{_written(path)}: {error}") from None
    return place


def with_figures(place: Place, changed: Mapping[str, object]) -> Place:
    """Return a place with figures changed by name: the one that its file gives when a scenario changes them."""
    if not changed:
        return place
    changes = {name: check_figure(name, value) for name, value in changed.items()}
    try:
        made = _place(_with(place_data(place), changes))
        check_place(made)
    except InputError as error:
        raise InputError(f"{place.name}: {error}") from None
    return made


def place_names() -> tuple[str, ...]:
    """Return the names of the places that come with Common Ground."""
    return tuple(sorted(file.stem for file in _shelf().glob("*.yaml")))


def _shelf() -> Path:
    return next((shelf for shelf in _SHELVES if shelf.is_dir()), _SHELVES[0])


def _find(path_or_name: str | Path) -> Path:
    text = str(path_or_name)
    if isinstance(path_or_name, Path) or text.lower().endswith((".yaml", ".yml")):
        return Path(path_or_name)
    if text not in place_names():
        raise InputError(f"{unknown(text[:80], place_names(), 'place')[:300]} (or give the path of a .yaml file)")
    return _shelf() / f"{text}.yaml"


def _written(path: Path) -> str:
    """Name a place in an error: by its file's path, or by its own name if it comes with Common Ground."""
    if path.parent == _shelf():
        return path.stem
    return str(path) if str(path).isprintable() else shown(str(path))


def check_figure(name: str, value: object) -> dict[str, object]:
    """Return a scenario's figure as a place file would give it, or say what is wrong with it."""
    read = {item.name: item.metadata["read"] for item in fields(Figures)}
    if name not in read:
        raise InputError(f"figures: {unknown(name, read, 'figure')}")
    entry: dict[str, object] = {"value": value, "source": "set by the scenario"}
    read[name](f"figures.{name}", entry)
    return entry


def _with(data: object, changes: Mapping[str, object]) -> object:
    """Put changed figures in the place of the file's."""
    figures = cast(dict[str, object], data).get("figures") if isinstance(data, dict) else None
    if changes and isinstance(figures, dict):
        return {**cast(dict[str, object], data), "figures": {**cast(dict[str, object], figures), **changes}}
    return cast(object, data)


def _place(data: object) -> Place:
    """Make a place from plain data; services and pathways are put in their canonical order."""
    described = {item.name: item.metadata for item in fields(Place) if "read" in item.metadata}
    known = {name: facts["label"] for name, facts in described.items()}
    table = as_table("", data, {**known, "sources": "where the numbers of each list come from"})
    values: dict[str, Any] = {name: facts["read"](name, table[name]) for name, facts in described.items()}
    place = Place(cited=tuple(_cited(table)), **values)
    return replace(
        place,
        services=tuple(sorted(place.services, key=lambda service: SERVICES.index(service.key))),
        pathways=tuple(sorted(place.pathways, key=lambda pathway: PATHWAYS.index(pathway.key))),
    )


def _cited(table: dict[str, object]) -> list[tuple[str, str]]:
    """Return (dotted name, source) of every figure and of every column of the lists."""
    figures = cast(dict[str, dict[str, object]], table["figures"])
    found = [(f"figures.{name}", str(figures[name]["source"])) for name in figures]
    lists = as_table("sources", table["sources"], dict.fromkeys(TABLES, "sources of its columns"))
    for name, kind in TABLES.items():
        where = dotted("sources", name)
        columns = as_table(where, lists[name], dict(cited_columns(kind)))
        found += [(f"{name}.{column}", read_text(f"{where}.{column}", columns[column])) for column in columns]
    return found
