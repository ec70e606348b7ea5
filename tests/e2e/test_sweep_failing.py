"""R4, R17: a point that cannot be run is told and the others go on; a full disk is said by name."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli import main
from tests.e2e.sweeping import ROOT, ended, made, start

SMALL = ("years=1", "warm_up_years=2", "replications=2", "outcomes=[delayed]")
POINTS = "scenarios=[{place.figures.beds:520},{place.figures.beds:5},{place.figures.beds:530}]"
JOB = '''
import os, sys, time
from pathlib import Path

from sim.cli.sweep_options import ask_sweep
from sim.sweep import sweep
from sim.sweep.processes import processes
from sim.sweep.work import run_chunk
from functools import partial


def job(study, chunk, lost, tell):
    """Points 2 and 4 of the plan never end, or end the process."""
    here = [point for point in chunk.points if point not in (lost or {})]
    for point in here:
        if tell:
            tell(point)
        if point == 2:
            time.sleep(3600)
        if point == 4:
            os._exit(3)
    return run_chunk(study, chunk, lost, None)


if __name__ == "__main__":
    words = ["design=lhs", "points=6", "vary=[trust.asymmetry]", *sys.argv[1:]]
    done = sweep(ask_sweep(words).plan, Path("results"), partial(processes, job, workers=2, limit=4.0), argv=words)
    print([(failure.point, failure.error) for failure in done.failures])
'''


def test_a_point_that_raises_is_told_and_the_others_go_on(tmp_path: Path):
    _, err = ended(start(tmp_path, "design=list", POINTS, *SMALL, "executor=serial"), 1)
    assert err.startswith("common-ground: 1 of 3 points failed and are left out, the first point 1 (InputError")
    folder = made(tmp_path)
    (error,) = (folder / "errors").iterdir()
    said = json.loads(error.read_text())
    assert (error.name, said["point"], said["parameters"]) == ("000001.json", 1, {"place.figures.beds": 5.0})
    assert said["seeds"] == [0, 1]
    assert "beds" in said["exception"]
    command = said["reproduce"].replace("python ", f"'{sys.executable}' ", 1)
    again = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert again.returncode != 0
    assert said["exception"].split(": ", 1)[1][:60] in again.stderr

    import pandas as pd

    assert set(pd.read_parquet(folder / "runs.parquet")["point"]) == {0, 2}
    ended(start(tmp_path, "design=list", POINTS, *SMALL, "executor=serial"), 1)


def test_a_point_that_never_ends_or_ends_its_process_is_told(tmp_path: Path):
    (tmp_path / "job.py").write_text(JOB)
    done = subprocess.run(
        [sys.executable, "job.py", *SMALL],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "(2, 'it did not end in 4 seconds')" in done.stdout
    assert "(4, 'the process that ran it died (exit code 3)')" in done.stdout

    import pandas as pd

    assert set(pd.read_parquet(made(tmp_path) / "runs.parquet")["point"]) == {0, 1, 3, 5}


def test_a_full_disk_is_said_and_the_same_command_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    words = ["sweep", "design=list", "scenarios=[{trust.asymmetry:1}]", "years=1", "warm_up_years=2", "executor=serial"]
    words += ["replications=60"]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_000, before[1]))  # chunks and tables are larger, the manifest is not
    try:
        code = main(words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == 1
    assert "cannot be written (file too large)" in capsys.readouterr().err
    (folder,) = (tmp_path / "results").iterdir()
    assert not (folder / "SHA256SUMS").exists()
    assert not list(folder.rglob("*.partial"))
    assert main(words) == 0
