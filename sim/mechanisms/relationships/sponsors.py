"""Sponsors of joint projects: the effort that organisations put into each kind together.

Rule      Joint money kept at home weakens what a sponsor delivers; each sponsor counts the same. A wicked kind may rest
          on three: then what the third most engaged gives counts, and no one or two can carry it. By the dial
          `weakest`, a rival to the mean, any kind goes only as far as the least engaged of its sponsors.
Formula   e_i = mean of d_ij*sqrt(1 - diverted_i) over i's boundaries with the others; W = (1 - y)*mean + y*least of e,
          y = weakest; of a wicked kind W <- (1 - x)*W + x*third largest e.
Reads     delivered, diverted
Writes    project_effort
Source    step-level public goods: Croson & Marks 2000 (from memory); wicked problems: Rittel & Webber 1973 (from
          memory); the threefold form is a choice; additive and conjunctive tasks: Steiner 1972, weakest link:
          Hirshleifer 1983 (both from memory). No evidence in care decides between them: the mean is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import Reduction, at
from sim.world.world import Clock, World

LEAST, THIRD = 0, -3
"""Places in order of what sponsors give: the last gives most."""


@dataclass(frozen=True)
class SponsorsParams:
    """On whom a joint project rests; on all alike by default."""

    wicked: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Effort of wicked kinds of project that rests on the third most engaged sponsor",
        source="choice: 0 leaves a mean of all; 1 needs three",
        role=Role.CONSTANT,
    )
    weakest: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Effort of joint projects that rests on the least engaged sponsor",
        source="choice: 0 leaves a mean of all; 1 needs each; Steiner 1972, Hirshleifer 1983",
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
    def _of_sponsors(self) -> tuple[Reduction, ...]:
        """Of each kind, the mean over its own boundaries that each of its sponsors takes."""
        tables, own = self.world.tables, self.world.network.direction_from
        return tuple(
            Reduction.means(np.searchsorted(teams, own[within]), within, (len(teams), len(own)))
            for teams, within in zip(tables.sponsors, tables.within, strict=True)
        )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return {"project_effort": self.world.full("project", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        given = state.delivered * at(np.sqrt(1.0 - state.diverted), net.direction_from)
        effort = self.world.tables.project_of_directions(given)
        weakest, wicked = in_some_run(p.weakest), in_some_run(p.wicked)
        for row, project in enumerate(self.world.place.projects):
            if weakest or (wicked and project.wicked):
                ranked = np.sort(self._of_sponsors[row](given), axis=0)
                effort[row] = (1.0 - p.weakest) * effort[row] + p.weakest * ranked[LEAST]
                if project.wicked:
                    effort[row] = (1.0 - p.wicked) * effort[row] + p.wicked * ranked[THIRD]
        return (put("project_effort", effort),)
