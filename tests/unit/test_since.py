"""What changed verdict since the first version: by hand from two scoreboards, and on the page from those kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.validation import FACTS, since
from sim.validation.page import since_first
from sim.validation.scoreboard import scoreboard

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"


def fact(holds: bool, found: str = "1", asked: str = "1 to 2") -> dict[str, Any]:
    return {"holds": holds, "found": found, "asked": asked}


THEN = {"A": fact(False), "B": fact(True), "C": fact(True), "D": fact(True), "E": fact(True), "gone": fact(True)}
NOW = {
    "A": fact(True, "1.5"),
    "B": fact(False, "3"),
    "C": fact(True, "1.2"),
    "D": fact(True),
    "E": fact(True, asked="0 to 2"),
    "new": fact(False, "9"),
}


def test_what_turned_is_new_or_is_asked_otherwise_is_listed_and_nothing_else() -> None:
    assert since.rows(NOW, THEN) == [
        ("A", "1 to 2", "1: **fails**", "1.5: holds"),
        ("B", "1 to 2", "1: holds", "3: **fails**"),
        ("E", "0 to 2 (before: 1 to 2)", "1: holds", "1: holds"),
        ("new", "1 to 2", "not tried", "9: **fails**"),
    ]
    said = since.summary(NOW, THEN)
    assert said.startswith("Of 5 facts tried in version 0.1.0, too, these failed then and hold now: A;")
    assert "these held then and fail now: B. 1 of the others gave another figure" in said
    assert said.endswith("No longer tried: gone.")


def test_where_nothing_turned_it_says_so_without_a_table() -> None:
    same = since.first()["facts"]
    assert since.rows(same) == [] and since_first(same).count("none") == 2 and "|" not in since_first(same)


def test_the_page_lists_what_the_two_scoreboards_that_are_kept_differ_in() -> None:
    now = {one["id"]: one for one in scoreboard()["facts"]}
    assert set(now) == set(FACTS) and {name: now[name]["asked"] for name in FACTS} == {
        name: known.tolerance for name, known in FACTS.items()
    }, "run `python -m experiments.validate`"
    text = PAGE.read_text(encoding="utf-8")
    assert f"\n\n## What changed verdict\n\n{since_first(now)}\n\n## " in text, "run `python -m experiments.validate`"
    for name, one in now.items():
        row = f"| {name} | {one['says']} | {one['asked']} | {one['found']} |"
        assert row in text, f"{name}: page and scoreboard differ"
