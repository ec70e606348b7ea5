"""The folder of a sweep: what it was begun with, and whether what is asked now may go on with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.core.parameters import InputError
from sim.store import StoreError
from sim.store.checksums import MANIFEST
from sim.store.manifest import DECIDING, code_of
from sim.store.owned import is_own_file, read_json, read_yaml

ERROR = re.compile(r"[0-9]{6,7}\.json")  # what is told of a point that failed, in `errors/`
ABSENT = "(not there)"


def flat(data: Mapping[str, Any], lead: str = "") -> Iterator[tuple[str, Any]]:
    """Yield plain nested data as dotted names and values."""
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, f"{lead}{key}.")
        else:
            yield f"{lead}{key}", value


def first_difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, Any, Any] | None:
    """Return the first field in which two configurations differ, with both values."""
    before, after = dict(flat(old)), dict(flat(new))
    for key in (*after, *before):
        one, other = before.get(key, ABSENT), after.get(key, ABSENT)
        if json.dumps(one) != json.dumps(other):
            return key, one, other
    return None


def check_configuration(folder: Path, config: Mapping[str, Any]) -> None:
    """Raise `InputError` naming the field if a folder was begun with another configuration."""
    different = first_difference(read_yaml(folder / "config.yaml"), config)
    if different is not None:
        key, one, other = different
        name = key.replace("scenario.parameters.", "").replace("scenario.", "").replace("sweep.", "")
        raise InputError(f"{folder}: begun with {name} = {one}, and this asks for {name} = {other}: not the same sweep")


def begun(folder: Path) -> dict[str, Any] | None:
    """Return the manifest that a folder was begun with; None if it holds none."""
    path = folder / MANIFEST
    if not is_own_file(path):
        return None
    try:
        manifest = read_json(path)
        code_of(manifest)
        if not isinstance(manifest["chunk"], int) or isinstance(manifest["chunk"], bool) or manifest["chunk"] < 0:
            raise TypeError(manifest["chunk"])
        _code(manifest)
    except (StoreError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: damaged, so nothing says which code made this folder; take it away first") from error
    return manifest


def check_code(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Raise `InputError` naming both versions if a folder was begun by other code, whose numbers may differ."""
    pairs = {"code": (_code(old), _code(new)), "python": (_minor(old["python"]), _minor(new["python"]))}
    for name in DECIDING:
        pairs[name] = (old["packages"].get(name), new["packages"].get(name))
    for name, (one, other) in pairs.items():
        if one != other:
            raise InputError(
                f"{folder}: begun with {name} {one}, and this is {name} {other}: finish it with the former, or give "
                "results=another_folder"
            )


def _code(manifest: Mapping[str, Any]) -> str:
    return f"{str(manifest['code']['version'])[:40]} ({manifest['code']['sha256_of_source'][:12]})"


def _minor(python: str) -> str:
    return ".".join(python.split(".")[:2])
