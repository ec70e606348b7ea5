"""Measure sweeps and write `benchmarks/sweep.md`: `python -m benchmarks.sweep`, some minutes on two free cores.

Times are by the clock, so the machine must be free; beside each stands the processor time of all processes, which
other work at the same time changes less.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.timing import machine, median
from sim.cli.sweep_options import ask_sweep
from sim.sweep import open_results, sweep
from sim.sweep.chunks import Receipt
from sim.sweep.limit import serial
from sim.sweep.plan import Chunk, Study
from sim.sweep.processes import processes
from sim.sweep.work import run_chunk

RESULTS = Path(__file__).with_name("sweep.md")
POINTS, REPLICATIONS, WORKERS, REPEATS = 100, 100, 2, 5
QUERY = "select point, outcome, year, avg(value), quantile_cont(value, 0.9) from runs group by all"


class Taken(NamedTuple):
    """What a sweep took: seconds by the clock, of processors, and of them in running chunks alone."""

    clock: float
    processors: float
    folder: Path
    reused: int
    chunks: int


def measure(root: Path, executor: Any) -> Taken:
    """Run the sweep, or go on with it."""
    words = ["design=lhs", f"points={POINTS}", "vary=[trust.asymmetry,decision.price]", f"replications={REPLICATIONS}"]
    before, start = processor_seconds(), time.perf_counter()
    done = sweep(ask_sweep(words).plan, root, executor, argv=["common-ground", "sweep", *words])
    return Taken(time.perf_counter() - start, processor_seconds() - before, done.folder, done.reused, done.chunks)


def processor_seconds() -> float:
    """Return the processor time of this process and of all it started that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def overhead(root: Path, chunks: list[float]) -> tuple[Taken, float]:
    """Run serially; return what it took and the share that is not running chunks: plan, checks, merge."""

    def timed(
        study: Study, chunk: Chunk, lost: dict[int, str] | None = None, tell: Callable[[int], None] | None = None
    ) -> Receipt:
        start = time.process_time()
        receipt = run_chunk(study, chunk, lost, tell)
        chunks.append(time.process_time() - start)
        return receipt

    taken = measure(root, partial(serial, timed))
    return taken, 1.0 - sum(chunks) / taken.processors


def query_seconds(folder: Path) -> tuple[int, float]:
    """Return the rows of runs, and the seconds of a group-by over all of them."""
    results, taken = open_results(folder), list[float]()
    results.sql("select 1")
    for _ in range(REPEATS):
        start = time.perf_counter()
        results.sql(QUERY)
        taken.append(time.perf_counter() - start)
    return int(results.sql("select count(*) as rows from runs")["rows"].item()), median(taken)


def main() -> None:
    """Measure, print and write."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        chunks: list[float] = []
        alone, share = overhead(Path(folder, "serial"), chunks)
        both = measure(Path(folder, "processes"), partial(processes, run_chunk, workers=WORKERS, limit=900.0))
        for name in ("SHA256SUMS", "runs.parquet"):
            (both.folder / name).unlink()
        again = measure(Path(folder, "processes"), partial(serial, run_chunk))
        rows, asked = query_seconds(both.folder)
        size = sum(path.stat().st_size for path in both.folder.rglob("*") if path.is_file()) / 1e6
    runs = POINTS * REPLICATIONS
    lines = [
        "# How fast a sweep is",
        "",
        f"{machine()}. Load when it began: {load:.1f}.",
        "",
        f"{POINTS} points of a Latin hypercube over two numbers, {REPLICATIONS} replications of each, six years: "
        f"{runs:,} runs, all outcomes kept at years 1, 3 and 6, in {alone.chunks} chunks of "
        f"{np.median(chunks):.1f} s of one core.",
        "",
        "| what | seconds by the clock | seconds of processors |",
        "|---|---:|---:|",
        f"| executor=serial | {alone.clock:.0f} | {alone.processors:.0f} |",
        f"| executor=processes workers={WORKERS} | {both.clock:.0f} | {both.processors:.0f} |",
        f"| the same command when only the merge was missing | {again.clock:.1f} | {again.processors:.1f} |",
        "",
        f"- {WORKERS} processes are {alone.clock / both.clock:.2f} times as fast as one.",
        f"- Plan, checks and merge take {share:.1%} of the processor time.",
        f"- Going on repeated {again.chunks - again.reused} of {again.chunks} finished chunks.",
        f"- On disk {size:.0f} MB: {1e6 * size / rows:.1f} bytes a run, outcome and year, chunks included.",
        f"- SQL: mean and quantile by point, outcome and year over {rows:,} rows in {asked:.2f} s.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
