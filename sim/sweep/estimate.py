"""What a sweep would take: points, runs, time and disk, before anything starts.

The time is from a small batch timed now on this machine, scaled by runs, batches and years; the disk from the size of
a row (measured: benchmarks/sweep.md). Both are meant to be right within a factor of two.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from sim.core.counts import so_many
from sim.model.ensemble import run_batch
from sim.plan import Plan
from sim.sweep.plan import NEW_BATCH, SweepPlan, group_of

BYTES_A_ROW = 7.6  # a run, outcome and year, in the chunk and again in the merged table
TRIAL = 64


def seconds_on_one_core(plan: SweepPlan, size: int = 0) -> float:
    """Return about how long the runs take on one core."""
    trial = replace(plan.base, years=1, warm_up_years=2, plan=Plan())  # a plan may begin later, and takes little time
    run_batch(trial, range(2))
    start = time.perf_counter()
    run_batch(trial, range(TRIAL))
    years = (plan.base.years + plan.base.warm_up_years) / (trial.years + trial.warm_up_years)
    each = (time.perf_counter() - start) * years / (TRIAL + NEW_BATCH)
    chunks = plan.chunks(size)
    batches = sum(len(list(groupby(chunk.values, group_of))) for chunk in chunks)
    return each * (plan.runs + NEW_BATCH * batches)


def estimate(plan: SweepPlan, workers: int, size: int, root: Path) -> Iterator[str]:
    """Yield lines that say what a sweep would take."""
    chunks = plan.chunks(size)
    seconds = seconds_on_one_core(plan, size) / max(1, min(workers, len(chunks)))
    rows = plan.runs * len(plan.outcomes) * len(plan.years)
    there = next(folder for folder in (root.absolute(), *root.absolute().parents) if folder.is_dir())
    yield f"Points        {len(plan.points):,} ({', '.join(plan.names[:6])}{', ...' if len(plan.names) > 6 else ''})"
    yield f"Runs          {plan.runs:,}: {plan.replications:,} of each point, {so_many(plan.base.years, 'years')}"
    yield f"Chunks        {len(chunks):,}"
    yield f"Time          about {_said(seconds)} with {so_many(workers, 'processes')}"
    free = shutil.disk_usage(there).free / 1e6
    yield f"Disk          about {2 * rows * BYTES_A_ROW / 1e6:,.0f} MB, of {free:,.0f} MB free"
    yield f"Folder        {root / f'sweep-{plan.digest}'}"
    yield "Nothing was run (dry_run=true)."


def _said(seconds: float) -> str:
    if seconds < 120:
        return so_many(f"{seconds:.0f}", "seconds")
    return so_many(f"{seconds / 60:.0f}", "minutes") if seconds < 7200 else f"{seconds / 3600:.1f} hours"
