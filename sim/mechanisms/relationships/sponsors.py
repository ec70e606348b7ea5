"""Sponsors of joint projects: the effort that organisations put into each kind together.

Rule      Joint money kept at home weakens what a sponsor delivers; each sponsor counts the same. A wicked kind may rest
          on three: then what the third most engaged gives counts, and no one or two can carry it.
Formula   e_i = mean of d_ij*sqrt(1 - diverted_i) over i's boundaries with the others; W = mean of e; of a wicked kind W
          = (1 - x)*mean + x*third largest e.
Reads     delivered, diverted
Writes    project_effort
Source    step-level public goods: Croson & Marks 2000 (from memory); wicked problems: Rittel & Webber 1973 (from
          memory); the threefold form is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import Reduction
from sim.world.world import Clock, World

_THIRD = -3  # in order of what they give, the last gives most


@dataclass(frozen=True)
class SponsorsParams:
    """On whom a wicked kind of project rests; on all alike by default."""

    wicked: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Effort of wicked kinds of project that rests on the third most engaged sponsor",
        source="choice: 0 leaves a mean of all; 1 needs three",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Sponsors:
    """See the module's docstring for the rule."""

    params: SponsorsParams
    world: World

    name: ClassVar[str] = "sponsors"
    Params: ClassVar[type[Any]] = SponsorsParams
    reads: ClassVar[tuple[str, ...]] = ("delivered", "diverted")
    writes: ClassVar[tuple[str, ...]] = ("project_effort",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("project_effort", "project", "share", "Effort that sponsors put in", low=0.0, high=1.0),
    )

    @cached_property
    def _wicked(self) -> tuple[tuple[int, Reduction], ...]:
        """Each wicked kind, with the mean over its own boundaries that each of its sponsors takes."""
        net, tables = self.world.network, self.world.tables
        found = list[tuple[int, Reduction]]()
        for row, project in enumerate(self.world.place.projects):
            if project.wicked:
                sponsors = tables.sponsors[row]
                within = sponsors[net.direction_from] * sponsors[net.direction_to]
                own = np.array([within * (net.direction_from == one) for one in np.nonzero(sponsors)[0]])
                found.append((row, Reduction.table(own / np.maximum(own.sum(axis=1, keepdims=True), 1.0))))
        return tuple(found)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return {"project_effort": self.world.full("project", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        x, net = self.params.wicked, self.world.network
        given = state.delivered * np.sqrt(1.0 - state.diverted)[net.direction_from]
        effort = self.world.tables.project_of_directions(given)
        if np.any(x):
            for row, of_sponsors in self._wicked:
                third = np.sort(of_sponsors(given), axis=0)[_THIRD]
                effort[row] = (1.0 - x) * effort[row] + x * third
        return (put("project_effort", effort),)
