"""What a results folder owns: the files that Common Ground wrote into it, under names of its own, and nothing else.

Rule      An own name must be a plain file in a plain folder. A link, a folder, a pipe or a device in its place was put
          there by somebody else: it is told in one line, and neither read, followed, overwritten, moved nor taken away.
          Names that are not its own are not looked at.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LARGEST = 64_000_000  # bytes of a file that is read whole as text
FOLDERS = ("chunks", "damaged", "errors", "figures", "places")
_BINARY = getattr(os, "O_BINARY", 0)
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISREG, "a file"),
)


class StoreError(RuntimeError):
    """Something could not be written or read back; the message is one clear line."""


def kind(path: Path) -> str:
    """Say what stands under a name, such as `a file`; empty if nothing does. Links are not followed."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise cannot_be_read(path, error) from error
    return next((name for fits, name in _KINDS if fits(mode)), "something odd")


def is_own_file(path: Path) -> bool:
    """Say whether a plain file stands under a name; raise `StoreError` if anything else does."""
    found = kind(path)
    if found not in ("", "a file"):
        raise _in_the_way(path, found, "a file")
    return found == "a file"


def is_own_folder(path: Path) -> bool:
    """Say whether a plain folder stands under a name; raise `StoreError` if anything else does."""
    found = kind(path)
    if found not in ("", "a folder"):
        raise _in_the_way(path, found, "a folder")
    return found == "a folder"


def _in_the_way(path: Path, found: str, belongs: str) -> StoreError:
    return StoreError(f"{path}: {found}, where {belongs} of the results belongs; nothing was done to it: take it away")


def make_folder(path: Path) -> None:
    """Make a folder of the results unless it is there."""
    if not is_own_folder(path):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path}: cannot be made ({reason(error)})") from error


def own_folders(folder: Path) -> Iterator[Path]:
    """Yield a results folder and those within it that Common Ground makes."""
    yield from (path for path in (folder, *(folder / name for name in FOLDERS)) if kind(path) == "a folder")


def own_files(folder: Path) -> list[Path]:
    """Return the plain files directly in a folder, in order; none if it is not there."""
    if not is_own_folder(folder):
        return []
    try:
        return sorted(path for path in folder.iterdir() if kind(path) == "a file")
    except OSError as error:
        raise cannot_be_read(folder, error) from error


def read_bytes(path: Path, largest: float = float("inf")) -> bytes:
    """Return what an own file holds; raise `StoreError` if it is missing, no plain file, too large or unreadable."""
    if not is_own_file(path):
        raise StoreError(f"{path}: missing")
    try:
        # neither a link nor a pipe that came in between is followed or waited for
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(handle, "rb") as file:
            if os.fstat(handle).st_size > largest:
                raise StoreError(f"{path}: larger than {largest / 1e6:,.0f} MB, so it is not what was written")
            return file.read()
    except OSError as error:
        raise cannot_be_read(path, error) from error


def read_text(path: Path) -> str:
    """Return the text of an own file; raise `StoreError` in one line otherwise."""
    try:
        return read_bytes(path, LARGEST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: damaged (not UTF-8 text at byte {error.start + 1})") from None


def read_json(path: Path) -> dict[str, Any]:
    """Return the table in an own file of JSON; raise `StoreError` in one line otherwise."""
    import json

    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError):
        raise StoreError(f"{path}: damaged (not JSON)") from None
    if not isinstance(data, dict):
        raise StoreError(f"{path}: damaged (not a table)")
    return data


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the table in an own file of YAML; raise `StoreError` in one line otherwise."""
    import yaml

    try:
        data = yaml.load(read_text(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        raise StoreError(f"{path}: damaged (not YAML)") from None
    if not isinstance(data, dict):
        raise StoreError(f"{path}: damaged (not a table)")
    return data


def remove(path: Path) -> None:
    """Take an own file away if it is there."""
    if is_own_file(path):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{path}: cannot be taken away ({reason(error)})") from error


def cannot_be_read(path: Path, error: OSError) -> StoreError:
    """Return the error that says which file could not be read, and why."""
    return StoreError(f"{path}: cannot be read ({reason(error)})")


def reason(error: OSError) -> str:
    """Return why, in plain words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "disk full"
    return (error.strerror or str(error)).lower()
