"""Serves the page as `common-ground whatif` does, but of a few futures, so that tests need not wait; ends on Ctrl-C."""

from __future__ import annotations

import socket
import sys

FIRST, FULL = 2, 4

if __name__ == "__main__":
    from sim.web.app import make_app
    from sim.web.serve import run
    from sim.web.service import AnswerService

    listening = socket.create_server(("127.0.0.1", 0))
    service = AnswerService(first=FIRST, full=FULL)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    run(make_app(service, prepare=False), service, listening)
