"""R1, R5 to R9: what a sweep keeps. The same bytes however it is cut; nothing damaged or foreign is ever used."""

from __future__ import annotations

import json
import os
import random
import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.cli.sweep_options import ask_sweep
from sim.core.parameters import InputError
from sim.store import StoreError, faults
from sim.store.lock import held
from sim.sweep import Swept, sweep
from sim.sweep.chunks import find
from sim.sweep.limit import serial
from sim.sweep.plan import SweepPlan
from sim.sweep.work import run_chunk
from tests.e2e.sweeping import MERGED, chunks_in, digests

TABLES = (*MERGED, "series.parquet")
WORDS = (
    "design=list",
    "scenarios=[{behaviour:siloed,trust.asymmetry:1},{behaviour:mixed,trust.asymmetry:2},"
    "{behaviour:siloed,trust.asymmetry:3}]",
    "replications=3",
    "years=1",
    "warm_up_years=2",
    "keep=series",
)
here = partial(serial, run_chunk)


def plan_of(*words: str) -> SweepPlan:
    return ask_sweep(words or WORDS).plan


def swept(root: Path, plan: SweepPlan | None = None, size: int = 0) -> Swept:
    return sweep(plan or plan_of(), root, here, argv=["common-ground", "sweep", *WORDS], size=size)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return swept(tmp_path_factory.mktemp("whole"), size=1).folder


@pytest.fixture
def unfinished(whole: Path, tmp_path: Path) -> Path:
    """A folder as a kill just before the merge leaves it."""
    path = tmp_path / whole.name
    shutil.copytree(whole, path)
    for name in ("SHA256SUMS", "runs.parquet", "summary.parquet", "series.parquet"):
        (path / name).unlink()
    return path


def test_everything_is_there_and_whole(whole: Path):
    assert faults(whole) == []
    names = {path.name for path in whole.iterdir()}
    said = {"config.yaml", "manifest.json", "overrides.txt", "places", "CITATION.cff", "SHA256SUMS"}
    said |= {"ro-crate-metadata.json"}
    assert names == {*TABLES, *said, "chunks"}
    manifest = json.loads((whole / "manifest.json").read_text())
    assert whole.name == f"sweep-{manifest['plan_hash']}"


@pytest.mark.parametrize("size", [2, 10**6])
def test_the_size_of_chunks_changes_no_byte(size: int, whole: Path, tmp_path: Path):
    assert digests(swept(tmp_path, size=size).folder, TABLES) == digests(whole, TABLES)


def test_nor_do_replications_split_over_chunks(whole: Path, tmp_path: Path):
    words = tuple(word for word in WORDS if not word.startswith("keep"))
    made = swept(tmp_path, plan_of(*words), size=2).folder
    assert len(chunks_in(made)) == 6
    for name in ("runs.parquet", "summary.parquet"):
        assert (made / name).read_bytes() == (whole / name).read_bytes()


def test_a_run_of_a_sweep_is_the_run_alone(whole: Path):
    runs = sim.open_results(whole).frame("runs")
    scenario = sim.load_scenario(["behaviour=mixed", "trust.asymmetry=2", "years=1", "warm_up_years=2"])
    alone, batch = (sim.run_ensemble(scenario, seeds=seeds) for seeds in ([2], range(3)))
    mesa = sim.CareSystem(scenario, seed=2)
    mesa.run()
    for outcome in sim.OUTCOMES:
        found = runs[(runs["point"] == 1) & (runs["outcome"] == outcome) & (runs["year"] == 1)]
        assert found["seed"].tolist() == [0, 1, 2]
        assert np.array_equal(found["value"].to_numpy(), batch.year(outcome, 1))
        assert found["value"].iloc[2] == alone.year(outcome, 1)[0]
        assert found["value"].iloc[2] == mesa.recorder.arrays()[outcome][:, 0].mean()


def test_the_same_command_again_runs_nothing(whole: Path):
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*")}
    done = swept(whole.parent)
    assert done.reused == done.chunks == 3
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*") if path != whole / "lock"} == before


def test_every_damage_to_a_chunk_is_found(unfinished: Path):
    """500 cases: cut, a bit flipped, swapped, empty, from another plan."""
    plan, draws = plan_of(), random.Random(1)
    study, chunks = plan.study(str(unfinished)), plan.chunks(1)
    foreign = plan_of(*WORDS, "trust.prior=0.4").study(str(unfinished))
    good = {path.name: path.read_bytes() for path in chunks_in(unfinished)}
    assert len(find(unfinished, chunks, study)[0]) == 3
    for case in range(500):
        name, data = draws.choice(sorted(good.items()))
        other = draws.choice([one for one in good if one[:6] != name[:6]])
        path = unfinished / "chunks" / name
        match case % 5:
            case 0:
                path.write_bytes(data[: draws.randrange(len(data))])
            case 1:
                bit = draws.randrange(8 * len(data))
                path.write_bytes(data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :])
            case 2:
                path.write_bytes(good[other])
            case 3:
                path.rename(path.with_name(f"{other[:6]}{name[6:]}"))
            case _:
                assert find(unfinished, chunks, foreign)[0] == {}
        receipts, aside = find(unfinished, chunks, study)
        number = int(name[:6].removesuffix("s") or 0)
        assert number not in receipts, case
        assert case % 5 == 4 or aside, case
        shutil.rmtree(unfinished / "damaged", ignore_errors=True)
        for one, whole_bytes in good.items():
            if not (unfinished / "chunks" / one).exists():
                (unfinished / "chunks" / one).write_bytes(whole_bytes)


def test_damaged_chunks_run_again_and_only_those(unfinished: Path, whole: Path):
    first, *others = [path for path in chunks_in(unfinished) if path.name.startswith("000000-")] + [
        path for path in chunks_in(unfinished) if not path.name.startswith("000000")
    ]
    kept = {path.name: path.stat().st_mtime_ns for path in others}
    first.write_bytes(first.read_bytes()[:-9])
    done = swept(unfinished.parent)
    assert (done.chunks, done.reused) == (3, 2)
    assert done.aside
    assert {path.name: path.stat().st_mtime_ns for path in chunks_in(unfinished) if path.name in kept} == kept
    assert digests(unfinished, TABLES) == digests(whole, TABLES)
    assert [path.name[5:] for path in (unfinished / "damaged").iterdir()] == [first.name]


def test_other_code_may_not_go_on(unfinished: Path):
    manifest = json.loads((unfinished / "manifest.json").read_text())
    ours = manifest["code"]["sha256_of_source"][:12]
    manifest["code"]["sha256_of_source"] = "0" * 64
    (unfinished / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(InputError, match=rf"begun with code .*\(0{{12}}\), and this is code .*\({ours}\)"):
        swept(unfinished.parent)


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("root_seed=7", "root_seed = 2026, and this asks for root_seed = 7"),
        ("replications=4", "replications = 3, and this asks for replications = 4"),
        ("trust.prior=0.4", "trust.prior = 0.48, and this asks for trust.prior = 0.4"),
        ("pressure=austerity", "not the same sweep"),
    ],
)
def test_resume_with_something_else_is_refused_by_name(
    word: str, field: str, unfinished: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(unfinished.parent)
    assert main(["sweep", f"resume={unfinished.name}", word]) == 2
    assert field in capsys.readouterr().err


def test_resume_needs_no_more_than_the_folder(
    unfinished: Path, whole: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(unfinished.parent)
    assert main(["sweep", f"resume={unfinished.name}", "executor=serial"]) == 0
    assert "3 chunks, 3 of them from before" in capsys.readouterr().out
    assert digests(unfinished, TABLES) == digests(whole, TABLES)


def test_a_second_driver_is_told_who_holds_the_folder(unfinished: Path):
    with held(unfinished), pytest.raises(StoreError, match=f"process {os.getpid()} on .*, since 20"):
        swept(unfinished.parent)
    assert swept(unfinished.parent).reused == 3
    assert not (unfinished / "lock").exists()
