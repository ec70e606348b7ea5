"""`rerun`: a folder runs again from its own copies of place and configuration, and what moved is said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import sim.composition
from sim.cli import main
from sim.store import faults
from sim.store.checksums import SUMS, write_sums
from tests.e2e.sweeping import ROOT, made

SHORT = ("years=1", "warm_up_years=2", "replications=2")
COMPARE = ("compare", *SHORT, "attribution=none", "workers=1", "pressure=austerity", "place=mine.yaml")
SWEEP = ("sweep", *SHORT, "vary=[trust.asymmetry]", "outcomes=[delayed]", "executor=serial", "place=mine.yaml")


@pytest.fixture(params=[COMPARE, SWEEP], ids=["compare", "sweep"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a run at a place of one's own, whose file is gone since."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "configs" / "place" / "anyplace.yaml").read_text().replace("{value: 520,", "{value: 530,")
    Path("mine.yaml").write_text(text)
    assert main(request.param) == 0
    Path("mine.yaml").unlink()
    return made(tmp_path)


def test_what_runs_again_from_its_own_copies_gives_the_same_numbers(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    copy = Path("configs")
    shutil.copytree(ROOT / "configs", copy)
    file = copy / "pressure" / "austerity.yaml"  # that of today is no matter
    file.write_text(file.read_text().replace("0.025", "0.03"))
    monkeypatch.setattr(sim.composition, "CONFIGS", copy.absolute())
    capsys.readouterr()
    assert main(["rerun", str(folder)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"No number moved, in (1 table|[2-9] tables): ", out)
    assert out.startswith("Run again: "), "and nothing of a report that is not kept"
    assert faults(folder) == [] and [path.name for path in Path("results").iterdir()] == [folder.name]


def test_what_moved_is_said_and_how_far(folder: Path, capsys: pytest.CaptureFixture[str]):
    names = [line.split("  ", 1)[1] for line in (folder / SUMS).read_text().splitlines()]
    runs = pd.read_parquet(folder / "runs.parquet")
    runs.loc[3, "value"] += 1.0
    runs.to_parquet(folder / "runs.parquet")
    capsys.readouterr()
    assert main(["rerun", str(folder)]) == 1
    assert "runs.parquet: changed since it was written" in capsys.readouterr().err
    write_sums(folder, names)
    assert main(["rerun", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert "runs: 1 of " in out and f"value from {runs['value'][3]} to" in " ".join(out.split())
    assert err.count("\n") == 1 and re.search(r"numbers moved in 1 of its (1 table|[2-9] tables)\n", err)


def test_what_cannot_run_again_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for words in (["rerun"], ["rerun", "a", "b"], ["rerun", str(tmp_path)]):
        assert main(words) in (1, 2)
        assert capsys.readouterr().err.count("\n") == 1
