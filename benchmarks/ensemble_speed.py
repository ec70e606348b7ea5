"""Milliseconds a run on one core: the default place, six years and the warm-up, every outcome collected."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from benchmarks.timing import median, processor_seconds
from sim.model.care_system import CareSystem
from sim.model.ensemble import run_batch
from sim.scenario import Scenario, load_scenario

BATCHES, REPEATS = (32, 64, 128, 256), 3
_FIRST_SEED = count(100_000, 1_000)


class BatchSpeed(NamedTuple):
    """Milliseconds a run: with the warm-up, and where another arm has settled on the same seeds before."""

    batch: int
    cold: float
    warm: float


def measure(scenario: Scenario | None = None) -> list[BatchSpeed]:
    """Measure every batch size; each repeat takes seeds never run before."""
    scenario = scenario or load_scenario([])
    run_batch(scenario, range(2))
    return [_one(scenario, batch) for batch in BATCHES]


def _one(scenario: Scenario, batch: int) -> BatchSpeed:
    cold, warm = [], []
    for _ in range(REPEATS):
        first = next(_FIRST_SEED)
        seeds = range(first, first + batch)
        cold.append(processor_seconds(lambda seeds=seeds: run_batch(scenario, seeds)))
        warm.append(processor_seconds(lambda seeds=seeds: run_batch(scenario, seeds)))
    return BatchSpeed(batch, 1e3 * median(cold) / batch, 1e3 * median(warm) / batch)


def fixed_milliseconds(speeds: list[BatchSpeed]) -> tuple[float, float]:
    """Split a batch's cold time into a fixed part and a part for each run, by least squares over the batch sizes."""
    sizes, taken = [s.batch for s in speeds], [s.cold * s.batch for s in speeds]
    size, time = sum(sizes) / len(sizes), sum(taken) / len(taken)
    together = sum((a - size) * (b - time) for a, b in zip(sizes, taken, strict=True))
    slope = together / sum((a - size) ** 2 for a in sizes)
    return time - slope * size, slope


def mesa_seconds() -> tuple[float, float]:
    """Return processor seconds of one Mesa run of six years: with its warm-up, and without."""
    scenario = load_scenario([])
    cold, warm = [], []
    for _ in range(REPEATS):
        seed = next(_FIRST_SEED)
        cold.append(processor_seconds(lambda seed=seed: CareSystem(scenario, seed).run()))
        warm.append(processor_seconds(lambda seed=seed: CareSystem(scenario, seed).run()))
    return median(cold), median(warm)


if __name__ == "__main__":
    for speed in measure():
        print(f"batch {speed.batch}: {speed.cold:.2f} ms a run, {speed.warm:.2f} ms without the warm-up")
