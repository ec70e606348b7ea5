"""Points of a screening that were run, each a small file, so that a study that was stopped goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from sim.core.arithmetic import Array


class KeptPoints:
    """Files of what was run, by a hash of what was asked.

    They know nothing of the rules: after a rule was changed a study begins in an empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._asked = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, seeds: Sequence[int], values: Mapping[str, Array]) -> Array | None:
        """Return what was run at these points; None if it was not."""
        asked = hashlib.blake2b(np.array(seeds).tobytes(), digest_size=10)
        for key, column in values.items():
            asked.update(key.encode())
            asked.update(column.tobytes())
        self._asked = self.folder / f"{asked.hexdigest()}.npy"
        return np.load(self._asked) if self._asked.exists() else None

    def keep(self, made: Array) -> None:
        """Keep what was run at the points asked for last."""
        partial = self._asked.with_suffix(".partial.npy")
        np.save(partial, made)
        partial.replace(self._asked)

    def clear(self) -> None:
        """Remove the files, and the folder if nothing else stands in it."""
        for path in self.folder.glob("*.npy"):
            path.unlink()
        if not any(self.folder.iterdir()):
            self.folder.rmdir()
