"""Serves the page as `common-ground whatif` does, but of a few futures, so that tests need not wait; ends on Ctrl-C."""

from __future__ import annotations

import asyncio
import socket
import sys

FIRST, FULL = 2, 4

if __name__ == "__main__":
    import uvicorn

    from sim.web.app import make_app
    from sim.web.service import AnswerService

    listening = socket.create_server(("127.0.0.1", 0))
    app = make_app(AnswerService(first=FIRST, full=FULL), prepare=False)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
    asyncio.run(uvicorn.Server(config).serve([listening]))
