"""The studies of many futures as a user runs them, small: every file there and whole, and what is said is said."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main
from sim.store import faults

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
