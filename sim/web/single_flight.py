"""Single flight: equal work is done once, for all who ask while it is going on; when the last has gone, it stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sim.web.worker_pool import BusyError

T = TypeVar("T")


@dataclass
class _Flight:
    task: asyncio.Task[Any]
    waiting: int = 0


class SingleFlight:
    """Work that is going on, by what names it.

    Args:
        most: how much may go on at once; more raises `BusyError`.
    """

    def __init__(self, most: int) -> None:
        self._flights: dict[Hashable, _Flight] = {}
        self._most = most

    def __len__(self) -> int:
        return len(self._flights)

    def __contains__(self, name: Hashable) -> bool:
        return name in self._flights

    async def do(self, name: Hashable, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what `make` brings, begun now unless the same is already going on."""
        flight = self._flights.get(name)
        if flight is None:
            if len(self._flights) >= self._most:
                raise BusyError
            flight = self._flights[name] = _Flight(asyncio.create_task(make()))
            flight.task.add_done_callback(lambda task: self._landed(name, task))
        flight.waiting += 1
        try:
            return cast(T, await asyncio.shield(flight.task))
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                flight.task.cancel()
                self._landed(name, flight.task)

    def _landed(self, name: Hashable, task: asyncio.Task[Any]) -> None:
        """Forget work that is over; who asks from now on begins anew."""
        flight = self._flights.get(name)
        if flight is not None and flight.task is task:
            del self._flights[name]
        if task.done() and not task.cancelled():
            task.exception()  # those who waited have been told

    def end(self) -> None:
        """Stop everything and begin nothing more; those who wait are told by `asyncio.CancelledError`."""
        self._most = 0
        for flight in list(self._flights.values()):
            flight.task.cancel()
