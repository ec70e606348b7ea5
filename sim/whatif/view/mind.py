"""What would change our mind, at first sight: how often the ranking flips, and how much rests on assumptions."""

from __future__ import annotations

from typing import Any

from sim.core.parameters import Evidence
from sim.report.text.sentence import arm_names
from sim.report.text.words import counts, in_futures, lower_first, upper_first
from sim.scenario import declarations
from sim.whatif.answer import Answer
from sim.whatif.mind import ahead


def mind(answer: Answer) -> dict[str, Any]:
    """Return how often each future comes out ahead, and what share of the numbers is assumed."""
    points = answer.points
    chosen = sum(declarations()[key].evidence is Evidence.CHOICE for key in points)
    return {
        "share_assumed": round(chosen / len(points), 3),
        "words": (
            f"{chosen} of the {len(points)} numbers that these futures vary are our own choices within a stated "
            "range: nobody has measured them."
        ),
        "flips": flips(answer),
    }


def flips(answer: Answer) -> str:
    """Say how often each future comes out ahead for people."""
    name_a, name_b = (lower_first(name) for name in arm_names(answer.comparison))
    found = ahead(answer.comparison)
    b, a = float((found > 0).mean()), float((found < 0).mean())
    count = counts(b, 1.0 - a - b, a, len(found))
    return (
        f"{upper_first(in_futures(b, count.better, count.of))} {name_b} comes out ahead for people on balance, "
        f"{in_futures(a, count.worse, count.of)} {name_a}; "
        f"{in_futures(1.0 - a - b, count.same, count.of)} they cannot be told apart."
    )
