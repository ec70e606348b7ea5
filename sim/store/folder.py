"""The folder of one experiment: `<results>/<experiment>-<hash>/`, complete when it holds SHA256SUMS.

A sweep that stores chunks and goes on after a stop adds them here, between opening a folder and completing it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.core.parameters import InputError
from sim.store.atomic import PARTIAL, StoreError, write_atomically
from sim.store.checksums import SUMS, write_sums
from sim.store.tables import parquet_bytes

if TYPE_CHECKING:
    import pandas as pd

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def results_root(value: object) -> Path:
    """Return the folder that results go to, or raise `InputError` if the value cannot be one."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 200:
        raise InputError(
            f"results = {str(value)[:60]!r}: expected the path of a folder, of up to 200 printable characters"
        )
    path = Path(value).expanduser()
    if ".." in path.parts:
        raise InputError(f"results = {value!r}: expected a path without '..'")
    if path.exists() and not path.is_dir():
        raise InputError(f"results = {value!r}: there is a file of this name; expected a folder")
    return path


class ResultFolder:
    """Writes the files of one experiment.

    Attributes:
        path: the folder.
        names: what has been written, relative to it.
    """

    def __init__(self, root: Path, experiment: str, digest: str) -> None:
        self.path = root / _safe(f"{experiment}-{digest}")
        self.names: list[str] = []

    def prepare(self) -> ResultFolder:
        """Make the folder, so that a run finds out before it begins whether its results can be kept."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be made ({(error.strerror or str(error)).lower()})") from error
        self._inside(self.path, self.path.parent)
        if not os.access(self.path, os.W_OK):
            raise StoreError(f"{self.path}: cannot be written to")
        return self

    def open(self) -> ResultFolder:
        """Take the folder over: it counts as unfinished until `complete`."""
        self.prepare()
        (self.path / SUMS).unlink(missing_ok=True)
        for left in self.path.rglob(f"*{PARTIAL}"):
            left.unlink(missing_ok=True)
        return self

    def write(self, name: str, data: bytes | str) -> Path:
        """Write one file, whole or not at all.

        Args:
            name: such as `manifest.json` or `figures/people.svg`.
            data: its content; text becomes UTF-8.
        """
        parts = name.split("/")
        if len(parts) > 2:
            raise StoreError(f"'{name[:80]}': expected a file, or a file in one folder")
        path = self.path.joinpath(*(_safe(part) for part in parts))
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path.parent}: cannot be made ({(error.strerror or str(error)).lower()})") from error
        self._inside(path.parent, self.path)
        write_atomically(path, data.encode() if isinstance(data, str) else data)
        if name not in self.names:
            self.names.append(name)
        return path

    def write_table(self, name: str, frame: pd.DataFrame) -> Path:
        """Write a table as Parquet."""
        return self.write(f"{name}.parquet", parquet_bytes(frame))

    def write_yaml(self, name: str, data: Mapping[str, Any]) -> Path:
        """Write plain data as YAML, in the order given."""
        import yaml

        return self.write(f"{name}.yaml", yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120))

    def write_json(self, name: str, data: Mapping[str, Any]) -> Path:
        """Write plain data as JSON."""
        return self.write(f"{name}.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")

    @staticmethod
    def _inside(path: Path, folder: Path) -> None:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise StoreError(f"{path}: leads out of the results folder, so nothing is written there")

    def complete(self) -> None:
        """Write the checksums of all that was written: the folder is complete."""
        write_sums(self.path, self.names)


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name) or ".." in name:
        raise StoreError(
            f"{name[:60]!r}: not a safe name for a file (letters, digits, dot, dash and underscore, up to 100)"
        )
    return name
