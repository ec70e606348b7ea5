"""The worker pool works in order, replaces a worker that dies, and stops what nobody waits for."""

from __future__ import annotations

import asyncio
import math
import os
from array import array
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from sim.web.worker_pool import SLOTS, BusyError, Tickets, WorkerPool
from sim.web.worker_tasks import before_step


def test_what_is_shared_comes_back_in_order_and_a_dead_worker_is_replaced():
    pool = WorkerPool()

    async def tried() -> tuple[list[int], list[int]]:
        before = await pool.share([(math.factorial, (n,)) for n in range(5)])
        with pytest.raises(BusyError):
            await pool.share([(os._exit, (1,))])
        return before, await pool.share([(math.factorial, (n,)) for n in range(5)])

    try:
        with ThreadPoolExecutor(1) as own:  # a loop of its own, whatever runs in this thread
            before, after = own.submit(asyncio.run, tried()).result()
    finally:
        pool.close()
    assert before == after == [1, 1, 2, 6, 24]


def test_work_that_nobody_waits_for_stops_and_leaves_the_worker_to_the_next(tmp_path: Path):
    pool, begun = WorkerPool(), tmp_path / "begun"

    async def tried() -> list[int]:
        endless = asyncio.create_task(pool.share([(until_withdrawn, (begun,))]))
        while not begun.exists():
            await asyncio.sleep(0.01)
        endless.cancel()
        await asyncio.wait({endless})
        return await pool.share([(math.factorial, (n,)) for n in range(5)])  # would wait for ever behind it

    try:
        with ThreadPoolExecutor(1) as own:
            assert own.submit(asyncio.run, tried()).result() == [1, 1, 2, 6, 24]
    finally:
        pool.close()


def until_withdrawn(begun: Path) -> None:
    """Go on as a run does that never ends, and looks each round whether anybody waits."""
    begun.touch()
    while True:
        before_step()


def test_it_says_that_it_goes_on_as_long_as_a_worker_takes_steps(tmp_path: Path):
    pool, begun = WorkerPool(), tmp_path / "begun"

    async def tried() -> None:
        assert pool.steps == 0
        slow = asyncio.create_task(pool.share([(until_withdrawn, (begun,))]))
        for _ in range(3):
            before = pool.steps
            while pool.steps == before:  # for ever, if nothing were said
                await asyncio.sleep(0.01)
        slow.cancel()
        await asyncio.wait({slow})

    try:
        with ThreadPoolExecutor(1) as own:
            own.submit(asyncio.run, tried()).result()
    finally:
        pool.close()


@pytest.fixture
def board() -> array[int]:
    return array("q", [0] * SLOTS)


def test_a_ticket_is_good_until_it_is_withdrawn_and_its_slot_serves_again(board: array[int]):
    tickets = Tickets(board)
    with tickets.issued() as first, tickets.issued() as second:
        assert first.slot != second.slot and first.number != second.number
        assert (board[first.slot], board[second.slot]) == (first.number, second.number)
    assert not any(board)
    with tickets.issued() as later:
        assert later.slot == first.slot and later.number not in (first.number, second.number)


def test_no_more_tickets_are_issued_than_there_are_slots(board: array[int]):
    tickets = Tickets(board)
    with ExitStack() as held:
        for _ in range(SLOTS):
            held.enter_context(tickets.issued())
        with pytest.raises(BusyError), tickets.issued():
            pass
    assert not any(board)
