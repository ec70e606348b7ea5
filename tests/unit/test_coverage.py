"""Each row of docs/coverage.md names what exists; a lever that it names moves something or is listed as inert."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.behaviours import BEHAVIOURS
from sim.declared import DECLARING, declarations
from sim.documentation.inert import inert, inert_alone
from sim.interventions import INTERVENTIONS
from sim.outcomes import OUTCOMES
from sim.plan.entry import planned_levers
from sim.validation.alone import moved as moved_alone
from sim.whatif.slider_effects import moves as moved_by_slider

ROOT = Path(__file__).parents[2]
FEWEST = 83
"""Ideas of the text that the page goes through."""
TEXT = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").partition("## What acts and is hardly felt")[0]
ROWS = [
    (row.split(" | ")[0].strip("| "), row.rpartition(" | ")[2])
    for row in TEXT.splitlines()
    if (row.startswith("| ") and " | yes | " in row) or " | part | " in row
]
KNOWN = {kind.name for kind in DECLARING} | set(declarations()) | set(OUTCOMES) | set(BEHAVIOURS)
KNOWN |= {variable.name for kind in DECLARING for variable in kind.owns}


def named(where: str) -> list[str]:
    """Return the names in code of a row, and the pages that it links to."""
    return [*re.findall(r"`([^`]+)`", where), *(f"docs/{page}" for page in re.findall(r"\]\(([\w/]+\.md)", where))]


def inert_with_figure() -> dict[str, str]:
    """Return what is listed as inert: name to what is said of it."""
    lines = re.findall(r"^- `([\w.]+)`, (.+)$", f"{inert()}\n{inert_alone()}", re.MULTILINE)
    return dict(lines)


@pytest.mark.parametrize(("idea", "where"), ROWS, ids=[idea[:60] for idea, _ in ROWS])
def test_a_row_names_what_exists(idea: str, where: str) -> None:
    names = named(where)
    assert any(name in KNOWN or (ROOT / name).is_file() for name in names), (
        f"{idea}: names no mechanism, lever, outcome"
    )
    for name in names:
        assert name in KNOWN or (ROOT / name).is_file(), f"{idea}: nothing is called '{name}'"


@pytest.mark.parametrize(("idea", "where"), ROWS, ids=[idea[:60] for idea, _ in ROWS])
def test_a_lever_of_a_row_moves_something_or_is_listed_as_inert(idea: str, where: str) -> None:
    listed, can_be_planned = inert_with_figure(), {*INTERVENTIONS, *BEHAVIOURS, *planned_levers()}
    for name in (name for name in named(where) if name in can_be_planned):
        alone, slider = moved_alone(name), moved_by_slider(name)
        felt = (alone is not None and not alone.nothing) or (slider is not None and bool(slider[0]))
        assert felt or re.search(r"\d|nothing|none", listed.get(name, "")), f"{idea}: what does `{name}` move?"


def test_there_is_a_row_for_each_idea_and_no_idea_twice() -> None:
    assert len(ROWS) >= FEWEST
    assert len({idea for idea, _ in ROWS}) == len(ROWS)


def test_what_is_felt_is_not_listed_as_inert_alone() -> None:
    listed = re.findall(r"^- `([\w.]+)`", inert_alone(), re.MULTILINE)
    assert listed and all((one := moved_alone(name)) is not None and one.nothing for name in listed)
