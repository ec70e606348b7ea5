"""Where what was built is kept: in a folder of one's own, each file beside its checksum, put in place in one step.

What is damaged, or made by anybody else, is built again; a folder that others may write to is never used. One process
builds at a time, and whoever waited finds what it needs.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from filelock import FileLock

from sim.core.parameters import InputError

FOLDER = "COMMON_GROUND_COMPILED"
"""Environment variable that names the folder of what was built."""
_LOCK = "lock"


def place() -> Path:
    """Return where the folder of what was built is, or would be."""
    base = os.environ.get(FOLDER) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "common-ground"
    return Path(base).resolve()


def folder() -> Path:
    """Return the folder of what was built, made if need be, or raise `InputError` if others may write to it."""
    path = place()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(path):
        raise InputError(f"{path}: others may write to it, expected a folder of your own for compiled rules")
    return path


def _own(path: Path) -> bool:
    """Return whether nobody else may write to a path; where the system knows no owners, a profile is one's own."""
    found = path.stat(follow_symlinks=False)
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def whole(path: Path) -> bool:
    """Return whether a file is one's own, and as it was put there."""
    checksum = _checksum(path)
    try:
        own = _own(path.parent) and _own(path) and _own(checksum)
        return own and checksum.read_text() == hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError):
        return False


def put(path: Path, content: bytes) -> None:
    """Put a file and its checksum in their places, each in one step."""
    for where, what in ((path, content), (_checksum(path), hashlib.sha256(content).hexdigest().encode())):
        number, made = mkstemp(dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(what)
            os.replace(made, where)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise


def _checksum(path: Path) -> Path:
    return path.with_name(f"{path.name}.sum")


@contextmanager
def alone() -> Iterator[Path]:
    """Give the folder to one process, or thread, at a time."""
    path = folder()
    with FileLock(path / _LOCK):
        yield path
