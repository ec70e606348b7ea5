"""The JSON Schema of a place file: editors accept what Common Ground accepts, and refuse the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from sim.place import place_schema

Data = dict[str, Any]


@pytest.fixture(scope="module")
def accepts() -> Callable[[object], bool]:
    return jsonschema_rs.Draft202012Validator(place_schema()).is_valid


def test_the_place_that_comes_with_common_ground_follows_the_schema(place_data: Data, accepts: Callable[..., bool]):
    assert accepts(place_data)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("figures", "beds", "value"), -1),
        (("figures", "beds", "value"), "520"),
        (("figures", "beds", "source"), ""),
        (("figures", "beds", "sauce"), "x"),
        (("organisations", 0, "leaders"), []),
        (("organisations", 0, "kind"), "hopsital"),
        (("organisations", 0, "key"), "Acute"),
        (("interfaces", 0, "between"), ["acute"]),
        (("projects", 0, "wicked"), "no"),
        (("sources", "projects", "treshold"), "x"),
        (("bedz",), 1),
    ],
)
def test_what_is_refused_breaks_the_schema(
    place_data: Data, accepts: Callable[..., bool], refusal: Any, at: tuple[Any, ...], value: object
):
    table: Any = place_data
    for step in at[:-1]:
        table = table[step]
    table[at[-1]] = value
    assert not accepts(place_data)
    assert refusal(place_data)


def test_every_key_says_what_it_is_and_every_number_its_unit():
    bare: list[str] = []

    def look(node: Any, name: str) -> None:
        if isinstance(node, dict):
            if node.get("type") == "number" and "unit" not in node:
                bare.append(name)
            for key, part in node.get("properties", {}).items():
                if "description" not in part and "properties" not in part and "$ref" not in part:
                    bare.append(f"{name}.{key}")
                look(part, f"{name}.{key}")
            for key, part in node.get("$defs", {}).items():
                look(part, key)

    look(place_schema(), "")
    assert bare == []
