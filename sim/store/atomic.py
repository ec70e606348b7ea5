"""Writing a file so that it is either there and whole, or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

PARTIAL = ".partial"


class StoreError(RuntimeError):
    """Something could not be written or read back; the message is one clear line."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file under a temporary name in the same folder, then put it in place.

    A reader sees the old file or the new one; a machine that stops half-way leaves a name ending in `.partial`.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    try:
        try:
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
            sync_folder(path.parent)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise failed(path, error) from error


def clear_partials(folder: Path) -> None:
    """Remove what writers that were stopped half-way have left; nobody else may be writing there."""
    for path in folder.rglob(f".*{PARTIAL}"):
        path.unlink(missing_ok=True)


def failed(path: Path, error: OSError) -> StoreError:
    """Return the error that says which file could not be written, and why."""
    return StoreError(f"{path}: cannot be written ({_reason(error)})")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "disk full"
    return (error.strerror or str(error)).lower()
