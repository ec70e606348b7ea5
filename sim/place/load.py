"""A place: the organisations, services, people and figures of one local health and care system.

`load_place("anyplace")` opens a place that comes with Common Ground; `load_place("mine.yaml")` opens a
file of your own. The file is data and is read as data: strictly, with no defaults, every number within
its unit's bounds and every number with its source. Its schema is in `sim.place.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError

from sim.core.parameters import InputError, unknown
from sim.place.checks import check_place
from sim.place.columns import columns
from sim.place.faults import first_fault, shown
from sim.place.file import read_yaml
from sim.place.schema import PATHWAYS, SERVICES, Figures, Place
from sim.place.written import place_data

_HERE = Path(__file__).resolve().parents[1]
_SHELVES = (_HERE / "configs" / "place", _HERE.parent / "configs" / "place")  # installed; a working copy
BY_SCENARIO = "set by the scenario"


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


def place_schema() -> dict[str, Any]:
    """Return the JSON Schema of a place file, for an editor or another program."""
    return _adapter(Place).json_schema()


def check_figure(name: str, value: object) -> dict[str, object]:
    """Return a scenario's figure as a place file would give it, or say what is wrong with it."""
    if name not in columns(Figures):
        raise InputError(f"figures: {unknown(name, columns(Figures), 'figure')}")
    entry: dict[str, object] = {"value": value, "source": BY_SCENARIO}
    try:
        _figure_adapter(name).validate_python(entry)
    except ValidationError as error:
        found = [{**fault, "loc": ("figures", name, *fault["loc"])} for fault in error.errors(include_url=False)]
        raise first_fault(cast(Any, found), place_schema(), {"figures": {name: entry}}) from None
    return entry


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _figure_adapter(name: str) -> TypeAdapter[Any]:
    return _adapter(get_type_hints(Figures, include_extras=True)[name])


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


def _with(data: object, changes: Mapping[str, object]) -> object:
    """Put changed figures in the place of the file's."""
    figures = cast(dict[str, object], data).get("figures") if isinstance(data, dict) else None
    if changes and isinstance(figures, dict):
        return {**cast(dict[str, object], data), "figures": {**cast(dict[str, object], figures), **changes}}
    return cast(object, data)


def _place(data: object) -> Place:
    """Make a place from plain data; services and pathways are put in their canonical order."""
    try:
        place: Place = _adapter(Place).validate_python(data)
    except ValidationError as error:
        raise first_fault(error.errors(include_url=False), place_schema(), data) from None
    figures = cast(dict[str, dict[str, dict[str, str]]], data)["figures"]
    return replace(
        place,
        cited=(*((f"figures.{name}", figures[name]["source"]) for name in columns(Figures)), *place.cited),
        services=tuple(sorted(place.services, key=lambda service: SERVICES.index(service.key))),
        pathways=tuple(sorted(place.pathways, key=lambda pathway: PATHWAYS.index(pathway.key))),
    )
