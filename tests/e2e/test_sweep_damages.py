"""R18: some 300 damaged and odd files in a results folder: repaired or refused in one line; what is foreign stays.

A seeded sample runs with the tests, and all of them with `make soak`.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pandas as pd
import pytest

import sim
from sim.analysis.stored import open_stored
from sim.cli import main
from sim.core.parameters import InputError
from sim.store import StoreError, faults
from tests.e2e.damages import Damage, damages
from tests.e2e.sweeping import digests, made

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes pipes, sockets and links")
WORDS = ("design=lhs", "points=3", "vary=[trust.asymmetry]", "behaviours=[siloed,mixed]", "replications=2", "years=1")
SWEEP = ("sweep", *WORDS, "warm_up_years=2", "outcomes=[delayed]", "executor=serial", "chunk=4")
ALL = damages()
CASES = ALL if os.environ.get("SOAK") else random.Random(8).sample(ALL, 30)
STATES = ("whole", "unfinished")


class Base:
    """A finished sweep to damage.

    Attributes:
        folder: its folder.
        tables: hashes of its tables.
        patience: far more seconds than it took, by which a case must have ended.
    """

    def __init__(self, root: Path) -> None:
        start = time.monotonic()
        assert main([*SWEEP, f"results={root}/results"]) == 0
        self.folder, self.tables = made(root), digests(made(root))
        self.patience = 60.0 * (time.monotonic() - start)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return Base(tmp_path_factory.mktemp("base"))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where what is within hangs."""

    def over(number: int, frame: FrameType | None) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def plant(folder: Path, outside: Path) -> list[Path]:
    """Put somebody's files beside and among ours, some with names like ours; return them."""
    kept = [outside / name for name in ("precious.json", "000001.json", "000000-0123456789abcdef.parquet", "a.yaml")]
    kept += [folder / name for name in ("notes.txt", "mine.parquet.partial", ".mine.partial")]
    kept += [folder / "chunks" / name for name in ("mine.parquet", "000000.parquet", ".mine.7.part")]
    kept += [folder / "errors" / "mine.json", folder / "errors" / "about.txt"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"[{len(path.name)}]")
    return kept


def seen(paths: list[Path]) -> dict[str, str]:
    """Return what stands under some names, without following links or opening what is no file."""
    found = dict[str, str]()
    for path in paths:
        if path.is_symlink():
            found[str(path)] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif path.exists():
            found[str(path)] = f"mode {path.lstat().st_mode:o}"
    return found


def set_up(base: Base, state: str, damage: Damage, root: Path) -> tuple[Path, list[Path]]:
    """Return a damaged copy of a finished or unfinished sweep, and what in it and around it is somebody else's."""
    folder, outside = root / "results" / base.folder.name, root / "outside"
    shutil.copytree(base.folder, folder)
    if state == "unfinished":
        for name in ("SHA256SUMS", "runs.parquet", "summary.parquet"):
            (folder / name).unlink()
    foreign = plant(folder, outside)
    path = next(iter(sorted(folder.glob(damage.name))), folder / damage.name)
    if not path.exists() and damage.changes:
        pytest.skip("nothing to change there yet")
    damage.do(path, outside)
    foreign = [one for one in foreign if one.parent == outside or one.exists()]
    if path.is_symlink() or (path.exists() and not path.is_file()):
        foreign += [path, *(path.rglob("mine.txt") if not path.is_symlink() else [])]
        if path.is_symlink() and path.is_dir():
            foreign = [one for one in foreign if one.parent != path]
    return folder, foreign


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("damage", CASES, ids=str)
def test_a_damaged_folder_is_repaired_or_refused_in_one_line_and_nothing_foreign_is_touched(
    damage: Damage, state: str, base: Base, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder, foreign = set_up(base, state, damage, tmp_path)
    before = seen(foreign)
    for command in ([*SWEEP, f"results={tmp_path / 'results'}"], ["sweep", f"resume={folder}", "executor=serial"]):
        capsys.readouterr()
        with within(base.patience):
            code = main(command)
        err = capsys.readouterr().err
        assert seen(foreign) == before
        if code == 0:
            assert err == ""
            assert faults(folder) == []
            assert digests(folder) == base.tables
        else:
            assert code in (1, 2)
            assert err.startswith("common-ground: ") and err.count("\n") == 1, err


@pytest.mark.parametrize("damage", CASES, ids=str)
def test_a_damaged_folder_is_read_right_or_refused_in_one_line(damage: Damage, base: Base, tmp_path: Path):
    folder, foreign = set_up(base, "whole", damage, tmp_path)
    before, expected = seen(foreign), sim.open_results(base.folder)
    with within(base.patience):
        said, found = read(folder)
    assert "\n" not in said and bool(said) != bool(found)
    assert all(found[name].equals(expected.frame(name)) for name in found)
    assert seen(foreign) == before


def read(folder: Path) -> tuple[str, dict[str, pd.DataFrame]]:
    """Return what is said against reading a sweep, or its tables."""
    try:
        stored = open_stored(str(folder))
        return "", {name: stored.results.frame(name) for name in ("plan", "runs", "summary")}
    except (StoreError, InputError) as error:
        return str(error), {}


def test_there_are_some_300_damages():
    assert len({str(one) for one in ALL}) == len(ALL) >= 250
