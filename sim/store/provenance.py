"""What every folder of results holds besides its tables: what ran, at which place, asked for how, and how to cite it.

config.yaml      the design, and every scenario with all its parameters
places/          each place that ran, as a place file; named by its hash, which stands in config.yaml
overrides.txt    the words of the command
CITATION.cff     how to cite

The folder itself adds manifest.json, ro-crate-metadata.json and SHA256SUMS when it is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.core.parameters import InputError
from sim.place import Place, load_place
from sim.place.written import place_text
from sim.store.citation import CITATION, citation_file
from sim.store.folder import ResultFolder
from sim.store.owned import StoreError, is_own_file

_NAMED = 12


def keep_provenance(
    folder: ResultFolder, config: Mapping[str, Any], places: Iterable[Place], overrides: Sequence[str]
) -> None:
    """Write what ran beside its results.

    Args:
        folder: open for writing.
        config: the design and the scenarios, as plain data.
        places: every place that runs.
        overrides: the words of the command.
    """
    folder.write_yaml("config", config)
    folder.write("overrides.txt", "".join(f"{text}\n" for text in overrides))
    for digest, place in {place.digest: place for place in places}.items():
        folder.write(f"places/{digest[:_NAMED]}.yaml", place_text(place))
    if (path := citation_file()) is not None:
        folder.write(CITATION, path.read_bytes())


def place_copy(folder: Path, digest: str) -> Path:
    """Return where a folder keeps a place."""
    return folder / "places" / f"{digest[:_NAMED]}.yaml"


def kept_place(folder: Path, digest: str) -> Place:
    """Return a place that ran from a folder's own copy; raise `StoreError` if that is missing or another place."""
    path = place_copy(folder, digest)
    if not is_own_file(path):
        raise StoreError(f"{path}: missing, so nothing says at which place this ran")
    try:
        place = load_place(path)
    except InputError as error:
        raise StoreError(str(error)) from None
    if place.digest != digest:
        raise StoreError(f"{path}: changed since it was written")
    return place
