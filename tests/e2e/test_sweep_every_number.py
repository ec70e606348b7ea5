"""R9: every number that can vary gives, as one column of a batch, the bits of the run in which it is simply set.

A run by itself for each of several hundred numbers takes minutes: here an eighth of them, in `make soak` all.
"""

from __future__ import annotations

import os
import random

import numpy as np
import pytest

from sim.model.ensemble import run_batch
from sim.outcomes import OUTCOMES
from sim.scenario import declarations, load_scenario
from tests.whole import one_at_a_time


@pytest.mark.slow
def test_every_number_may_differ_from_run_to_run():
    base = load_scenario(["years=1", "warm_up_years=2"])
    changes = [
        (key, 0.3 * d.plausible[0] + 0.7 * d.plausible[1])
        for key, d in declarations().items()
        if d.unit is not None and d.plausible is not None
    ]
    batch = run_batch(one_at_a_time(base, changes), [5] * (len(changes) + 1)).series
    differing = []
    numbered = list(enumerate(changes, 1))
    tried = numbered if os.environ.get("SOAK") else random.Random(9).sample(numbered, len(numbered) // 8)
    for run, (key, value) in tried:
        alone = run_batch(base.varied({key: value}), [5]).series
        if any(not np.array_equal(batch[name][:, run], alone[name][:, 0]) for name in OUTCOMES):
            differing.append(key)
    assert differing == []
