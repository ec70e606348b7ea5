"""R1, R2, R3, R25 at full size: fifty kills, dead Dask workers, a hundred thousand runs. `make soak`, not CI."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.sweeping import descendants, digests, ended, gone, made, start, wait_for_chunks
from tests.pace import HANG

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("SOAK") is None, reason="hours of work: make soak"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]
LONG = (
    "design=lhs",
    "points=200",
    "vary=[trust.asymmetry,decision.price]",
    "replications=2",
    "years=1",
    "warm_up_years=2",
    "outcomes=[delayed,trust]",
    "chunk=2",
    "workers=2",
)
SAID = re.compile(r"(\d+) chunks, (\d+) of them from before")
LARGE = ("design=lhs", "points=1000", "vary=[trust.asymmetry,decision.price]", "replications=100", "outcomes=[delayed]")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    finished(start(folder, *LONG))
    return digests(made(folder))


def finished(process: subprocess.Popen[str]) -> None:
    out, err = process.communicate(timeout=HANG)
    assert process.returncode == 0, out + err


def test_fifty_kills(tmp_path: Path, whole: dict[str, str]):
    """Killed and begun again until it is done, then from nothing again: fifty kills, each after a chunk or more."""
    dice, kills, rounds, midway = random.Random(1), 0, 0, 0
    while kills < 50:
        rounds += 1
        while True:
            kept = stamps(tmp_path)
            midway += 0 < len(kept) < 200
            process = start(tmp_path, *LONG)
            if kills < 50:
                killed = kill_later(process, tmp_path, len(kept) + dice.randrange(1, 60), dice)
                kills += killed
                assert {path: when for path, when in stamps(tmp_path).items() if path in kept} == kept
                if killed:
                    continue
            out, err = process.communicate(timeout=HANG)
            assert process.returncode == 0, out + err
            total, reused = map(int, SAID.search(out).groups())  # pyright: ignore[reportOptionalMemberAccess]
            assert reused == len(kept)
            assert 0 < reused <= total == 200  # all of them if the last kill came while tables were merged
            break
        assert digests(made(tmp_path)) == whole
        shutil.rmtree(tmp_path / "results")
    sys.stdout.write(f"{kills} kills in {rounds} sweeps of 200 chunks; {midway} went on with some chunks and not all\n")
    assert midway >= 40


def stamps(folder: Path) -> dict[Path, int]:
    """Return the chunks on disk and when each was written."""
    return {path: path.stat().st_mtime_ns for path in folder.glob("results/*/chunks/*.parquet")}


def kill_later(process: subprocess.Popen[str], folder: Path, chunks: int, dice: random.Random) -> bool:
    """Kill a sweep at some moment after so many chunks are there; say whether it had not ended before."""
    while len(stamps(folder)) < chunks and process.poll() is None:
        time.sleep(0.02)
    time.sleep(dice.uniform(0.0, 0.3))
    if process.poll() is not None:
        return False
    children = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert gone(children), "a worker outlived its driver"
    return True


@pytest.mark.parametrize("kills", [1, 5])
def test_dask_workers_killed(kills: int, tmp_path: Path, whole: dict[str, str]):
    pytest.importorskip("distributed")
    process, draws = start(tmp_path, *LONG, "executor=dask"), random.Random(kills)
    before = dict[Path, int]()
    for _ in range(kills):
        wanted = len(stamps(tmp_path)) + draws.randrange(5, 25)
        while len(before := before | stamps(tmp_path)) < wanted:
            assert process.poll() is None, "it ended before all workers were killed"
            time.sleep(0.02)
        paths = [(pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in descendants(process.pid)]
        os.kill(draws.choice([pid for pid, line in paths if b"spawn_main" in line]), signal.SIGKILL)
    finished(process)
    after = stamps(tmp_path)
    assert before == {path: after[path] for path in before}, "a finished chunk ran again"
    assert digests(made(tmp_path)) == whole


def test_a_hundred_thousand_runs_take_no_more_and_more_memory(tmp_path: Path):
    """From the first tenth of the chunks to the last: resident memory of all processes, open files of the driver."""
    process, seen = start(tmp_path, *LARGE), list[tuple[int, float, int]]()
    while process.poll() is None:
        time.sleep(2.0)
        try:
            memory = sum(resident(pid) for pid in [process.pid, *descendants(process.pid)])
            files = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
        except OSError:
            continue
        seen.append((len(stamps(tmp_path)), memory, files))
    ended(process)
    total = len(stamps(tmp_path))
    working = [row for row in seen if total / 10 < row[0] < total - 2]
    chunks, memory, files = (np.array(column, dtype=float) for column in zip(*working, strict=True))
    assert len(working) > 30
    slope = float(np.polyfit(chunks / total, memory, 1)[0])
    used = f"of {memory.mean():.0f} MB; {files.max():.0f} open files at most"
    said = f"{slope:.1f} MB more after 100,000 runs than before, {used}"
    sys.stdout.write(f"{said}\n")
    assert abs(slope) < 0.03 * memory.mean(), said
    assert np.ptp(files) <= 2, said


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_a_killed_driver_leaves_no_dask_worker(tmp_path: Path):
    pytest.importorskip("distributed")
    process = start(tmp_path, *LONG, "executor=dask")
    wait_for_chunks(process, tmp_path, 3)
    children = descendants(process.pid)
    assert len(children) >= 2
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=HANG)
    assert gone(children)
