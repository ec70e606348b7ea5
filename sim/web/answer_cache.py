"""The answer cache: answers to the stories, kept between starts, so that a workshop begins with pictures at once.

An answer is named by its question and stands in a folder named by everything it was made from: code, configuration and
worlds. Another version never finds it. Nothing that is found is believed before its seal and its shape are checked, no
link is followed, and nothing is removed but what this module wrote.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.scenario import CONFIGS
from sim.store.atomic import StoreError, write_atomically
from sim.store.manifest import source_digest

_FOLDER, _FILE = re.compile("[0-9a-f]{12}"), re.compile(r"[0-9a-f]{20}\.answer")
_MARK = b"common-ground answer 1\n"
_MOST = 16_000_000  # bytes of an answer, written or packed
_DATA = Path(__file__).resolve().parents[1]
_Numbers = list[float | None]


class _Shape(BaseModel):
    """What the page cannot do without, whatever else an answer holds."""

    model_config = ConfigDict(strict=True, extra="allow")

    key: str
    stage: str
    futures: int = Field(gt=0)
    years: int
    rounds: int
    names: dict[str, str]
    sentence: dict[str, Any]
    cards: list[dict[str, Any]]
    fans: dict[str, dict[str, dict[str, _Numbers]]]
    network: dict[str, Any]


class AnswerCache:
    """Answers on disk, each in a file that begins with a mark and a seal over its name and its text.

    Args:
        root: results folder; the cache is the folder `whatif` in it.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / "whatif" / made_from()

    def find(self, name: Iterable[str]) -> bytes | None:
        """Return an answer as the text of JSON; None if it is not there, and if it is no answer, set aside."""
        name = list(name)
        path = self._path(name)
        if not (_is_folder(self.folder) and _is_folder(self.folder.parent)):
            return None
        try:
            sealed = _read(path)
        except OSError:
            return None
        answer = _opened(sealed, self.folder.name, name)
        if answer is None:
            _set_aside(path)
        return answer

    def keep(self, name: Iterable[str], answer: bytes) -> None:
        """Keep an answer; a disk that cannot take it is no reason to fail, since it can be made again."""
        name = list(name)
        try:
            if not _is_folder(self.folder):
                self._clear()
                self.folder.mkdir(parents=True, exist_ok=True)
            path = self._path(name)
            free = not os.path.lexists(path) or _is_own(path)
            if free and all(_is_folder(folder) for folder in (self.folder, self.folder.parent)):
                write_atomically(path, _sealed(answer, self.folder.name, name))
        except (OSError, StoreError):
            return

    def _clear(self) -> None:
        """Remove answers of other versions: whole files with the mark of this module, and folders left empty."""
        if not _is_folder(self.folder.parent):
            return
        for folder in self.folder.parent.iterdir():
            if not (_FOLDER.fullmatch(folder.name) and _is_folder(folder)):
                continue
            for path in folder.iterdir():
                if _FILE.fullmatch(path.name) and _is_own(path):
                    path.unlink()
            if not any(folder.iterdir()):
                folder.rmdir()

    def _path(self, name: Iterable[str]) -> Path:
        return self.folder / f"{hashlib.blake2b(json.dumps(list(name)).encode(), digest_size=10).hexdigest()}.answer"


def _sealed(answer: bytes, version: str, name: list[str]) -> bytes:
    return _MARK + _seal(answer, version, name) + b"\n" + zlib.compress(answer, 6)


def _seal(answer: bytes, version: str, name: list[str]) -> bytes:
    """Return a hash over an answer, what it is called and which code made it: an answer moved elsewhere has another."""
    said = json.dumps([version, name]).encode()
    return hashlib.sha256(len(said).to_bytes(8, "big") + said + answer).hexdigest().encode()


def _opened(sealed: bytes, version: str, name: list[str]) -> bytes | None:
    """Return the answer in a file if its mark, its seal and its shape are right."""
    if not sealed.startswith(_MARK):
        return None
    seal, _, packed = sealed.removeprefix(_MARK).partition(b"\n")
    unpacking = zlib.decompressobj()
    try:
        answer = unpacking.decompress(packed, _MOST)
        if not unpacking.eof or unpacking.unused_data or seal != _seal(answer, version, name):
            return None
        _Shape.model_validate_json(answer)
    except (zlib.error, ValidationError, ValueError):
        return None
    return answer


def _read(path: Path) -> bytes:
    """Return what a file holds; raise `OSError` for what is none: a link, a folder, a pipe, a device."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is not a file")
        return file.read(_MOST)


def _is_own(path: Path) -> bool:
    try:
        return _read(path).startswith(_MARK)
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    """Say whether something is a folder itself and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _set_aside(path: Path) -> None:
    """Rename a file that is no answer, so that a new one can be kept and nobody's file is lost."""
    try:
        os.replace(path, path.with_suffix(".damaged"))
    except OSError:
        return


def made_from() -> str:
    """Return one hash over code, configuration and data of the model."""
    total = hashlib.sha256(source_digest().encode())
    for folder, pattern in ((CONFIGS, "*.yaml"), (_DATA, "*.json")):
        for path in sorted(folder.rglob(pattern), key=lambda file: file.relative_to(folder).as_posix()):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]
