"""The worker pool: each process has settled states of its own, so the same part goes to the same worker.

Work carries a ticket, and a board in shared memory says which tickets are good. Who stops waiting for work withdraws
its ticket, and the workers stop at the next round of what they simulate.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from typing import Any

from sim.model.workers import interrupts_wait
from sim.web import worker_tasks
from sim.web.worker_tasks import Ticket

WORKERS, SLOTS = 2, 64
Job = tuple[Callable[..., Any], tuple[Any, ...]]


class BusyError(Exception):
    """More is asked than will be answered soon, or a worker has just died: the same may be asked again."""


class Tickets:
    """Tickets for work, each good until it is withdrawn.

    Args:
        board: one whole number a slot, shared with the workers; 0 stands in a free slot.
    """

    def __init__(self, board: Any) -> None:
        self._board, self._numbers = board, count(1)

    @contextmanager
    def issued(self) -> Iterator[Ticket]:
        """Issue a ticket that is good until the block ends; raise `BusyError` if there are too many."""
        slot = next((slot for slot, number in enumerate(self._board) if number == 0), None)
        if slot is None:
            raise BusyError
        ticket = Ticket(slot, next(self._numbers))
        self._board[slot] = ticket.number
        try:
            yield ticket
        finally:
            self._board[slot] = 0


class WorkerPool:
    """Two workers that share a board of tickets."""

    def __init__(self) -> None:
        self._context = get_context("spawn")
        self._board = self._context.Array("q", SLOTS, lock=False)
        self._steps = self._context.Value("q", 0, lock=False)
        self._tickets = Tickets(self._board)
        self._pools = [self._pool() for _ in range(WORKERS)]

    def _pool(self) -> ProcessPoolExecutor:
        shared = self._board, self._steps
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=worker_tasks.begin, initargs=shared)

    @property
    def steps(self) -> int:
        """How many steps the workers have gone so far: it grows as long as anything is worked out."""
        return int(self._steps.value)

    def close(self) -> None:
        """End the workers."""
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)

    async def share(self, jobs: Sequence[Job], *common: Any) -> list[Any]:
        """Give every n-th job to the n-th worker, with what all jobs are given; return what they bring, in order.

        A worker gets its next job when it has brought the one before, so that what others ask comes in between.
        Cancelled, it withdraws what is still being done.
        """
        brought: list[Any] = [None] * len(jobs)

        async def some_of(worker: int, ticket: Ticket) -> None:
            for n in range(worker, len(jobs), WORKERS):
                job, given = jobs[n]
                brought[n] = await self._one(worker, ticket, job, *given, *common)

        with self._tickets.issued() as ticket:
            working = [asyncio.create_task(some_of(worker, ticket)) for worker in range(WORKERS)]
            try:
                await asyncio.gather(*working)
            finally:
                for one in working:
                    one.cancel()
        return brought

    async def each(self, job: Callable[..., Any], *given: Any) -> None:
        """Have every worker do a job once, between two others."""
        with self._tickets.issued() as ticket:
            await asyncio.gather(*(self._one(worker, ticket, job, *given) for worker in range(WORKERS)))

    async def _one(self, worker: int, ticket: Ticket, job: Callable[..., Any], *given: Any) -> Any:
        pool = self._pools[worker]
        try:
            with interrupts_wait():  # the server ends its workers itself
                submitted = pool.submit(worker_tasks.do, ticket, job, *given)
            waiting = asyncio.wrap_future(submitted)
            try:
                return await waiting
            finally:
                waiting.cancel()
        except BrokenProcessPool:
            if self._pools[worker] is pool:  # nobody else has replaced it yet
                pool.shutdown(wait=False)
                self._pools[worker] = self._pool()
            raise BusyError from None
