"""How much faster futures run compiled than in numpy: ratios from one run, on the same seeds, to the same bits.

`python -m benchmarks.compiled` prints them; it needs a C compiler.
"""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

import numpy as np

from benchmarks.timing import median, processor_seconds
from sim.model.ensemble import run_batch
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load_scenario

BATCHES, REPEATS = (8, 64, 256), 3
_FIRST_SEED = count(300_000, 1_000)


class Ratio(NamedTuple):
    """Processor time in numpy over that of the compiled rules, with all outcomes and with none."""

    batch: int
    outcomes: float
    none: float


def measure(scenario: Scenario | None = None) -> list[Ratio]:
    """Measure every batch size on seeds never run before; building is not counted."""
    scenario = scenario or load_scenario([])
    run_batch(scenario, range(2), machine="compiled")
    return [Ratio(batch, _ratio(scenario, batch, tuple(OUTCOMES)), _ratio(scenario, batch, ())) for batch in BATCHES]


def _ratio(scenario: Scenario, batch: int, outcomes: tuple[str, ...]) -> float:
    found = list[float]()
    for _ in range(REPEATS):
        first = next(_FIRST_SEED)
        seeds, made = range(first, first + batch), dict[str, dict[str, np.ndarray]]()

        def job(machine: str, seeds: range = seeds, made: dict[str, dict[str, np.ndarray]] = made) -> None:
            made[machine] = run_batch(scenario, seeds, outcomes=outcomes, machine=machine).series  # type: ignore[arg-type]

        found.append(
            processor_seconds(lambda job=job: job("numpy")) / processor_seconds(lambda job=job: job("compiled"))
        )
        if not all(np.array_equal(values, made["compiled"][name]) for name, values in made["numpy"].items()):
            raise AssertionError("compiled rules gave other bits than numpy")
    return median(found)


if __name__ == "__main__":
    for one in measure():
        print(f"{one.batch} runs a batch: {one.outcomes:.1f} times as fast with all outcomes, {one.none:.1f} with none")
