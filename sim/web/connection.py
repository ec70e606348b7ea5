"""A browser's connection: work for it goes on as long as it listens, and ends when its tab closes."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request

T = TypeVar("T")


class GoneError(Exception):
    """The browser has gone, or the server is ending: nobody waits for this reply."""


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what work brings; cancel it and raise `GoneError` when the browser has gone first."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done() and not working.cancelled():
            return working.result()
        raise GoneError
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    """Return when the browser has gone; its body was read before, so nothing else can come."""
    while (await request.receive())["type"] != "http.disconnect":
        continue
