"""`rerun`: a folder runs again from its own copies of place and configuration, and what moved is said."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import sim.composition
from sim.cli import main
from sim.cli.options import KEYS as STUDY_KEYS
from sim.place.written import place_text
from sim.store import faults
from sim.store.checksums import SUMS, write_sums
from sim.store.crate import CRATE
from tests.e2e.sweeping import ROOT, made
from tests.other_places import four_organisations

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


VARY = "vary=[demand.growth,trust.newcomer]"
SMALL: dict[str, tuple[str, ...]] = {
    "compare": ("attribution=shapley",),
    "pressure_map": ("x=demand.growth", "y=trust.newcomer", "x_values=[0,0.02]", "y_values=[0.3,0.4]"),
    "sensitivity": (VARY, "trajectories=2", "samples=8", "strongest=1", "outcome=trust"),
    "discover": (VARY, "points=30", "outcome=trust"),
    "regret": (VARY, "points=10", "outcome=trust"),
    "replications": (),
    "worth_knowing": ("unknowns=[trust.newcomer,decision.price]", "outcome=trust"),
    "calibrate": ("observed=mine/observed.csv", "unknowns=[trust.asymmetry]", "size=50", "discrepancy=0.2"),
    "agents": ("without=[frozen_trust]",),
    "robust": ("theories=[trust.amount]",),
    "portfolio": ("plans=[enabler,mine/plan.yaml]",),
    "pathways": ("plan=[enabler]", "plan.enabler.begin_if={outcome: delayed, above: 1, months: 3}"),
    "story": ("plan=mine/plan.yaml",),
    "sweep": (VARY, "points=2", "outcomes=[delayed,trust]", "behaviours=[siloed,mixed]"),
}
FEWEST = {"pressure_map": 10, "replications": 20, "worth_knowing": 50}
PLAN = "breakfasts: {what: participation.contact, who: [acute, council], dose: 0.5, from: 0.25}\n"
SEARCHED = "search"


def kinds() -> list[str]:
    """Return every kind of folder that a command leaves: studies, those of a stored sweep, and a search for plans."""
    of_sweeps = [f"{name} of a sweep" for name, keys in STUDY_KEYS.items() if "sweep" in keys]
    return [*STUDY_KEYS, "sweep", *of_sweeps, SEARCHED]


def words_of(kind: str, swept: Path | None) -> list[str]:
    """Return the words that ask for a small one."""
    common = ["years=1", "warm_up_years=2", "place=mine/four.yaml"]
    if kind == SEARCHED:
        return ["portfolio", *common, "search=[enabler]", "replications=2", "workers=1"]
    name = kind.removesuffix(" of a sweep")
    few = [f"replications={FEWEST.get(name, 2)}"] if name != "calibrate" else []
    if swept is None:
        assert name in SMALL, f"{name}: say in SMALL what a small one is"
        return [name, *common, *few, *SMALL[name], "executor=serial" if name == "sweep" else "workers=1"]
    if name == "pressure_map":
        return [name, f"sweep={swept}", "x=demand.growth", "y=trust.newcomer", "workers=1"]
    return [name, f"sweep={swept}", *(word for word in SMALL[name] if word.startswith("outcome=")), "workers=1"]


TRIED_ABOVE = ("compare", "sweep")
BESIDE = pytest.mark.skipif(os.environ.get("SOAK") is None, reason="minutes of work: make soak")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[BESIDE] * (kind in TRIED_ABOVE)) for kind in kinds()])
def test_a_folder_of_any_kind_runs_again_from_its_own_copies(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Of files of one's own, a place and a plan, that are gone since."""
    monkeypatch.chdir(tmp_path)
    mine = Path("mine")
    mine.mkdir()
    (mine / "four.yaml").write_text(place_text(four_organisations()), encoding="utf-8")
    (mine / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (mine / "observed.csv").write_text("outcome,date,value,error\ntrust,1,0.43,0.02\n", encoding="utf-8")
    swept = None
    if kind.endswith("of a sweep"):
        points = {
            "pressure_map": ("design=factorial", "levels=2"),
            "sensitivity": ("design=sobol", "points=8"),
        }.get(kind.split()[0], ("design=lhs", "points=30"))
        arms = "behaviours=[siloed,collaborative]"
        words = ("sweep", "years=1", "warm_up_years=2", "place=mine/four.yaml", VARY, *points, arms)
        assert main([*words, "replications=10", "results=swept", "executor=serial"]) == 0
        swept = made(tmp_path, "swept")
    assert main(words_of(kind, swept)) == 0, capsys.readouterr().err
    shutil.rmtree(mine)
    folder = made(tmp_path)
    capsys.readouterr()
    assert main(["rerun", str(folder)]) == 0, capsys.readouterr()
    assert "No number moved" in capsys.readouterr().out and faults(folder) == []
    graph = json.loads((folder / CRATE).read_text(encoding="utf-8"))["@graph"]
    assert [one["@id"] for one in graph if one["@type"] == "PropertyValue" and "description" not in one] == []
    assert [one["@id"] for one in graph if one["@type"] == "File" and "encodingFormat" not in one] == []
