"""What is recorded of a single run for its events: chosen variables, at month 0 and after each of its weeks.

An `Observer` is shown the state (`run_batch(each_week=...)`); whoever does not ask for one pays nothing. A week counts
from month 0: 0 is the first week of April. What a four-week round decides shows from the round's first week on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.counts import so_many
from sim.core.state import State
from sim.plan import Plan
from sim.plan.entry import ALWAYS
from sim.world.world import World

Group = Literal["plan", "people", "pressures", "leaders", "working together", "conflict", "joint projects"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a run.

    Attributes:
        week: weeks after month 0.
        who: names of organisations, seats, projects or entries of a plan; empty for the whole place.
        what: name of its kind.
        number: what was measured, in the kind's unit.
    """

    week: int
    who: tuple[str, ...]
    what: str
    number: float


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        name: as events and tables have it.
        group: what it is about.
        unit: of its number, in words.
        label: what happened, in a few words.
        most: how many a year are worth a line, those with the largest numbers; 0 where the log alone has them.
    """

    name: str
    group: Group
    unit: str
    label: str
    most: int


@dataclass(frozen=True, repr=False)
class Recording:
    """A single run as it was recorded.

    Attributes:
        world: where it ran.
        arrays: name of a variable to its values, shape (1 + weeks, rows...): month 0 first.
        plan: who does what when.
    """

    world: World
    arrays: Mapping[str, Array] = field(repr=False)
    plan: Plan = field(default_factory=Plan)

    def __repr__(self) -> str:
        return f"<Recording of {so_many(len(self.arrays), 'variables')} over {so_many(self.weeks, 'weeks')}>"

    @property
    def weeks(self) -> int:
        """Weeks that were run."""
        return len(next(iter(self.arrays.values()))) - 1

    def by_week(self, name: str) -> Array:
        """Return a variable's values: index 0 is month 0, index t is after week t - 1."""
        return self.arrays[name]

    def by_round(self, name: str) -> Array:
        """Return the values that a round decides: index 0 is month 0, index k is the round of week `week_of(k)`."""
        return self.arrays[name][np.r_[0, np.arange(1, self.weeks + 1, WEEKS_PER_ROUND)]]


def week_of(index: int) -> int:
    """Return the first week of the round that `by_round` has at an index above 0."""
    return (int(index) - 1) * WEEKS_PER_ROUND


def rows_where(true: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield (index, row) wherever a table over time is true, in the order of time."""
    yield from ((int(index), int(row)) for index, row in np.argwhere(true))


@dataclass(frozen=True)
class Detector:
    """A rule that finds events of one or several kinds in a recording.

    Attributes:
        kinds: what it finds.
        reads: state variables that it needs.
        detect: the rule.
    """

    kinds: tuple[Kind, ...]
    reads: tuple[str, ...]
    detect: Callable[[Recording], Iterator[Event]]


class Observer:
    """Records a single run: show it the state at month 0 and after each week."""

    def __init__(self, world: World, names: Iterable[str], plan: Plan | None = None) -> None:
        self._world, self._plan = world, plan or Plan()
        self._kept: dict[str, list[Array]] = {name: [] for name in names}

    def __call__(self, state: State) -> None:
        """Keep this week; when an entry of a plan began or ended is not known before it has."""
        for name, values in self._kept.items():
            value = state.__dict__.get(name)
            values.append(np.full((), ALWAYS) if value is None else value[..., 0].copy())

    @property
    def recording(self) -> Recording:
        """Return what was recorded."""
        return Recording(self._world, {name: np.array(values) for name, values in self._kept.items()}, self._plan)
