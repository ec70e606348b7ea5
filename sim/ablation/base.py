"""What an ablation is: something of the model taken away, to see what it buys. No rule, and nobody's choice.

Rule      An ablation changes the place, sets parameters, or leaves rules out from month 0 on. What is changed before
          month 0 settles anew by the same rules for the same years, and care begins from the place's own figures as
          ever; what is left out from month 0 on shares its settled state with the whole model, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sim.core.parameters import InputError
from sim.place import Place
from sim.world.world import Mechanism, World

Rules = tuple[Mechanism, ...]


def same_place(place: Place, root_seed: int) -> Place:
    """Return the place as it is."""
    return place


def same_rules(rules: Rules, world: World) -> Rules:
    """Return the rules as they are."""
    return rules


@dataclass(frozen=True)
class Ablation:
    """One thing taken away.

    Attributes:
        name: as it is asked for.
        label: what is taken away, in plain words.
        sentence: what is then so, in a line.
        place: makes the place without it, given the root seed that draws go by.
        parameters: values set, by dotted name.
        rules: makes the rules of a round without it.
    """

    name: str
    label: str
    sentence: str
    place: Callable[[Place, int], Place] = field(default=same_place, repr=False)
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    rules: Callable[[Rules, World], Rules] = field(default=same_rules, repr=False)


def checked(names: Sequence[str]) -> tuple[str, ...]:
    """Return names in one order, or raise `InputError` where one stands there twice."""
    if len(set(names)) < len(names):
        raise InputError(f"ablations = [{','.join(names)[:60]}]: expected each name once")
    return tuple(sorted(names))
