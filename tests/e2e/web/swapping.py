"""Serves the page of a few futures, building behind, and keeps no answer: what is asked again is run again.

It says on its errors, a line each, what ran the futures of each answer, and when the workers were given what was built.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterable, Sequence
from unittest.mock import patch

IN_NUMPY, RAN_COMPILED = "an answer ran in numpy", "an answer ran compiled"


def say(line: str) -> None:
    """Say a line at once."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    from sim.model.machines import READY, asked_within
    from sim.web import service as answering
    from sim.web.app import make_app
    from sim.web.behind import Behind
    from sim.web.builder import Builder
    from sim.web.part_cache import PartCache
    from sim.web.serve import run
    from sim.whatif.answer import Side
    from sim.whatif.question import Question
    from tests.e2e.web.small import FIRST, FULL

    class Noted(Behind):
        """Says what ran each answer, of which it is told the futures that ran in numpy."""

        def want(self, question: Question, sides: Iterable[Side], worlds: Sequence[int]) -> None:
            """Say it."""
            wanted = tuple(sides)
            say(IN_NUMPY if wanted else RAN_COMPILED)
            super().want(question, wanted, worlds)

    listening = socket.create_server(("127.0.0.1", 0))
    with (
        asked_within(READY),
        patch.object(answering, "MOST_KEPT", 0),
        patch.object(answering, "PartCache", lambda: PartCache(0)),
    ):
        service = answering.AnswerService(
            first=FIRST, full=FULL, behind=lambda pool, place: Noted(Builder(), pool, place, True, say)
        )
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        run(make_app(service, prepare=False), service, listening)
