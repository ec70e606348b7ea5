"""The guard at the door: this computer's names only, no other site's requests, no large bodies, a strict policy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.core.counts import so_many

HOSTS = frozenset({"127.0.0.1", "localhost"})
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        b"form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)


class TooLargeError(Exception):
    """A body went over the limit while it was read, whatever length it said it had."""


class Guard:
    """Middleware that refuses before anything is read.

    Args:
        app: what it guards.
        most: largest body, in bytes.
        more: largest body of some paths.
    """

    def __init__(self, app: ASGIApp, most: int, more: Mapping[str, int] | None = None) -> None:
        self.app, self.most, self.more = app, most, more or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        most = self.more.get(scope["path"], self.most)
        refusal = _refusal(headers, most)
        if refusal:
            await _say(send, *refusal)
            return
        read, begun = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooLargeError
            return message

        async def guarded(message: Message) -> None:
            nonlocal begun
            if read > most and not begun:
                return  # the framework takes what was raised for a body that it cannot read
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        with suppress(TooLargeError):
            await self.app(scope, counted, guarded)
        if read > most and not begun:
            await _say(send, 413, f"larger than {so_many(most, 'bytes')}")


def _refusal(headers: dict[bytes, bytes], most: int) -> tuple[int, str] | None:
    host = headers.get(b"host", b"").decode("latin-1")
    if _name(f"//{host}") not in HOSTS:
        return 403, "this page is served to this computer alone, as 127.0.0.1 or localhost"
    origin = headers.get(b"origin")
    if origin is not None and _name(origin.decode("latin-1")) not in HOSTS:
        return 403, "asked by another site"
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length[:12]) > most:
        return 413, f"larger than {so_many(most, 'bytes')}"
    return None


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


async def _say(send: Send, status: int, text: str) -> None:
    body = json.dumps({"error": text}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
