"""Make a place from plain data, or say in one line what is wrong with it; describe such data for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sim.core.given import of_kind
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place.checks import check_whole
from sim.place.columns import columns
from sim.place.faults import first_fault, is_table
from sim.place.figures import Figures
from sim.place.like import OWN_KEYS
from sim.place.schema import TABLES, Place
from sim.place.words import PATHWAYS, SERVICES

BY_SCENARIO = "set by the scenario"


def parse_place(data: object, changes: Mapping[str, object] | None = None) -> Place:
    """Make a place from plain data and check it; services and pathways are put in their canonical order.

    Args:
        data: what a place file says, in whole.
        changes: figures, as a place file would give them, that take the place of the file's.
    """
    if changes and is_table(data) and is_table(figures := data.get("figures")):
        data = {**data, "figures": {**figures, **changes}}
    try:
        place: Place = _adapter(Place).validate_python(data)
    except ValidationError as error:
        raise first_fault(error.errors(include_url=False), _accepted(), data) from None
    assert is_table(data)
    sources = [(f"figures.{name}", str(data["figures"][name]["source"])) for name in columns(Figures)]
    place = replace(
        place,
        cited=(*sources, *place.cited),
        services=tuple(sorted(place.services, key=lambda service: SERVICES.index(service.key))),
        pathways=tuple(sorted(place.pathways, key=lambda pathway: PATHWAYS.index(pathway.key))),
    )
    check_whole(place)
    return place


def check_figure(name: str, value: object) -> dict[str, object]:
    """Return a scenario's figure as a place file would give it, or say what is wrong with it."""
    if name not in columns(Figures):
        raise InputError(f"figures: {unknown(str(name)[:60], columns(Figures), 'figure')}")
    entry: dict[str, object] = {"value": value, "source": BY_SCENARIO}
    try:
        _adapter(get_type_hints(Figures, include_extras=True)[name]).validate_python(entry)
    except ValidationError as error:
        faults = [_within(("figures", name), fault) for fault in error.errors(include_url=False)]
        raise first_fault(faults, _accepted(), {"figures": {name: entry}}) from None
    return entry


def figures_changed(changed: Mapping[str, object] | None) -> dict[str, object]:
    """Return the figures that a scenario changes, each as a place file would give it."""
    given = of_kind("changed", {} if changed is None else changed, Mapping, "a table of figures by name")
    return {name: check_figure(name, value) for name, value in given.items()}


def _within(where: tuple[str, ...], fault: ErrorDetails) -> ErrorDetails:
    return {**fault, "loc": (*where, *fault["loc"])}


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _accepted() -> dict[str, Any]:
    """Return the JSON Schema of a whole file, with the keys that begin one which is like another."""
    whole = _adapter(Place).json_schema()
    own = {name: {"description": text} for name, text in OWN_KEYS.items()}
    return {**whole, "properties": {**whole["properties"], **own}}


def place_schema() -> dict[str, Any]:
    """Return the JSON Schema of a place file, for an editor or another program."""
    whole = _adapter(Place).json_schema()
    partial = json.loads(json.dumps(whole).replace('"#/$defs/', '"#/$defs/Differing'))
    defs = {**whole.pop("$defs"), **{f"Differing{name}": kind for name, kind in partial.pop("$defs").items()}}
    del defs["DifferingFigures"]["required"]
    for table, kind in TABLES.items():
        own = defs[f"Differing{kind.__name__}"]
        own["required"] = ["between" if table == "interfaces" else "key"]
        del partial["properties"][table]["minItems"], partial["properties"]["sources"]["properties"][table]["required"]
    del partial["properties"]["sources"]["required"]
    partial["required"] = ["like", "name", "label"]
    partial["properties"] |= {
        "like": {"type": "string", "description": OWN_KEYS["like"]},
        "without": {"type": "array", "items": {"type": "string"}, "description": OWN_KEYS["without"]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A place of Common Ground",
        "if": {"required": ["like"]},
        "then": partial,
        "else": whole,
        "$defs": defs,
    }
