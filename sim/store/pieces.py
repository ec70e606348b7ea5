"""Pieces of a study kept as they are made: a study that was stopped goes on with what it had.

Rule      A piece lies in `chunks/` under a name that hashes what it is (the plan, the code, its own name) and all that
          it says. So one of another plan or by other code, cut or changed is not found, and is made again. When the
          study is complete its pieces are taken away.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from sim.core.arithmetic import Array
from sim.store.atomic import write_atomically
from sim.store.manifest import code_digest
from sim.store.owned import is_own_file, is_own_folder, make_folder, own_files, read_bytes, remove
from sim.store.plan import canonical

FOLDER = "chunks"
_NAME = re.compile(r"(?P<what>[0-9a-f]{16})-(?P<whole>[0-9a-f]{16})\.json")


class Pieces:
    """The pieces of one study, in the folder of its results.

    Attributes:
        folder: where they lie.
        digest: the hash of the plan that they are of.
    """

    def __init__(self, results: Path, digest: str) -> None:
        self.folder, self.digest = results / FOLDER, digest

    def _what(self, name: str) -> bytes:
        return canonical([self.digest, code_digest(), name])

    def found(self) -> dict[str, dict[str, Array]]:
        """Return what is there and whole, by the name of the piece."""
        pieces: dict[str, dict[str, Array]] = {}
        if not is_own_folder(self.folder):
            return pieces
        for path in own_files(self.folder):
            match = _NAME.fullmatch(path.name)
            if match is None or not is_own_file(path):
                continue
            data = read_bytes(path)
            try:
                said = json.loads(data)
                name, levels = (
                    str(said["name"]),
                    {key: np.array(one, dtype=float) for key, one in said["levels"].items()},
                )
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
            if path.name == self._name(name, data):
                pieces[name] = levels
        return pieces

    def _name(self, name: str, data: bytes) -> str:
        what = self._what(name)
        hashes = (hashlib.sha256(part).hexdigest()[:16] for part in (what, what + data))
        return f"{'-'.join(hashes)}.json"

    def keep(self, name: str, levels: Mapping[str, Array]) -> None:
        """Keep a piece, whole or not at all."""
        make_folder(self.folder)
        data = json.dumps({"name": name, "levels": {key: one.tolist() for key, one in levels.items()}}).encode()
        write_atomically(self.folder / self._name(name, data), data)

    def clear(self) -> None:
        """Take all pieces away."""
        for path in own_files(self.folder) if is_own_folder(self.folder) else ():
            if _NAME.fullmatch(path.name):
                remove(path)
