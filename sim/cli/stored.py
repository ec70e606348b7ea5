"""What can be asked of a study of a stored sweep: which sweep, which of its behaviours, and what it is judged by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sim.analysis.stored import Stored, open_stored
from sim.analysis.stored_runs import pairs
from sim.core.parameters import InputError

_HOW = ("store", "workers", "machine", "results")
OWN = ("sweep", "behaviours", "outcome", "percentile", "threshold", "pays", "x", "y", *_HOW)
Checks = Mapping[str, Callable[[object], Any]]


def folder(value: object) -> str:
    """Check the folder of a sweep; empty means fresh runs."""
    if not isinstance(value, str) or len(value) > 400 or not (value.isprintable() or not value):
        raise InputError(f"sweep = {str(value)[:60]!r}: expected the folder of a finished sweep")
    return value


def adopt(checks: Checks, given: Mapping[str, object], named: Sequence[str]) -> tuple[Stored, dict[str, Any]]:
    """Open the sweep and return it with the settings of a study of it.

    Args:
        checks: check of each of the study's own keys.
        given: their values, defaults included.
        named: keys that the command names, of the study and of the scenario.
    """
    accepted = [key for key in OWN if key in checks]
    for key in named:
        if key not in accepted:
            raise InputError(
                f"{key}: comes from the sweep, with its runs; beside sweep= expected {', '.join(accepted)}"
            )
    stored = open_stored(folder(given["sweep"]))
    settings = {key: checks[key](given[key]) for key in accepted if key != "behaviours"}
    settings["behaviours"] = _behaviours(stored, checks, given["behaviours"], "behaviours" in named)
    settings["sweep"] = stored.digest
    if "vary" in checks:
        settings["vary"] = stored.numbers()
    if "points" in checks:
        settings["points"] = _counted(stored, checks["points"], len(pairs(stored, settings["behaviours"])[0]))
    settings["replications"] = _counted(stored, checks["replications"], stored.replications)
    return stored, settings


def _behaviours(stored: Stored, check: Checks, given: object, named: bool) -> tuple[str, ...]:
    """Return the arms: those named, else those of the sweep if there are so many as the study takes."""
    usual = check["behaviours"](given)
    if named:
        return usual
    held = [name for name in usual if name in stored.behaviours]
    rest = [name for name in stored.behaviours if name not in held]
    if len(usual) == 2 and len(held) == 2:
        return usual
    try:
        return check["behaviours"]([*held, *rest])
    except InputError as error:
        hint = "" if len(stored.behaviours) > 1 else "; a sweep with behaviours=[siloed,collaborative] has them"
        raise InputError(f"{stored.name}: holds {', '.join(stored.behaviours)}: {error}{hint}") from None


def _counted(stored: Stored, check: Callable[[object], Any], count: int) -> int:
    try:
        return check(count)
    except InputError as error:
        raise InputError(f"{stored.name}: {error}") from None
