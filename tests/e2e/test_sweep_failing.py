"""R17: points that raise, are no number, never end or end their process are told, and the others go on."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.cli.sweep_options import ask_sweep
from tests.e2e.faulty import DEADLY, ENDLESS, NOT_A_NUMBER, RAISES, REPLICATION, SITE
from tests.e2e.sweeping import ROOT, ended, made, start
from tests.pace import HANG, units

SMALL = ("years=1", "warm_up_years=2", "replications=2", "outcomes=[delayed]")
POINTS = "scenarios=[{place.figures.beds:520},{place.figures.beds:5},{place.figures.beds:530}]"
FAULTS = ("design=lhs", "vary=[{trust.asymmetry:[1,3]}]", "years=1", "warm_up_years=2", "outcomes=[trust]")


def faulty(folder: Path, points: int, deadly: bool) -> dict[str, str]:
    """Return the environment of a model with faults, which commands to reproduce them meet as well."""
    (folder / "sitecustomize.py").write_text(SITE)
    more = {"FAULTY": str(points)} | ({"FAULTY_DEADLY": "1"} if deadly else {})
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", **more}


def try_faults(folder: Path, points: int, executor: str, replications: int = 2, reproduced: bool = True) -> None:
    """Sweep a model of which three or four points fail; try what is told of each."""
    environment, words = faulty(folder, points, executor != "serial"), (f"points={points}", *FAULTS)
    limit = math.ceil(units(3))  # what a sound point has ended by, on this machine
    words = (*words, f"limit={limit}", f"replications={replications}", f"executor={executor}", "workers=2")
    _, err = ended(start(folder, *words, env=environment), 1)
    slices = {
        k: int((float(point["trust.asymmetry"]) - 1.0) / 2.0 * points)
        for k, point in enumerate(ask_sweep(words).plan.points)
    }
    expected = {
        RAISES: "ZeroDivisionError: a fault put in by a test",
        NOT_A_NUMBER: "not a finite number: trust",
        ENDLESS: f"it did not end in {limit} seconds",
        DEADLY: "the process that ran it died (exit code 3)",
    }
    failing = {k: what for k, what in slices.items() if what < (3 if executor == "serial" else 4)}
    assert sorted(failing.values()) == sorted(expected)[: len(failing)]
    assert f"common-ground: {len(failing)} of {points:,} points failed and are left out, the first point" in err
    assert err.count("\n") == 1, err

    path = made(folder)
    errors = {int(one.stem): json.loads(one.read_text()) for one in (path / "errors").iterdir()}
    assert {k: said["exception"] for k, said in errors.items()} == {k: expected[what] for k, what in failing.items()}
    ran = sim.open_results(path).frame("runs").groupby("point").size()
    assert dict(ran) == {k: replications for k in range(points) if k not in failing}
    for k, what in failing.items() if reproduced else ():
        seconds = 2 * limit if what == ENDLESS else HANG
        command = errors[k]["reproduce"].replace("python ", f"'{sys.executable}' ", 1)
        try:
            again = subprocess.run(
                ["bash", "-c", f"exec {command}"],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            assert what == ENDLESS
            continue
        match what:
            case 0:
                assert "ZeroDivisionError: a fault" in again.stderr
            case 1:
                assert errors[k]["seeds"] == [REPLICATION]
                assert re.search(rf"\n\d+ +{REPLICATION} +52 +\w+ +NaN\n", again.stdout), again.stdout + again.stderr
            case _:
                assert again.returncode == 3


MINUTES = pytest.mark.skipif(os.environ.get("SOAK") is None, reason="minutes of work: make soak")


@pytest.mark.slow
@pytest.mark.parametrize(
    "executor", [pytest.param("serial", marks=MINUTES), "processes", pytest.param("dask", marks=MINUTES)]
)
def test_points_that_raise_are_no_number_never_end_or_end_their_process_are_told(executor: str, tmp_path: Path):
    if executor == "dask":
        pytest.importorskip("distributed")
    try_faults(tmp_path, 24, executor, reproduced=executor == "processes")


@pytest.mark.slow
@MINUTES
@pytest.mark.parametrize("executor", ["serial", "processes", "dask"])
def test_a_thousand_points_of_which_few_fail(executor: str, tmp_path: Path):
    try_faults(tmp_path, 1000, executor, replications=4)


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
    again = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=HANG)
    assert again.returncode != 0
    assert said["exception"].split(": ", 1)[1][:60] in again.stderr

    import pandas as pd

    assert set(pd.read_parquet(folder / "runs.parquet")["point"]) == {0, 2}
    ended(start(tmp_path, "design=list", POINTS, *SMALL, "executor=serial"), 1)
