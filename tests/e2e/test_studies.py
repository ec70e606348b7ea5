"""The studies of many futures as a user runs them, small: every file there and whole, and what is said is said."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.analysis.portfolio import portfolio
from sim.cli import main
from sim.model.ensemble import run_arms
from sim.place.written import place_text
from sim.scenario import load_scenario
from sim.store import faults
from sim.store.pieces import Pieces
from sim.validation.worlds import some
from tests.other_places import four_organisations

pytestmark = pytest.mark.slow


def run(folder: Path, capsys: pytest.CaptureFixture[str], experiment: str, *words: str) -> tuple[Path, str]:
    """Run a study; return its folder and what it said, after checking what every study must leave."""
    assert main([experiment, *words, f"results={folder}", "years=1", "warm_up_years=2", "workers=1"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    (made,) = folder.iterdir()
    assert faults(made) == []
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {"config.yaml", "manifest.json", "overrides.txt", "report.html", "SHA256SUMS"} <= names
    svg = {name for name in names if name.endswith(".svg")}
    assert svg and {name.replace(".svg", ".png") for name in svg} <= names
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "http" not in page and "nan" not in re.sub(r"base64,[^\"]*", "", page).lower().split()
    assert all(len(alt) > 40 for alt in re.findall(r'alt="([^"]*)"', page))
    return made, out


def test_replications(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    made, out = run(tmp_path, capsys, "replications", "replications=40")
    table = pd.read_parquet(made / "precision.parquet")
    assert list(table.columns) == ["outcome", "n", "effect", "share"]
    assert set(table["n"]) == {10, 15, 20, 30, 40}
    assert "pairs of futures" in out


def test_a_comparison_follows_what_people_say_and_runs_again_from_its_own_copy_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    said = tmp_path / "asked.csv"
    said.write_text("parameter,expert,low,middle,high\nprojects.fit_mean,A,0.3,0.4,0.5\n", encoding="utf-8")
    made, out = run(tmp_path / "r", capsys, "compare", f"elicited={said}", "replications=4", "attribution=none")
    assert "by 1 person asked" in out and (made / "elicited.csv").read_text() == said.read_text()
    assert list(pd.read_parquet(made / "elicited.parquet")["parameter"]) == ["projects.fit_mean"]
    assert "What people who were asked say" in (made / "report.html").read_text(encoding="utf-8")
    said.unlink()
    assert main(["rerun", str(made)]) == 0
    assert "No number moved" in capsys.readouterr().out


def test_sensitivity(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = ("trajectories=2", "samples=8", "strongest=2", "replications=4", "outcome=delayed")
    vary = "vary=[demand.growth,trust.newcomer,decision.price]"
    made, out = run(tmp_path, capsys, "sensitivity", *words, vary)
    screened, shares = (pd.read_parquet(made / f"{name}.parquet") for name in ("screening", "shares"))
    assert len(screened) == 3 and len(shares) == 2
    assert set(shares["parameter"]) == set(screened["parameter"][:2])
    assert "explains most of the spread" in out


def test_discover(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    vary = "vary=[demand.growth,pressure.level,trust.newcomer]"
    made, out = run(tmp_path, capsys, "discover", "points=60", "replications=4", "outcome=trust", vary)
    worlds = pd.read_parquet(made / "worlds.parquet")
    shares = worlds[["alternative_better", "base_better"]].to_numpy()
    assert len(worlds) == 60 and shares.min() >= 0.0 and shares.sum(axis=1).max() <= 1.0 + 1e-9
    assert (made / "boxes.parquet").is_file()
    assert "does better" in out


def test_worth_knowing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = ("replications=60", "unknowns=[trust.newcomer,decision.price,decision.value]")
    made, out = run(tmp_path, capsys, "worth_knowing", *words)
    worth = pd.read_parquet(made / "worth.parquet")
    assert list(worth.groupby("kind").size().index) == ["all", "number", "rule", "seen"]
    assert worth["worth"].is_monotonic_decreasing and worth["otherwise"].between(0.0, 1.0).all()
    assert (worth.loc[worth["otherwise"] == 0.0, "worth"] == 0.0).all()
    assert "Before you choose between" in out and "chance and all" in out
    assert (made / "figures" / "worth.svg").is_file()


def test_what_cannot_be_worth_knowing_is_one_clear_line(capsys: pytest.CaptureFixture[str]):
    for words, said in (
        (["unknowns=defaults"], "nothing to find out"),
        (["replications=10", "years=1", "warm_up_years=2"], "fewer than 50"),
        (["outcome=boths"], "'both'"),
        (["pays=-1"], "pays"),
    ):
        assert main(["worth-knowing", *words]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1 and said in err


def test_regret(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    vary = "vary=[demand.growth,pressure.level,trust.newcomer]"
    arms = "behaviours=[as_today,siloed,collaborative]"
    made, out = run(tmp_path, capsys, "regret", "points=20", "replications=3", arms, vary)
    regret, worlds = (pd.read_parquet(made / f"{name}.parquet") for name in ("regret", "worlds"))
    assert set(regret["behaviour"]) == {"as_today", "siloed", "collaborative"} and len(worlds) == 20
    least = worlds[[f"regret_{name}" for name in regret["behaviour"]]].min(axis=1)
    assert (least >= 0.0).all() and regret["worst"].is_monotonic_increasing
    for name, worst in zip(regret["behaviour"], regret["worst"], strict=True):
        assert worst == worlds[f"regret_{name}"].max()
    assert "the 6 things that matter to people" in out and "Good enough" in out
    assert "Unless that varies, the place faces demand" in (made / "report.html").read_text(encoding="utf-8")


def test_a_map_of_any_two_parameters(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    axes = ("x=turnover.pace", "y=trust.newcomer", "x_values=[0.5,2]", "y_values=[0.28,0.36,0.45]")
    made, out = run(tmp_path, capsys, "pressure-map", "replications=10", *axes)
    worlds = pd.read_parquet(made / "worlds.parquet")
    assert list(worlds.columns[:2]) == ["trust.newcomer", "turnover.pace"] and len(worlds) == 6
    assert "For people" in out
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "trust in a newcomer to a post" in page and "leader turnover" in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("x=demand", "y=demand"), "x = demand, y = demand: expected two axes that differ"),
        (("y=trust.newcomr",), "unknown axis 'trust.newcomr': did you mean 'trust.newcomer'?"),
        (("y=trust.newcomer", "y_values=[0.3,1.5]"), "trust.newcomer = 1.5: must lie from 0 to 1"),
        (("y_values=[0.3]",), "y_values = [0.3]: expected from 2 to 21 numbers that rise"),
    ],
)
def test_axes_that_cannot_be_are_one_clear_line(
    words: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["pressure-map", *words]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and expected in err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("vary=[bill.attendance]", "outcome=delayed"), "so there is nothing to explain: choose another outcome"),
        (("vary=[trust.asymetry]",), "unknown parameter 'trust.asymetry': did you mean 'trust.asymmetry'?"),
        (("vary=[channels.money]",), "channels.money: a switch"),
        (("vary=[]",), "vary = '[]': expected all, pressures, or a list"),
        (("outcome=delayd",), "unknown outcome 'delayd': did you mean 'delayed'?"),
        (("outcome=admissions",), "outcome = admissions: neither more nor less of it is better"),
        (("samples=100",), "samples = 100: expected a power of 2, such as 128"),
    ],
)
def test_what_cannot_be_studied_is_one_clear_line(
    words: tuple[str, ...], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    common = ("years=1", "warm_up_years=2", "trajectories=2", "replications=2", "workers=1", f"results={tmp_path}")
    assert main(["sensitivity", *words, *common]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and expected in err
    assert not list(tmp_path.rglob("SHA256SUMS"))


def test_regret_of_what_cannot_be_is_one_clear_line(capsys: pytest.CaptureFixture[str]):
    for word, expected in (
        ("behaviours=[siloed]", "expected a list of two to six names"),
        ("threshold=much", "threshold = 'much': expected a number"),
        ("percentile=0.2", "percentile = 0.2: must lie from 0.5 to 1"),
        ("replications=1", "replications = 1: expected a whole number from 2"),
    ):
        assert main(["regret", word]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1 and expected in err


def test_agents(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    place = tmp_path / "four.yaml"
    place.write_text(place_text(four_organisations()), encoding="utf-8")
    results = tmp_path / "results"
    words = (f"place={place}", "replications=4", "without=[frozen_trust,complete_graph]", "behaviours=[siloed,mixed]")
    made, out = run(results, capsys, "agents", *words)
    changes, sets, best = (pd.read_parquet(made / f"{name}.parquet") for name in ("ablations", "joining", "best"))
    assert set(changes["ablation"]) == {"frozen_trust", "complete_graph"} and set(changes["arm"]) == {"mixed"}
    assert set(sets["size"]) == {2, 3} and list(best["size"]) == [2, 2, 3]
    assert "things taken out of the model" in out and not list((made / "chunks").glob("*"))
    assert main(["rerun", str(made)]) == 0
    assert "No number moved" in capsys.readouterr().out


def test_robust(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = ("replications=4", "theories=[trust.equal_weights,combination.weakest_link]", "pressure=austerity")
    made, out = run(tmp_path, capsys, "robust", *words, "plan=[enabler]", "plan.enabler.from=0")
    tried, judged = (pd.read_parquet(made / f"{name}.parquet") for name in ("theories", "robust"))
    assert list(tried["theory"]) == ["evidence", "equal_weights", "mean", "weakest_link"]
    trust = tried["trust"].to_list()
    assert max(trust) - min(trust) <= 2 * 0.002
    assert len(judged) == 4 * 6 and all(judged.loc[judged["theory"] == "evidence", "holds"].to_list())
    assert "rules of trust" in " ".join(out.split()) or "hold under each of 2 rival rules" in " ".join(out.split())
    assert (made / "figures" / "theories.svg").is_file() and not list((made / "chunks").glob("*"))


def test_agents_without_what_is_gone_already(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    words = ["agents", "ablations=[rewired]", "without=[rewired]", f"results={tmp_path}"]
    assert main(words) == 2
    assert "taken away in all arms" in capsys.readouterr().err
    assert main(["agents", "outcome=net_cost", f"results={tmp_path}"]) == 2
    assert "expected an outcome, such as delayed" in capsys.readouterr().err


def test_portfolio(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plans = "plans=[enabler,[enabler,shared_target]]"
    made, out = run(tmp_path, capsys, "portfolio", plans, "plan.enabler.until=0.5", "replications=4")
    table = pd.read_parquet(made / "portfolio.parquet")
    assert list(table["plan"]) == ["enabler", "enabler+shared_target"]
    assert all(float(money) > 0.0 for money in table["money"])
    assert table[["ahead", "same", "behind"]].to_numpy().sum() == 2.0
    assert "beat" in out or "surely" in out


def test_a_search_for_plans_keeps_what_it_tried_goes_on_and_writes_plans(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    place, keep = tmp_path / "four.yaml", Pieces.keep
    place.write_text(place_text(four_organisations()), encoding="utf-8")
    common = ("years=1", "warm_up_years=2", f"place={place}", "plan.enabler.from=0", "plan.enabler.who=all")
    words = ("search=[enabler,collaborative_all]", *common, "replications=2", f"results={tmp_path / 'results'}")

    def stopped(pieces: Pieces, name: str, levels: object) -> None:
        if len(pieces.found()) > 1:
            raise KeyboardInterrupt
        keep(pieces, name, levels)  # type: ignore[arg-type]

    monkeypatch.setattr(Pieces, "keep", stopped)
    assert main(["portfolio", *words, "workers=1"]) == 130
    monkeypatch.setattr(Pieces, "keep", keep)
    assert main(["portfolio", *words, "workers=1"]) == 0
    (made,) = (tmp_path / "results").iterdir()
    tried, table = (pd.read_parquet(made / f"{name}.parquet") for name in ("tried", "portfolio"))
    assert faults(made) == [] and len(tried) > 5 and set(tried["futures"]) == {2}
    assert tried["found"].to_list().count(True) == len(table)
    assert "plans of 2 things were tried" in capsys.readouterr().out
    base = load_scenario([*common[:3], "behaviour=as_today", "unknowns=drawn"])
    for name, said in zip(tried["plan"].astype(str), tried["words"].astype(str), strict=True):
        assert len(load_scenario([*common[:3], *shlex.split(said)]).plan) == name.count("+") + 1
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    for number, row in enumerate(rows, 1):
        planned = base.with_plan(str(made / f"plan_{number}.yaml"))
        here, there = run_arms([base, planned], some(4)[2:], workers=1)
        again = portfolio(here, [(row["plan"], there)], "carrying on")[0]
        assert (again.people, again.money, again.hours) == (row["people"], row["money"], row["hours"])


def test_pathways(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    waits = "plan.enabler.begin_if={outcome: delayed, above: 80, months: 3}"
    made, out = run(tmp_path, capsys, "pathways", "plan=[enabler]", waits, "replications=4")
    taken = pd.read_parquet(made / "branches.parquet")
    assert sum(taken["futures"].to_list()) == 4 and set(taken["branch"]) <= {"none", "enabler_began"}
    regret = pd.read_parquet(made / "regret.parquet")
    assert list(regret["plan"]) == ["carrying on", "watching", "all from the start"]
    assert min(regret["regret"].to_list()) >= 0.0
    assert (made / "figures" / "pathways.svg").is_file()
    assert "Watch “People ready to leave" in out and "regret" in out


def test_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    made, out = run(tmp_path, capsys, "story", "replications=3", "plan=[enabler]", "plan.enabler.from=0.5")
    log = pd.read_csv(made / "events.csv")
    assert list(log["sentence"]) == list(pd.read_parquet(made / "events.parquet")["sentence"])
    begun = log[log["what"] == "plan_began"]
    assert list(begun["arm"]) == ["alternative"] and list(begun["week"]) == [26]
    assert "the one in the middle" in out and "Only with working as one system:" in out
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "The two futures, week by week" in page and "A plan begins for all organisations" in page
