"""Writing a file so that it is either there and whole, or not there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sim.store.owned import StoreError, is_own_file, own_files, own_folders, reason

PARTIAL = ".partial"
_PARTIAL = re.compile(r"\..+\.\d+\.partial")  # as `partial_of` names them


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file under a temporary name in the same folder, then put it in place.

    A reader sees the old file or the new one; a machine that stops half-way leaves a name ending in `.partial`.
    """
    is_own_file(path)
    partial = partial_of(path)
    try:
        try:
            with partial.open("xb") as file:
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


def partial_of(path: Path) -> Path:
    """Return the name under which a file is written before it is put in place; nothing stands there."""
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    if is_own_file(partial):  # of a process that had this one's number
        partial.unlink(missing_ok=True)
    return partial


def clear_partials(folder: Path) -> None:
    """Remove what writers that were stopped half-way have left; nobody else may be writing there."""
    for own in own_folders(folder):
        for path in own_files(own):
            if _PARTIAL.fullmatch(path.name):
                path.unlink(missing_ok=True)


def failed(path: Path, error: OSError) -> StoreError:
    """Return the error that says which file could not be written, and why."""
    return StoreError(f"{path}: cannot be written ({reason(error)})")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a loss of power, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
