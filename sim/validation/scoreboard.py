"""The scoreboard: which known facts the model gets right and wrong, as they were last measured in full."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.validation import FACTS, Fact, Measured

_FILE = Path(__file__).with_name("scoreboard.json")


def scoreboard() -> dict[str, Any]:
    """Return `holds`, `total`, `came_out` (holding and all that came out rather than were put in) and the `facts`."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def write(found: Mapping[str, Measured]) -> Path:
    """Keep what `python -m experiments.validate` has measured; return the file."""
    facts = [{"id": name, **entry_of(FACTS[name], measured)} for name, measured in found.items()]
    free = [fact for fact in facts if fact["kind"] == "came out"]
    board = {
        "holds": sum(fact["holds"] for fact in facts),
        "total": len(facts),
        "came_out": [sum(fact["holds"] for fact in free), len(free)],
        "facts": facts,
    }
    _FILE.write_text(json.dumps(board, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return _FILE


def entry_of(known: Fact, measured: Measured) -> dict[str, Any]:
    """Return what is kept of one fact: what it says and asks, and what was found."""
    return {
        "says": known.sentence,
        "asked": known.tolerance,
        "found": measured.text,
        "holds": measured.passed,
        "kind": known.kind,
        "source": known.source,
    }
