"""R2, R8 and what a researcher reads: Dask gives the same bytes, workers may die, results open in three ways."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.core.parameters import InputError
from sim.store import StoreError
from tests.e2e.sweeping import WORDS, chunks_in, descendants, digests, ended, gone, made, start, wait_for_chunks


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["sweep", *WORDS, "executor=serial"]) == 0
    finally:
        os.chdir(before)
    return made(folder)


def test_results_open_as_tables_arrays_and_sql(whole: Path):
    results = sim.open_results(whole)
    assert results.names == ("plan", "runs", "summary")
    runs, plan = results.frame("runs"), results.frame("plan")
    assert list(plan.columns) == ["point", "trust.asymmetry", "decision.price"]
    assert len(runs) == 8 * 2 * 1 * 2
    data = results.to_xarray()
    assert dict(data.sizes) == {"point": 8, "year": 1, "seed": 2}
    row = runs[(runs["point"] == 5) & (runs["outcome"] == "delayed") & (runs["seed"] == 1)]
    assert float(data["delayed"].sel(point=5, year=1, seed=1)) == row["value"].item()
    assert np.array_equal(data["trust.asymmetry"].to_numpy(), plan["trust.asymmetry"].to_numpy())
    means = results.sql("select point, avg(value) as mean from runs where outcome = 'trust' group by 1 order by 1")
    summary = results.frame("summary").query("outcome == 'trust'")
    assert np.allclose(means["mean"], summary["mean"])
    with pytest.raises(InputError, match="cannot be answered"):
        results.sql("select nothing from nowhere")
    with pytest.raises(InputError, match="did you mean 'runs'"):
        results.frame("rums")


def test_what_is_damaged_or_unfinished_does_not_open(whole: Path, tmp_path: Path):
    with pytest.raises(StoreError, match="not a complete folder"):
        sim.open_results(tmp_path)
    data = (whole / "runs.parquet").read_bytes()
    try:
        (whole / "runs.parquet").write_bytes(data[:300] + bytes([data[300] ^ 1]) + data[301:])
        with pytest.raises(StoreError, match="not as SHA256SUMS says"):
            sim.open_results(whole).frame("runs")
    finally:
        (whole / "runs.parquet").write_bytes(data)


def test_a_dry_run_says_what_it_would_take_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", *WORDS, "dry_run=true"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"Points +8 \(trust.asymmetry, decision.price\)\nRuns +16: 2 of each point", out)
    assert re.search(r"Time +about \d+ (second|minute|hour)s?\b", out) and re.search(r"Disk +about \d+ MB", out)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_dask_gives_the_same_bytes_though_a_worker_dies(whole: Path, tmp_path: Path):
    pytest.importorskip("distributed")
    process = start(tmp_path, *WORDS, "executor=dask", "workers=2", "chunk=2")
    path = wait_for_chunks(process, tmp_path, 1)
    kept = {one: one.stat().st_mtime_ns for one in chunks_in(path)}
    children = descendants(process.pid)
    workers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)
    ended(process)
    assert digests(path) == digests(whole)
    assert {one: one.stat().st_mtime_ns for one in kept} == kept
    assert gone(children)


def test_the_job_script_for_slurm_asks_for_what_was_said():
    pytest.importorskip("dask_jobqueue")
    from sim.sweep.cluster import slurm

    asked = {"queue": "short", "account": "care", "cores": 4, "memory": "8 GB", "walltime": "02:00:00"}
    with slurm(asked) as cluster:
        script = cluster.job_script()
    for line in ("-J common-ground", "-p short", "-A care", "--cpus-per-task=4", "--mem=8G", "-t 02:00:00"):
        assert f"#SBATCH {line}" in script
    assert "--nworkers 4" in script and "--nthreads 1" in script
