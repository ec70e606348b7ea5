"""How much each leading unknown number explains of what futures differ by, as last measured (`make worlds`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sim.analysis.kept_agents import short
from sim.analysis.shapley import Explained, Interval

_FILE = Path(__file__).with_name("decides.json")


@dataclass(frozen=True)
class Decided:
    """What was found.

    Attributes:
        label: the place, in plain English.
        behaviours: the base and the alternative.
        years: years of a run; the last is judged.
        worlds: in how many.
        together: share of what they differ by that all the numbers explain, with the ends of its 95% interval.
        numbers: what each explains, the largest fair share first.
    """

    label: str
    behaviours: tuple[str, ...]
    years: int
    worlds: int
    together: Interval
    numbers: tuple[Explained, ...] = field(repr=False)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Decided:
        """Return it from plain data."""
        numbers = tuple(Explained(one["name"], tuple(one["first"]), tuple(one["shapley"])) for one in data["numbers"])
        behaviours, every = tuple(data["behaviours"]), tuple(data["together"])
        return cls(**{**data, "behaviours": behaviours, "together": every, "numbers": numbers})


@cache
def kept() -> Decided:
    """Return what was measured last."""
    return Decided.read(json.loads(_FILE.read_text(encoding="utf-8")))


def write(found: Decided) -> Path:
    """Keep what was found; return the file."""
    text = json.dumps(short(asdict(found)), ensure_ascii=False).replace('{"name', '\n{"name')
    _FILE.write_text(f"{text}\n", encoding="utf-8")
    kept.cache_clear()
    return _FILE
