"""A place: the organisations, services, people and figures of one local health and care system.

`load_place("anyplace")` opens a place that comes with Common Ground; `load_place("mine.yaml")` opens a
file of your own. The file is data and is read as data: strictly, with no defaults, every number within
its unit's bounds and every number with its source. Its schema is in `sim.place.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping
from os.path import abspath
from pathlib import Path

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place.columns import LONGEST_TEXT
from sim.place.faults import is_table, shown
from sim.place.file import read_yaml
from sim.place.like import Likeness, filled
from sim.place.parse import figures_changed, parse_place
from sim.place.schema import Place
from sim.place.written import place_data

_HERE = Path(__file__).resolve().parents[1]
_FOLDERS = (_HERE / "configs" / "place", _HERE.parent / "configs" / "place")  # installed; a working copy
_ENDINGS = (".yaml", ".yml")
LONGEST_TRAIL = 5


def load_place(path_or_name: str | Path, changed: Mapping[str, object] | None = None) -> Place:
    """Read and check a place.

    Args:
        path_or_name: name of a place that comes with Common Ground, or the path of a file.
        changed: figures that a scenario changes, by name, checked as if they stood in the file.
    """
    changes = figures_changed(changed)
    return read_place(path_or_name, changes)[0]


def read_place(
    path_or_name: str | Path, changes: Mapping[str, object] | None = None, trail: tuple[Path, ...] = ()
) -> tuple[Place, Likeness | None]:
    """Return a place, and what its file left to another place if it begins `like:`.

    Args:
        path_or_name: name of a place that comes with Common Ground, or the path of a file.
        changes: figures as a place file would give them, which take the place of the file's.
        trail: files that are like this one.
    """
    path = _find(path_or_name)
    try:
        data, likeness = _filled(read_yaml(path), path, trail)
        return parse_place(data, changes), likeness
    except InputError as error:
        raise InputError(f"{_written(path)}: {error}") from None


def _filled(data: object, path: Path, trail: tuple[Path, ...]) -> tuple[object, Likeness | None]:
    """Fill in from another place what a file that begins `like:` leaves out."""
    if not is_table(data) or "like" not in data:
        return data, None
    name, trail = data["like"], (*trail, Path(abspath(path)))
    if not isinstance(name, str) or not name.isprintable() or len(name) > LONGEST_TEXT:
        raise InputError(f"like = {shown(name)}: expected the name of a place, or the path of a file")
    is_file = name.lower().endswith(_ENDINGS)
    if is_file and Path(abspath(path.parent / name)) in trail:
        raise InputError(f"like = {shown(name)}: that file is itself like this one")
    if len(trail) > LONGEST_TRAIL:
        raise InputError(f"like = {shown(name)}: more than {LONGEST_TRAIL} places, each like the next")
    try:
        base, _ = read_place(path.parent / name if is_file else name, trail=trail)
    except InputError as error:
        raise InputError(f"like: {error}") from None
    return filled(data, base)


def with_figures(place: Place, changed: Mapping[str, object]) -> Place:
    """Return a place with figures changed by name: the one that its file gives when a scenario changes them."""
    if not changed:
        return place
    changes = figures_changed(changed)
    try:
        return parse_place(place_data(place), changes)
    except InputError as error:
        raise InputError(f"{place.name}: {error}") from None


def place_names() -> tuple[str, ...]:
    """Return the names of the places that come with Common Ground."""
    return tuple(sorted(file.stem for file in _folder().glob("*.yaml")))


def _folder() -> Path:
    return next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])


def _find(path_or_name: str | Path) -> Path:
    text = str(path_or_name)
    if isinstance(path_or_name, Path) or text.lower().endswith(_ENDINGS):
        return Path(path_or_name)
    if text not in place_names():
        raise InputError(f"{unknown(text[:80], place_names(), 'place')[:300]} (or give the path of a .yaml file)")
    return _folder() / f"{text}.yaml"


def _written(path: Path) -> str:
    """Name a place in an error: by its file's path, or by its own name if it comes with Common Ground."""
    if path.parent == _folder():
        return path.stem
    return str(path) if str(path).isprintable() else shown(str(path))
