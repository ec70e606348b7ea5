"""Serving the page until Ctrl-C, and writing a hand-out without it."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import uvicorn

from sim.web.answer_cache import AnswerCache
from sim.web.app import make_app
from sim.web.service import AnswerService
from sim.whatif.question import Question


def serve(listening: socket.socket, place: str, results: Path, question: Question | None = None) -> None:
    """Serve the page on a socket until it is ended.

    Args:
        listening: where browsers come.
        place: name of a place, or the path of a place file.
        results: folder in which answers to the stories are kept between starts.
        question: what the page begins with; None for the first story.
    """
    app = make_app(AnswerService(place, cache=AnswerCache(results)), begin_with=question)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
    asyncio.run(uvicorn.Server(config).serve([listening]))
