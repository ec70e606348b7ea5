"""What it was worth to find out when it was measured last, for every report: a small file that `make worth` writes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sim.analysis.kept_agents import short
from sim.analysis.worth_study import WorthFound

_FILE = Path(__file__).with_name("worth.json")


@cache
def kept() -> WorthFound:
    """Return what was measured last."""
    return WorthFound.read(json.loads(_FILE.read_text(encoding="utf-8")))


def write(found: WorthFound) -> Path:
    """Keep what was found; return the file."""
    text = (
        json.dumps(short(found.plain), ensure_ascii=False)
        .replace('{"name', '\n{"name')
        .replace('"worths"', '\n"worths"')
    )
    _FILE.write_text(f"{text.strip()}\n", encoding="utf-8")
    kept.cache_clear()
    return _FILE
