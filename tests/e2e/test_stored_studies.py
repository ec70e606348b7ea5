"""A study of a stored sweep says what a fresh study of the same points says, to the last bit; what it lacks is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.analysis.futures import run_futures
from sim.analysis.measures import measure
from sim.analysis.sensitivity import problem, screen, split
from sim.analysis.stored import open_stored
from sim.analysis.stored_runs import futures_of
from sim.cli import main
from sim.core.arithmetic import Array
from sim.scenario import load_scenario
from sim.store import faults

SHORT = ("years=2", "warm_up_years=2")
VARY = "vary=[demand.growth,pressure.level,trust.newcomer]"
KEYS = ["demand.growth", "pressure.level", "trust.newcomer"]
ARMS = ("as_today", "siloed", "collaborative")


def only(folder: Path) -> Path:
    (made,) = folder.iterdir()
    return made


def swept(folder: Path, *words: str) -> Path:
    """Run a sweep; return its folder."""
    assert main(["sweep", *SHORT, "executor=serial", f"results={folder}", *words]) == 0
    return only(folder)


def study(folder: Path, experiment: str, *words: str) -> Path:
    """Run a study; return its folder, which must be whole."""
    assert main([experiment, *words, "workers=1", f"results={folder}"]) == 0
    assert faults(only(folder)) == []
    return only(folder)


def as_csv(table: pd.DataFrame, keys: list[str], path: Path) -> str:
    table[keys].to_csv(path, index=False, float_format="%.17g")
    return f"file={path}"


def same(one: Path, other: Path, tables: tuple[str, ...]) -> None:
    """Check that two studies hold the same numbers and the same drawings."""
    for name in tables:
        first, second = (pd.read_parquet(at / f"{name}.parquet") for at in (one, other))
        pd.testing.assert_frame_equal(first, second, check_exact=True)
    drawn = sorted(path.name for path in (one / "figures").iterdir())
    assert drawn == sorted(path.name for path in (other / "figures").iterdir())
    assert all((one / "figures" / name).read_bytes() == (other / "figures" / name).read_bytes() for name in drawn)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    study(folder, "regret", *SHORT, VARY, "points=30", "replications=4", f"behaviours=[{','.join(ARMS)}]")
    return only(folder)


@pytest.fixture(scope="module")
def sweep(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a sweep of the points of the fresh study, under its behaviours, at all years."""
    folder = tmp_path_factory.mktemp("swept")
    file = as_csv(pd.read_parquet(fresh / "worlds.parquet"), KEYS, folder / "points.csv")
    arms = f"behaviours=[{','.join(ARMS)}]"
    return swept(folder / "results", "design=csv", file, "replications=4", "at=[1,2]", arms)


def test_regret_of_a_stored_sweep_is_that_of_fresh_runs(fresh: Path, sweep: Path, tmp_path: Path):
    same(fresh, study(tmp_path, "regret", f"sweep={sweep}"), ("regret", "worlds"))


@pytest.mark.slow
@pytest.mark.parametrize("outcome", ["net_cost", "delayed"])
def test_regret_by_other_measures_is_that_of_fresh_runs(sweep: Path, tmp_path: Path, outcome: str):
    words = (f"outcome={outcome}", "percentile=0.8", "threshold=40")
    arms = "behaviours=[siloed,collaborative]"
    again = study(tmp_path / "fresh", "regret", *SHORT, VARY, "points=30", "replications=4", arms, *words)
    same(again, study(tmp_path / "stored", "regret", f"sweep={sweep}", arms, *words), ("regret", "worlds"))


@pytest.mark.slow
@pytest.mark.parametrize("outcome", ["people", "net_cost"])
def test_discovery_in_a_stored_sweep_is_that_of_fresh_runs(sweep: Path, tmp_path: Path, outcome: str):
    words = (VARY, "points=30", "replications=4", f"outcome={outcome}")
    again = study(tmp_path / "fresh", "discover", *SHORT, *words)
    stored = study(tmp_path / "stored", "discover", f"sweep={sweep}", f"outcome={outcome}")
    same(again, stored, ("worlds", "boxes"))
    assert str(sweep) in (stored / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_map_of_a_stored_grid_is_that_of_fresh_runs(tmp_path: Path):
    arms = "behaviours=[siloed,collaborative]"
    grid = "vary=[{turnover.pace:[0.5,2]},{trust.newcomer:[0.28,0.36,0.45]}]"
    kept = swept(tmp_path / "sweep", "design=factorial", grid, arms, "replications=10", "at=[1,2]")
    axes = ("x=turnover.pace", "y=trust.newcomer")
    values = ("x_values=[0.5,2]", "y_values=[0.28,0.36,0.45]", "replications=10", "unknowns=defaults")
    again = study(tmp_path / "fresh", "pressure-map", *SHORT, *axes, *values)
    same(again, study(tmp_path / "stored", "pressure-map", *axes, f"sweep={kept}"), ("worlds",))


@pytest.mark.slow
def test_a_map_of_money_takes_the_points_where_both_kinds_of_money_agree(tmp_path: Path):
    growth, demand = "[0,0.02]", "{demand.growth:[0,0.02]}"
    vary = f"vary=[{{funding.nhs_growth:{growth}}},{{funding.social_care_growth:{growth}}},{demand}]"
    arms = "behaviours=[siloed,collaborative]"
    kept = swept(tmp_path / "sweep", "design=factorial", vary, arms, "replications=10", "at=[1,2]")
    again = study(
        tmp_path / "fresh",
        "pressure-map",
        *SHORT,
        "demand=[0,0.02,0.02]",
        "resources=[0,0.02,0.02]",
        "replications=10",
        "unknowns=defaults",
    )
    same(again, study(tmp_path / "stored", "pressure-map", f"sweep={kept}"), ("worlds",))


@pytest.mark.slow
@pytest.mark.parametrize("design", ["morris", "sobol"])
def test_sensitivity_of_a_stored_design_is_that_of_fresh_runs(tmp_path: Path, design: str):
    arms = ("siloed", "collaborative")
    words = (f"design={design}", VARY, "points=40", "replications=3", f"behaviours=[{','.join(arms)}]")
    kept = swept(tmp_path / "sweep", *words, "outcomes=[delayed]")
    made = study(tmp_path / "study", "sensitivity", f"sweep={kept}", "outcome=delayed")
    plan = pd.read_parquet(kept / "plan.parquet")
    points: dict[str, Array] = {key: plan.loc[plan["behaviour"] == "siloed", key].to_numpy(dtype=float) for key in KEYS}
    scenarios = [load_scenario([*SHORT, f"behaviour={name}"]) for name in arms]
    effect = run_futures(scenarios, points, range(3), [measure("delayed")]).effect("delayed")
    assert np.array_equal(futures_of(open_stored(str(kept)), arms, [measure("delayed")]).effect("delayed"), effect)
    means, space, what = effect.mean(axis=1), problem(KEYS), "the effect on delayed"
    if design == "sobol":
        found, table = split(space, means, what, 1), pd.read_parquet(made / "shares.parquet")
    else:
        x = np.column_stack([points[key] for key in KEYS])
        found, table = screen(space, x, means, what, 1), pd.read_parquet(made / "screening.parquet")
    assert [tuple(row) for row in table.to_numpy()] == [
        tuple(getattr(one, name) for name in table.columns) for one in found
    ]
    assert len(list(made.glob("*.parquet"))) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("regret", "behaviours=[siloed,mixed]"), "holds no mixed, only as_today, siloed, collaborative: sweep again"),
        (("regret", "points=50"), "points: comes from the sweep, with its runs; beside sweep= expected sweep,"),
        (("discover", "years=3"), "years: comes from the sweep"),
        (("discover", "trust.prior=0.4"), "trust.prior: comes from the sweep"),
        (("sensitivity",), "has design=csv; sensitivity needs design=morris or design=sobol with behaviours="),
        (("pressure-map",), "replications = 4: expected a whole number from 10"),
        (("discover", "outcome=delayd"), "unknown outcome 'delayd': did you mean 'delayed'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_a_sweep_cannot_tell_is_one_clear_line(
    sweep: Path, words: tuple[str, ...], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main([*words, f"sweep={sweep}", f"results={tmp_path}"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and expected in err
    assert list(tmp_path.rglob("SHA256SUMS")) == []


LACKING = [
    (("design=lhs", "points=30", VARY), "holds collaborative: behaviours = [collaborative]: expected a list of two"),
    (
        ("design=lhs", "points=30", "vary=[demand.growth,{behaviour:[siloed,mixed]}]"),
        "ran as mixed and not as siloed, so they cannot be compared",
    ),
    (("design=lhs", "points=30", VARY, "outcomes=[trust]", "behaviours=[siloed,mixed]"), "did not keep delayed"),
    (("design=lhs", "points=30", VARY, "at=[1]", "behaviours=[siloed,mixed]"), "kept years 1 and not 2"),
    (("design=lhs", "points=9", VARY, "behaviours=[siloed,mixed]"), "points = 9: expected a whole number from 30"),
    (
        (
            "design=factorial",
            "vary=[{demand.growth:[0,0.02]},{pressure:[steady,austerity]}]",
            "behaviours=[siloed,mixed]",
        ),
        "varies pressure as well",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "expected"), LACKING, ids=[expected for _, expected in LACKING])
def test_what_a_sweep_lacks_is_one_clear_line(
    words: tuple[str, ...], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    kept = swept(tmp_path / "sweep", "replications=2", *words)
    capsys.readouterr()
    assert main(["discover", f"sweep={kept}", "outcome=delayed", f"results={tmp_path / 'study'}"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and expected in err


def test_a_folder_that_is_no_finished_sweep_is_one_clear_line(
    sweep: Path, fresh: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    unfinished, changed, lost = (tmp_path / name for name in ("unfinished", "changed", "lost"))
    for folder in (unfinished, changed, lost):
        shutil.copytree(sweep, folder)
    (unfinished / "SHA256SUMS").unlink()
    (changed / "overrides.txt").write_text("years=3\n")
    cases = (
        (tmp_path / "nowhere", 2, "no such folder"),
        (fresh, 2, "not the folder of a sweep"),
        (unfinished, 1, "not a complete folder of results"),
        (changed, 1, "not as SHA256SUMS says"),
    )
    for folder, code, expected in cases:
        assert main(["regret", f"sweep={folder}", f"results={tmp_path / 'study'}"]) == code
        err = capsys.readouterr().err
        assert err.count("\n") == 1 and expected in err


def test_a_failed_point_makes_a_sweep_incomplete(sweep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from sim.store.checksums import write_sums

    lost = tmp_path / "lost"
    shutil.copytree(sweep, lost)
    runs = pd.read_parquet(lost / "runs.parquet")
    runs[runs["point"] != 31].to_parquet(lost / "runs.parquet")
    names = [str(path.relative_to(lost)) for path in lost.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    write_sums(lost, names)
    assert main(["regret", f"sweep={lost}", f"results={tmp_path / 'study'}"]) == 2
    assert "1 of 90 points failed (the first is point 31" in capsys.readouterr().err


def test_a_study_of_a_sweep_keeps_which_one_it_was(sweep: Path, tmp_path: Path):
    moved = tmp_path / "moved"
    shutil.copytree(sweep, moved)
    one = study(tmp_path / "one", "regret", f"sweep={sweep}")
    other = study(tmp_path / "other", "regret", f"sweep={moved}")
    assert one.name == other.name
    assert f"sweep: {sweep.name.removeprefix('sweep-')}" in (one / "config.yaml").read_text()
    assert json.loads((one / "manifest.json").read_text())["command"][2] == f"sweep={sweep}"


def test_a_study_of_a_sweep_that_other_code_made_says_so(
    sweep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sim.cli.study.code_digest", lambda: "othercode")
    found = study(tmp_path, "regret", f"sweep={sweep}")
    said = "The sweep was made by other code ("
    assert said in " ".join(capsys.readouterr().out.split()) and said in (found / "report.html").read_text()
