"""R4: a disk that is full when a chunk, a merged table or the manifest is written; the same command then goes on.

The disk is a small one in memory, filled so that exactly that file no longer fits, mounted where no other process sees
it. Where none may be mounted, a limit on the size of files stands in, and what it cannot try is skipped.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from sim.interventions import INTERVENTIONS
from sim.scenario import declarations
from tests.e2e.sweeping import ROOT, chunks_in, digests, made
from tests.pace import HANG

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk in memory, or limits the size of files")
PAGE = 4096
BEGUN = ("manifest.json", "plan.parquet", "config.yaml", "overrides.txt", "CITATION.cff")
# Every number as it is anyway: it makes the manifest, which repeats the words, larger than the configuration.
LONG = tuple(
    f"{key}={declared.default:.300f}"
    for key, declared in declarations().items()
    if declared.unit is not None and key != "trust.asymmetry" and key.split(".")[0] not in INTERVENTIONS
)
WORDS = (
    "design=list",
    "scenarios=[{trust.asymmetry:1},{trust.asymmetry:2},{trust.asymmetry:3}]",
    "replications=60",
    "years=1",
    "warm_up_years=2",
    "chunk=60",
    "workers=1",
    *LONG,
)
SWEEP = (sys.executable, "-m", "experiments.sweep", *WORDS)
ON_A_DISK = """
import shutil, subprocess, sys
free, sweep = int(sys.argv[1]), sys.argv[2:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", "results"], check=True)
full = open("results/full", "wb")
full.write(bytes(shutil.disk_usage("results").free - free))
full.close()
code = subprocess.run(sweep).returncode
subprocess.run(["sh", "-c", "rm results/full; mkdir half; cp -r results/* half"], check=True)
again = subprocess.run(sweep).returncode
subprocess.run(["sh", "-c", "mkdir kept; cp -r results/* kept"], check=True)
print("codes", code, again)
"""


def mountable() -> bool:
    """Say whether a disk in memory may be mounted in a namespace of our own."""
    words = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


DISK = mountable()


def pages(paths: Sequence[Path]) -> int:
    """Return the bytes that files take on such a disk."""
    return sum(-(-path.stat().st_size // PAGE) * PAGE for path in paths)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    assert run(SWEEP, folder)[0] == 0
    return made(folder)


def run(words: Sequence[str], folder: Path, begin: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Run a command in a folder; return its code and what it said."""
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=begin,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def room(whole: Path, at: str) -> int:
    """Return how much must be free so that the file named is the first that does not fit."""
    said = json.loads((whole / "manifest.json").read_text())
    said = {key: value for key, value in said.items() if key not in ("files", "failed_points")}
    first = -(-len(json.dumps(said, indent=2, ensure_ascii=False) + "\n") // PAGE) * PAGE  # as it is written at first
    others = [*(whole / name for name in BEGUN if name != "manifest.json"), *(whole / "places").iterdir()]
    begun = PAGE + first + pages(others)  # and who holds the lock, which itself is empty
    chunks, last = pages(chunks_in(whole)), pages([whole / "manifest.json"])
    tables = pages([whole / "runs.parquet", whole / "summary.parquet"])
    return {
        "manifest": first,
        "chunk": begun + pages(chunks_in(whole)[:2]) - PAGE,
        "merge": begun + chunks + pages([whole / "runs.parquet"]) - PAGE,
        "last manifest": begun + chunks + tables + last - PAGE,
    }[at]


NAMES = {
    "chunk": "chunks/000001-" if DISK else "chunks/00000",
    "merge": "runs.parquet",
    "manifest": "manifest.json",
    "last manifest": "manifest.json",
}
KEPT = {"chunk": 1 if DISK else 0, "merge": 3, "manifest": 0, "last manifest": 3}


def limits(whole: Path, at: str) -> int:
    """Return a limit on the size of files which the file named is the first to meet."""
    sizes = {path.name: path.stat().st_size for path in whole.rglob("*") if path.is_file()}
    begun = [sizes[name] for name in BEGUN] + [path.stat().st_size for path in (whole / "places").iterdir()]
    chunks, tables = sorted(path.stat().st_size for path in chunks_in(whole)), sizes["runs.parquet"]
    assert max(begun) == sizes["manifest.json"] < chunks[0] <= chunks[-1] < tables, sizes
    if at == "last manifest":
        pytest.skip("no disk can be mounted here, and a limit on the size of files meets the manifest only once")
    return {"manifest": sizes["manifest.json"] - 100, "chunk": chunks[0] - 1, "merge": tables - 1}[at]


@pytest.mark.parametrize("at", list(NAMES))
def test_a_full_disk_is_said_and_the_same_command_goes_on(at: str, whole: Path, tmp_path: Path):
    (tmp_path / "results").mkdir()
    if DISK:
        driver = (sys.executable, "-c", ON_A_DISK, str(room(whole, at)), *SWEEP)
        code, out, err = run(("unshare", "--user", "--map-root-user", "--mount", *driver), tmp_path)
        assert (code, out.splitlines()[-1]) == (0, "codes 1 0"), out + err
        half, kept, why = made(tmp_path, "half"), made(tmp_path, "kept"), "disk full"
    else:
        limit, why = limits(whole, at), "file too large"
        code, out, err = run(SWEEP, tmp_path, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)))
        assert code == 1, out + err
        half = tmp_path / "half"
        shutil.copytree(made(tmp_path), half)
        code, out, more = run(SWEEP, tmp_path)
        assert (code, more) == (0, "")
        kept = made(tmp_path)
    assert err.count("\n") == 1, err
    assert f"{whole.name}/{NAMES[at]}" in err
    assert f"cannot be written ({why})" in err
    assert not (half / "SHA256SUMS").exists()
    assert not list(half.rglob("*.partial"))
    assert len(chunks_in(half)) == KEPT[at]
    assert f"3 chunks, {KEPT[at]} of them from before" in out
    assert digests(kept) == digests(whole)
