"""What agents bought when it was measured last, for every report: a small file that `make agents` writes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from sim.analysis.agents import Agents

_FILE = Path(__file__).with_name("agents.json")
_DIGITS = 6


@cache
def kept() -> Agents:
    """Return what was measured last."""
    return Agents.read(json.loads(_FILE.read_text(encoding="utf-8")))


def write(found: Agents) -> Path:
    """Keep what was found; return the file."""
    lines = json.dumps(short(found.plain), ensure_ascii=False).replace('{"', '\n{"')
    _FILE.write_text(f"{lines.strip()}\n", encoding="utf-8")
    kept.cache_clear()
    return _FILE


def short(value: Any) -> Any:
    """Return plain data with numbers of a few digits."""
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, dict):
        return {key: short(one) for key, one in value.items()}
    return [short(one) for one in value] if isinstance(value, list | tuple) else value
