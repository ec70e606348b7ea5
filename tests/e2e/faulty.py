"""A model with faults, for sweeps over `trust.asymmetry` from 1 to 3 by a Latin hypercube of FAULTY points.

Put into every process by `sitecustomize`, which Python imports when it starts. A Latin hypercube has one point in each
slice of the range, so exactly one point raises (slice 0), one has evidence that is not a number (1), one never ends
(2), and where FAULTY_DEADLY says so one ends its process (3). Each does so in one of its replications alone.
"""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np

import sim.model.engine

RAISES, NOT_A_NUMBER, ENDLESS, DEADLY = range(4)
REPLICATION = 1
SITE = "import tests.e2e.faulty\n"
_step = sim.model.engine.Machine.step


def step(self: Any, state: Any, streams: Any, week: int, **more: Any) -> None:
    """Advance a batch by a round; in the first after month 0, let slices fail."""
    _step(self, state, streams, week, **more)
    if week != 0:
        return
    asymmetry = np.broadcast_to(self.scenario.parameters["trust"].asymmetry, len(streams.replicates))
    slices = np.floor((asymmetry - 1.0) / 2.0 * int(os.environ["FAULTY"]))
    slices = np.where(streams.replicates == REPLICATION, slices, -1)
    if (slices == DEADLY).any() and "FAULTY_DEADLY" in os.environ:
        os._exit(3)
    while (slices == ENDLESS).any():
        time.sleep(0.02)  # and keeps no processor from the others
    if (slices == RAISES).any():
        raise ZeroDivisionError("a fault put in by a test")
    state.organisation_kept[..., slices == NOT_A_NUMBER] = np.nan


if "FAULTY" in os.environ:
    sim.model.engine.Machine.step = step  # pyright: ignore[reportAttributeAccessIssue]
