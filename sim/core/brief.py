"""What an object of many values says of itself in Python: its kind and its values, as far as one line has room."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from sim.core.given import listed
from sim.core.shown import shown


def brief(self: Any) -> str:
    """Return a dataclass or a named tuple as one short line; give it to a class as its `__repr__`."""
    return line(type(self).__name__, self)


def line(title: str, one: Any) -> str:
    """Return the same under another title."""
    names = [item.name for item in fields(one)] if is_dataclass(one) else one._fields
    return f"<{title}: {listed(f'{name} {_value(getattr(one, name))}' for name in names)}>"


def _value(value: Any) -> str:
    if getattr(value, "ndim", 0):
        return f"array of {' by '.join(map(str, value.shape))}"
    return shown(value)
