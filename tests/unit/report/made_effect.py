"""Effects and shares made up for tests of what is written: every number is chosen."""

from __future__ import annotations

from sim.analysis.effect import Effect, Shares
from sim.outcomes import OUTCOMES

SAME = Shares(0.0, 1.0, 0.0)


def effect(
    name: str, base: float, median: float, *, ends: tuple[float, float] | None = None, shares: Shares = SAME
) -> Effect:
    """Return an effect in year 3 over forty futures; its interval is the difference alone unless its ends are given."""
    low, high = ends or (median, median)
    return Effect(OUTCOMES[name], 3, 40, base, median, low, high, shares, shares)
