"""Executor of worker processes on this machine, which never outlive the process that started them.

A worker runs one chunk at a time. One that dies has its chunk run again, point by point, so that the point that ends
it is known and the others go on; likewise one that works longer than the limit, which is ended. A worker whose
parent has died exits at once.
"""

from __future__ import annotations

import math
import os
import signal
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Protocol

from sim.core.counts import so_many
from sim.model.workers import check_guard, interrupts_wait
from sim.sweep.chunks import Receipt
from sim.sweep.plan import Chunk, Study


class Job(Protocol):
    """Runs a chunk: see `sim.sweep.work.run_chunk`."""

    def __call__(
        self, study: Study, chunk: Chunk, lost: dict[int, str] | None, tell: Callable[[int], None] | None
    ) -> Receipt: ...


TOO_LONG = "it did not end in"


def too_long(limit: float) -> str:
    """Return what is said of a point that took longer than the limit."""
    return f"{TOO_LONG} {so_many(f'{limit:g}', 'seconds')}"


def leave_with_parent() -> None:
    """Leave Ctrl-C to the parent, and exit when the parent has died, however it died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True, name="parent-watch").start()


def _worker(pipe: Connection, job: Job, study: Study) -> None:
    leave_with_parent()
    while (asked := pipe.recv()) is not None:
        chunk, lost, careful = asked
        pipe.send(("at", None))
        tell = (lambda point: pipe.send(("at", point))) if careful else None
        try:
            answer: tuple[str, Any] = ("done", job(study, chunk, lost, tell))
        except BaseException as error:  # the driver decides what it means
            answer = ("raised", error)
        pipe.send(answer)


@dataclass
class _Worker:
    """A worker process and what it is at."""

    process: Any
    pipe: Connection
    task: _Task | None = None
    since: float = math.inf
    point: int | None = None

    @classmethod
    def start(cls, job: Job, study: Study) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_worker, args=(theirs, job, study), daemon=True)
        with interrupts_wait():
            process.start()
        theirs.close()
        return cls(process, ours)

    def give(self, task: _Task) -> None:
        self.task, self.since, self.point = task, math.inf, None  # starting a process counts for nothing
        self.pipe.send((task.chunk, task.lost, task.careful))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass
class _Task:
    chunk: Chunk
    lost: dict[int, str] = field(default_factory=dict)
    careful: bool = False
    deaths: int = 0


def processes(
    job: Job, study: Study, chunks: Sequence[Chunk], workers: int, limit: float
) -> Generator[Receipt, None, None]:
    """Run chunks in worker processes; yield receipts as they come.

    Args:
        job: runs one chunk.
        study: what all chunks share.
        chunks: what to run.
        workers: how many processes.
        limit: seconds that a chunk, or a point of one that took longer, may take.
    """
    check_guard()
    waiting, team = [_Task(chunk) for chunk in reversed(chunks)], list[_Worker]()
    try:
        team.extend(_Worker.start(job, study) for _ in range(min(workers, len(waiting))))
        while waiting or any(one.task for one in team):
            for number, one in enumerate(team):
                if one.task is None and waiting:
                    if not one.process.is_alive():
                        team[number] = _Worker.start(job, study)
                    team[number].give(waiting.pop())
            ready = wait([one.pipe for one in team], timeout=0.5)
            for number, one in enumerate(team):
                receipt, fault = _heard(one, one.pipe in ready, limit)
                if receipt is not None:
                    yield receipt
                if fault:
                    if one.task is not None:
                        waiting.append(_again(one, fault))
                    one.end()
                    team[number] = _Worker.start(job, study)
    finally:
        for one in team:
            one.end()


def _heard(one: _Worker, ready: bool, limit: float) -> tuple[Receipt | None, str]:
    """Return what a worker brought, if anything, and what is wrong with it, if anything."""
    if not ready:
        late = one.task is not None and time.monotonic() - one.since > limit
        return None, too_long(limit) if late else ""
    try:
        kind, answer = one.pipe.recv()
    except (EOFError, OSError):
        return None, f"the process that ran it died ({_how(one)})"
    if kind == "raised":
        raise answer
    if kind == "at":
        one.point, one.since = answer, time.monotonic()
        return None, ""
    one.task = None
    return answer, ""


def _again(one: _Worker, why: str) -> _Task:
    """Return the task to try next, point by point and without the point that ended the worker."""
    task = one.task
    assert task is not None
    if one.point is not None:
        task.lost[one.point] = why
    elif task.careful:  # it died before its first point, or while writing: not the fault of a point
        task.deaths += 1
        if task.deaths > 3:
            raise RuntimeError(f"chunk {task.chunk.number}: {why}, four times over")
    task.careful = True
    return task


def _how(one: _Worker) -> str:
    one.process.join(5)
    code = one.process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
