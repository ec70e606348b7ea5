"""SHA256SUMS: written last, so that its presence says the folder is complete, and every file can be checked against it.

The format is that of `sha256sum`, so `sha256sum -c SHA256SUMS` checks a folder without Common Ground. Which files there
must be stands in the manifest, so that a line that is missing is found as well.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sim.store.atomic import write_atomically
from sim.store.owned import StoreError, cannot_be_read, kind, read_json, read_text

SUMS, MANIFEST, FILES = "SHA256SUMS", "manifest.json", "files"
_LINE = re.compile(r"([0-9a-f]{64})  ((?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*)")


def digest(path: Path) -> str:
    """Return the SHA-256 of a plain file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise cannot_be_read(path, error) from error


def write_sums(folder: Path, names: list[str]) -> None:
    """Write the checksums of the named files of a folder."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in sorted(names)]
    write_atomically(folder / SUMS, "".join(lines).encode())


def read_sums(folder: Path) -> dict[str, str]:
    """Return the checksum of each file; raise `StoreError` in one line if the list is not as it was written."""
    if not kind(folder / SUMS):
        raise StoreError(f"{folder}: not a complete folder of results (no {SUMS})")
    found: dict[str, str] = {}
    for number, line in enumerate(read_text(folder / SUMS).split("\n")[:-1], 1):
        parts = _LINE.fullmatch(line)
        if parts is None or parts[2] in found:
            raise StoreError(f"{folder / SUMS}: damaged (line {number} is not a checksum and a name of its own)")
        found[parts[2]] = parts[1]
    if MANIFEST not in found:
        raise StoreError(f"{folder / SUMS}: damaged (it does not name {MANIFEST})")
    return found


def faults(folder: Path) -> list[str]:
    """Return what is wrong with a folder, one line a file; an empty list if it is complete and unchanged."""
    if not kind(folder / SUMS):
        return [f"{SUMS}: missing, so the folder is not complete"]
    try:
        sums = read_sums(folder)
        found = [fault for name, expected in sums.items() if (fault := _fault(folder, name, expected))]
        return found or unlisted(folder, sums)
    except StoreError as error:
        return [str(error)]


def unlisted(folder: Path, sums: dict[str, str]) -> list[str]:
    """Return what the manifest says was written and the checksums do not name."""
    files = read_json(folder / MANIFEST).get(FILES, [])  # version 0.1.0 did not say
    return [f"{name}: not in {SUMS}" for name in files if name not in sums] if isinstance(files, list) else []


def _fault(folder: Path, name: str, expected: str) -> str:
    path = folder / name
    found = kind(path) if kind(path.parent) == "a folder" else ""
    if not found:
        return f"{name}: missing"
    if found != "a file":
        return f"{name}: {found}, where a file of the results belongs"
    return "" if digest(path) == expected else f"{name}: changed since it was written"


def check_file(path: Path) -> None:
    """Raise `StoreError` unless a file is as its folder's checksums say."""
    folder = next((parent for parent in path.parents[:2] if kind(parent / SUMS)), None)
    if folder is None:
        raise StoreError(f"{path}: its folder has no {SUMS}, so it is not complete")
    sums, name = read_sums(folder), path.relative_to(folder).as_posix()
    if name not in sums:
        raise StoreError(f"{path}: not in {SUMS}, so nothing says whether it is whole")
    if fault := _fault(folder, name, sums[name]):
        raise StoreError(f"{path}: not as {SUMS} says ({fault.split(': ', 1)[1]})")
