"""What chance could have made, in words, and how many more futures it would take to tell."""

from __future__ import annotations

import numpy as np

HOPELESS = 100.0


def takes(times: float, run: int, what: str) -> str:
    """Say how many more it would take: 'to tell would take about 1,200 more worlds'.

    Args:
        times: how many times as many as were run.
        run: how many were.
        what: they are.
    """
    if not np.isfinite(times) or times > HOPELESS:
        return f"a hundred times as many {what} would not tell"
    more = max(1.0, (times - 1.0) * run)
    step = 10.0 ** max(0, int(np.log10(more)) - 1)
    return f"to tell would take about {int(np.ceil(more / step) * step):,} more {what}"
