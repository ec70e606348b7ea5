"""`common-ground sweep`: many points, many futures of each; stopped at will, resumed by the same command."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children
from pathlib import Path

from sim.cli.machine import on_its_machine
from sim.cli.progress import screen
from sim.cli.sweep_options import AskedSweep, ask_sweep
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.report.text.elicited_words import in_sweep
from sim.store import StoreError
from sim.store.atomic import clear_partials
from sim.sweep.chunks import Receipt
from sim.sweep.drive import Executor, sweep
from sim.sweep.estimate import estimate
from sim.sweep.folder import check_configuration
from sim.sweep.limit import serial
from sim.sweep.plan import Chunk, Study
from sim.sweep.processes import processes
from sim.sweep.work import run_chunk

EVERY = 15.0  # seconds between lines of progress where there is no terminal


@on_its_machine
def run(words: Sequence[str]) -> Path:
    """Do what the command asks; return the folder of results."""
    asked, console = ask_sweep(words), screen()
    plan, root = asked.plan, asked.settings["results"]
    if asked.settings["resume"]:
        folder = Path(asked.settings["resume"])
        check_configuration(folder, plan.config)
        if folder.resolve().name != f"sweep-{plan.digest}":
            raise InputError(f"resume = {str(folder)!r}: expected a folder named sweep-{plan.digest}")
        root = folder.resolve().parent
    for line in in_sweep(asked.settings["elicited"]) if asked.settings["elicited"] else ():
        console.print(line, markup=False)
    if asked.settings["dry_run"]:
        for line in estimate(plan, asked.workers, asked.settings["chunk"], Path(root)):
            console.print(line, markup=False)
        return Path(root) / f"sweep-{plan.digest}"
    console.print(
        f"{so_many(len(plan.points), 'points')}, {so_many(plan.replications, 'futures')} of each: "
        f"{so_many(plan.runs, 'runs')}."
    )
    try:
        with telling(plan.runs) as tell:
            done = sweep(
                plan,
                root,
                executor(asked),
                argv=asked.argv,
                size=asked.settings["chunk"],
                tell=tell,
                workers=asked.workers,
            )
    except KeyboardInterrupt:
        logging.disable(logging.CRITICAL)  # what Dask says of workers that end is no news
        for child in active_children():  # they have been told to end: what they were writing is of no use
            child.join(1.0)
        clear_partials(Path(root) / f"sweep-{plan.digest}")
        raise KeyboardInterrupt(f"stopped; finished chunks are kept. This goes on with them: {asked.command}") from None
    if done.aside:
        console.print(f"{len(done.aside)} damaged or foreign files were set aside and run again.", markup=False)
    console.print(
        f"{so_many(done.chunks, 'chunks')}, {done.reused} of them from before, in {done.seconds:.1f} seconds. "
        f"Results: {done.folder}",
        markup=False,
        soft_wrap=True,
    )
    if done.failures:
        first = done.failures[0]
        raise StoreError(
            f"{len(done.failures)} of {so_many(len(plan.points), 'points')} failed and are left out, the first point "
            f"{first.point} ({first.error[:200]}): see {done.folder / 'errors'}"
        )
    return done.folder


def executor(asked: AskedSweep) -> Executor:
    """Return where chunks are to run."""
    settings, name = asked.settings, asked.settings["executor"]
    if name == "serial":
        return partial(serial, run_chunk, limit=settings["limit"])
    if name == "processes":
        return partial(processes, run_chunk, workers=asked.workers, limit=settings["limit"])
    jobs = settings["slurm"] if name == "slurm" else None

    def on_dask(study: Study, chunks: Sequence[Chunk]) -> Generator[Receipt, None, None]:
        from sim.sweep.cluster import dask

        return dask(run_chunk, study, chunks, asked.workers, settings["limit"], settings["address"], jobs)

    return on_dask


@contextmanager
def telling(runs: int) -> Iterator[Callable[[int, bool], None]]:
    """Give a function that tells of finished runs: a bar in a terminal, a line now and then elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    began, made, shown = time.monotonic(), [0, 0], [time.monotonic()]
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    terminal = sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not terminal) as bar:
        task = bar.add_task(f"{so_many(runs, 'runs')}", total=runs, rate="")

        def tell(finished: int, before: bool) -> None:
            made[before] += finished
            rate = made[0] / max(time.monotonic() - began, 1e-9)
            bar.update(task, advance=finished, rate=f"{rate:.0f} a second")
            if not terminal and not before and time.monotonic() - shown[0] > EVERY:
                shown[0], left = time.monotonic(), (runs - sum(made)) / max(rate, 1e-9)
                sys.stdout.write(
                    f"{sum(made):,} of {so_many(runs, 'runs')}, {rate:.0f} a second, about {left:.0f} s left\n"
                )
                sys.stdout.flush()

        yield tell
