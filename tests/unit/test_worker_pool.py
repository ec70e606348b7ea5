"""The worker pool works in order and replaces a worker that dies; of each client the latest question wins."""

from __future__ import annotations

import asyncio
import math
import os
from array import array
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.web.latest import BACKGROUND, LatestQuestions
from sim.web.worker_pool import BusyError, WorkerPool
from sim.web.worker_tasks import SLOTS, SupersededError


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


@pytest.fixture
def board() -> array[int]:
    return array("q", [0] * SLOTS)


def test_a_later_turn_stands_and_an_earlier_one_is_refused(board):
    latest = LatestQuestions(board)
    slot = latest.newest("a", 3)
    assert board[slot] == 3 and latest.newest("a", 3) == slot
    latest.newest("a", 5)
    with pytest.raises(SupersededError):
        latest.newest("a", 4)


def test_clients_do_not_disturb_each_other(board):
    latest = LatestQuestions(board)
    first, second = latest.newest("a", 9), latest.newest("b", 1)
    assert first != second and BACKGROUND not in (first, second)
    assert (board[first], board[second]) == (9, 1)


def test_the_client_longest_silent_gives_up_its_slot(board):
    latest = LatestQuestions(board)
    slots = {latest.newest(str(client), 1) for client in range(SLOTS - 1)}
    assert len(slots) == SLOTS - 1
    silent = latest.newest("0", 2)  # so that 1 is the longest silent
    assert latest.newest("new", 1) != silent
    assert latest.newest("0", 3) == silent


def test_what_is_outdated_ends_but_is_never_set_back(board):
    latest = LatestQuestions(board)
    slot = latest.newest("why a", 4)
    latest.outdate("why a", 7)
    latest.outdate("why a", 5)
    latest.outdate("nobody", 5)
    assert board[slot] == 7
    latest.end()
    assert min(board) > 2**53
