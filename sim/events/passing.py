"""When a number comes to lie on the other side of a level, and not merely trembles about it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.core.arithmetic import Array


def passed(values: Array, level: float, margin: float) -> Iterator[tuple[int, int, bool]]:
    """Yield (index, row, whether upward) whenever a row passes a level by a margin.

    A row that is above has fallen once it lies a margin below the level, and a row below has risen once it lies a
    margin above.

    Args:
        values: shape (times, rows).
        level: what is passed.
        margin: how far beyond it counts.
    """
    above = values[0] >= level
    for index, now in enumerate(values[1:], 1):
        rises, falls = ~above & (now >= level + margin), above & (now <= level - margin)
        for row in (rises | falls).nonzero()[0]:
            yield index, int(row), bool(rises[row])
        above = (above | rises) & ~falls
