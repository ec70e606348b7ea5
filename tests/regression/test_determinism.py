"""The same run gives the same bits in another process, under another hash seed, and over any number of workers."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.model.care_system import CareSystem
from sim.model.ensemble import run_arms, run_batch
from tests.pace import HANG
from tests.whole import arrays_of, differing, practices, scenario

ROOT = Path(__file__).parents[2]
OVERRIDES = ("behaviour=mixed", "pressure=hard_winter", "place.figures.pooled_share=0.3", *practices(0.6))


def fingerprint() -> str:
    """Return a hash of every outcome and of the whole last state, in an ensemble and in Mesa."""
    digest = hashlib.sha256()
    batch, model = (
        run_batch(scenario(*OVERRIDES), [4, 5], details=True, snapshots=[13]),
        CareSystem(scenario(*OVERRIDES), 4),
    )
    model.run()
    for arrays in (batch.series, batch.details, arrays_of(batch.snapshots[13]), model.recorder.arrays()):
        for name, values in arrays.items():
            digest.update(name.encode() + np.ascontiguousarray(values).tobytes())
    digest.update(str(model.datacollector.get_agent_vars_dataframe().to_csv()).encode())
    digest.update(scenario(*OVERRIDES).place.digest.encode() + repr(scenario(*OVERRIDES).settled_key).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("hash_seed", ["0", "4242"])  # a third is that of this process
def test_another_process_with_another_hash_seed_gives_the_same_bits(hash_seed: str) -> None:
    code = "from tests.regression.test_determinism import fingerprint; print(fingerprint())"
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == fingerprint()


def test_a_run_repeated_in_one_process_gives_the_same_bits() -> None:
    assert fingerprint() == fingerprint()


def test_the_fingerprint_tells_runs_apart() -> None:
    made = scenario(*OVERRIDES)
    one, other = (run_batch(m, [4]).series for m in (made, made.varied({"trust.asymmetry": 2.5 * (1.0 + 1e-12)})))
    assert differing(one, other), "a change in the last digits must show"


def test_spawned_workers_give_the_bits_of_one_process() -> None:
    arms = [scenario(*OVERRIDES), scenario("behaviour=siloed")]
    alone, spread, progress = run_arms(arms, range(5), details=True), None, []
    spread = run_arms(arms, range(5), details=True, workers=2, batch=2, progress=progress.append)
    for one, two in zip(alone, spread, strict=True):
        assert one.seeds == two.seeds == (0, 1, 2, 3, 4)
        assert not differing(one.series, two.series) and not differing(one.details, two.details)
    assert sum(progress) == 10 and len(progress) == 3
