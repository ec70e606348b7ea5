"""The worker pool: each process has settled states of its own, so the same part goes to the same worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from sim.web import worker_tasks

WORKERS = 2
Job = tuple[Callable[..., Any], tuple[Any, ...]]


class BusyError(Exception):
    """More is asked than will be answered soon, or a worker has just died: the same may be asked again."""


class WorkerPool:
    """Two workers that share a board of latest."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self.board = self._context.Array("q", worker_tasks.SLOTS, lock=False)
        self._pools = [self._pool() for _ in range(WORKERS)]

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=worker_tasks.begin, initargs=(self.board,))

    def close(self) -> None:
        """End the workers."""
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)

    async def share(self, jobs: Sequence[Job], *common: Any) -> list[Any]:
        """Give every n-th job to the n-th worker, with what all jobs are given; return what they bring, in order.

        A worker gets its next job when it has brought the one before, so that what others ask comes in between.
        """
        brought: list[Any] = [None] * len(jobs)

        async def some_of(worker: int) -> None:
            for n in range(worker, len(jobs), WORKERS):
                job, given = jobs[n]
                brought[n] = await self._one(worker, job, *given, *common)

        working = [asyncio.create_task(some_of(worker)) for worker in range(WORKERS)]
        try:
            await asyncio.gather(*working)
        finally:
            for one in working:
                one.cancel()
        return brought

    async def _one(self, worker: int, job: Callable[..., Any], *given: Any) -> Any:
        pool = self._pools[worker]
        try:
            waiting = asyncio.wrap_future(pool.submit(job, *given))
            try:
                return await waiting
            finally:
                waiting.cancel()
        except BrokenProcessPool:
            if self._pools[worker] is pool:  # nobody else has replaced it yet
                pool.shutdown(wait=False)
                self._pools[worker] = self._pool()
            raise BusyError from None
