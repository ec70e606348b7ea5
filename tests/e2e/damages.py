"""Damages: what can be wrong with each file and folder that Common Ground keeps in a results folder, some 300 cases.

A case is an own name and what is done to it: gone, cut, changed, without a key, of another type, or something else in
its place: a folder, a pipe, a socket, a link to somebody's file, to nothing, to a device that never ends.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Do = Callable[[Path, Path], None]  # what stands under the name, and a folder that is somebody else's
ODD = ("a folder", "a full folder", "a pipe", "a socket", "a link to a file", "a link to nothing", "a link to zeros")
TABLES = ("plan.parquet", "runs.parquet", "summary.parquet")
TEXTS = ("config.yaml", "overrides.txt", "CITATION.cff", "SHA256SUMS", "manifest.json", "ro-crate-metadata.json")
FOLDERS = ("chunks", "errors", "damaged", "places")


@dataclass(frozen=True)
class Damage:
    """One case.

    Attributes:
        name: which own file or folder, relative to the results folder; `*` is the first that fits.
        what: what is wrong with it.
        do: makes it so.
    """

    name: str
    what: str
    do: Do

    @property
    def changes(self) -> bool:
        """Whether it changes what is there, and does not only put something there."""
        return self.what not in _PLACES and self.what not in ("gone", "empty", "noise", "a file", "a link to a folder")

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


def damages() -> list[Damage]:
    """Return every case."""
    return list(_all())


def _all() -> Iterator[Damage]:
    for name in (*TEXTS, *TABLES, "chunks/000000-*.parquet", "places/*.yaml"):
        for what, do in {**_BYTES, **_PLACES}.items():
            yield Damage(name, what, do)
    for name in ("lock", "holder.json", "errors/000001.json", "series.parquet"):
        for what in (*ODD, "noise", "empty"):
            yield Damage(name, what, {**_BYTES, **_PLACES}[what])
    for name in FOLDERS:
        for what, do in _FOLDERS.items():
            yield Damage(name, what, do)
    for key in ("code", "python", "packages", "chunk", "files", "plan_hash", "command"):
        yield Damage("manifest.json", f"without {key}", partial(_with_json, key, None))
        for value in ([], 3, "x", {}, -1, True, 1e300):
            yield Damage("manifest.json", f"{key} is {value!r}", partial(_with_json, key, (value,)))
    for what, do in _SUMS.items():
        yield Damage("SHA256SUMS", what, do)


def _rewrite(change: Callable[[bytes], bytes]) -> Do:
    def do(path: Path, _: Path) -> None:
        data = change(path.read_bytes() if path.exists() else b"{}\n")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    return do


def _lines(change: Callable[[list[str]], list[str]]) -> Do:
    return _rewrite(lambda data: "".join(change(data.decode().splitlines(keepends=True))).encode())


def _with_json(key: str, value: tuple[Any] | None, path: Path, _: Path) -> None:
    data = json.loads(path.read_text())
    data.pop(key, None)
    path.write_text(json.dumps({**data, key: value[0]} if value else data))


def _instead(make: Do) -> Do:
    """Put something else in the place of what stands there."""

    def do(path: Path, outside: Path) -> None:
        _gone(path, outside)
        path.parent.mkdir(exist_ok=True)
        make(path, outside)

    return do


def _gone(path: Path, _: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _mine(path: Path, _: Path) -> None:
    path.write_text("mine")


def _full(path: Path, _: Path) -> None:
    path.mkdir()
    (path / "mine.txt").write_text("mine")


def _socket(path: Path, _: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as one:  # a path of a socket may not be long
        one.bind(path.name)


_BYTES: dict[str, Do] = {
    "gone": _gone,
    "empty": _rewrite(lambda _: b""),
    "cut": _rewrite(lambda data: data[: len(data) // 2]),
    "a bit flipped": _rewrite(lambda data: data[:7] + bytes([data[7] ^ 4]) + data[8:]),
    "noise": _rewrite(lambda _: bytes(range(256)) * 9),
    "no text": _rewrite(lambda data: b"\xff\xfe" + data),
    "a zero": _rewrite(lambda data: data + b"\0"),
    "a blank line first": _rewrite(lambda data: b"\n" + data),
    "a blank line last": _rewrite(lambda data: data + b"\n"),
    "a list": _rewrite(lambda _: b"[1, 2]\n"),
    "null": _rewrite(lambda _: b"null\n"),
    "a tag": _rewrite(lambda _: b"!!python/object/apply:os.getcwd []\n"),
    "nested without end": _rewrite(lambda _: b"[" * 100_000),
}
_PLACES: dict[str, Do] = {
    "a folder": _instead(lambda path, _: path.mkdir()),
    "a full folder": _instead(_full),
    "a pipe": _instead(lambda path, _: os.mkfifo(path)),
    "a socket": _instead(_socket),
    "a link to a file": _instead(lambda path, outside: path.symlink_to(outside / "precious.json")),
    "a link to nothing": _instead(lambda path, outside: path.symlink_to(outside / "nothing")),
    "a link to zeros": _instead(lambda path, _: path.symlink_to("/dev/zero")),
}
_FOLDERS: dict[str, Do] = {
    "gone": _gone,
    "a file": _instead(_mine),
    "a pipe": _PLACES["a pipe"],
    "a link to a folder": _instead(lambda path, outside: path.symlink_to(outside, target_is_directory=True)),
    "a link to nothing": _PLACES["a link to nothing"],
}
_SUMS: dict[str, Do] = {
    "no line for the runs": _lines(lambda lines: [line for line in lines if "runs" not in line]),
    "no line for the manifest": _lines(lambda lines: [line for line in lines if "manifest" not in line]),
    "a line twice": _lines(lambda lines: [*lines, lines[0]]),
    "a line without a name": _lines(lambda lines: [lines[0].split()[0] + "\n", *lines[1:]]),
    "a blank line between": _lines(lambda lines: [*lines[:2], "\n", *lines[2:]]),
    "a name outside": _lines(lambda lines: [f"{'0' * 64}  ../../outside/precious.json\n", *lines]),
    "a name from the root": _lines(lambda lines: [f"{'0' * 64}  /dev/zero\n", *lines]),
    "no last end of line": _rewrite(lambda data: data[:-1]),
}
