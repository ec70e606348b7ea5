"""Paths may hold any printable character, and what is said may find no reader: results are kept."""

from __future__ import annotations

import os
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.cli import main
from sim.core.parameters import InputError
from sim.overrides import PATHS, parse, words_of
from tests.e2e.sweeping import ROOT

ODD = "naïve é=1, ~x [a] {b} $c 'd' (e) #f & 100% ^*? ;g"
QUICK = ("years=1", "warm_up_years=2", "replications=2", "outcomes=[delayed]", "executor=serial")
SHORT = ("years=1", "warm_up_years=2", "replications=2", "attribution=none", "workers=1")


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of an odd name, in which we work, with a place file and points of odd names."""
    folder = tmp_path / ODD
    folder.mkdir()
    shutil.copy(ROOT / "configs" / "place" / "anyplace.yaml", folder / f"{ODD}.yaml")
    (folder / f"{ODD}.csv").write_text("trust.asymmetry\n1\n2\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("key", [*sorted(PATHS), "plan", "plan.demand.series"])
def test_a_path_is_taken_as_it_is_written(key: str):
    for character in string.printable.strip() + "ïé€ß漢":
        path = f"a{character}b"
        assert parse([f"{key}={path}"]) == [(key, path, f"{key}={path}")]
        assert parse(words_of({key: path})) == [(key, path, f"{key}={path}")]
    assert parse([f"{key}='my file'"])[0][1] == parse([f'{key}="my file"'])[0][1] == "my file"
    assert parse([f"{key}=~/x"])[0][1] == os.path.expanduser("~/x")
    assert parse([f"{key}=~x"])[0][1] == "~x"
    with pytest.raises(InputError, match="printable"):
        parse([f"{key}=a\nb"])


def test_a_place_of_an_odd_name_is_the_same_place(odd: Path):
    usual = sim.load_scenario([]).place.digest
    assert sim.load_scenario([f"place={ODD}.yaml"]).place.digest == usual
    assert sim.load_scenario({"place": f"{odd}/{ODD}.yaml"}).place.digest == usual


def test_a_plan_and_its_series_of_odd_names_are_the_same_plan(odd: Path):
    (odd / f"{ODD}.yaml").write_text("enabler: {until: 1}\n")
    (odd / "naïve.yaml").write_text("coaching: {until: 1}\n")
    (odd / f"{ODD}.csv").write_text("year,value\n1,1.0\n2,1.1\n")
    alone = sim.load_scenario(["plan=[enabler]", "plan.enabler.until=1"]).plan
    assert sim.load_scenario([f"plan={ODD}.yaml"]).plan == sim.load_scenario({"plan": [f"{ODD}.yaml"]}).plan == alone
    two = [entry.name for entry in sim.load_scenario(["plan=[naïve.yaml, enabler]"]).plan]
    assert two == ["coaching", "enabler"]
    (entry,) = sim.load_scenario([f"plan.demand.series={ODD}.csv"]).plan
    assert entry.series is not None and entry.series.values == (1.0, 1.1)
    assert sim.load_scenario({"plan": {"demand": {"series": f"{ODD}.csv"}}}).plan.entries == (entry,)


def test_a_sweep_with_odd_paths_everywhere_runs_resumes_and_is_read(odd: Path):
    words = ["sweep", "design=csv", f"file={ODD}.csv", f"place={ODD}.yaml", f"results=out {ODD}", *QUICK]
    assert main(words) == 0
    (folder,) = (odd / f"out {ODD}").iterdir()
    assert main(["sweep", f"resume={folder}", "executor=serial"]) == 0
    found = sim.open_results(folder)
    assert found.sql("select count(*) n from runs")["n"][0] == len(found.frame("runs")) == 4
    assert list(found.frame("runs").columns) == ["point", "outcome", "year", "seed", "value"]


def test_varied_places_may_have_odd_names_in_quotes(odd: Path, capsys: pytest.CaptureFixture[str]):
    for word in words_of({"vary": [{"place": [f"{ODD}.yaml", "anyplace"]}]}):
        assert main(["sweep", "design=factorial", word, "dry_run=true", *QUICK]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_results_are_kept_where_nobody_reads_to_the_end(reader: str, tmp_path: Path):
    command = f"set -o pipefail; '{sys.executable}' -m experiments.compare {' '.join(SHORT)} | {reader}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (folder,) = (tmp_path / "results").iterdir()
    assert (folder / "SHA256SUMS").is_file() and (folder / "report.html").is_file()


@pytest.mark.parametrize("words", [["--help"], ["sweep", "--help"], ["completion"], ["sweep", "vary=7"]])
def test_no_command_minds_that_nobody_reads(words: list[str], tmp_path: Path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        code = subprocess.run(
            [sys.executable, "-m", "sim.cli", *words], stdout=nobody, stderr=nobody, check=False
        ).returncode
    assert code == (2 if "vary=7" in words else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_what_cannot_be_written_is_one_line(tmp_path: Path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sim.cli", "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "common-ground: what it has to say cannot be written (no space left on device)\n"
