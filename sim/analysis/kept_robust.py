"""What held under rival theories when it was measured last, for reports: a small file that `make robust` writes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sim.analysis.kept_agents import short
from sim.analysis.robust import Robust

_FILE = Path(__file__).with_name("robust.json")


@cache
def kept() -> Robust:
    """Return what was measured last."""
    return Robust.read(json.loads(_FILE.read_text(encoding="utf-8")))


def write(found: Robust) -> Path:
    """Keep what was found; return the file."""
    text = json.dumps(short(found.plain), ensure_ascii=False).replace('{"family', '\n{"family')
    _FILE.write_text(f"{text}\n", encoding="utf-8")
    kept.cache_clear()
    return _FILE
