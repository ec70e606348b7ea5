"""RO-Crate: a folder says to machines what it holds, in a form that a library for it reads."""

from __future__ import annotations

import json
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.analysis.ablated import EffectChange
from sim.analysis.joining import Best, Joined
from sim.analysis.pathways import PlanRegret, Signpost
from sim.analysis.plan_search import TriedPlan
from sim.analysis.portfolio import Worth
from sim.analysis.pressure_map import MapPoint
from sim.analysis.regret import Regret
from sim.analysis.replications import Precision
from sim.analysis.sensitivity import Screened, Share
from sim.outcomes import OUTCOMES
from sim.scenario import load_scenario
from sim.store import ResultFolder, faults, keep_provenance, manifest_of, resolved
from sim.store.checksums import FILES, SUMS
from sim.store.citation import authors
from sim.store.crate import CRATE, crate
from sim.store.manifest import source_digest, version
from sim.store.meanings import BY_TABLE, meaning

RUNS = pd.DataFrame({"behaviour": ["siloed"] * 4, "outcome": ["delayed", "trust"] * 2, "year": 1, "value": 0.5})
WORDS = ("common-ground", "compare", "behaviours=[siloed,mixed]", "place=my file.yaml")


def made(root: Path, ended: str = "2026-03-05T10:11:12+00:00") -> Path:
    """Make a small folder as every command does."""
    folder, scenario = ResultFolder(root, "compare", "0123456789ab"), load_scenario(["behaviour=siloed"])
    manifest = manifest_of("compare", "0123456789ab", root_seed=1, argv=WORDS, started="now", extra={})
    with folder.taken(manifest):
        folder.write_table("runs", RUNS)
        folder.write_table("plan", pd.DataFrame({"point": [0], "trust.asymmetry": [1.5]}))
        folder.write("figures/people.svg", "<svg/>")
        folder.write("report.html", "<!doctype html>")
        keep_provenance(folder, {"arms": resolved(scenario)}, [scenario.place], WORDS[2:])
        folder.complete({**manifest, "ended": ended})
    return folder.path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def said(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what is said of each thing."""
    graph = json.loads((folder / CRATE).read_text(encoding="utf-8"))["@graph"]
    assert len({one["@id"] for one in graph}) == len(graph)
    return {one["@id"]: one for one in graph}


def test_a_library_for_crates_reads_it(folder: Path):
    rocrate = pytest.importorskip("rocrate.rocrate")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = rocrate.ROCrate(folder)
    assert (read.version, read.datePublished.date().isoformat()) == ("1.1", "2026-03-05")
    assert read.license["name"] == "MIT" and [one["name"] for one in read.root_dataset["author"]] == authors()
    kept = {one.id for one in read.data_entities}
    assert kept == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CRATE}
    columns = {one["name"]: one for one in read.dereference("runs.parquet")["variableMeasured"]}
    assert columns["year"]["description"] and columns["delayed"]["unitText"] == OUTCOMES["delayed"].unit


def test_all_that_is_named_is_said_and_no_more_than_there_is(said: dict[str, dict[str, Any]], folder: Path):
    def named(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [value["@id"]] if set(value) == {"@id"} else [key for one in value.values() for key in named(one)]
        return [key for one in value for key in named(one)] if isinstance(value, list) else []

    outside = {"https://w3id.org/ro/crate/1.1"}
    assert set(named(list(said.values()))) - outside <= set(said)
    files = json.loads((folder / "manifest.json").read_text())[FILES]
    assert {one["@id"] for one in said["./"]["hasPart"]} == {*files, SUMS} - {CRATE}
    assert all(one.get("encodingFormat") and one["name"] for one in said.values() if one["@type"] == "File")


def test_it_says_what_made_the_folder_from_what_and_by_which_command(said: dict[str, dict[str, Any]]):
    run, software = said["#run"], said["#software"]
    assert run["description"] == "common-ground compare 'behaviours=[siloed,mixed]' 'place=my file.yaml'"
    assert {"config.yaml", "overrides.txt"} < {one["@id"] for one in run["object"]}
    assert any(one["@id"].startswith("places/") for one in run["object"])
    assert {one["@id"] for one in run["result"]} == {
        "runs.parquet", "plan.parquet", "figures/people.svg", "report.html"
    }  # fmt: skip
    assert software["version"] == version() and f"sha256 of source: {source_digest()}" in software["identifier"]
    assert any(one.startswith("numpy ") for one in software["softwareRequirements"])


def test_columns_say_what_they_mean_and_outcomes_are_those_that_stand_there(said: dict[str, dict[str, Any]]):
    measured = [said[one["@id"]] for one in said["runs.parquet"]["variableMeasured"]]
    assert [one["name"] for one in measured] == [*RUNS.columns, "delayed", "trust"]
    assert all(one["description"] for one in measured)
    varied = said["#plan/trust.asymmetry"]
    assert varied["description"] == meaning("plan", "trust.asymmetry")[0] and varied["unitText"]


def test_the_same_day_gives_the_same_bytes_and_times_stand_only_in_the_manifest(folder: Path, tmp_path: Path):
    first = (folder / CRATE).read_bytes()
    later = made(tmp_path, ended="2026-03-05T23:00:00+00:00")
    assert (later / CRATE).read_bytes() == first and b"10:11" not in first
    assert (later / "manifest.json").read_bytes() != (folder / "manifest.json").read_bytes()


def test_it_is_checked_as_the_other_files_are_and_made_anew_with_them(tmp_path: Path):
    path = made(tmp_path)
    before = (path / CRATE).read_bytes()
    (path / CRATE).write_text("{}")
    assert faults(path) == [f"{CRATE}: changed since it was written"]
    (path / CRATE).unlink()
    assert faults(path) == [f"{CRATE}: missing"]
    made(tmp_path)
    assert faults(path) == [] and (path / CRATE).read_bytes() == before


def test_a_folder_of_which_nothing_is_known_is_still_described(tmp_path: Path):
    said = {one["@id"]: one for one in crate(tmp_path, {})["@graph"]}
    assert said["./"]["hasPart"] == [{"@id": SUMS}] and said["#software"]["name"]


RECORDS = {
    "ablations": EffectChange, "joining": Joined, "best": Best, "signposts": Signpost, "tried": TriedPlan,
    "portfolio": Worth, "precision": Precision, "screening": Screened, "shares": Share,
}  # fmt: skip


@pytest.mark.parametrize("table", RECORDS)
def test_every_column_made_from_a_record_says_what_it_means(table: str):
    names = {one.name for one in fields(RECORDS[table])}
    assert [name for name in names if not meaning(table, name)[0]] == []


def test_two_studies_keep_regrets_and_worlds_and_each_says_its_own():
    of_plans, of_behaviours = (frozenset(one.name for one in fields(kind)) for kind in (PlanRegret, Regret))
    for names in (of_plans, of_behaviours):
        assert [name for name in names if not meaning("regret", name, names)[0]] == []
    assert meaning("regret", "best", of_plans) != meaning("regret", "best", of_behaviours)
    of_map = {one.name for one in fields(MapPoint)} - {"x", "y"}
    assert [name for name in of_map if not meaning("worlds", name)[0]] == []
    assert meaning("worlds", "regret_mixed")[0].endswith(" mixed") and meaning("worlds", "nobody_knows") == ("", "")
    assert all(text and not text.endswith(".") for own in BY_TABLE.values() for text in own.values())
