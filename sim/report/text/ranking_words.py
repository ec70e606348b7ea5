"""What chance could have made, in words, and how many more futures it would take to tell."""

from __future__ import annotations

import numpy as np

from sim.analysis.ranking import Ranking
from sim.core.counts import singular, so_many

HOPELESS = 100.0


def takes(times: float, run: int, what: str) -> str:
    """Say how many more it would take: 'to tell would take about 1,200 more worlds'.

    Args:
        times: how many times as many as were run.
        run: how many were.
        what: they are, several of them, such as "worlds" or "futures of each world".
    """
    if not np.isfinite(times) or times > HOPELESS:
        return f"a hundred times as many {what} would not tell"
    return f"to tell would take about {_more(times, run, what)}"


def would_tell(order: Ranking, worlds: int, each: int, least: int = 2) -> str:
    """Say what would tell in the fewest runs where chance could have made an order: worlds, futures of each, or both.

    Args:
        order: the ranking.
        worlds: how many were run.
        each: futures of each world.
        least: how many of these it takes to see what chance does.
    """
    if each < least:
        return f"what chance does cannot be seen in fewer than {so_many(least, 'futures')} of each world"
    if order.both**2 < min(order.points, order.futures) and order.both <= HOPELESS:
        return f"{takes(order.both, worlds, 'worlds')}, and {_more(order.both, each, 'futures of each')}"
    if order.futures < order.points:
        return takes(order.futures, each, "futures of each world")
    return takes(order.points, worlds, "worlds")


def _more(times: float, run: int, what: str) -> str:
    more = max(1.0, (times - 1.0) * run)
    step = 10.0 ** max(0, int(np.log10(more)) - 1)
    rounded = int(np.ceil(more / step) * step)
    return f"{rounded:,} more {what if rounded > 1 else singular(what)}"
