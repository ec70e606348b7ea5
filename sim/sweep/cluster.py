"""Executor on Dask: a cluster of this machine, one at an address, or jobs that Slurm starts (extra `dask`).

A task runs one chunk and writes it to the results folder, which every worker must see under the same path. Before it
begins it asks whether its chunk is already there and whole, for Dask runs a task again when a worker dies. A chunk
whose workers died again and again runs here, in a process of its own that shows which point ends it. Whoever
can reach a Dask scheduler can run code on its workers: the local one listens on this machine alone; between machines
use a network you trust, or TLS.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any

from sim.core.parameters import InputError
from sim.sweep.chunks import Receipt, find_one
from sim.sweep.limit import within
from sim.sweep.plan import Chunk, Study
from sim.sweep.processes import Job, later, leave_with_parent, processes

MISSING = "executor={executor} needs Dask: pip install 'common-ground[dask]'"
_QUIET = {
    "distributed.worker.daemon": True,
    "distributed.nanny.pre-spawn-environ.OMP_NUM_THREADS": 1,
    "logging.distributed": "critical",
}


def once(job: Job, study: Study, chunk: Chunk, limit: float) -> Receipt:
    """Run a chunk unless it is already there."""
    return find_one(study, chunk) or within(job, study, chunk, limit)


def dask(
    job: Job,
    study: Study,
    chunks: Sequence[Chunk],
    workers: int,
    limit: float = math.inf,
    address: str = "",
    jobs: Mapping[str, Any] | None = None,
) -> Generator[Receipt, None, None]:
    """Run chunks on Dask; yield receipts as they come.

    Args:
        job: runs one chunk.
        study: what all chunks share.
        chunks: what to run.
        workers: worker processes, where this makes the cluster.
        limit: seconds that a chunk, or a point of one that took longer, may take.
        address: scheduler to use, such as `tcp://10.0.0.5:8786`; otherwise a cluster is made.
        jobs: what each Slurm job asks for; otherwise the cluster is of this machine.
    """
    try:
        from dask import config
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise InputError(MISSING.format(executor="dask")) from None
    with ExitStack() as stack:
        stack.enter_context(config.set(_QUIET))
        with nullcontext() if address else later():
            if address:
                where: Any = address
            elif jobs is not None:
                where = stack.enter_context(slurm(jobs))
                where.scale(jobs=int(jobs.get("jobs", 1)))
            else:
                where = stack.enter_context(_local(workers))
            try:
                client = stack.enter_context(Client(where, timeout=20, set_as_default=False))
            except (OSError, ValueError) as error:
                raise InputError(f"address = {address!r}: no Dask scheduler answers ({error})") from None
            if not address and jobs is None:
                client.run(leave_with_parent)
        shared = client.scatter(study, broadcast=True) if len(chunks) > 1 else study
        futures = {
            client.submit(once, job, shared, chunk, limit, key=f"chunk-{study.digest}-{chunk.number}"): chunk
            for chunk in chunks
        }
        try:
            for future in as_completed(futures, loop=client.loop):
                try:
                    yield future.result()
                except KilledWorker:
                    yield from processes(job, study, [futures[future]], 1, limit)
        finally:
            client.cancel(list(futures))


def _local(workers: int) -> Any:
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=":0",
        silence_logs=50,
    )


def slurm(jobs: Mapping[str, Any]) -> Any:
    """Return a cluster whose workers are Slurm jobs. Its job script is tested as text; no Slurm has run it yet.

    Args:
        jobs: what a job asks for: `queue`, `cores`, `memory`, `walltime`, `account`, `jobs`.
    """
    try:
        from dask_jobqueue.slurm import SLURMCluster
    except ImportError:
        raise InputError(MISSING.format(executor="slurm")) from None
    cores = int(jobs.get("cores", 1))
    return SLURMCluster(
        queue=jobs.get("queue"),
        account=jobs.get("account"),
        cores=cores,
        processes=cores,
        memory=str(jobs.get("memory", f"{2 * cores} GB")),
        walltime=str(jobs.get("walltime", "01:00:00")),
        job_name="common-ground",
        death_timeout=120,
    )
