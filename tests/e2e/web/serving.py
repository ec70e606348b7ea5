"""A server of the page, started as a process of its own, asked, and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.sweeping import descendants, gone
from tests.pace import HANG, units

ROOT = Path(__file__).parents[3]
SMALL = Path(__file__).with_name("small.py")
_CLIENTS = count()
Data = Mapping[str, Any]


@dataclass
class Served:
    """A server that runs.

    Attributes:
        process: the server; its workers are its children.
        address: such as http://127.0.0.1:8400.
        log: file with what it wrote as errors.
        http: asks it.
    """

    process: subprocess.Popen[str]
    address: str
    log: Path
    http: httpx.Client = field(repr=False)

    def ask(self, what: str, question: Data | None = None, **more: Any) -> httpx.Response:
        """Ask about a question: `answer`, `why`, `mind`, `save`, `take`."""
        return self.http.post(f"/api/{what}", json={"question": question or {}, **more})

    def answer(self, question: Data | None = None, **more: Any) -> dict[str, Any]:
        """Return an answer, which must be given; asked as a client of its own unless told otherwise."""
        reply = self.ask("answer", question, **{"client": f"test {next(_CLIENTS)}", **more})
        assert reply.status_code == 200, reply.text[:300]
        return reply.json()

    def memory(self) -> float:
        """Return the memory that the server and its workers hold, in MB."""
        pids = [self.process.pid, *descendants(self.process.pid)]
        return sum(_resident(pid) for pid in pids) / 1e6

    def busy(self) -> bool:
        """Say whether a worker has got as far as working."""
        return self.http.get("/api/health").json()["steps"] > 0

    def said(self) -> str:
        """Return what it wrote as errors."""
        return self.log.read_text(encoding="utf-8")


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


@contextmanager
def serving(package: Path = ROOT, program: Path = SMALL) -> Iterator[Served]:
    """Serve the page of a copy of the code until the block ends; then neither it nor a worker may be left.

    Args:
        package: the copy.
        program: what serves it; the first line that it writes is its port.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, str(program)],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        left = list[int]()
        try:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            assert port, log.read_text()
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=HANG, trust_env=False) as http:
                served = Served(process, f"http://127.0.0.1:{port}", log, http)
                _wait(served)
                yield served
        finally:
            left = end(process)
    assert left == [], "workers outlived their server"


def _wait(served: Served) -> None:
    while True:
        try:
            served.http.get("/api/health").raise_for_status()
        except httpx.TransportError:
            assert served.process.poll() is None, served.said()
            time.sleep(0.1)
        else:
            return


def end(process: subprocess.Popen[str], how: signal.Signals = signal.SIGINT) -> list[int]:
    """End a server as Ctrl-C does; return the processes that it left behind, which are then killed."""
    workers = descendants(process.pid)
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(units(20))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        workers.append(process.pid)
    left = workers if not gone(workers) else []
    for pid in left:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return left
