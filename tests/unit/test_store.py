"""The store: names, hashes, whole files, checksums."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from sim.core.parameters import InputError
from sim.interventions import INTERVENTIONS
from sim.scenario import load_scenario
from sim.store import (
    SUMS,
    ResultFolder,
    StoreError,
    faults,
    manifest_of,
    plan_hash,
    read_table,
    resolved,
    results_root,
    write_atomically,
)
from sim.store.atomic import clear_partials
from sim.store.lock import held
from sim.store.manifest import code_digest
from sim.store.tables import parquet_bytes

FRAME = pd.DataFrame({"behaviour": ["siloed"] * 500, "seed": range(500), "value": [seed / 7.0 for seed in range(500)]})


@pytest.fixture
def folder(tmp_path: Path) -> ResultFolder:
    return ResultFolder(tmp_path / "results", "compare", "0123456789ab").open()


def test_a_hash_names_what_was_asked_and_not_its_order():
    plan = {"root_seed": 1, "arms": [{"x": 0.1}]}
    assert plan_hash(plan) == plan_hash(dict(reversed(plan.items())))
    assert len(plan_hash(plan)) == 12
    assert int(plan_hash(plan), 16) >= 0
    assert plan_hash(plan) != plan_hash({**plan, "root_seed": 2})
    with pytest.raises(ValueError, match="JSON"):
        plan_hash({"x": float("nan")})


def test_a_scenario_is_resolved_to_every_parameter():
    scenario = load_scenario(["behaviour=siloed", "trust.asymmetry=1.5"])
    data = resolved(scenario)
    assert data["parameters"]["trust"]["asymmetry"] == 1.5
    assert set(data["parameters"]) == set(scenario.parameters) - set(INTERVENTIONS), "an intervention acts in a plan"
    assert plan_hash(data) != plan_hash(resolved(load_scenario(["behaviour=siloed"])))
    assert plan_hash(data) == plan_hash(resolved(load_scenario(["trust.asymmetry=1.5", "behaviour=siloed"])))


def test_a_file_is_replaced_whole(tmp_path: Path):
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow over 1 kB, as if the disk were full; no longer than needed, for the tests' own output grows."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    path = tmp_path / "a.txt"
    write_atomically(path, b"old")
    with full_disk(), pytest.raises(StoreError, match=r"a\.txt: cannot be written \(file too large\)"):
        write_atomically(path, b"x" * 5000)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_is_complete_only_at_the_end(folder: ResultFolder):
    folder.write_table("runs", FRAME)
    folder.write("figures/people.svg", "<svg/>")
    assert faults(folder.path) == [f"{SUMS}: missing, so the folder is not complete"]
    folder.complete({})
    assert faults(folder.path) == []
    folder.open()
    assert not (folder.path / SUMS).exists()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_checksums_are_those_of_sha256sum(folder: ResultFolder):
    folder.write("overrides.txt", "years=2\n")
    folder.complete({})
    subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=folder.path, check=True, capture_output=True)


def test_a_flipped_bit_is_found_before_a_table_is_read(folder: ResultFolder):
    path = folder.write_table("runs", FRAME)
    folder.complete({})
    assert read_table(path).equals(FRAME)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert faults(folder.path) == ["runs.parquet: changed since it was written"]
    with pytest.raises(StoreError, match="not as SHA256SUMS says"):
        read_table(path)


def test_the_same_rows_give_the_same_bytes():
    assert parquet_bytes(FRAME) == parquet_bytes(FRAME.copy())
    assert b"pandas" not in parquet_bytes(FRAME)


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/b/c", "a/../b", "", ".hidden", "a\nb", "x" * 300, "a b", "figures/", "..", "a\\b"]
)
def test_no_name_leads_out_of_the_folder(folder: ResultFolder, name: str):
    with pytest.raises(StoreError):
        folder.write(name, b"")
    assert list(folder.path.parent.parent.rglob("*")) == [folder.path.parent, folder.path]


def test_no_link_leads_out_of_the_folder(folder: ResultFolder, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder.path / "figures").symlink_to(outside)
    with pytest.raises(StoreError, match="leads out"):
        folder.write("figures/a.svg", b"")
    (tmp_path / "results" / "compare-ffffffffffff").symlink_to(outside)
    with pytest.raises(StoreError, match="leads out"):
        ResultFolder(tmp_path / "results", "compare", "ffffffffffff").open()
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("value", ["", " ", "../up", "a/../../b", "a\nb", "x" * 201, None, 3, ["results"]])
def test_only_a_plain_path_is_a_results_folder(value: object):
    with pytest.raises(InputError, match="results = "):
        results_root(value)


def test_a_file_is_no_results_folder(tmp_path: Path):
    (tmp_path / "a").write_text("")
    with pytest.raises(InputError, match="a file of this name"):
        results_root(str(tmp_path / "a"))


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="needs a user who can be refused")
def test_a_folder_that_cannot_be_made_is_said_at_once(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be made"):
        ResultFolder(tmp_path / "results", "compare", "0123456789ab").prepare()


def test_what_a_stopped_run_left_is_cleared(folder: ResultFolder):
    (folder.path / ".runs.parquet.123.partial").write_bytes(b"half")
    folder.open()
    assert list(folder.path.iterdir()) == []


def test_the_manifest_says_what_ran():
    made = manifest_of(
        "compare", "0123456789ab", root_seed=3, argv=["common-ground"], started="now", extra={"seconds": 1}
    )
    assert made["packages"]["numpy"]
    assert len(made["code"]["sha256_of_source"]) == 64
    assert {"plan_hash", "python", "platform", "root_seed", "started", "ended", "command", "seconds"} <= set(made)


def test_what_a_stopped_writer_left_is_removed_and_nothing_else(tmp_path: Path):
    (tmp_path / "chunks").mkdir()
    kept, left = tmp_path / "chunks" / "000001-aa.parquet", tmp_path / "chunks" / ".000002-bb.parquet.77.partial"
    kept.write_bytes(b"whole")
    left.write_bytes(b"ha")
    clear_partials(tmp_path)
    assert kept.exists() and not left.exists()


def other_code(folder: Path) -> None:
    """Make a folder that other code made."""
    folder.mkdir(parents=True)
    manifest = manifest_of("compare", "0", root_seed=1, argv=[], started="now", extra={})
    manifest["code"]["sha256_of_source"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "runs.parquet").write_bytes(b"theirs")


def test_other_codes_folder_is_left_as_it_is_and_another_is_taken_beside_it(tmp_path: Path):
    usual = ResultFolder(tmp_path, "compare", "0123456789ab")
    assert usual.apart().other is None
    other_code(usual.path)
    before = {path: path.read_bytes() for path in usual.path.iterdir()}
    apart = ResultFolder(tmp_path, "compare", "0123456789ab").apart()
    assert apart.other == usual.path
    assert apart.path == tmp_path / f"compare-0123456789ab-{code_digest()}"
    with apart.taken({"begun": 1}):
        apart.write_table("runs", FRAME)
        apart.complete({"done": 1})
    assert faults(apart.path) == []
    assert {path: path.read_bytes() for path in usual.path.iterdir()} == before


def test_our_own_folder_is_taken_again_and_one_that_nobody_says_who_made_is_not(tmp_path: Path):
    ours = ResultFolder(tmp_path, "compare", "0123456789ab").apart()
    with ours.taken(manifest_of("compare", "0", root_seed=1, argv=[], started="now", extra={})):
        ours.write_table("runs", FRAME)
    assert ResultFolder(tmp_path, "compare", "0123456789ab").apart().other is None
    (ours.path / "manifest.json").unlink()
    assert ResultFolder(tmp_path, "compare", "0123456789ab").apart().other == ours.path
    (ours.path / "runs.parquet").rename(ours.path / "notes.txt")
    assert ResultFolder(tmp_path, "compare", "0123456789ab").apart().other is None


def test_a_file_that_the_manifest_names_and_the_checksums_do_not_is_missed(folder: ResultFolder):
    folder.write_table("runs", FRAME)
    folder.complete({})
    sums = folder.path / SUMS
    sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if "runs" not in line))
    assert faults(folder.path) == ["runs.parquet: not in SHA256SUMS"]


@pytest.mark.parametrize("odd", [os.mkdir, os.mkfifo, lambda path: os.symlink("/dev/zero", path)])
@pytest.mark.parametrize("name", ["report.html", "lock", "manifest.json", "places", "runs.parquet"])
def test_something_odd_under_an_own_name_is_found_before_anything_runs(
    folder: ResultFolder, name: str, odd: Callable[[Path], None]
):
    if name == "places" and odd is os.mkdir:
        pytest.skip("a folder belongs there")
    odd(folder.path / name)
    with pytest.raises(StoreError, match=f"{name}: a (folder|pipe|link), where a (file|folder) of the results belongs"):
        folder.prepare()


def test_two_writers_of_a_folder_do_not_meet(folder: ResultFolder):
    refused = pytest.raises(StoreError, match=f"another run is at work on it .process {os.getpid()} on")
    with folder.taken({}), refused, held(folder.path):
        raise AssertionError
    with held(folder.path):
        pass
    assert [path.name for path in folder.path.iterdir()] == ["manifest.json"]
