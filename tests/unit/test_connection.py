"""A browser's connection: work goes on while it listens, and stops when its tab closes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import Request

from sim.web.connection import GoneError, while_connected


def browser(leaves: asyncio.Event) -> Request:
    """Return the request of a browser that stays until an event."""

    async def receive() -> dict[str, Any]:
        await leaves.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "headers": []}, receive)


class Work:
    """Work that waits to be let go, and notes whether it was stopped."""

    def __init__(self) -> None:
        self.began, self.go, self.stopped = asyncio.Event(), asyncio.Event(), False

    async def __call__(self) -> str:
        self.began.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped = True
            raise
        return "done"


def tried(how: Callable[[asyncio.Event, Work], Any]) -> None:
    async def run() -> None:
        await how(asyncio.Event(), Work())

    asyncio.run(run())


def test_who_listens_gets_the_reply():
    async def how(leaves: asyncio.Event, work: Work) -> None:
        work.go.set()
        assert await while_connected(browser(leaves), work()) == "done" and not work.stopped

    tried(how)


def test_work_for_a_closed_tab_stops():
    async def how(leaves: asyncio.Event, work: Work) -> None:
        waiting = asyncio.create_task(while_connected(browser(leaves), work()))
        await work.began.wait()
        leaves.set()
        with pytest.raises(GoneError):
            await waiting
        assert work.stopped

    tried(how)


def test_work_that_the_server_stops_is_no_fault_of_the_browser():
    async def how(leaves: asyncio.Event, work: Work) -> None:
        doing = asyncio.create_task(work())

        async def passed_on() -> str:
            return await doing

        waiting = asyncio.create_task(while_connected(browser(leaves), passed_on()))
        await work.began.wait()
        doing.cancel()
        with pytest.raises(GoneError):
            await waiting

    tried(how)


def test_a_fault_of_the_work_is_passed_on():
    async def faulty() -> str:
        raise ValueError("no")

    async def how(leaves: asyncio.Event, work: Work) -> None:
        with pytest.raises(ValueError, match="no"):
            await while_connected(browser(leaves), faulty())

    tried(how)
