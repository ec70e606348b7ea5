"""CITATION.cff: how to cite, beside the source or within the installed package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

CITATION = "CITATION.cff"
_SOURCE = Path(__file__).resolve().parents[1]


def citation_file() -> Path | None:
    """Return where it stands; None where it was not installed."""
    return next((path for path in (_SOURCE / CITATION, _SOURCE.parent / CITATION) if path.is_file()), None)


@cache
def citation() -> dict[str, Any]:
    """Return what it says, as plain data; nothing where it was not installed."""
    import yaml

    path = citation_file()
    return {} if path is None else yaml.safe_load(path.read_text(encoding="utf-8"))


def authors() -> list[str]:
    """Return the names of people and of groups."""
    named = citation().get("authors", ())
    return [one.get("name") or f"{one.get('given-names', '')} {one['family-names']}".strip() for one in named]
