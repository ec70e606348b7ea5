"""Visitors: each browser has a name that no other can guess, turns of its own, and its share of the server.

Of what one page of a visitor asks the latest turn wins, and what was asked before is given up.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import Counter, OrderedDict
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.web.worker_pool import BusyError

COOKIE, SCOPE = "common_ground_visitor", "common_ground.visitor"
MOST_WAITING, MOST_OF_ONE, MOST_LINES = 256, 32, 512
_NAME = re.compile("[0-9a-f]{32}")
T = TypeVar("T")


class SupersededError(Exception):
    """The same page has asked for something newer."""


@dataclass
class _Line:
    """What one page asks of one kind: the newest turn, and what is waited for by turn."""

    newest: int = 0
    waiting: dict[asyncio.Task[Any], int] = field(default_factory=dict)

    def outdate(self, turn: int) -> None:
        """Give up what was asked before a turn."""
        self.newest = max(self.newest, turn)
        for task, asked in self.waiting.items():
            if asked < self.newest:
                task.cancel()


class Visitors:
    """Who waits for what."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()
        self._lines: OrderedDict[tuple[str, ...], _Line] = OrderedDict()

    @contextmanager
    def waiting(self, visitor: str) -> Iterator[None]:
        """Count one more that waits; raise `BusyError` if this visitor, or all together, wait for too much."""
        if self._waiting[visitor] >= MOST_OF_ONE or self._waiting.total() >= MOST_WAITING:
            raise BusyError
        self._waiting[visitor] += 1
        try:
            yield
        finally:
            self._waiting[visitor] -= 1
            self._waiting += Counter()  # forget who waits for nothing

    async def latest(self, line: tuple[str, ...], turn: int, asked: Coroutine[Any, Any, T]) -> T:
        """Return what is asked, unless the same line has a later turn, now or before it is there."""
        own = self._line(line)
        if own.newest > turn:
            asked.close()
            raise SupersededError
        own.outdate(turn)
        task = asyncio.create_task(asked)
        own.waiting[task] = turn
        try:
            return await task
        except asyncio.CancelledError:
            if own.newest > turn:
                raise SupersededError from None
            raise
        finally:
            del own.waiting[task]
            task.cancel()

    def outdate(self, line: tuple[str, ...], turn: int) -> None:
        """Give up what a line asked before a turn."""
        if line in self._lines:
            self._lines[line].outdate(turn)

    def _line(self, name: tuple[str, ...]) -> _Line:
        line = self._lines.setdefault(name, _Line())
        self._lines.move_to_end(name)
        idle = (other for other, held in self._lines.items() if not held.waiting and held is not line)
        for other in list(idle)[: max(0, len(self._lines) - MOST_LINES)]:
            del self._lines[other]
        return line


class VisitorCookie:
    """Middleware that gives each browser its name, in a cookie that ends with the browser and says nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request with its visitor's name in the scope."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = named(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
        scope[SCOPE] = visitor = known or secrets.token_hex(16)

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not known:
                written = f"{COOKIE}={visitor}; Path=/; HttpOnly; SameSite=Strict"
                message["headers"] = [*message["headers"], (b"set-cookie", written.encode())]
            await send(message)

        await self.app(scope, receive, with_cookie)


def named(cookies: str) -> str | None:
    """Return the visitor's name in a header of cookies, if it holds one that this server may have given."""
    try:
        held = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return held.value if held is not None and _NAME.fullmatch(held.value) else None
