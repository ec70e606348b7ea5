"""R1, R3, R24: a sweep that is killed or stopped leaves no process and no half-file, and goes on where it was.

`make soak` stops it at more moments of its start, and on Dask by both signals.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.sweeping import WORDS, chunks_in, descendants, digests, ended, gone, made, start, wait_for_chunks
from tests.pace import HANG, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
SOAK = os.environ.get("SOAK") is not None
SAID = re.compile(r"(\d+) chunks, (\d+) of them from before")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    ended(start(folder, *WORDS, "executor=serial"))
    return digests(made(folder))


def test_killed_and_resumed_it_ends_with_the_same_bytes(tmp_path: Path, whole: dict[str, str]):
    words = (*WORDS, "chunk=2", "workers=2")
    process = start(tmp_path, *words)
    path = wait_for_chunks(process, tmp_path, 2)
    children = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=HANG)
    assert children
    assert gone(children), "a worker outlived its driver"
    assert not (path / "SHA256SUMS").exists()
    kept = {one.name: one.stat().st_mtime_ns for one in chunks_in(path)}
    out, _ = ended(start(tmp_path, *words))
    total, reused = map(int, SAID.search(out).groups())  # pyright: ignore[reportOptionalMemberAccess]
    assert 0 < reused < total
    assert reused == len(kept)
    assert {one.name: one.stat().st_mtime_ns for one in chunks_in(path) if one.name in kept} == kept
    assert digests(path) == whole
    assert not list(path.rglob("*.partial"))


@pytest.mark.parametrize(
    ("executor", "number"),
    [
        ("processes", signal.SIGINT),
        ("processes", signal.SIGTERM),
        ("dask", signal.SIGINT),
        *([("dask", signal.SIGTERM)] if SOAK else []),
        ("serial", signal.SIGINT),
    ],
)
def test_stopped_it_says_how_to_go_on(executor: str, number: signal.Signals, tmp_path: Path, whole: dict[str, str]):
    """Ctrl-C goes to every process of a terminal, a request to end to the driver alone."""
    if executor == "dask":
        pytest.importorskip("distributed")
    process = start(tmp_path, *WORDS, "chunk=2", "workers=2", f"executor={executor}")
    path = wait_for_chunks(process, tmp_path, 1)
    children, began = descendants(process.pid), time.monotonic()
    os.killpg(process.pid, number) if number == signal.SIGINT else os.kill(process.pid, number)
    _, err = ended(process, 130)
    assert within(time.monotonic() - began, 5)
    assert gone(children)
    assert err.count("\n") == 1, err
    assert "goes on with them: common-ground sweep design=lhs points=8" in err
    assert 0 < len(chunks_in(path)) < 8
    assert not list(path.rglob("*.partial"))
    assert not (path / "SHA256SUMS").exists()
    command = shlex.split(err.split("goes on with them: common-ground sweep ")[1])
    out, _ = ended(start(tmp_path, *command))
    total, reused = map(int, SAID.search(out).groups())  # pyright: ignore[reportOptionalMemberAccess]
    assert 0 < reused < total
    assert digests(path) == whole


@pytest.mark.slow
@pytest.mark.parametrize(
    ("executor", "seconds"),
    [(one, seconds) for one in ("processes", "dask") for seconds in (0.4, 0.9, 1.4, 1.7, 2.1)]
    if SOAK
    else [("processes", 0.4), ("processes", 1.4), ("dask", 0.9), ("dask", 2.1)],
)
def test_stopped_while_it_starts_it_says_so_in_one_line(executor: str, seconds: float, tmp_path: Path):
    if executor == "dask":
        pytest.importorskip("distributed")
    words = [word for word in WORDS if not word.startswith("replications=")]
    process = start(tmp_path, *words, "replications=64", "chunk=2", "workers=2", f"executor={executor}")
    time.sleep(seconds)
    children = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=HANG)
    assert process.returncode in (130, -signal.SIGINT), err  # the second if it came amid an import; to a shell the same
    assert re.fullmatch("common-ground: stopped; .*\n", err), err
    assert gone(children)
