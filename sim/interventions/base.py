"""What an intervention is: a rule like any other, which acts only while a plan says so and as long as its traces last.

An intervention acts in each four-week round after teams took up their practices and before anybody decides; one that
changes what a later rule makes of it acts there a second time. It may add to state variables that rules set anew each
round (practices, hours, office money, ...) and owns what it has grown; it never touches an outcome. One that no plan
names is not built: it has no state and takes no time.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, Number
from sim.core.draws import Draws
from sim.core.parameters import InputError, declare
from sim.core.state import Change, Changes, State, Variable, add
from sim.world.rows import THERE
from sim.world.world import Clock, World

GONE = 1e-3
"""What has faded to less than this is gone: from there on it changes no bit."""


class Levels(NamedTuple):
    """What a plan gives an intervention in a round.

    Attributes:
        now: how far it goes on in each organisation, 0 to 1, shape (organisations, R).
        began: whether it began in this round, likewise 0 or 1.
        ended: whether it ended in this round, likewise.
    """

    now: Array
    began: Array
    ended: Array


@dataclass(frozen=True)
class Intervention(ABC):
    """One intervention, with its parameters; made when a plan names it.

    Attributes:
        name: key in a plan; that of its file.
        label: plain-English name.
        sentence: what it does, to follow who does it: "the council and the hospital: an enabler brings ...".
        order: where it stands in lists.
        least: how many organisations it takes.
        excludes: names of interventions that the same organisations cannot have at the same time, since both settle one
            thing, each its way; said by one of the two.
        between: whether it is agreed between organisations, so that `least` counts those that have merged as one.
        merges: whether it makes one of those that are in it.
        later: name of the rule of the round after which it acts a second time, by `late`; none by default.
        Params: its declared parameters; `price`, in money or 0 by its own reasons, is always one of them.
        reads: state variables it reads.
        writes: state variables it writes, its own among them.
        owns: what it has grown.
    """

    params: Any
    world: World

    name: ClassVar[str]
    label: ClassVar[str]
    sentence: ClassVar[str]
    order: ClassVar[int] = 100
    least: ClassVar[int] = 1
    excludes: ClassVar[tuple[str, ...]] = ()
    between: ClassVar[bool] = False
    merges: ClassVar[bool] = False
    later: ClassVar[str] = ""
    Params: ClassVar[type[Any]]
    reads: ClassVar[tuple[str, ...]] = ()
    writes: ClassVar[tuple[str, ...]] = ()
    owns: ClassVar[tuple[Variable, ...]] = ()

    @abstractmethod
    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return the changes of one four-week round; where nothing goes on and nothing is left, none in any bit."""

    def paid(self, level: Array) -> Change:
        """Return the change of what it costs: its price where it goes on in full everywhere, else in proportion."""
        share = self.world.network.mean_organisation(level)[0]
        return add("office", self.params.price * self.world.place.scale * share)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return the changes of its second turn in a round, after the rule named by `later`."""
        return ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the first values of what it owns: nothing has grown, unless it says otherwise."""
        full = self.world.full
        return {v.name: full(v.entity, 0.0, runs) for v in self.owns}

    def rests(self, state: State) -> bool:
        """Say whether nothing that it grew is left, so that it need not act."""
        return not any(getattr(state, variable.name).any() for variable in self.owns)

    @classmethod
    def checked(cls) -> type[Intervention]:
        """Return the class, or raise `InputError` if it lacks what every intervention must say."""
        declared = [d.key.removeprefix(f"{cls.name}.") for d in declare(cls.name, cls.Params)]
        if "price" not in declared:
            raise InputError(
                f"{cls.name}.price: missing; expected the price of the intervention beside "
                f"{', '.join(declared) or 'its rule'} (0 where it costs no money, and the source says why)"
            )
        return cls


def follow(before: Array, target: Array, rise: Number, half_life: Number) -> Array:
    """Return what has grown after one round: it rises to where it is sustained, and else fades by half-lives.

    It stays between the two. What is below nothing, such as a debt, rises to it by half of it every `rise` months.

    Args:
        before: what had grown, as a rule 0 to 1.
        target: what is sustained, as a rule 0 to 1.
        rise: months in which half of what is missing grows.
        half_life: months in which half of what is no longer sustained goes.
    """
    months = np.where(target >= before, rise, half_life)
    after = target + (before - target) * np.exp2(-MONTHS_PER_ROUND / np.maximum(months, 1e-6))
    return np.where((target == 0.0) & (np.abs(after) < GONE), 0.0, after)


def up_to_full(before: Array, more: Array) -> Array:
    """Return how much of an addition fits below 1."""
    return np.minimum(more, np.maximum(1.0 - before, 0.0))


def both_ends(world: World, level: Array) -> Array:
    """Return how far something goes on at both ends of each interface: (organisations, R) to (interfaces, R)."""
    net = world.network
    return level[net.direction_from[THERE]] * level[net.direction_to[THERE]]
