"""The folder of a sweep: what it was begun with, and whether what is asked now may go on with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.core.parameters import InputError
from sim.store import StoreError

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
    import yaml

    path = folder / "config.yaml"
    try:
        old = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read, so nothing says what this folder was begun with") from error
    different = first_difference(old, config) if isinstance(old, dict) else ("config.yaml", "unreadable", "")
    if different is not None:
        key, one, other = different
        name = key.replace("scenario.parameters.", "").replace("scenario.", "").replace("sweep.", "")
        raise InputError(f"{folder}: begun with {name} = {one}, and this asks for {name} = {other}: not the same sweep")


def begun(folder: Path) -> dict[str, Any] | None:
    """Return the manifest that a folder was begun with; None if it holds none."""
    path = folder / "manifest.json"
    if not path.is_file():
        return None
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        manifest["code"]["sha256_of_source"]
        int(manifest["chunk"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: damaged, so nothing says which code made this folder; take it away first") from error
    return manifest


def check_code(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Raise `InputError` naming both versions if a folder was begun by other code, whose numbers may differ."""
    pairs = {"code": (_code(old), _code(new)), "python": (_minor(old["python"]), _minor(new["python"]))}
    for name in ("numpy", "scipy", "pandas", "pyarrow"):
        pairs[name] = (old["packages"].get(name), new["packages"].get(name))
    for name, (one, other) in pairs.items():
        if one != other:
            raise InputError(
                f"{folder}: begun with {name} {one}, and this is {name} {other}: finish it with the former, or give "
                "results=another_folder"
            )


def _code(manifest: Mapping[str, Any]) -> str:
    return f"{manifest['code']['version']} ({manifest['code']['sha256_of_source'][:12]})"


def _minor(python: str) -> str:
    return ".".join(python.split(".")[:2])
