"""Executor on Dask: a cluster of this machine, one at an address, or jobs that Slurm starts (extra `dask`).

A task runs one chunk and writes it to the results folder, which every worker must see under the same path. Before it
begins it asks whether its chunk is already there and whole, for Dask runs a task again when a worker dies; what all
chunks share is a task too, so all workers may die and others come. A chunk that could not be run, or of which a point
raised, is tried again, TRIES times in all. One whose workers died again and again runs here, in a process of its own
that shows which point ends it. Whoever
can reach a Dask scheduler can run code on its workers: the local one listens on this machine alone; between machines
use a network you trust, or TLS.
"""

from __future__ import annotations

import math
import shutil
import socket
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, nullcontext
from importlib import import_module
from typing import Any

from sim.core.parameters import InputError
from sim.model.workers import interrupts_wait
from sim.store import StoreError
from sim.sweep.chunks import NOT_FINITE, Receipt, find_one
from sim.sweep.limit import within
from sim.sweep.plan import Chunk, Study
from sim.sweep.processes import TOO_LONG, Job, leave_with_parent, processes

MISSING = "executor={executor} needs Dask: pip install 'common-ground[dask]'"
TRIES = 3
_PATIENCE = 5  # seconds for a scheduler to answer
_QUIET = {
    "distributed.worker.daemon": True,
    "distributed.nanny.pre-spawn-environ.OMP_NUM_THREADS": 1,
}
_LOGS = {"logging": {"distributed": "critical", "distributed.client": "critical"}}


def once(job: Job, study: Study, chunk: Chunk, limit: float) -> Receipt:
    """Run a chunk unless it is already there with all its points."""
    there = find_one(study, chunk)
    return there if there is not None and not there.failures else within(job, study, chunk, limit)


def _shared(study: Study) -> Study:
    return study


def worth_trying_again(receipt: Receipt) -> bool:
    """Say whether a point raised, which may have been its machine's fault; the others would end the same way."""
    return any(not failure.error.startswith((NOT_FINITE, TOO_LONG)) for failure in receipt.failures)


@contextmanager
def quiet() -> Iterator[None]:
    """Let Dask log nothing that ends no run; raise `InputError` if it is not there.

    What it logs is settled as it is first imported, and no setting of later changes that; what a cluster silences is
    loud again while it closes.
    """
    try:
        from dask import config

        with config.set(_LOGS):  # nothing else: leaving it would take away what the import adds beside it
            import_module("distributed")
    except ImportError:
        raise InputError(MISSING.format(executor="dask")) from None
    with config.set({**_QUIET, **_LOGS}):
        yield


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
    with ExitStack() as stack:
        stack.enter_context(quiet())
        from distributed import KilledWorker, as_completed

        with nullcontext() if address else interrupts_wait():
            if address:
                where: Any = address
            elif jobs is not None:
                if shutil.which("sbatch") is None:
                    raise InputError("executor = slurm: no command sbatch here; run it where Slurm takes jobs")
                where = stack.enter_context(slurm(jobs))
                where.scale(jobs=int(jobs.get("jobs", 1)))
            else:
                where = stack.enter_context(_local(workers))
            client = stack.enter_context(_client(where))
            if not address and jobs is None:
                client.run(leave_with_parent)
        shared = client.submit(_shared, study, key=f"study-{study.digest}-{study.code}")

        def ask(chunk: Chunk, tried: int) -> Any:
            key = f"chunk-{study.digest}-{study.code}-{chunk.number}-{tried}"
            return client.submit(once, job, shared, chunk, limit, key=key, retries=TRIES - 1)

        futures = {ask(chunk, 1): (chunk, 1) for chunk in chunks}
        work = as_completed(list(futures), loop=client.loop)
        try:
            for future in work:
                chunk, tried = futures.pop(future)
                try:
                    receipt = future.result()
                except KilledWorker:
                    yield from processes(job, study, [chunk], 1, limit)
                    continue
                except CancelledError:
                    raise StoreError(f"the Dask scheduler {address} was lost; finished chunks are kept") from None
                if worth_trying_again(receipt) and tried < TRIES:
                    again = ask(chunk, tried + 1)
                    futures[again] = chunk, tried + 1
                    work.add(again)
                else:
                    yield receipt
        finally:
            if client.status == "running":
                client.cancel(list(futures))


def _greeted(where: str) -> None:
    """Raise `OSError` unless who listens at an address speaks first, as a scheduler does: Dask would wait for ever."""
    host, _, port = where.rpartition(":")
    if not port.isdigit():
        raise OSError("expected an address such as tcp://10.0.0.5:8786")
    with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE) as one:
        one.recv(1)


def _client(where: Any) -> Any:
    """Return a client of a cluster, or of the scheduler at an address, if one answers within seconds."""
    from distributed import Client

    try:
        if isinstance(where, str) and where.startswith("tcp://"):
            _greeted(where.removeprefix("tcp://"))
        return Client(where, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:  # a server of another kind may answer anything
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(f"address = {str(where)!r}: no Dask scheduler answers ({said})") from None


def _local(workers: int) -> Any:
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
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
