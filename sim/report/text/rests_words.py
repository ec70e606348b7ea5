"""What a result rests on of that which nobody knows: how many numbers, on what evidence, and which move it most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sim.core.counts import so_many
from sim.core.parameters import Evidence
from sim.report.text.words import joined
from sim.scenario import declarations
from sim.unknowns import LEAST, fixed, moves, nobody_knows, screened

LEADING = 3
"""Numbers that are named."""
_KINDS = {
    Evidence.CHOICE: "are our own choices",
    Evidence.TUNED: "tuned to a stated target",
    Evidence.MEMORY: "from memory",
    Evidence.DERIVED: "derived",
    Evidence.COMPUTED: "computed",
    Evidence.FOUND: "found in a source",
}


def leading(drawn: Sequence[str]) -> list[str]:
    """Return those numbers that were screened, what moves the effect of working together most first."""
    found = moves()
    return sorted((key for key in drawn if key in found), key=lambda key: -found[key].effect)


def rests_on_numbers(drawn: Sequence[str]) -> str:
    """Say how many numbers that nobody knows a result rests on, of which kinds, which move it most and what is fixed.

    Args:
        drawn: names of what each future draws; nothing where all stands at its default.
    """
    kinds, first = Counter(declarations()[key].evidence for key in drawn), leading(drawn)[:LEADING]
    of = joined([f"{kinds[kind]} {words}" for kind, words in _KINDS.items() if kinds[kind]])
    if not drawn:
        return (
            f"It rests on {so_many(len(nobody_knows()), 'numbers')} that nobody knows at their defaults, and draws none"
            f"{f': {len(fixed())} of them moved nothing when they were screened' if fixed() else ''}."
        )
    parts = [f"It rests on {so_many(len(drawn), 'numbers')} that nobody knows, of which {of}"]
    if first:
        named = joined([f"“{declarations()[key].label}”" for key in first])
        parts.append(f"; what working together changes moves most with {named}, each over its range by itself")
    still = [key for key in fixed() if key not in drawn]
    if still:
        parts.append(
            f"; {so_many(len(still), 'more numbers')} were screened and move nothing that a headline tells of by "
            f"{_share(LEAST)} of what matters, alone or in {so_many(len(screened()['worlds']), 'worlds')}, and stand "
            "at their defaults"
        )
    return f"{''.join(parts)}."


def _share(share: float) -> str:
    return "half" if share == 0.5 else f"{share:.0%}"
