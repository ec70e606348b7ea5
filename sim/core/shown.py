"""What somebody gave, as an error names it: on one line, and cut where it is long, such as an array of many numbers."""

from __future__ import annotations

from typing import Any

SHOWN = 60  # characters of a value


def shown(value: Any) -> str:
    """Return a value as one short line."""
    plain: Any = value.item() if getattr(value, "ndim", None) == 0 else value  # a number of numpy's as a plain one
    text = " ".join(repr(plain).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
