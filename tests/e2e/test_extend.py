"""The recipes of docs/extend.md work as they are written: each change is made to a copy, then the examples are run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.recipes import blocks_of, do, run_python

ROOT = Path(__file__).parents[2]
BLOCKS = blocks_of(ROOT / "docs" / "extend.md")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code with every change of the page made."""
    folder = tmp_path_factory.mktemp("extended")
    for part in ("sim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for block in BLOCKS:
        do(block, folder)
    return folder


def test_every_block_says_what_it_is_for():
    assert [block.text for block in BLOCKS if not block.asked] == []
    assert {block.asked.split(":")[0] for block in BLOCKS} == {"save", "copy", "change", "run"}


@pytest.mark.slow
def test_every_recipe_works(copy: Path):
    examples = [block.text for block in BLOCKS if block.asked == "run"]
    printed = run_python("\n\n".join(examples), folder=copy, package=copy)
    for expected in (
        "Seaside",
        "seaside.yaml: figures",
        "Like anyplace, with 0.6 residents for each one there.",
        "choice: scaled from anyplace by population; there: NHSE referral to treatment",
        "1 in 4 residents can be in hospital at once (figures.beds = 45,000): is that right?",
        "did you mean 'heatwave.emergencies'?",
        "of teams take part",
        "hot summer",
    ):
        assert expected in printed


def test_an_organisation_of_ones_own_takes_ten_lines():
    notebook = next(block.text for block in BLOCKS if "sim.Organisation" in block.text)
    lines = [line for line in notebook.splitlines() if line and not line.startswith(("print", "assert"))]
    assert len(lines) <= 10


@pytest.mark.parametrize("new", [block.asked[6:] for block in BLOCKS if block.asked.startswith("save")])
def test_a_new_file_is_small_and_says_what_it_is(new: str, copy: Path):
    text = (copy / new).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert text.startswith(('"""', "# "))
