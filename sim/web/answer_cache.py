"""The answer cache: answers to the stories, kept between starts, so that a workshop begins with pictures at once.

An answer is named by its question and stands in a folder named by everything it was made from: code, configuration and
worlds. Another version never finds it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.scenario import CONFIGS
from sim.store.atomic import StoreError, write_atomically
from sim.store.manifest import source_digest

_NAME = re.compile("[0-9a-f]{12}")
_DATA = Path(__file__).resolve().parents[1]


class AnswerCache:
    """Answers on disk.

    Args:
        root: results folder; the cache is the folder `whatif` in it.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / "whatif" / made_from()

    def find(self, name: Iterable[str]) -> dict[str, Any] | None:
        """Return an answer, or None if it is not there or cannot be read."""
        try:
            return json.loads(gzip.decompress(self._path(name).read_bytes()))
        except (OSError, ValueError, EOFError):
            return None

    def keep(self, name: Iterable[str], told: dict[str, Any]) -> None:
        """Keep an answer; a disk that cannot take it is no reason to fail, since it can be made again."""
        try:
            if not self.folder.is_dir():
                self._clear()
                self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(name), gzip.compress(json.dumps(told).encode(), mtime=0))
        except (OSError, StoreError):
            return

    def _clear(self) -> None:
        """Remove answers of other versions; nothing but what this class wrote."""
        for path in self.folder.parent.glob("*/*.json.gz"):
            path.unlink()
        for folder in self.folder.parent.glob("*/"):
            if _NAME.fullmatch(folder.name) and not any(folder.iterdir()):
                folder.rmdir()

    def _path(self, name: Iterable[str]) -> Path:
        return self.folder / f"{hashlib.blake2b(json.dumps(list(name)).encode(), digest_size=10).hexdigest()}.json.gz"


def made_from() -> str:
    """Return one hash over code, configuration and data of the model."""
    total = hashlib.sha256(source_digest().encode())
    for folder, pattern in ((CONFIGS, "*.yaml"), (_DATA, "*.json")):
        for path in sorted(folder.rglob(pattern), key=lambda file: file.relative_to(folder).as_posix()):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]
