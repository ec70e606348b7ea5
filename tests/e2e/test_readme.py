"""The README: its code runs, its commands exist, and it states no result."""

from __future__ import annotations

import re
from pathlib import Path

from sim.behaviours import BEHAVIOURS
from sim.scenario import check_key, options, parse
from tests.e2e.recipes import blocks_of, run_python

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs(tmp_path: Path):
    blocks = [block.text for block in blocks_of(README) if block.language == "python"]
    printed = run_python("\n".join(blocks), folder=tmp_path, package=ROOT)
    assert "People ready to leave hospital who cannot" in printed
    assert "MultiDiGraph" in printed


def test_what_make_is_asked_for_can_be_made():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", TEXT, re.MULTILINE))
    assert {one or other for one, other in asked} <= made


def test_the_main_command_and_the_tests_stand_on_the_first_screen():
    first = "\n".join(TEXT.splitlines()[:20])
    assert "make demo" in first and "make test" in first and "docs/images/overview.png" in first


def test_every_experiment_named_is_there():
    named = set(re.findall(r"-m experiments\.(\w+)", TEXT))
    assert [name for name in named if not (ROOT / "experiments" / f"{name}.py").is_file()] == []


def test_the_keys_named_are_accepted():
    commands = [line.replace("'", "") for line in TEXT.splitlines() if "-m experiments.compare " in line]
    asked = [word for command in commands for word in command.split() if "=" in word]
    own = ("behaviours", "replications", "place")
    assert len(asked) > 5
    for key, value, _ in parse([word for word in asked if word.split("=")[0] not in own]):
        check_key(key, value)


def test_every_choice_is_listed():
    for name in (*BEHAVIOURS, *options("pressure")):
        assert f"`{name}`" in TEXT
