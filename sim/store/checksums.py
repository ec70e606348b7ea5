"""SHA256SUMS: written last, so that its presence says the folder is complete, and every file can be checked against it.

The format is that of `sha256sum`, so `sha256sum -c SHA256SUMS` checks a folder without Common Ground.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sim.store.atomic import StoreError, write_atomically

SUMS = "SHA256SUMS"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path, names: list[str]) -> None:
    """Write the checksums of the named files of a folder."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in sorted(names)]
    write_atomically(folder / SUMS, "".join(lines).encode())


def faults(folder: Path) -> list[str]:
    """Return what is wrong with a folder, one line a file; an empty list if it is complete and unchanged."""
    sums = folder / SUMS
    if not sums.is_file():
        return [f"{SUMS}: missing, so the folder is not complete"]
    found: list[str] = []
    for line in sums.read_text(encoding="utf-8").splitlines():
        expected, name = line.split("  ", 1)
        if not (folder / name).is_file():
            found.append(f"{name}: missing")
        elif digest(folder / name) != expected:
            found.append(f"{name}: changed since it was written")
    return found


def check_file(path: Path) -> None:
    """Raise `StoreError` unless a file is as its folder's checksums say."""
    sums = next((parent / SUMS for parent in path.parents[:2] if (parent / SUMS).is_file()), None)
    if sums is None:
        raise StoreError(f"{path}: its folder has no {SUMS}, so it is not complete")
    name = path.relative_to(sums.parent).as_posix()
    if f"{digest(path)}  {name}" not in sums.read_text(encoding="utf-8").splitlines():
        raise StoreError(f"{path}: not as {SUMS} says")
