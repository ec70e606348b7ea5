"""R1, R3, R24: a sweep that is killed or stopped leaves no process and no half-file, and goes on where it was."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.sweeping import WORDS, chunks_in, descendants, digests, ended, gone, made, start, wait_for_chunks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
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
    process.communicate(timeout=10)
    assert children
    assert gone(children, 10.0), "a worker outlived its driver"
    assert not (path / "SHA256SUMS").exists()
    kept = {one.name: one.stat().st_mtime_ns for one in chunks_in(path)}
    out, _ = ended(start(tmp_path, *words))
    total, reused = map(int, SAID.search(out).groups())  # pyright: ignore[reportOptionalMemberAccess]
    assert 0 < reused < total
    assert reused == len(kept)
    assert {one.name: one.stat().st_mtime_ns for one in chunks_in(path) if one.name in kept} == kept
    assert digests(path) == whole
    assert not list(path.rglob("*.partial"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_says_how_to_go_on(tmp_path: Path, number: signal.Signals):
    process = start(tmp_path, *WORDS, "chunk=2", "workers=2")
    path = wait_for_chunks(process, tmp_path, 1)
    children, began = descendants(process.pid), time.monotonic()
    os.kill(process.pid, number)
    _, err = ended(process, 130)
    assert time.monotonic() - began < 5.0
    assert gone(children, 5.0)
    assert err.count("\n") == 1
    assert "goes on with them: common-ground sweep design=lhs points=8" in err
    assert chunks_in(path)
    assert not list(path.rglob("*.partial"))
