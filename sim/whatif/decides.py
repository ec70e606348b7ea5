"""What decides who comes out ahead: how much of what worlds differ by each leading unknown number explains.

Rule      The leading numbers of the screening by rank correlation (`sim.whatif.mind`) share what they explain of how
          much better B comes out in the default question, in as many worlds again that the screening did not see:
          chosen and measured in the same worlds, each would look stronger than it is.
Source    Shapley effects by nearest neighbours: sim.analysis.shapley
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from sim.analysis.shapley import Explained, Interval, explained
from sim.unknowns import drawn
from sim.whatif.mind import TRIED, leading, scores

SHARING, DIGITS = 6, 5
"""Numbers that share, and digits kept."""
_KEPT = Path(__file__).with_name("decides.json")


@cache
def _stored() -> dict[str, Any]:
    return json.loads(_KEPT.read_text(encoding="utf-8"))


def shares() -> list[Explained]:
    """Return how much each explains, the largest Shapley effect first."""
    return [Explained(name, tuple(first), tuple(fair)) for name, first, fair in _stored()["numbers"]]


def together() -> Interval:
    """Return how much they explain together, with its interval."""
    return tuple(_stored()["together"])


def worlds() -> int:
    """Return in how many worlds that was found."""
    return int(_stored()["worlds"])


def write() -> int:
    """Find anew what each explains (`make worlds`, after the screening); return in how many worlds."""
    tried = range(TRIED, 2 * TRIED)
    found, every = explained(drawn(tried, leading()[:SHARING]), scores(tried))
    numbers = [[one.name, _short(one.first), _short(one.shapley)] for one in found]
    data = {"worlds": len(tried), "numbers": numbers, "together": _short(every)}
    _KEPT.write_text(f"{json.dumps(data, indent=1)}\n", encoding="utf-8")
    _stored.cache_clear()
    return worlds()


def _short(values: Interval) -> list[float]:
    return [round(x, DIGITS) for x in values]
