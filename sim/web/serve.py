"""Serving the page until Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from sim.web.answer_cache import AnswerCache
from sim.web.app import make_app
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


def serve(listening: socket.socket, place: str, results: Path, question: Question | None = None) -> None:
    """Serve the page on a socket until it is ended.

    Args:
        listening: where browsers come.
        place: name of a place, or the path of a place file.
        results: folder in which answers to the stories are kept between starts.
        question: what the page begins with; None for the first story.
    """
    service = AnswerService(place, cache=AnswerCache(results))
    run(make_app(service, begin_with=question), service, listening)


def run(app: FastAPI, service: AnswerService, listening: socket.socket) -> None:
    """Run a server of the page until Ctrl-C, which is how it is meant to end."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
    with suppress(KeyboardInterrupt):
        asyncio.run(_Server(config, service).serve([listening]))
