"""The folder of one experiment: `<results>/<experiment>-<hash>/`, complete when it holds SHA256SUMS.

Rule      A folder that other code made is never written into: `apart` takes another one beside it, whose name ends in
          the hash of this code. A sweep, which can only go on with what the same code began, refuses instead.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.core.parameters import InputError
from sim.store.atomic import clear_partials, write_atomically
from sim.store.checksums import FILES, MANIFEST, SUMS, write_sums
from sim.store.crate import CRATE, crate
from sim.store.lock import held
from sim.store.manifest import code_digest, code_of
from sim.store.owned import (
    FOLDERS,
    StoreError,
    is_own_file,
    is_own_folder,
    kind,
    make_folder,
    own_files,
    read_json,
    remove,
)
from sim.store.tables import parquet_bytes

if TYPE_CHECKING:
    import pandas as pd

# what experiments write directly into their folder
_OWN = re.compile(
    r"(manifest|holder|ro-crate-metadata)\.json|config\.yaml|place\.yaml|overrides\.txt|(elicited|observed)\.csv|worlds\.json|report\.html|lock|SHA256SUMS|CITATION\.cff|"
    r"[a-z_]+\.parquet|graph-[a-z_]+-year[0-9]+\.graphml|handout\.(html|docx)"
)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def results_root(value: object) -> Path:
    """Return the folder that results go to, or raise `InputError` if the value cannot be one."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 200:
        raise InputError(
            f"results = {str(value)[:60]!r}: expected the path of a folder, of up to 200 printable characters"
        )
    path = Path(value)
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
        other: the folder that other code made and that was left as it is, if there is one.
    """

    def __init__(self, root: Path, experiment: str, digest: str) -> None:
        self.path = root / _safe(f"{experiment}-{digest}")
        self.names: list[str] = []
        self.other: Path | None = None

    def apart(self) -> ResultFolder:
        """Take another folder, beside the usual one, if that was made by other code or nothing says by which."""
        self._inside(self.path, self.path.parent)
        if made_by(self.path) not in ("", code_digest()):
            self.other, self.path = self.path, self.path.with_name(f"{self.path.name}-{code_digest()}")
        return self

    def prepare(self) -> ResultFolder:
        """Make the folder, so that a run finds out before it begins whether its results can be kept."""
        self._inside(self.path, self.path.parent)
        make_folder(self.path)
        for path in sorted(self.path.iterdir()):  # found out now, not when the results are there
            if path.name in FOLDERS:
                is_own_folder(path)
            elif _OWN.fullmatch(path.name):
                is_own_file(path)
        if not os.access(self.path, os.W_OK):
            raise StoreError(f"{self.path}: cannot be written to")
        return self

    def open(self) -> ResultFolder:
        """Take the folder over: it counts as unfinished until `complete`."""
        self.prepare()
        remove(self.path / SUMS)
        clear_partials(self.path)
        return self

    @contextmanager
    def taken(self, manifest: Mapping[str, Any]) -> Iterator[None]:
        """Hold the folder for writing, alone; it counts as unfinished until `complete`.

        Args:
            manifest: what there is to say before the first table, so that a stopped run's folder says whose it is.
        """
        self.prepare()
        with held(self.path):
            self.open()
            self.write_json("manifest", manifest)
            yield

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
        self._inside(path.parent, self.path)
        make_folder(path.parent)
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

    def complete(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest, with the name of every file, what they are, and the checksums of all: it is complete."""
        self.names = list(dict.fromkeys([*self.names, MANIFEST, CRATE]))
        whole = {**manifest, FILES: sorted(self.names)}
        self.write_json("manifest", whole)
        self.write_json(CRATE.removesuffix(".json"), crate(self.path, whole))
        write_sums(self.path, self.names)


def made_by(folder: Path) -> str:
    """Return the hash of the code that made a folder: empty if nothing of ours is in it, `unknown` if nobody says."""
    if not is_own_folder(folder):
        return ""
    if kind(folder / MANIFEST) == "a file":
        try:
            return code_of(read_json(folder / MANIFEST))
        except (StoreError, KeyError, TypeError, AttributeError):
            return "unknown"
    return "unknown" if any(_OWN.fullmatch(path.name) for path in own_files(folder)) else ""


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name) or ".." in name:
        raise StoreError(
            f"{name[:60]!r}: not a safe name for a file (letters, digits, dot, dash and underscore, up to 100)"
        )
    return name
