"""Building a program with the C compiler at hand: each unit becomes an object, and all objects a library.

An object is named by a hash of its text, the compiler, its flags and the processor that it is built for, and a library
by its objects: a rule that changed, or a theory that was added, has only its own objects built.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import scipy

from sim.compile.keeping import FOLDER, alone, place, put, whole
from sim.core.cores import cores
from sim.core.parameters import InputError

FLAGS = ("-O2", "-march=native", "-ffp-contract=off", "-fno-fast-math", "-fno-math-errno", "-fPIC", "-w")

_BUILDING = "building-"
NO_COMPILER = "no C compiler found: expected cc, gcc or clang, or its path in the variable CC"


class NotCompiledError(InputError):
    """Rules cannot run compiled on this computer; numpy runs them, to the same bits.

    Attributes:
        reason: why.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"machine = 'compiled': {reason}; 'auto' runs it in numpy, to the same bits")
        self.reason = reason

    def __reduce__(self) -> tuple[type[NotCompiledError], tuple[str]]:
        return type(self), (self.reason,)


@cache
def compiler() -> str | None:
    """Return the C compiler of this computer: that of the variable CC, cc, gcc or clang; None if there is none."""
    names = (os.environ.get("CC", ""), "cc", "gcc", "clang")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _run(command: Sequence[str], where: Path | None = None) -> str:
    """Return what a compiler says, or raise `NotCompiledError`: one line with the first that it complains of."""
    try:
        done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotCompiledError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        first = next((line for line in lines if "error" in line), lines[-1] if lines else "it failed without a word")
        raise NotCompiledError(f"{command[0]}: {first[:200]}")
    return done.stdout


@cache
def _target(compiler: str) -> str:
    """Return what the compiler says of itself and of this processor."""
    return _run([compiler, *FLAGS, "-dM", "-E", "-x", "c", os.devnull])


def _hash(*said: str) -> str:
    return hashlib.blake2b("\0".join(said).encode(), digest_size=16).hexdigest()


def needed_compiler() -> str:
    """Return the compiler, or raise `NotCompiledError` if there is none."""
    found = compiler()
    if found is None:
        raise NotCompiledError(NO_COMPILER)
    return found


def _names(units: Sequence[str]) -> tuple[str, list[str]]:
    """Return the compiler, and the names of the objects of units and, last, of their library."""
    with_what = needed_compiler()
    how = (with_what, _target(with_what), *FLAGS)
    objects = [f"{_hash(text, *how)}.o" for text in units]
    return with_what, [*objects, f"{_hash(*objects)}.so"]


def is_built(units: Sequence[str]) -> bool:
    """Return whether the library of a program is kept."""
    return whole(place() / _names(units)[1][-1])


def note_of_trial(units: Sequence[str]) -> Path:
    """Return the file that says that a program was tried here, with this numpy and scipy, and agreed with numpy."""
    return place() / f"{_hash(_names(units)[1][-1], np.__version__, scipy.__version__)}.tried"


def built(units: Sequence[str]) -> ctypes.CDLL:
    """Return the library of a program, from the folder if it lies there whole, else built of what lies there."""
    with_what, (*objects, library) = _names(units)
    if not whole(place() / library):
        with alone() as folder:
            if not whole(folder / library):
                _build(with_what, dict(zip(objects, units, strict=True)), folder, library)
    return ctypes.CDLL(str(place() / library))


def _build(compiler: str, texts: dict[str, str], folder: Path, library: str) -> None:
    """Compile the units whose objects are missing beside one another, the longest first, and link all."""
    missing = sorted((name for name in texts if not whole(folder / name)), key=lambda name: -len(texts[name]))
    for left in folder.glob(f"{_BUILDING}*"):  # by a process that was ended: no other builds now
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_BUILDING, dir=folder) as made:
        here = Path(made)

        def compiled(name: str) -> None:
            source = here / f"{name}.c"
            source.write_text(texts[name])
            _run([compiler, *FLAGS, "-c", source.name, "-o", name], here)
            put(folder / name, (here / name).read_bytes())

        with ThreadPoolExecutor(cores()) as pool:
            list(pool.map(compiled, missing))
        _run([compiler, "-shared", *(str(folder / name) for name in texts), "-o", "made.so", "-lm"], here)
        put(folder / library, (here / "made.so").read_bytes())


__all__ = ["FOLDER", "NotCompiledError", "built", "compiler", "is_built", "needed_compiler", "note_of_trial"]
