"""The manifest: which code, versions and machine made the tables, when, and by which command. Times stand only here."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGES = (
    "common-ground",
    "mesa",
    "numpy",
    "networkx",
    "matplotlib",
    "hydra-core",
    "omegaconf",
    "scipy",
    "pandas",
    "pyarrow",
    "rich",
    "pydantic",
    "pyyaml",
    "salib",
    "duckdb",
)
DECIDING = ("numpy", "scipy", "pandas", "pyarrow")  # packages whose version may move a number or a byte
_SOURCE = Path(__file__).resolve().parents[1]


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def manifest_of(
    experiment: str, digest: str, *, root_seed: int, argv: Sequence[str], started: str, extra: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what there is to say about how a folder came about.

    Args:
        experiment: its name.
        digest: hash of its plan.
        root_seed: the draws of the whole study.
        argv: the command that reproduces it, word by word.
        started: when it began.
        extra: what the experiment adds, such as seconds taken.
    """
    return {
        "experiment": experiment,
        "plan_hash": digest,
        "command": list(argv),
        "root_seed": root_seed,
        "started": started,
        "ended": now(),
        "code": {"version": version(), "sha256_of_source": source_digest(), **git_state()},
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": {name: _version(name) for name in PACKAGES},
        "platform": {"system": platform.platform(), "machine": platform.machine(), "cores": os.cpu_count()},
        **extra,
    }


def version() -> str:
    """Return the version of Common Ground."""
    return _version("common-ground") or "(working copy)"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def code_digest() -> str:
    """Return one short hash over what may move a number: the source, Python and the packages that compute."""
    return deciding(
        source_digest(),
        f"{platform.python_implementation()} {platform.python_version()}",
        {n: _version(n) for n in DECIDING},
    )


def deciding(source: str, python: str, packages: Mapping[str, str | None]) -> str:
    """Return that hash for the code, Python and packages that a manifest names."""
    minor = ".".join(python.split(".")[:2])
    said = [source, minor, *(f"{name} {packages.get(name)}" for name in DECIDING)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def code_of(manifest: Mapping[str, Any]) -> str:
    """Return that hash for the code that made a folder; raise `KeyError` or `TypeError` if nothing says."""
    return deciding(manifest["code"]["sha256_of_source"], manifest["python"], manifest["packages"])


@cache
def source_digest() -> str:
    """Return one hash over the source code that ran."""
    total = hashlib.sha256()
    for path in sorted(_SOURCE.rglob("*.py"), key=lambda file: file.relative_to(_SOURCE).as_posix()):
        total.update(path.relative_to(_SOURCE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def git_state() -> dict[str, Any]:
    """Return the commit and whether anything differs from it; nothing where the code has no repository of its own."""
    if _git("ls-files", "--error-unmatch", "sim/__init__.py") is None:
        return {"commit": None, "changed_since": None}
    changes = _git("status", "--porcelain", "--untracked-files=normal")
    return {"commit": (_git("rev-parse", "HEAD") or "").strip() or None, "changed_since": bool(changes)}


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *words],
            cwd=_SOURCE.parent,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
