"""Ablations: what the model is without its leaders, its network or one of its state variables. None unless asked for.

`ablations=[complete_graph,frozen_trust]` takes them away in all arms alike. They are for asking what a part of the
model buys, and are no choice that anybody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sim.ablation.alike import CULTURES_ALIKE, LEADERS_ALIKE
from sim.ablation.average import EVERYONE_AVERAGE
from sim.ablation.base import Ablation, Rules, checked
from sim.ablation.frozen import FROZEN
from sim.ablation.graph import COMPLETE_GRAPH, REWIRED
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place import Place
from sim.world.world import World

ABLATIONS: dict[str, Ablation] = {
    one.name: one for one in (EVERYONE_AVERAGE, LEADERS_ALIKE, CULTURES_ALIKE, COMPLETE_GRAPH, REWIRED, *FROZEN)
}


def ablations(value: object) -> tuple[str, ...]:
    """Return the names that a user's value says, or raise `InputError`."""
    given = cast(Sequence[object], (value,) if isinstance(value, str) else value)
    names = [str(name) for name in given] if isinstance(given, list | tuple) else []
    if not isinstance(given, list | tuple) or not all(isinstance(name, str) for name in given):
        raise InputError(f"ablations = {str(value)[:60]!r}: expected a list of names, such as [complete_graph]")
    for name in names:
        if name not in ABLATIONS:
            raise InputError(unknown(name[:60], ABLATIONS, "ablation"))
    return checked(names)


def without(place: Place, names: Sequence[str], root_seed: int) -> Place:
    """Return the place without what is taken away."""
    for name in names:
        place = ABLATIONS[name].place(place, root_seed)
    return place


def values_set(names: Sequence[str]) -> dict[str, float]:
    """Return the parameters that ablations set, by dotted name."""
    return {key: value for name in names for key, value in ABLATIONS[name].parameters.items()}


def acting(rules: Rules, names: Sequence[str], world: World) -> Rules:
    """Return the rules of a round without what is taken away."""
    for name in names:
        rules = ABLATIONS[name].rules(rules, world)
    return rules


__all__ = ["ABLATIONS", "Ablation", "ablations", "acting", "values_set", "without"]
