"""Building a program with the C compiler at hand, and keeping what was built where nobody else may write.

A library is named by a hash of its code, the compiler, its flags and the processor that it is built for; beside it lies
a checksum. What is damaged, or made by anybody else, is built again; a folder that others may write to is never used.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sim.core.parameters import InputError

FLAGS = ("-O2", "-march=native", "-ffp-contract=off", "-fno-fast-math", "-fno-math-errno", "-fPIC", "-w")
FOLDER = "COMMON_GROUND_COMPILED"
"""Environment variable that names the folder of what was built."""


@cache
def compiler() -> str | None:
    """Return the C compiler of this computer: that of the variable CC, cc, gcc or clang; None if there is none."""
    names = (os.environ.get("CC", ""), "cc", "gcc", "clang")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@cache
def _target(compiler: str) -> str:
    """Return what the compiler says of itself and of this processor."""
    command = [compiler, *FLAGS, "-dM", "-E", "-x", "c", os.devnull]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def folder() -> Path:
    """Return the folder of what was built, made if need be, or raise `InputError` if others may write to it."""
    base = os.environ.get(FOLDER) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "common-ground"
    path = Path(base).resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(path):
        raise InputError(f"{path}: others may write to it, expected a folder of your own for compiled rules")
    return path


def _own(path: Path) -> bool:
    found = path.stat(follow_symlinks=False)
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def built(units: Sequence[str]) -> ctypes.CDLL:
    """Return the library of a program, from the folder if it lies there whole, else built."""
    with_what = compiler()
    if with_what is None:
        raise InputError("no C compiler found: expected cc, gcc or clang, or its path in the variable CC")
    said = "\0".join((*units, with_what, _target(with_what), *FLAGS))
    name = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
    library, checksum = folder() / f"{name}.so", folder() / f"{name}.sum"
    if not _whole(library, checksum):
        _build(with_what, units, library, checksum)
    return ctypes.CDLL(str(library))


def _whole(library: Path, checksum: Path) -> bool:
    try:
        own = _own(library) and _own(checksum)
        return own and checksum.read_text() == hashlib.sha256(library.read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError):
        return False


def _build(compiler: str, units: Sequence[str], library: Path, checksum: Path) -> None:
    """Compile the units beside one another, link them, and put the library in its place in one step."""
    with tempfile.TemporaryDirectory(dir=library.parent) as made:
        here, running = Path(made), []
        for number, text in enumerate(units):
            (here / f"{number}.c").write_text(text)
            command = [compiler, *FLAGS, "-c", f"{number}.c", "-o", f"{number}.o"]
            running.append(subprocess.Popen(command, cwd=here, stderr=subprocess.PIPE, text=True))
        errors = [one.communicate()[1] for one in running]
        if any(one.returncode for one in running):
            raise RuntimeError(f"{compiler}: {''.join(errors)[:2000]}")
        parts = [f"{number}.o" for number in range(len(units))]
        subprocess.run([compiler, "-shared", *parts, "-o", "made.so"], cwd=here, check=True, capture_output=True)
        digest = hashlib.sha256((here / "made.so").read_bytes()).hexdigest()
        (here / "made.sum").write_text(digest)
        os.chmod(here / "made.so", 0o700)
        os.chmod(here / "made.sum", 0o600)
        os.replace(here / "made.so", library)
        os.replace(here / "made.sum", checksum)
