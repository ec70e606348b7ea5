"""R8: the same bytes whatever the order and size of chunks, the number of workers and where they run."""

from __future__ import annotations

import os
import random
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

import pytest

from sim.cli.sweep_options import ask_sweep
from sim.sweep import sweep
from sim.sweep.chunks import Receipt
from sim.sweep.limit import serial
from sim.sweep.plan import Chunk, Study
from sim.sweep.work import run_chunk
from tests.e2e.sweeping import MERGED, chunks_in, digests, ended, made, start

TABLES = (*MERGED, "series.parquet")
WORDS = (
    "design=lhs",
    "points=14",
    "vary=[trust.asymmetry,{behaviour:[siloed,mixed]},{place.figures.beds:[500,560]}]",
    "replications=2",
    "years=1",
    "warm_up_years=2",
    "keep=series",
)
RUNS = 28
WORKERS, SIZES, EXECUTORS = (1, 2, 4), (1, 7, RUNS), ("serial", "processes", "dask")
ALL = [(e, w, s) for e in EXECUTORS for w in WORKERS for s in SIZES if e != "serial" or w == 1]
FEW = [("processes", 4, 7), ("dask", 2, 1)]  # the others in `make soak`


def shuffled(draws: random.Random, study: Study, chunks: Sequence[Chunk]) -> Generator[Receipt, None, None]:
    """Run chunks here in an order that nobody chose."""
    return serial(run_chunk, study, draws.sample(chunks, len(chunks)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    ended(start(folder, *WORDS, "executor=serial"))
    return digests(made(folder), TABLES)


@pytest.mark.parametrize("size", [1, 7])
def test_the_order_of_chunks_changes_no_byte(size: int, tmp_path: Path, whole: dict[str, str]):
    plan, executor = ask_sweep(WORDS).plan, partial(shuffled, random.Random(size))
    done = sweep(plan, tmp_path, executor, argv=["common-ground", "sweep", *WORDS], size=size)
    assert done.chunks == (14 if size == 1 else 5)
    assert digests(done.folder, TABLES) == whole


def same_bytes(executor: str, workers: int, size: int, folder: Path, whole: dict[str, str]) -> None:
    """Sweep as a user does and compare."""
    if executor == "dask":
        pytest.importorskip("distributed")
    ended(start(folder, *WORDS, f"executor={executor}", f"workers={workers}", f"chunk={size}"))
    assert len(chunks_in(made(folder))) == 2 * {1: 14, 7: 5, RUNS: 1}[size]  # runs and series
    assert digests(made(folder), TABLES) == whole


@pytest.mark.slow
@pytest.mark.parametrize(("executor", "workers", "size"), FEW)
def test_executors_change_no_byte(executor: str, workers: int, size: int, tmp_path: Path, whole: dict[str, str]):
    same_bytes(executor, workers, size, tmp_path, whole)


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("SOAK") is None, reason="minutes of work: make soak")
@pytest.mark.parametrize(("executor", "workers", "size"), ALL)
def test_no_executor_changes_a_byte(executor: str, workers: int, size: int, tmp_path: Path, whole: dict[str, str]):
    same_bytes(executor, workers, size, tmp_path, whole)
