"""A file that a sweep's points name is edited, or the code is: two definitions never come into one table."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import sim.composition
from sim.cli import main
from sim.cli.sweep_options import ask_sweep
from sim.sweep import sweep
from sim.sweep.chunks import find
from sim.sweep.limit import serial
from sim.sweep.work import run_chunk
from tests.e2e.sweeping import ROOT, chunks_in, digests, made

SMALL = ("design=factorial", "replications=2", "years=1", "warm_up_years=2", "outcomes=[delayed]", "executor=serial")
here = partial(serial, run_chunk)


@pytest.fixture
def configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the configuration that may be edited; the working folder is beside it."""
    copy = tmp_path / "configs"
    shutil.copytree(ROOT / "configs", copy)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sim.composition, "CONFIGS", copy)
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


EDITS = {
    "vary=[{pressure:[steady,austerity]}]": ("pressure/austerity.yaml", "growth: 0.025", "growth: 0.03"),
    "vary=[{behaviour:[siloed,mixed]}]": ("behaviour/mixed.yaml", "contact: 0.25", "contact: 0.5"),
    "vary=[{place:[mine.yaml]}]": ("mine.yaml", "beds:\n    {value: 520,", "beds:\n    {value: 530,"),
}


@pytest.mark.parametrize("vary", EDITS)
def test_a_file_edited_after_a_stop_begins_another_folder_and_resume_is_refused(
    vary: str, configs: Path, capsys: pytest.CaptureFixture[str]
):
    name, old, new = EDITS[vary]
    file = Path(name) if name == "mine.yaml" else configs / name
    if name == "mine.yaml":
        shutil.copy(configs / "place" / "anyplace.yaml", file)
    words = ("sweep", vary, *SMALL)
    assert main(words) == 0
    first = made(Path())
    before = digests(first)
    edit(file, old, new)
    capsys.readouterr()
    assert main(["sweep", f"resume={first}"]) == 2
    err = capsys.readouterr().err
    assert "not the same sweep" in err and err.count("\n") == 1
    assert main(words) == 0
    (other,) = set(Path("results").iterdir()) - {first}
    assert digests(first) == before
    assert digests(other)["runs.parquet"] != before["runs.parquet"]


def test_a_place_is_named_by_what_it_says_and_not_by_its_path(configs: Path):
    for name in ("one.yaml", "two.yaml"):
        shutil.copy(configs / "place" / "anyplace.yaml", name)
    one, two, usual = (
        ask_sweep((f"vary=[{{place:[{name}]}}]", *SMALL)).plan for name in ("one.yaml", "two.yaml", "anyplace")
    )
    assert one.digest == two.digest == usual.digest
    assert (
        ask_sweep(("place=one.yaml", "vary=[trust.asymmetry]", *SMALL)).plan.digest
        == ask_sweep(("vary=[trust.asymmetry]", *SMALL)).plan.digest
    )


def test_a_file_edited_while_a_sweep_runs_changes_nothing(configs: Path):
    plan = ask_sweep(("vary=[{pressure:[steady,austerity]}]", *SMALL)).plan
    expected = sweep(plan, Path("first"), here, argv=["common-ground", "sweep"], size=1).folder
    again = ask_sweep(("vary=[{pressure:[steady,austerity]}]", *SMALL)).plan
    assert again.digest == plan.digest
    edit(configs / "pressure" / "austerity.yaml", "growth: 0.025", "growth: 0.03")
    found = sweep(again, Path("second"), here, argv=["common-ground", "sweep"], size=1).folder
    assert digests(found) == digests(expected)


def test_other_codes_chunks_are_not_used_even_where_the_manifest_is_gone(configs: Path):
    plan = ask_sweep(("vary=[trust.asymmetry]", *SMALL)).plan
    folder = sweep(plan, Path("results"), here, argv=["common-ground", "sweep"], size=2).folder
    study, chunks, ours = plan.study(str(folder)), plan.chunks(2), chunks_in(folder)
    assert len(find(folder, chunks, study)[0]) == 3
    receipts, aside = find(folder, chunks, replace(study, code="other"))
    assert receipts == {} and len(aside) == 3 == len(ours)


def test_a_manifest_that_is_gone_lets_no_other_code_in(configs: Path, monkeypatch: pytest.MonkeyPatch):
    words = ("vary=[trust.asymmetry]", *SMALL, "chunk=2")
    plan = ask_sweep(words).plan
    folder = sweep(plan, Path("results"), here, argv=["common-ground", *words], size=2).folder
    tables = digests(folder)
    for name in ("manifest.json", "SHA256SUMS", "runs.parquet"):
        (folder / name).unlink()
    first = chunks_in(folder)[0].name
    monkeypatch.setattr("sim.sweep.plan.code_digest", lambda: "other")
    done = sweep(plan, Path("results"), here, argv=["common-ground", *words], size=2)
    assert done.reused == 0 and first in done.aside
    assert first not in [path.name for path in chunks_in(folder)]
    assert digests(folder) == tables  # for the other code is the same but in name
    assert json.loads((folder / "manifest.json").read_text())["chunk"] == 2
