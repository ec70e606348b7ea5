"""The house rules that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
LONGEST = 300

# Written in pieces, so that this file does not find itself.
ADDRESS = re.compile(r"https?" + r"://[^\s\"')>]*(?:/simple\b|/packages/|/pool/|\.whl\b|\.tgz\b|\.tar\.gz\b|\.deb\b)")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|opt|work|tmp)" + r"/[\w.-]+")


def tracked() -> list[Path]:
    """Return the text files of the repository: tracked by git, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip("not a git working copy")
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def matches(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if found := pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {found.group()}"


def test_no_download_address_stands_in_the_repository():
    assert list(matches(ADDRESS)) == []


def test_no_path_of_a_machine_stands_in_the_repository():
    assert list(matches(MACHINE)) == []


def test_the_lock_names_no_index_and_every_package_has_a_hash():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text and "--find-links" not in text and " @ " not in text
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(entries) > 30
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry) and "--hash=sha256:" in entry, entry[:60]


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {re.split(r"[\[<>=]", name)[0] for name in wanted} <= locked


@pytest.mark.parametrize("path", sorted((ROOT / "sim").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_short_and_says_what_it_is(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "begin the file with a docstring"


def test_continuous_integration_can_be_run():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")


def continuous_integration(
    tmp_path: Path, pythons: tuple[str, ...], make: str = ""
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the script where only some Pythons are found and `make` notes what it was asked for, and does no more."""
    tools, noted = tmp_path / "tools", tmp_path / "noted"
    tools.mkdir()
    fakes = {"make": f'echo "$@" >> {noted}\n{make}', "chromium": "exit 0"}
    fakes |= {f"python{version}": "exit 1" for version in ("3.11", "3.12", "3.13")}
    fakes |= {f"python{version}": "exit 0" for version in pythons}
    for name, body in fakes.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        [ROOT / ".ci" / "run"],
        env={"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done, noted.read_text(encoding="utf-8").replace(f"{tools}/", "") if noted.exists() else ""


def test_continuous_integration_runs_everything_on_one_python_and_the_fast_tests_on_the_others(tmp_path: Path):
    done, noted = continuous_integration(tmp_path, ("3.11", "3.12", "3.13"))
    assert done.returncode == 0, done.stderr
    lines = noted.splitlines()
    setup = [f"setup PYTHON=python{version} VENV=.venv-{version}" for version in ("3.12", "3.13")]
    assert [line for line in lines if line.startswith("setup")] == setup, "meanwhile, one after another"
    assert [line for line in lines if not line.startswith("setup")] == [
        "style PYTHON=python3.11",
        "test PYTHON=python3.11",
        "others PYTHON=python3.12 VENV=.venv-3.12",
        "others PYTHON=python3.13 VENV=.venv-3.13",
    ]
    assert "Ran on Python 3.11 (every test), 3.12 (fast tests), 3.13 (fast tests)." in done.stdout
    promised = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    assert [name.split(" :: ")[-1] for name in promised if re.search(r":: 3\.\d+$", name)] == ["3.11", "3.12", "3.13"]


def test_continuous_integration_fails_if_another_python_cannot_be_set_up_and_says_why(tmp_path: Path):
    failing = '[ "$1" != setup ] || { echo no room for $3; exit 2; }'
    done, noted = continuous_integration(tmp_path, ("3.11", "3.12", "3.13"), make=failing)
    assert done.returncode == 1 and "no room for VENV=.venv-3.12" in done.stderr
    assert "VENV=.venv-3.13" not in noted and "others" not in noted


def test_continuous_integration_says_what_it_lacks_and_fails_on_one_python_alone(tmp_path: Path):
    done, noted = continuous_integration(tmp_path, ("3.12",))
    assert done.returncode == 1 and noted.splitlines() == ["style PYTHON=python3.12", "test PYTHON=python3.12"]
    assert "Not found here: Python 3.11 3.13." in done.stderr and "Only one of the Pythons promised" in done.stderr


def test_whatever_python_is_on_the_path_types_are_checked_against_the_packages_of_the_environment():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    environment = re.search(r"^VENV := (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert environment and (project["tool"]["pyright"]["venvPath"], project["tool"]["pyright"]["venv"]) == (
        ".",
        environment[1],
    )


def test_every_file_that_the_project_file_names_exists():
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    named = [*tool["ruff"]["lint"]["per-file-ignores"], *tool["pyright"]["include"], *tool["pyright"]["strict"]]
    assert [name for name in named if not list(ROOT.glob(name.removesuffix("/**")))] == []


def test_html_is_made_by_elements_that_escape():
    """No text is put between tags by hand, where a user's word could become markup."""
    tag = re.compile(r"""f?["']{1,3}[^"']*</?[a-z][a-z0-9]*[ >]""")
    for path in sorted(path for floor in ("report", "whatif", "web") for path in (ROOT / "sim" / floor).rglob("*.py")):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        assert [n for n, line in lines if tag.search(line) and "_SPARE" not in line] == [], path.relative_to(ROOT)
