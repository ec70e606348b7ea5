"""A small sweep as a user runs it, started, killed and read back."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.pace import HANG, within

ROOT = Path(__file__).parents[2]
WORDS = (
    "design=lhs",
    "points=8",
    "vary=[trust.asymmetry,decision.price]",
    "replications=2",
    "years=1",
    "warm_up_years=2",
    "outcomes=[delayed,trust]",
)
MERGED = ("plan.parquet", "runs.parquet", "summary.parquet")


def start(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a sweep in a folder, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "experiments.sweep", *words],
        cwd=folder,
        env=env or {**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str], code: int = 0) -> tuple[str, str]:
    """Wait for a sweep that must end with a code; return what it said."""
    out, err = process.communicate(timeout=HANG)
    assert process.returncode == code, f"{process.returncode}\n{out}{err}"
    return out, err


def made(folder: Path, results: str = "results") -> Path:
    """Return the one folder of results."""
    (path,) = (folder / results).iterdir()
    return path


def digests(path: Path, names: tuple[str, ...] = MERGED) -> dict[str, str]:
    """Return the SHA-256 of the merged tables."""
    return {name: hashlib.sha256((path / name).read_bytes()).hexdigest() for name in names}


def chunks_in(path: Path) -> list[Path]:
    """Return the chunks on disk."""
    return sorted((path / "chunks").glob("*.parquet"))


def wait_for_chunks(process: subprocess.Popen[str], folder: Path, count: int) -> Path:
    """Wait until so many chunks are on disk and the sweep is not yet done; return its folder."""
    end = time.monotonic() + HANG
    while time.monotonic() < end:
        found = list(folder.glob("results/*/chunks/*.parquet"))
        if len(found) >= count:
            assert process.poll() is None, "it ended before it could be killed"
            return found[0].parent.parent
        time.sleep(0.01)
    raise AssertionError(f"it hangs: no {count} chunks")


def descendants(pid: int) -> list[int]:
    """Return the processes that a process started, and those that they did."""
    found, parents = list[int](), dict[int, int]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        children = [child for child, parent in parents.items() if parent == one]
        found += children
        waiting += children
    return found


def alive(pid: int) -> bool:
    """Say whether a process runs, and is not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def gone(pids: list[int]) -> bool:
    """Wait until none of the processes runs; say whether that came about in the time of a few small works."""
    began = time.monotonic()
    while any(alive(pid) for pid in pids) and within(time.monotonic() - began, 10):
        time.sleep(0.05)
    return not any(alive(pid) for pid in pids)
