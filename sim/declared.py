"""Every parameter that rules and interventions declare, by its dotted name, and the names that some had before."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from typing import Any

from sim.core.brief import brief, line
from sim.core.parameters import Declaration, declare
from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import MECHANISMS

DECLARING: tuple[type[Any], ...] = (*MECHANISMS, *INTERVENTIONS.values())
"""Whatever has parameters of its own: the rules in the order of the schedule, then the interventions."""


def _say(kind: Any) -> None:
    """Let a rule and its parameters say what they are in a line, however many they are and differ by run."""

    def parameters(one: Any) -> str:
        return line(f"parameters of {kind.name}", one)

    rule = kind
    rule.Params.__repr__ = parameters
    if is_dataclass(kind):
        rule.__repr__ = brief


for _kind in DECLARING:
    _say(_kind)


@cache
def declarations() -> dict[str, Declaration]:
    """Return every declared parameter by its dotted name."""
    return {d.key: d for kind in DECLARING for d in declare(kind.name, kind.Params)}


def of_interventions(key: str) -> bool:
    """Say whether a parameter belongs to an intervention, so that it acts only where a plan has that."""
    return key.partition(".")[0] in INTERVENTIONS


def present_name(key: str) -> str:
    """Return what a parameter is called now, given any name it has had; other keys as they are."""
    return _renamed().get(key, key)


@cache
def _renamed() -> dict[str, str]:
    return {d.renamed_from: key for key, d in declarations().items() if d.renamed_from}


@cache
def warming_up() -> tuple[tuple[str, str], ...]:
    """Return the parameters that act in the warm-up, as group and name."""
    return tuple(
        (kind.name, name)
        for kind in MECHANISMS
        for d in declare(kind.name, kind.Params)
        if (name := d.key.split(".")[1]) not in getattr(kind, "live_only", frozenset())
    )
