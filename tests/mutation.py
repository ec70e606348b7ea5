"""Mutation testing, run by `make mutate`: rules are changed in one place at a time, and tests must notice.

Of every folder in `[tool.mutate]` of pyproject.toml a seeded sample of changes is tried, or all with SAMPLE=0, by
cosmic-ray in a copy under .mutate/. FOLDERS= names others, or single files: their tests are those of the folder they
are in, or all unit tests where none of these folders has them. A run that was stopped goes on with the same words. Test
files named after the changed module run first, then those that import it, then those that import its package, and the
others only if all these noticed nothing. NEAR=1 asks the first two groups alone, or the nearest group that there is,
which is quick and can only find too many survivors. Tests that compare with pinned or recorded numbers are left out:
they say that something moved, not that it is wrong. Not tried, since no test of a rule could tell: declarations outside
functions (a default is a choice), and type annotations.
"""

from __future__ import annotations

import ast
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".mutate"
LEFT_OUT = ("tests/regression", "tests/reference", "tests/e2e")
ELSEWHERE = ["tests/unit"]
TIMEOUT_S = 600.0


def copied(into: Path) -> None:
    """Bring a copy of the tracked files up to date: mutants are made there, never in the folder worked in."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, into / name)


def inside_functions(source: str) -> set[tuple[int, int]]:
    """Return the (line, column) of every expression and statement within a function's body, annotations apart."""
    found = set[tuple[int, int]]()

    def visit(node: ast.AST, within: bool) -> None:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            deeper = within or (isinstance(node, ast.FunctionDef) and name == "body")
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    if deeper and hasattr(child, "lineno"):
                        found.update(_span(child))
                    visit(child, deeper)

    visit(ast.parse(source), False)
    return found


def _span(node: Any) -> Iterator[tuple[int, int]]:
    last = node.end_col_offset if node.lineno == node.end_lineno else node.col_offset + 1
    return ((node.lineno, column) for column in range(node.col_offset, last))


def tried(items: list[Any], into: Path, sample: int, seed: int) -> set[str]:
    """Return the jobs of a seeded sample of the changes within functions."""
    places = {path: inside_functions((into / path).read_text()) for path in {i.mutations[0].module_path for i in items}}
    usable = [item for item in items if item.mutations[0].start_pos in places[item.mutations[0].module_path]]
    named = sorted(usable, key=lambda item: (str(item.mutations[0]), item.job_id))
    chosen = named if sample == 0 else random.Random(seed).sample(named, min(sample, len(named)))
    return {item.job_id for item in chosen}


def in_order(module: Path, tests: list[str]) -> list[list[str]]:
    """Return test files by how near to a module they are: named after it, importing it, its package; and all others."""
    listed = [found for test in tests for found in (sorted(Path(test).rglob("test_*.py")) or [Path(test)])]
    texts = {str(file): file.read_text(encoding="utf-8") for file in listed}
    package, name = re.escape(".".join(module.parent.parts)), module.stem
    imported = rf"{package}(\.{name}\b| import (\([^)]*|[^(\n]*)\b{name}\b)"
    named = [file for file in texts if Path(file).name.startswith(f"test_{name}")]
    importing = ([file for file in texts if re.search(one, texts[file])] for one in (imported, package))
    groups: list[list[str]] = []
    for files in (named, *importing, list(texts)):
        groups.append([file for file in files if not any(file in nearer for nearer in groups)])
    return groups


def command(module: Path, tests: list[str], near_only: bool) -> str:
    """Return the words that run the tests nearest to a module, and after each group the next if nothing was noticed."""
    named, importing, *further = in_order(module, tests)
    groups = [files for files in (named, importing, *further) if files]
    if near_only:
        groups = [files for files in (named, importing) if files] or groups[:1]
    pytest = f"{sys.executable} -m pytest -q -x -p no:cacheprovider -p no:randomly "
    return f"sh -c {shlex.quote(' && '.join(pytest + ' '.join(files) for files in groups))}"


def modules_of(asked: str, into: Path) -> list[Path]:
    """Return the modules of a folder, or the one file that was asked for, relative to the copy."""
    found = [into / asked] if asked.endswith(".py") else sorted((into / asked).rglob("*.py"))
    modules = [path.relative_to(into) for path in found if path.is_file() and path.name != "__init__.py"]
    if not modules:
        sys.exit(f"FOLDERS: {asked} has no tracked module; name a folder or a .py file from the repository's root")
    return modules


def asked_of(asked: str, settings: dict[str, list[str]]) -> list[str]:
    """Return the tests of the innermost folder of the settings that is, or has, what was asked for."""
    holding = [folder for folder in settings if Path(asked).is_relative_to(folder)]
    return settings[max(holding, key=len)] if holding else ELSEWHERE


def session(asked: str, tests: list[str], sample: int, seed: int, near_only: bool) -> tuple[int, list[str]]:
    """Try the changes of one folder or file; return how many were tried and what survived."""
    from cosmic_ray.commands.init import init
    from cosmic_ray.mutating import mutate_and_test
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    into = HOME / "copy"
    modules = modules_of(asked, into)
    file = HOME / f"{asked.replace('/', '_')}-{sample}-{seed}{'-near' * near_only}.sqlite"
    os.chdir(into)
    with use_db(file, WorkDB.Mode.create) as work:
        if not work.num_results:
            init(modules, work, {})
            items = list(work.work_items)
            chosen = tried(items, into, sample, seed)
            skipped = [item.job_id for item in items if item.job_id not in chosen]
            work.set_multiple_results(skipped, WorkResult(WorkerOutcome.SKIPPED))
        for item in list(work.pending_work_items):
            words = command(item.mutations[0].module_path, tests, near_only)
            work.set_result(item.job_id, mutate_and_test(item.mutations, words, TIMEOUT_S))
        done = [(job, result) for job, result in work.results if result.worker_outcome != WorkerOutcome.SKIPPED]
        return len(done), [str(result.diff or job) for job, result in done if not result.is_killed]


def main() -> int:
    """Try a sample of every folder, or of what is named; print what survived and the share that was killed."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutate"]
    folders = sys.argv[1:] or list(settings)
    sample, seed = int(os.environ.get("SAMPLE", "60")), int(os.environ.get("SEED", "1"))
    near_only = os.environ.get("NEAR", "0") == "1"
    (HOME / "copy").mkdir(parents=True, exist_ok=True)
    copied(HOME / "copy")
    lived = 0
    for folder in folders:
        tests = asked_of(folder, settings)
        assert not any(test.startswith(LEFT_OUT) for test in tests), "pins and the oracle are left out"
        count, survivors = session(folder, tests, sample, seed, near_only)
        lived += len(survivors)
        for diff in survivors:
            print(diff)
        print(f"{folder}: {count - len(survivors)} of {count} changes were noticed")
    return int(lived > 0)


if __name__ == "__main__":
    sys.exit(main())
