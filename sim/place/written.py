"""Write a place back as the plain data of a place file, so that what ran can be kept beside its results.

Law       reading what is written gives the same place, to the last character of each source.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, cast

from sim.place.columns import columns, optional_columns
from sim.place.schema import TABLES, Place


def place_data(place: Place) -> dict[str, Any]:
    """Return what a file of this place says, as plain data."""
    sources = place.sources
    data: dict[str, Any] = {name: _plain(getattr(place, name)) for name in columns(Place)}
    data["figures"] = {
        name: {"value": value, "source": sources[f"figures.{name}"]} for name, value in data["figures"].items()
    }
    data["sources"] = {
        table: {key.split(".", 1)[1]: text for key, text in sources.items() if key.startswith(f"{table}.")}
        for table in TABLES
    }
    return data


def place_text(place: Place) -> str:
    """Return a place file of this place."""
    import yaml

    return yaml.safe_dump(place_data(place), sort_keys=False, allow_unicode=True, width=120)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        given = {item.name: getattr(value, item.name) for item in fields(value)}
        left_out = optional_columns(type(value))
        return {name: _plain(one) for name, one in given.items() if name not in left_out or one != left_out[name]}
    if isinstance(value, tuple):
        return [_plain(item) for item in cast(tuple[Any, ...], value)]
    return value
