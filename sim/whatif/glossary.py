"""The glossary: plain English for every word of the trade, one file for the page and for the documentation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from sim.place.file import read_yaml

_FILE = Path(__file__).with_name("glossary.yaml")


@cache
def glossary() -> dict[str, dict[str, str]]:
    """Return the meaning of each term, by part of the glossary."""
    return cast("dict[str, dict[str, str]]", read_yaml(_FILE))
