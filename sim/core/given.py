"""What somebody gives a public function: what it takes, or one line that says what was given and what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from os import PathLike
from textwrap import shorten
from typing import Any

from sim.core.nearest import unknown
from sim.core.parameters import Declaration, InputError
from sim.core.shown import SHOWN, shown

MOST_WORKERS, MOST_AT_ONCE = 512, 100_000
_LISTED = 200  # characters of a list of names


def listed(names: Iterable[str]) -> str:
    """Return names as one short line, those that it has room for."""
    return shorten(", ".join(names), _LISTED, placeholder=" …")


def of_kind(name: str, value: Any, kinds: type | tuple[type, ...], expected: str) -> Any:
    """Return a value if it is of a kind, or raise `InputError`."""
    if not isinstance(value, kinds):
        raise InputError(f"{name} = {shown(value)}: expected {expected}")
    return value


def whole(name: str, value: Any, low: int, high: int, why: str = "") -> int:
    """Return a whole number from `low` to `high`, or raise `InputError`, which may say why no other is accepted."""
    number = int(value) if not isinstance(value, bool) and isinstance(value, Integral) else None
    if number is None or not low <= number <= high:
        raise InputError(f"{name} = {shown(value)}: expected a whole number from {low} to {high}{why}")
    return number


def known(name: object, accepted: Iterable[str], what: str) -> str:
    """Return a name if it is one of those accepted, or raise `InputError` with the nearest."""
    accepted = list(accepted)
    if not isinstance(name, str) or name not in accepted:
        raise InputError(unknown(str(name)[:SHOWN], accepted, what))
    return name


def path_given(name: str, value: Any) -> str | PathLike[str]:
    """Return a path if it is one, or raise `InputError`."""
    return of_kind(name, value, (str, PathLike), "a path")


def value_of(declared: Declaration, value: Any) -> Any:
    """Return a checked value: one for all runs, or an array with one number a run."""
    if getattr(value, "ndim", 0) == 0:
        return declared.check(value.item() if hasattr(value, "item") else value)
    if declared.unit is None or value.ndim != 1 or not value.size or value.dtype.kind not in "fiu":
        raise InputError(f"{declared.key} = {shown(value)}: expected one value, or an array with one number a run")
    numbers = value.astype(float)
    for number in (numbers.min(), numbers.max()):
        declared.check(float(number))
    numbers.setflags(write=False)  # a scenario is a value: what is made from it stays true
    return numbers
