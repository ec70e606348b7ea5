"""Say in one line what pydantic found wrong with plain data: where, the value, what is accepted, the nearest name.

What would be accepted is read from the JSON Schema at the place of the fault, so nothing is declared twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from pydantic_core import ErrorDetails

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place.columns import KEY

Node = Mapping[str, Any]
Where = tuple[int | str, ...]
MOST_NAMES = 12
_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


def first_fault(faults: Sequence[ErrorDetails], schema: Node, data: object) -> InputError:
    """Return the fault to mend first: a name that nobody knows may be why another is missing.

    Args:
        faults: what pydantic found.
        schema: JSON Schema of what was expected.
        data: what was given.
    """
    kinds = [fault["type"] for fault in faults]
    first = next(
        (n for n, kind in enumerate(kinds) if kind in _UNKNOWN), kinds.index("missing") if "missing" in kinds else 0
    )
    return InputError(_line(faults[first], schema, data))


def _line(fault: ErrorDetails, schema: Node, data: object) -> str:
    where, kind = fault["loc"], fault["type"]
    if kind == "missing" and isinstance(where[-1], int):  # a pair of one
        where, kind = where[:-1], "too_short"
    if where and isinstance(where[-1], int) and not is_list(value_at(where[:-1], data)):  # one word, read as a list
        where = where[:-1]
    at = dotted(where, data)
    if kind in _UNKNOWN or kind == "missing":
        table = schema_at(where[:-1], schema)["properties"]
        inside, name = dotted(where[:-1], data), str(where[-1])
        said = unknown(name, table) if kind in _UNKNOWN else _missing(name, table[name])
        return f"{inside}: {said}" if inside else said
    node, value = schema_at(where, schema), value_at(where, data)
    if kind in ("too_short", "too_long"):
        return f"{at}: {len(value) if is_list(value) else 0} given, expected {_count(node)}"
    if "enum" in node and isinstance(value, str):
        return f"{at}: {unknown(shown(value)[1:-1], words(node), 'word')}"
    return f"{at or 'the file'} = {shown(value)}: {_expected(node, value)}"


def _missing(name: str, node: Node) -> str:
    return f"missing key '{name}'" + (f" ({node['description']})" if "description" in node else "")


def _expected(node: Node, value: object) -> str:
    """Say what would be accepted where the schema has this node."""
    if "unit" in node:
        low, high = (node.get(f"exclusive{end}", node.get(end.lower())) for end in ("Minimum", "Maximum"))
        span = f"above {low:g} and below" if "exclusiveMinimum" in node else f"from {low:g} to"
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return f"{'must lie' if is_number else 'expected a number'} {span} {high:g} ({node['unit']})"
    if "enum" in node:
        return f"expected one of {', '.join(words(node))}"
    if "properties" in node:
        names = list(node["properties"])
        return f"expected a table with {', '.join(names[:MOST_NAMES])}{', ...' if len(names) > MOST_NAMES else ''}"
    kind = node.get("type")
    if kind == "array":
        return "expected a list"
    if kind == "boolean":
        return "expected true or false"
    if node.get("pattern") == KEY:
        return "expected a name of small letters, digits and _ (40 at most, a letter first)"
    return f"expected one printable line of text, at most {node.get('maxLength')} characters"


def words(node: Node) -> list[str]:
    """Return the words that a schema accepts."""
    return [word for word in node["enum"] if word is not None]


def _count(node: Node) -> str:
    low, high = node["minItems"], node["maxItems"]
    return f"{low}" if low == high else f"{low} to {high}"


def schema_at(where: Where, schema: Node) -> Node:
    """Return the part of a JSON Schema that describes what stands somewhere in the data."""
    node = schema
    for step in (None, *where):
        if isinstance(step, int):
            node = next((one for one in node.get("anyOf", ()) if "items" in one), node)
            node = node["prefixItems"][step] if "prefixItems" in node else node["items"]
        elif step is not None:
            node = node["properties"][step]
        if "$ref" in node:
            node = {**schema["$defs"][node["$ref"].rpartition("/")[2]], **node}
    return {**node["anyOf"][0], **node} if "anyOf" in node else node


def value_at(where: Where, data: object) -> object:
    """Return what stands somewhere in the data; None where nothing does."""
    for step in where:
        if is_table(data):
            data = data.get(str(step))
        elif is_list(data) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def dotted(where: Where, data: object) -> str:
    """Write where something stands; an item of a list is named by its own key, or the two organisations it joins."""
    text = ""
    for number, step in enumerate(where):
        name = str(step) if isinstance(step, str) else _own_name(value_at(where[: number + 1], data))
        text += f".{name}" if name else f"[{step}]"
    return text.removeprefix(".")


def _own_name(item: object) -> str:
    if not is_table(item):
        return ""
    ends = item.get("between")
    keys = ends if is_list(ends) and len(ends) == 2 else [item.get("key")]
    return "-".join(str(key) for key in keys) if all(isinstance(k, str) and re.fullmatch(KEY, k) for k in keys) else ""


def is_table(value: object) -> TypeGuard[dict[str, Any]]:
    """Say whether plain data is a table."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Say whether plain data is a list."""
    return isinstance(value, list)


def shown(value: object) -> str:
    """Write a value in a message: short, on one line."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    written = repr(value[:60] + "..." if isinstance(value, str) and len(value) > 60 else value)
    return {"None": "null", "True": "true", "False": "false"}.get(written, written)
