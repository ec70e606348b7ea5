"""Rival theories: rules that stand in for the usual ones, each a file of `configs/theory/FAMILY/`.

Rule      A theory sets dials, which no world then draws. One that moves trust at month 0 has one number moved by the
          same step in every world, so that mean trust is that of the usual rules; a number of `projects` is moved so
          that as many joint projects are in place. The one file of a family that sets nothing is the usual rule.
          `trust.theory=equal_weights` chooses one for any command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sim import composition
from sim.composition import FAMILIES
from sim.core.arithmetic import Array
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError
from sim.declared import declarations
from sim.place.file import read_yaml

FOLDER, CHOICE = "theory", "theory"
TUNED = "promises.reliability"
"""The number that is declared as tuned to trust at month 0, and to be re-set where trust is judged by another rule."""
KEYS = tuple(f"{family}.{CHOICE}" for family in FAMILIES)
"""What chooses a theory, a key a family."""
TRUST, PROJECTS = "trust", "projects"
"""What a number is moved to keep at month 0."""
_ENTRIES = ("label", "dials", "tuned", "source")
_LONGEST = 90  # characters of a label

Steps = tuple[tuple[str, float], ...]
"""Numbers moved by a step in every world, by dotted name."""


@dataclass(frozen=True, slots=True)
class Theory:
    """A rule that stands in for the usual one, or the usual one itself.

    Attributes:
        family: what it is a rule of.
        name: name of its file.
        label: what readers call it.
        source: citation, or the reason for it.
        dials: what it sets, by dotted name; nothing for the usual rule.
        steps: numbers that are moved so that month 0 stays, by dotted name, each by how much in every world; nothing
            where it stays by itself, or nobody has tuned it yet.
    """

    family: str
    name: str
    label: str
    source: str
    dials: Steps = ()
    steps: Steps = ()

    @property
    def usual(self) -> bool:
        """Whether it is the usual rule."""
        return not self.dials

    @property
    def word(self) -> str:
        """Return what chooses it."""
        return f"{self.family}.{CHOICE}={self.name}"

    @property
    def words(self) -> list[str]:
        """Return the numbers that it sets where nothing is drawn, a word each."""
        moved = ((key, moved_to(key, step)) for key, step in self.steps)
        return [f"{key}={value:g}" for key, value in (*self.dials, *moved)]

    @property
    def tuned(self) -> tuple[str, ...]:
        """Return the numbers that may be moved so that month 0 stays: for trust, and for projects if its file says."""
        said = tuple(key for key, _ in self.steps)
        return said if any(kept_by(key) == TRUST for key in said) else (TUNED, *said)


def kept_by(number: str) -> str:
    """Return what a tuned number keeps at month 0, as the outcome that it is."""
    return PROJECTS if number.startswith("projects.") else TRUST


def moved_to(number: str, step: float) -> float:
    """Return where a number stands by default once it is moved by a step, within its limits."""
    return float(np.clip(float(declarations()[number].default) + step, *declarations()[number].limits))


def theories() -> tuple[Theory, ...]:
    """Return every theory, family by family, the usual rule first and the others by name."""
    folder = composition.CONFIGS / FOLDER
    files = [path for family in FAMILIES for path in sorted((folder / family).glob("*.yaml"))]
    return _read(tuple(files), tuple(path.read_bytes() for path in files))


def names_of(key: str) -> list[str]:
    """Return the names that a word such as `trust.theory` may have, the usual rule first."""
    return [one.name for one in theories() if one.family == key.partition(".")[0]]


def theory_of(key: str, name: object) -> Theory:
    """Return the theory that a word such as `trust.theory=equal_weights` chooses, or raise `InputError`."""
    family = key.partition(".")[0]
    mine = {one.name: one for one in theories() if one.family == family}
    if not isinstance(name, str) or name not in mine:
        raise InputError(unknown(str(name)[:60], mine, f"theory of {family}"))
    return mine[name]


def asked_theories(value: object) -> tuple[str, ...]:
    """Return the rivals that a word asks for, as `trust.equal_weights`: all, or those of a list; else `InputError`."""
    rivals = [f"{one.family}.{one.name}" for one in theories() if not one.usual]
    if value == "all":
        return tuple(rivals)
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise InputError(f"theories = {str(value)[:60]!r}: expected all, or a list such as [{rivals[0]}]")
    for name in value:
        if name not in rivals:
            raise InputError(unknown(name[:60], rivals, "rival theory"))
    return tuple(one for one in rivals if one in value)


def with_usual(names: Sequence[str]) -> tuple[Theory, ...]:
    """Return rivals by name, each family led by its usual rule."""
    families = {name.partition(".")[0] for name in names}
    return tuple(
        one for one in theories() if one.family in families and (one.usual or f"{one.family}.{one.name}" in names)
    )


def chosen(values: Mapping[str, Any], said: frozenset[str]) -> list[Theory]:
    """Return the theories that composed values choose, and take the choices out of them.

    Args:
        values: by group, as composed; a group's `theory` is the name of one, or empty.
        said: dotted names that the user set.
    """
    names = {key: values[key.partition(".")[0]].pop(CHOICE, "") for key in KEYS}
    found = [theory_of(key, name) for key, name in names.items() if name]
    _check_free(found, said)
    return found


def set_dials(values: Mapping[str, Any], said: frozenset[str]) -> tuple[dict[str, float], Steps]:
    """Set the dials of the theories that composed values choose; return the dials and what the theories move."""
    found = chosen(values, said)
    dials = {key: value for one in found for key, value in one.dials}
    for key, value in dials.items():
        group, name = key.split(".")
        values[group][name] = value
    return dials, steps_of(found)


def come_under(
    named: Mapping[str, Any], steps: Steps, said: frozenset[str], now: Callable[[str], Any]
) -> tuple[dict[str, float], Steps]:
    """Return the dials of theories under which a scenario comes to stand, and all that is moved then.

    Args:
        named: by key, as `trust.theory`, the name of one.
        steps: what the scenario's theories move already.
        said: dotted names that the user set.
        now: gives the value that a number has in the scenario.

    Raises:
        InputError: as the command line does, and where it stands under another theory of that family.
    """
    before = {key: _standing(key, said, now) for key in KEYS}
    after = {key: theory_of(key, named[key]) if key in named else before[key] for key in KEYS}
    asked = [theory_of(key, name) for key, name in named.items()]
    _check_free(asked, said)
    for key, one in before.items():
        if one is not None and one != after[key]:
            raise InputError(f"{key} = {named[key]}: the scenario stands under {one.word}; expected that or none yet")
    stood, stands = ([one for one in those.values() if one is not None] for those in (before, after))
    new = [one for one in asked if one not in stood]
    moved = steps_of(stands) if steps == steps_of(stood) else _summed((*steps, *steps_of(new)))
    return {key: value for one in new for key, value in one.dials}, moved


def _standing(key: str, said: frozenset[str], now: Callable[[str], Any]) -> Theory | None:
    """Return the rival of a family whose dials a scenario has, none of them set by the user; None under the usual."""
    found = [
        one
        for one in theories()
        if one.family == key.partition(".")[0] and not one.usual and said.isdisjoint(dict(one.dials))
        and all(np.ndim(now(dial)) == 0 and now(dial) == value for dial, value in one.dials)
    ]  # fmt: skip
    return max(found, key=lambda one: len(one.dials), default=None)


def _check_free(found: Sequence[Theory], said: frozenset[str]) -> None:
    """Raise `InputError` where the user set what a theory sets."""
    for one in found:
        for key in (*dict(one.dials), *dict(one.steps)):
            if key in said:
                raise InputError(f"{key}: set by {one.word}; expected one of the two")


def stepped(values: Mapping[str, Array], steps: Steps) -> dict[str, Array]:
    """Return numbers, by dotted name, with those that are moved by a step moved within their limits."""
    moved = dict(values)
    for key, step in steps:
        if key in moved:
            moved[key] = np.clip(moved[key] + step, *declarations()[key].limits)
            moved[key].setflags(write=False)
    return moved


def unmoved(key: str, now: Array, step: float) -> Array:
    """Return a number as it was before it was moved by a step: its default where that explains it."""
    return np.where(now == moved_to(key, step), float(declarations()[key].default), now - step) if step else now


def steps_of(found: Sequence[Theory]) -> Steps:
    """Return what some theories move, steps of one number added up."""
    return _summed([pair for one in found for pair in one.steps])


def _summed(pairs: Sequence[tuple[str, float]]) -> Steps:
    return tuple((key, sum(step for other, step in pairs if other == key)) for key in dict.fromkeys(dict(pairs)))


@lru_cache(maxsize=8)
def _read(files: tuple[Path, ...], contents: tuple[bytes, ...]) -> tuple[Theory, ...]:
    """Return the theories of some files; the contents say whether they are still those that were read."""
    made = list(_made(files))
    for family in FAMILIES:
        usual = [one.name for one in made if one.family == family and one.usual]
        if len(usual) != 1:
            raise InputError(f"theories of {family}: {usual or 'none'} without dials; expected one, the usual rule")
    return tuple(sorted(made, key=lambda one: (FAMILIES.index(one.family), not one.usual, one.name)))


def _made(files: Sequence[Path]) -> Iterator[Theory]:
    for path in files:
        try:
            yield _theory(path.parent.name, path.stem, read_yaml(path))
        except InputError as error:
            raise InputError(f"{FOLDER}/{path.parent.name}/{path.name}: {error}") from None


def _theory(family: str, name: str, data: object) -> Theory:
    """Return a theory from what its file holds, checked."""
    if not isinstance(data, Mapping):
        raise InputError(f"expected a table with {', '.join(_ENTRIES)}")
    for entry in data:
        if entry not in _ENTRIES:
            raise InputError(unknown(str(entry)[:60], _ENTRIES, "entry"))
    words = {entry: data.get(entry) for entry in ("label", "source")}
    for entry, text in words.items():
        if not isinstance(text, str) or not text.strip() or (entry == "label" and len(text) > _LONGEST):
            raise InputError(f"{entry} = {str(text)[:60]!r}: expected a line of words")
    tuned = _numbers("tuned", data.get("tuned") or {})
    if len({kept_by(key) for key, _ in tuned}) < len(tuned):
        raise InputError(f"tuned = {[key for key, _ in tuned]}: expected one number, and one of projects if need be")
    dials = _numbers("dials", data.get("dials") or {})
    for key, value in dials:
        declarations()[key].check(value)
    return Theory(family, name, str(words["label"]), str(words["source"]), dials, tuned)


def _numbers(entry: str, given: object) -> Steps:
    """Return numbers of rules by dotted name, or raise `InputError`."""
    if not isinstance(given, Mapping):
        raise InputError(f"{entry} = {str(given)[:60]!r}: expected numbers by dotted name, such as {{{TUNED}: 0.1}}")
    for key, value in given.items():
        if key not in declarations() or declarations()[key].unit is None:
            raise InputError(f"{entry}: {unknown(str(key)[:80], declarations(), 'parameter', listed_in=PARAMETERS)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
            raise InputError(f"{entry}: {key} = {str(value)[:60]!r}: expected a number")
    return tuple((str(key), float(value)) for key, value in given.items())
