"""`compare` as a user runs it: every file is there and whole, the page needs no network, and again is the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml

from sim.declared import declarations, of_interventions
from sim.outcomes import OUTCOMES
from sim.store import faults
from tests.pace import HANG, within

ROOT = Path(__file__).parents[2]
TABLES = ("runs", "series", "effects", "effects_by_chance", "channels", "organisations")
pytestmark = pytest.mark.slow
WORDS = ("replications=6", "years=2", "workers=2")


def start(folder: Path, *words: str, experiment: str = "compare") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"experiments.{experiment}", *words]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=HANG)
    assert process.returncode == 0, out + err
    assert err == ""
    return out


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, bytes]]:
    """Run the same command twice in one folder; return it, what was said, and the tables of the first time."""
    folder = tmp_path_factory.mktemp("user")
    finish(start(folder, *WORDS))
    (made,) = (folder / "results").iterdir()
    first = {path.name: path.read_bytes() for path in (*made.glob("*.parquet"), made / "report.html")}
    return folder, finish(start(folder, *WORDS, "results=results")), first


@pytest.fixture(scope="module")
def made(twice: tuple[Path, str, dict[str, bytes]]) -> Path:
    (folder,) = (twice[0] / "results").iterdir()
    return folder


def test_everything_is_there_and_whole(made: Path):
    assert faults(made) == []
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {f"{table}.parquet" for table in TABLES} <= names
    assert {"config.yaml", "manifest.json", "overrides.txt", "report.html", "SHA256SUMS"} <= names
    assert {"figures/people_first-collaborative.svg", "figures/trust-collaborative.png"} <= names
    assert not [name for name in names if name.endswith(".partial")]


def test_nothing_is_written_elsewhere(twice: tuple[Path, str, dict[str, bytes]]):
    assert [path.name for path in twice[0].iterdir()] == ["results"]


def test_the_same_command_gives_the_same_bytes(made: Path, twice: tuple[Path, str, dict[str, bytes]]):
    tables = {name: data for name, data in twice[2].items() if name != "report.html"}
    assert len(tables) == len(TABLES)
    assert {name: (made / name).read_bytes() for name in tables} == tables


def test_tables_are_tidy(made: Path):
    runs = pd.read_parquet(made / "runs.parquet")
    assert list(runs.columns) == ["behaviour", "outcome", "year", "seed", "value"]
    assert len(runs) == 2 * len(OUTCOMES) * 2 * 6
    assert len(runs.drop_duplicates(["behaviour", "outcome", "year", "seed"])) == len(runs)
    assert len(runs.dropna()) == len(runs)
    effects = pd.read_parquet(made / "effects.parquet")
    assert (effects[["better", "same", "worse"]].sum(axis=1) - 1.0).abs().max() < 1e-9
    channels = pd.read_parquet(made / "channels.parquet").pivot(
        index="outcome", columns="channel", values="contribution"
    )
    assert (channels.drop(columns="all").sum(axis=1) - channels["all"]).abs().max() < 1e-6
    assert {"organisation", "service"} <= set(pd.read_parquet(made / "organisations.parquet")["entity"])
    assert set(pd.read_parquet(made / "series.parquet")["week"]) == set(range(4, 105, 4))


OF_RULES = {key for key in declarations() if not of_interventions(key)}


def test_the_configuration_is_whole(made: Path):
    config = yaml.safe_load((made / "config.yaml").read_text())
    for arm in ("siloed", "collaborative"):
        assert {f"{g}.{n}" for g, ns in config["arms"][arm]["parameters"].items() for n in ns} == OF_RULES
    assert config["compare"]["behaviours"] == ["siloed", "collaborative"]
    manifest = json.loads((made / "manifest.json").read_text())
    assert made.name == f"compare-{manifest['plan_hash']}"
    assert manifest["command"][:2] == ["common-ground", "compare"]


class Page(HTMLParser):
    """Collects what a page refers to and how it is built."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.links += [
            value or "" for name, value in attrs if name in ("src", "href", "srcset", "data", "action", "poster")
        ]


def test_the_page_needs_no_network_and_can_be_read_by_all(made: Path):
    text = (made / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert all(link.startswith(("data:image/", "#")) for link in page.links)
    assert "http" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object")]
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert ("html", {"lang": "en-GB"}) in page.tags
    pictures = [found for tag, found in page.tags if tag == "img"]
    assert len(pictures) == 12
    assert all(len(found["alt"] or "") > 40 for found in pictures)
    assert all("scope" in found for tag, found in page.tags if tag == "th")
    assert "Every organisation for itself" in text
    assert "Working as one system" in text
    assert "common-ground compare replications=6 years=2" in text


def test_the_terminal_says_the_finding(twice: tuple[Path, str, dict[str, bytes]], made: Path):
    out = twice[1]
    assert "Working as one system against every organisation for itself" in out
    assert "POPULATION HEALTH" in out
    assert "Every organisation for itself is better at" in out
    assert "does it pay for itself?" in out
    assert f"{made.name}/report.html" in "".join(out.split("\n"))
    assert max(map(len, out.splitlines())) <= 100


def test_stopping_leaves_nothing_that_looks_whole(tmp_path: Path):
    process = start(tmp_path, "replications=400")
    time.sleep(4.0)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=HANG)
    assert within(time.monotonic() - began, 5)
    assert process.returncode in (130, -signal.SIGINT)  # the second if it came amid an import; to a shell the same
    assert err.count("\n") == 1
    assert "stopped" in err
    assert not list(tmp_path.rglob("SHA256SUMS"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_several_behaviours_are_each_compared_with_the_first(tmp_path: Path):
    words = ("replications=4", "years=1", "behaviours=[as_today,siloed,mixed]", "attribution=none", "results=out")
    out = finish(start(tmp_path, *words))
    assert "Every organisation for itself against as today" in out
    assert "A mix of both against as today" in out
    (made,) = (tmp_path / "out").iterdir()
    assert faults(made) == []
    assert not (made / "channels.parquet").exists()
    assert set(pd.read_parquet(made / "effects.parquet")["alternative_behaviour"]) == {"siloed", "mixed"}


def test_a_small_pressure_map(tmp_path: Path):
    words = ("replications=10", "years=1", "demand=[0,0.04,0.04]", "resources=[0,0.04,0.02]", "workers=2")
    out = finish(start(tmp_path, *words, experiment="pressure_map"))
    assert "How" in out or "For people" in out
    (made,) = (tmp_path / "results").iterdir()
    assert faults(made) == []
    worlds = pd.read_parquet(made / "worlds.parquet")
    assert len(worlds) == 6
    assert set(worlds["for_people"]) <= {"alternative", "base", "nobody"}
    text = (made / "report.html").read_text(encoding="utf-8")
    assert "http" not in text
    assert (made / "figures" / "pressure_map.svg").is_file()
