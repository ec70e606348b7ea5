"""The pinned baseline: yearly means of every outcome in four small runs.

When results are meant to move, write it anew with `python -m tests.regression.baseline`, in the same commit, and say in
CHANGELOG.md that results move and by how much.
"""

from __future__ import annotations

import json
from pathlib import Path

from sim.model.ensemble import run_batch
from tests.whole import practices, scenario

FILE = Path(__file__).with_name("baseline.json")
SEEDS = (0, 1)
ARMS = {
    "siloed": ("behaviour=siloed",),
    "collaborative": ("behaviour=collaborative", "pressure=hard_winter", "winter.year=0", *practices(0.5)),
}
Baseline = dict[str, dict[str, list[float]]]


def measure() -> Baseline:
    """Return, for each arm and outcome, the mean of a year in each run."""
    found: Baseline = {}
    for arm, overrides in ARMS.items():
        series = run_batch(scenario(*overrides), SEEDS).series
        found[arm] = {
            name: [float(values[:, run].mean()) for run in range(len(SEEDS))] for name, values in series.items()
        }
    return found


def read() -> Baseline:
    """Return what is pinned."""
    return json.loads(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    FILE.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {FILE.name}: now say in CHANGELOG.md that results move, and by how much")
