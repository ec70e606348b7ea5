"""Parts of a gap as they are written: each rounded as its outcome is, and a rest that makes them add up.

Rule      What is left over is the gap that is shown less the parts that are shown, not the rest that was found rounded
          by itself: who adds what stands in a table or beside the bars of a picture finds the gap that stands there.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.channels import CHANNELS
from sim.outcomes import Outcome
from sim.report.text.written import rounded

LEFT, ALL = "acting together", "all"


def shown(declared: Outcome, parts: Mapping[str, float]) -> dict[str, float]:
    """Return the parts of a gap by channel, what is left over and all of it, as numbers that add up where written.

    Args:
        declared: the outcome.
        parts: of each channel, and of all.
    """
    made = {name: rounded(declared, parts[name]) for name in (*CHANNELS, ALL)}
    left = made[ALL] - sum(made[channel] for channel in CHANNELS)
    return {**{name: made[name] for name in CHANNELS}, LEFT: rounded(declared, left), ALL: made[ALL]}
