"""Running chunks in this process, with a limit on time: executor `serial`, and each task of `dask`.

A thread that watches raises `TooLong` in the thread that runs, between two of its steps of Python, so a rule that
loops for ever is stopped; a call that never comes back from outside Python is not. The chunk then runs again point by
point, so that the point that never ends is known and the others go on.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Generator, Sequence
from threading import Event, Thread, get_ident
from types import TracebackType

from sim.sweep.chunks import Receipt
from sim.sweep.plan import Chunk, Study
from sim.sweep.processes import Job, too_long


class TooLong(BaseException):
    """Work went on past its limit; no rule catches this, for it is no `Exception`."""


class Watch:
    """Raises `TooLong` in the thread that made it when a point, or what comes before the first, takes too long.

    Attributes:
        point: the point at work, if one was told.
    """

    def __init__(self, limit: float) -> None:
        self.point: int | None = None
        self._limit, self._thread, self._over = limit, ctypes.c_ulong(get_ident()), Event()
        self._since = time.monotonic()
        self._watcher = Thread(target=self._look, daemon=True, name="limit-watch")

    def at(self, point: int) -> None:
        """Say which point begins."""
        self.point, self._since = point, time.monotonic()

    def __enter__(self) -> Watch:
        self._watcher.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, None)  # one that came just too late

    def _look(self) -> None:
        while not self._over.wait(min(0.2, self._limit / 4)):
            if time.monotonic() - self._since > self._limit:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, ctypes.py_object(TooLong))
                return


def serial(job: Job, study: Study, chunks: Sequence[Chunk], limit: float = math.inf) -> Generator[Receipt, None, None]:
    """Run chunks here, one after another."""
    for chunk in chunks:
        yield within(job, study, chunk, limit)


def within(job: Job, study: Study, chunk: Chunk, limit: float) -> Receipt:
    """Run a chunk here, leaving out points that do not end.

    Args:
        job: runs it.
        study: what all chunks share.
        chunk: what to run.
        limit: seconds that the chunk, or a point of one that took longer, may take.
    """
    lost, careful = dict[int, str](), False
    while True:
        watch = Watch(limit)
        try:
            with watch:
                return job(study, chunk, lost, watch.at if careful else None)
        except TooLong:
            if watch.point is not None:
                lost[watch.point] = too_long(limit)
            elif careful:
                raise RuntimeError(f"chunk {chunk.number}: {too_long(limit)}, and no point of it had begun") from None
            careful = True
