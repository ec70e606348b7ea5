"""Single flight: equal work is done once, what nobody waits for any more stops, and faults reach all who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from sim.web.single_flight import SingleFlight
from sim.web.worker_pool import BusyError

T = TypeVar("T")


def on_a_loop(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


class Work:
    """Work that goes on until it is let go, and counts how often it began, ended and was stopped."""

    def __init__(self) -> None:
        self.go, self.began, self.stopped = asyncio.Event(), 0, 0

    async def __call__(self) -> int:
        self.began += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        return self.began


async def begun(flights: SingleFlight, name: str, work: Work, count: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(flights.do(name, work)) for _ in range(count)]
    while not work.began:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


def test_many_who_ask_the_same_share_one_piece_of_work():
    async def tried() -> None:
        flights, work = SingleFlight(4), Work()
        tasks = await begun(flights, "same", work, 50)
        assert len(flights) == 1 and "same" in flights
        work.go.set()
        assert await asyncio.gather(*tasks) == [1] * 50 and work.began == 1
        assert len(flights) == 0
        assert await flights.do("same", work) == 2, "what is over is begun anew"

    on_a_loop(tried())


def test_work_goes_on_while_anybody_waits_and_stops_when_the_last_has_gone():
    async def tried() -> None:
        flights, work = SingleFlight(4), Work()
        first, second = await begun(flights, "same", work, 2)
        first.cancel()
        await asyncio.wait({first})
        assert work.stopped == 0 and not second.done()
        second.cancel()
        await asyncio.wait({second})
        await asyncio.sleep(0)
        assert work.stopped == 1 and len(flights) == 0

    on_a_loop(tried())


def test_who_comes_after_the_last_has_gone_begins_anew():
    async def tried() -> None:
        flights, work = SingleFlight(4), Work()
        (first,) = await begun(flights, "same", work, 1)
        first.cancel()
        await asyncio.sleep(0)
        again = asyncio.create_task(flights.do("same", work))  # before the first has noticed that it is stopped
        await asyncio.wait({first})
        work.go.set()
        assert await again == 2

    on_a_loop(tried())


def test_a_fault_reaches_all_who_wait_and_is_not_kept():
    async def faulty() -> int:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def tried() -> None:
        flights = SingleFlight(4)
        found = await asyncio.gather(*(flights.do("f", faulty) for _ in range(3)), return_exceptions=True)
        assert [type(one) for one in found] == [ValueError] * 3 and len(flights) == 0

    on_a_loop(tried())


def test_more_than_agreed_is_refused_but_not_what_is_going_on_already():
    async def tried() -> None:
        flights, work = SingleFlight(1), Work()
        tasks = await begun(flights, "same", work, 1)
        with pytest.raises(BusyError):
            await flights.do("other", work)
        tasks += await begun(flights, "same", work, 1)
        work.go.set()
        assert await asyncio.gather(*tasks) == [1, 1]

    on_a_loop(tried())


def test_ended_it_stops_everything_and_begins_nothing():
    async def tried() -> None:
        flights, work = SingleFlight(4), Work()
        tasks = await begun(flights, "same", work, 3)
        flights.end()
        await asyncio.wait(tasks)
        assert all(task.cancelled() for task in tasks) and work.stopped == 1
        with pytest.raises(BusyError):
            await flights.do("later", work)

    on_a_loop(tried())
