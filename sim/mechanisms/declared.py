"""Every parameter that the rules declare, by its dotted name, and the names that parameters had before."""

from __future__ import annotations

from functools import cache

from sim.core.parameters import Declaration, declare
from sim.mechanisms.schedule import MECHANISMS


@cache
def declarations() -> dict[str, Declaration]:
    """Return every declared parameter by its dotted name."""
    return {d.key: d for kind in MECHANISMS for d in declare(kind.name, kind.Params)}


def present_name(key: str) -> str:
    """Return what a parameter is called now, given any name it has had; other keys as they are."""
    return _renamed().get(key, key)


@cache
def _renamed() -> dict[str, str]:
    return {d.renamed_from: key for key, d in declarations().items() if d.renamed_from}
