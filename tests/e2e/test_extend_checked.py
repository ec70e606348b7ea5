"""The recipes of docs/extend.md, one by one and all together, pass the project's own checks, in a copy of it.

One by one they meet the tests of their kind, together those of every kind; in `make soak`, every fast test. Those whose
tests run many futures are tried one by one in `make soak` alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.e2e.recipes import blocks_of, do, needs_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "extend.md"
BLOCKS = blocks_of(PAGE)
SECTIONS = list(dict.fromkeys(block.section for block in BLOCKS if block.path.startswith(("sim/", "configs/"))))
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
MET = (  # what a newcomer's change meets
    "tests/contract/test_asks.py",
    "tests/contract/test_behaviours.py",
    "tests/contract/test_declarations.py",
    "tests/contract/test_dials.py",
    "tests/contract/test_interventions.py",
    "tests/contract/test_mechanisms.py",
    "tests/unit/test_bare_numbers.py",
    "tests/unit/test_docs.py",
    "tests/unit/test_house.py",
    "tests/unit/test_stories.py",
)
ALWAYS = ("tests/contract/test_declarations.py", "tests/unit/test_docs.py", "tests/unit/test_house.py")
MEETS = {  # beside those, by recipe; the others are met when all recipes are there together
    "A mechanism": "tests/contract/test_mechanisms.py",
    "A behaviour": "tests/contract/test_behaviours.py",
    "An intervention": "tests/contract/test_interventions.py",
    "A slider": "tests/contract/test_asks.py",
    "An event": "tests/unit/test_events.py",
    "A context": "tests/contract/test_contexts.py",
    "A story": "tests/unit/test_stories.py",
}
LONG = ("A behaviour", "A context", "A slider", "A story", "An event", "An intervention", "An outcome")
WHOLE = ("tests/contract", "tests/unit")
SOAK = os.environ.get("SOAK") is not None


def run(copy: Path, *command: str, **more: str) -> None:
    """Run a check in a copy, with more in its environment, or fail with what it says."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, **more, "PYTHONPATH": str(copy), "PATH": path}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{(done.stdout + done.stderr)[-6000:]}"


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Iterable[str]], Path]:
    """Return a maker of a working copy in which some recipes are done and the generated pages written anew."""
    return lambda sections: copy_with(sections, tmp_path / "copy")


def copy_with(sections: Iterable[str], copy: Path) -> Path:
    """Copy the repository, as git would commit it, do the recipes, and write the generated pages anew."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    if names.returncode != 0:
        pytest.skip("not a git working copy")
    for name in filter(None, names.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    (copy / ".venv").symlink_to(sys.prefix)
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=copy, check=True)
    for section in sections:
        for block in BLOCKS:
            if block.section == section:
                do(block, copy)
    run(copy, sys.executable, "-m", "sim.documentation")
    return copy


def check(copy: Path, sections: Iterable[str], tests: Iterable[str]) -> None:
    """Run style, types, floors and tests as `make check` does; types of the files that the recipes touch."""
    python = [block.path for block in BLOCKS if block.section in sections and block.path.endswith(".py")]
    run(copy, "ruff", "check", ".")
    run(copy, "ruff", "format", "--check", ".")
    run(copy, "lint-imports")
    if python:
        run(copy, "pyright", *dict.fromkeys(python))
    fast = "not slow and not e2e and not pattern"
    run(copy, *PYTEST, "-m", fast, *tests)


def test_each_recipe_that_changes_the_code_is_checked() -> None:
    assert {"A mechanism", "A behaviour", "A slider", "A story", "An outcome"} <= set(SECTIONS)
    assert needs_of(PAGE, "A story") == ["A behaviour", "A mechanism", "A slider", "A story"]


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_a_recipe_passes_the_projects_checks(section: str, made: Callable[[Iterable[str]], Path]) -> None:
    if section in LONG and not SOAK:
        pytest.skip("minutes of work: make soak")
    sections = needs_of(PAGE, section)
    met = dict.fromkeys([*ALWAYS, *(MEETS[needed] for needed in sections if needed in MEETS)])
    check(made(sections), sections, MET if SOAK else met)


@pytest.mark.slow
def test_all_recipes_together_pass_the_projects_checks(made: Callable[[Iterable[str]], Path]) -> None:
    sections = list(dict.fromkeys(block.section for block in BLOCKS))
    copy = made(sections)
    check(copy, sections, WHOLE if SOAK else MET)
    slow = ("tests/contract/test_asks.py", "tests/regression/test_stories.py")  # is each answer felt, are claims true
    run(copy, *PYTEST, "-m", "slow", "-k", "reluctant", *slow, SOAK="1")
