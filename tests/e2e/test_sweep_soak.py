"""R1, R2, R3, R25 at full size: fifty kills, dead Dask workers, a hundred thousand runs. `make soak`, not CI."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.sweeping import chunks_in, descendants, digests, ended, gone, made, start, wait_for_chunks

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
LARGE = ("design=lhs", "points=1000", "vary=[trust.asymmetry,decision.price]", "replications=100", "outcomes=[delayed]")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    ended_within(start(folder, *LONG), 1800)
    return digests(made(folder))


def ended_within(process: subprocess.Popen[str], seconds: float) -> None:
    out, err = process.communicate(timeout=seconds)
    assert process.returncode == 0, out + err


def test_fifty_kills(tmp_path: Path, whole: dict[str, str]):
    luck, kills, before = random.Random(1), 0, 0
    while kills < 50:
        process = start(tmp_path, *LONG)
        time.sleep(luck.uniform(2.0, 12.0))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            now = len(chunks_in(made(tmp_path))) if list(tmp_path.glob("results/*/chunks")) else 0
            assert now >= before, "a finished chunk was lost"
            kills, before = kills + 1, now
        else:
            process.communicate()
            assert before > 0, "no kill came after the first chunk"
            assert digests(made(tmp_path)) == whole
            shutil.rmtree(tmp_path / "results")
            before = 0
    ended_within(start(tmp_path, *LONG), 1800)
    assert digests(made(tmp_path)) == whole


@pytest.mark.parametrize("kills", [1, 5])
def test_dask_workers_killed(kills: int, tmp_path: Path, whole: dict[str, str]):
    pytest.importorskip("distributed")
    process, killed = start(tmp_path, *LONG, "executor=dask"), 0
    while killed < kills:
        time.sleep(5.0)
        assert process.poll() is None, "it ended before all workers were killed"
        paths = [(pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in descendants(process.pid)]
        workers = [pid for pid, line in paths if b"spawn_main" in line]
        if workers and list(tmp_path.glob("results/*/chunks/*.parquet")):
            os.kill(workers[0], signal.SIGKILL)
            killed += 1
    ended_within(process, 1800)
    assert digests(made(tmp_path)) == whole


def test_a_hundred_thousand_runs_take_no_more_and_more_memory(tmp_path: Path):
    process, seen = start(tmp_path, *LARGE), list[tuple[float, int]]()
    while process.poll() is None:
        time.sleep(5.0)
        pids = [process.pid, *descendants(process.pid)]
        try:
            memory = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * 4096 / 1e6
            seen.append((memory, len(list(Path(f"/proc/{process.pid}/fd").iterdir()))))
        except OSError:
            continue
    ended(process)
    third = len(seen) // 3
    early, late = seen[third : 2 * third], seen[2 * third : -3]
    assert max(memory for memory, _ in late) < 1.1 * max(memory for memory, _ in early) + 50.0
    assert max(files for _, files in late) <= max(files for _, files in early) + 2


def test_a_killed_driver_leaves_no_dask_worker(tmp_path: Path):
    pytest.importorskip("distributed")
    process = start(tmp_path, *LONG, "executor=dask")
    wait_for_chunks(process, tmp_path, 3)
    children = descendants(process.pid)
    assert len(children) >= 2
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)
    assert gone(children, 10.0)
