"""A state that notes what is read of it and refuses to be written to, and real moments to show it to every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.state import Change, State
from sim.mechanisms.schedule import MECHANISMS
from sim.world.world import Clock, Mechanism
from tests.whole import CONTEXTS, FACTORS, Runs, scenario

STRESSED = (
    "pressure=perfect_storm",
    "behaviour=mixed",
    "funding.external=0.3",
    "place.figures.pooled_share=0.5",
    "projects.threshold=0.7",
    "projects.approval=4",
    "winter.year=0",
    "divergence.levels=true",
    *(f"participation.{factor}=0.8" for factor in FACTORS),
    *CONTEXTS,
)
SEEDS = tuple(range(8))


class Watched(State):
    """A state whose arrays cannot be altered, with the names read so far."""

    def __init__(self, arrays: dict[str, Array], read: set[str] | None = None) -> None:
        for values in arrays.values():
            values.flags.writeable = False
        super().__init__(arrays)
        self.__dict__["_read"] = set() if read is None else read

    def __getattribute__(self, name: str) -> Any:
        inner = object.__getattribute__(self, "__dict__")
        if not name.startswith("_") and name in inner:
            inner["_read"].add(name)
        return object.__getattribute__(self, name)

    def copy(self) -> State:
        """Return a copy that is watched too: a rule may try out a change before it reads on."""
        inner = object.__getattribute__(self, "__dict__")
        return Watched({name: values for name, values in inner.items() if name != "_read"}, inner["_read"])


@dataclass(frozen=True)
class Moment:
    """What one rule was shown at one time, and the changes it returned."""

    rule: Mechanism
    week: int
    runs: Runs
    before: State
    draws: Draws
    read: frozenset[str]
    changes: tuple[Change, ...]


def _moments(rules: tuple[Mechanism, ...], state: State, runs: Runs, draws: Draws, week: int) -> Iterator[Moment]:
    for rule in rules:
        before = state.copy()
        watched = Watched(dict(before.__dict__))
        changes = tuple(rule.step(watched, draws, Clock(week)))
        yield Moment(rule, week, runs, before, draws, frozenset(watched.__dict__["_read"]), changes)
        state.apply(changes)


@cache
def moments() -> tuple[Moment, ...]:
    """Return every rule's steps in some rounds: early and late in the warm-up, at month 0, in two hard winters."""
    runs, found = Runs(scenario(*STRESSED, "years=2"), SEEDS), []
    for number in (-26, -13, -1, 0, 1, 9, 10, 22):
        runs.to(number)
        state, week = runs.state.copy(), number * WEEKS_PER_ROUND
        found += _moments(runs.machine.round, state, runs, runs.streams.at(number), week)
        for later in range(week, week + WEEKS_PER_ROUND):
            found += _moments(runs.machine.week, state, runs, runs.streams.at(later), later)
    return tuple(found)


def moments_of(name: str) -> list[Moment]:
    """Return the moments of one rule."""
    return [moment for moment in moments() if moment.rule.name == name]


NAMES = tuple(kind.name for kind in MECHANISMS)
__all__ = ["NAMES", "Moment", "Watched", "moments", "moments_of"]
