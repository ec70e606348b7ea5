"""Serving the page until Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from sim.model.machines import READY, Which, asked_within
from sim.web.answer_cache import AnswerCache
from sim.web.app import make_app
from sim.web.behind import Behind
from sim.web.builder import Builder
from sim.web.service import AnswerService
from sim.whatif.question import Question


class _Server(uvicorn.Server):
    """A server that ends what it is working on before it says goodbye, so that nobody waits for it in vain."""

    def __init__(self, config: uvicorn.Config, service: AnswerService) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.end()
        await super().shutdown(sockets)


def serve(
    listening: socket.socket,
    place: str,
    results: Path,
    question: Question | None = None,
    *,
    machine: Which = "numpy",
    say: Callable[[str], None] = print,
) -> None:
    """Serve the page on a socket until it is ended.

    Args:
        listening: where browsers come.
        place: name of a place, or the path of a place file.
        results: folder in which answers to the stories are kept between starts.
        question: what the page begins with; None for the first story.
        machine: what runs futures: numpy or compiled from the first on, or numpy until what runs them compiled is
            built behind (`auto`), or found to be built (`kept`).
        say: is told of it in one line.
    """
    if machine in ("numpy", "compiled"):
        service = AnswerService(place, cache=AnswerCache(results))
        run(make_app(service, begin_with=question), service, listening)
        return
    with asked_within(READY):
        service = AnswerService(
            place,
            cache=AnswerCache(results),
            behind=lambda pool, opened: Behind(Builder(), pool, opened, machine == "auto", say),
        )
        run(make_app(service, begin_with=question), service, listening)


def run(app: FastAPI, service: AnswerService, listening: socket.socket) -> None:
    """Run a server of the page until Ctrl-C, which is how it is meant to end."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
    with suppress(KeyboardInterrupt):
        asyncio.run(_Server(config, service).serve([listening]))
