"""The wheel brings all it needs: it is built, installed in a new environment, and used from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new environment that holds the wheel alone."""
    built = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    wheels = [str(path) for path in built.glob("*.whl")]
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", "--no-index", "--no-deps", *wheels], check=True)
    return folder


def run(environment: Path, elsewhere: Path, *command: str) -> str:
    """Run a command there, with the packages of this environment (but not its link to this working copy)."""
    paths = {"PYTHONPATH": sysconfig.get_path("purelib")}
    done = subprocess.run(
        [environment / "bin" / command[0], *command[1:]],
        cwd=elsewhere, env={**os.environ, **paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_place_is_found_without_the_working_copy(environment: Path, tmp_path: Path):
    script = "import sim.place; print(sim.place.__file__); print(sim.place.check_place('anyplace').place.digest)"
    file, digest = run(environment, tmp_path, "python", "-c", script).split()
    assert Path(file).is_relative_to(environment)
    assert len(digest) == 64


def test_the_command_says_how_it_is_used(environment: Path, tmp_path: Path):
    assert "compare" in run(environment, tmp_path, "common-ground", "--help")
