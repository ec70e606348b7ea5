"""The four-week round written one agent at a time in Mesa: slow and plain, so that it can be read beside the formulas.

It knows nothing of the arrays of `sim.world.network` and `sim.world.joins`, builds its own graph from the place file,
and takes its draws from the same streams. `tests/regression/test_oracle.py` compares it with the arrays.
"""

from __future__ import annotations

from tests.reference.loading import differences, load
from tests.reference.model import ReferenceRound

__all__ = ["ReferenceRound", "differences", "load"]
