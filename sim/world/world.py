"""What every mechanism is given: the place, its network, the keys of its draws, the clock; and what a mechanism is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Protocol

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, ROUNDS_PER_YEAR, WEEKS_PER_ROUND, WEEKS_PER_YEAR, Array, Number
from sim.core.draws import Draws, Keys, keys_of
from sim.core.state import Changes, State, Variable
from sim.place import PATHWAYS, SERVICES, Place
from sim.place.levels import FigureLevels, at_levels, check_levels
from sim.world.joins import Tables
from sim.world.network import Network
from sim.world.rows import SOFT, Need, ProjectSignal, ShuntSignal, names_of

NEEDS = names_of(Need)


@dataclass(frozen=True, slots=True)
class Clock:
    """When it is. Weeks count from month 0 (the first week of April); the warm-up is negative."""

    week: int

    @property
    def live(self) -> bool:
        """Whether the experiment has begun (as opposed to the warm-up)."""
        return self.week >= 0

    @property
    def years(self) -> float:
        """Years since month 0; 0 in the warm-up."""
        return max(self.week, 0) / WEEKS_PER_YEAR

    @property
    def round(self) -> int:
        """Number of the four-week round; negative in the warm-up."""
        return self.week // WEEKS_PER_ROUND

    @property
    def week_of_year(self) -> int:
        """0 is the first week of April."""
        return self.week % int(WEEKS_PER_YEAR)

    def wave(self, peak_month: Number) -> Number:
        """Return a yearly cosine, 1 at `peak_month` months after 1 April and -1 half a year later."""
        return np.cos(2.0 * np.pi * (self.week_of_year / WEEKS_PER_YEAR - peak_month / MONTHS_PER_YEAR))


@dataclass(frozen=True, repr=False)
class World:
    """A place and its network, with the entities that rows stand for.

    Attributes:
        place: with its figures as they are in each run.
        network: of its organisations.
        file: the place as its file says, where a run has other figures; else None.
        levels: by how much these differ; else None.
    """

    place: Place
    network: Network
    file: Place | None = None
    levels: FigureLevels | None = None

    def __repr__(self) -> str:
        return f"<World of {self.place!r}>"

    def at(self, levels: FigureLevels) -> World:
        """Return the world of the place with other figures, which is this one where no run has any."""
        if not levels.other:
            return self
        made = World(at_levels(self.place, levels), self.network, self.place, levels)
        check_levels(made.place)
        made.__dict__.update(names=self.names, keys=self.keys, tables=self.tables)  # none hangs on these figures
        return made

    def standing_for(self, levels: FigureLevels) -> World:
        """Return the world at figures that stand for those of a run, of one that has others than its file's."""
        assert self.file is not None
        return World(at_levels(self.file, levels), self.network, self.file, levels)

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Names of the rows of every entity."""
        return {
            **self.network.names,
            "need": NEEDS,
            "service": SERVICES,
            "soft_service": SERVICES[SOFT],
            "pathway": PATHWAYS,
            "project_signal": names_of(ProjectSignal),
            "shunt_signal": names_of(ShuntSignal),
            "project": tuple(project.key for project in self.place.projects),
            "segment": tuple(segment.key for segment in self.place.segments),
        }

    @cached_property
    def keys(self) -> dict[str, Keys]:
        """Keys of the draws of every entity; `place` has one."""
        return {"place": keys_of(["place"])} | {entity: keys_of(names) for entity, names in self.identities.items()}

    @cached_property
    def identities(self) -> dict[str, tuple[str, ...]]:
        """Names that the draws of every entity go by: the names of the rows, unless the place file gives an `id`."""
        net, own = self.network, {one.key: one.identity for one in self.place.organisations}
        team = tuple(own[key] for key in self.names["organisation"])
        seat = tuple(f"{own[key]}/{seat}" for key, seat in (name.split("/") for name in self.names["seat"]))
        ends: list[tuple[str, str]] = [
            (team[a], team[b]) for a, b in zip(net.direction_from, net.direction_to, strict=True)
        ]
        return self.names | {
            "organisation": team,
            "seat": seat,
            "interface": tuple(f"{a}~{b}" for a, b in ends[::2]),
            "direction": tuple(f"{a}>{b}" for a, b in ends),
            "tie": tuple(f"{seat[a]}>{seat[b]}" for a, b in zip(net.tie_from, net.tie_to, strict=True)),
            "project": tuple(project.identity for project in self.place.projects),
        }

    @cached_property
    def tables(self) -> Tables:
        """Sums that join pathways, projects and services to the network."""
        return Tables(self.place, self.network, SERVICES)

    @cached_property
    def _rows(self) -> dict[str, dict[str, int]]:
        return {entity: {name: row for row, name in enumerate(names)} for entity, names in self.names.items()}

    def row(self, entity: str, name: str) -> int:
        """Return the row of a named entity."""
        return self._rows[entity][name]

    def size(self, entity: str) -> int:
        """Return how many rows an entity has."""
        return len(self.names[entity])

    def full(self, entity: str, value: float, runs: int) -> Array:
        """Return a constant array for an entity: shape (R,) for the place, else (n, R)."""
        shape = (runs,) if entity == "place" else (self.size(entity), runs)
        return np.full(shape, value)

    def firsts(self, variables: Iterable[Variable], runs: int) -> dict[str, Array]:
        """Return the values before the warm-up of the variables that declare one, each in its shape."""
        return {
            one.name: np.repeat(self.full(one.entity, one.first, runs)[:, None], one.width, axis=1)
            if one.width
            else self.full(one.entity, one.first, runs)
            for one in variables
            if not np.isnan(one.first)
        }


class Mechanism(Protocol):
    """One rule of the model. It reads the state, takes its draws and returns changes; it never writes.

    A class may name in `live_only` the parameters that act only from month 0, so that scenarios which differ in them
    alone share their settled state.
    """

    name: ClassVar[str]
    Params: ClassVar[type[Any]]
    reads: ClassVar[tuple[str, ...]]
    writes: ClassVar[tuple[str, ...]]
    owns: ClassVar[tuple[Variable, ...]]

    def start(self, draws: Draws, runs: int) -> Mapping[str, Array]:
        """Return the first values of the variables it owns."""
        ...

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the changes of one week or one four-week round."""
        ...


__all__ = ["NEEDS", "PATHWAYS", "ROUNDS_PER_YEAR", "SERVICES", "Clock", "Mechanism", "World"]
