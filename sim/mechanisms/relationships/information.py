"""Information shared over a boundary: what the other side of a hand-over knows in time.

Rule      Joint work makes teams share more, shared records (if their design fits) add to it everywhere, and so does
          openness; it takes half a year to take hold.
Formula   I += (min(.95, I0 + Ia*(1 - I0)*sqrt(d_ij*d_ji) + .25*(1 - I0)*opens + .2*records*clip(fit, 0, 1)) - I)*(1
          - exp(-4/26)).
Reads     delivered, opens, project_effect, project_fit, information
Writes    information
Source    choice; shared records as one of the joint projects.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import BACK, THERE
from sim.world.world import Clock, World


@dataclass(frozen=True)
class InformationParams:
    """Parameters of sharing information."""

    base: float = param(
        0.30,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.5),
        label="Information that reaches the other side anyway",
        source="choice",
    )
    shared: float = param(
        0.55,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.7),
        label="Gap in information closed by full joint work",
        source="choice",
    )
    records: float = param(
        0.20,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.3),
        label="Information added by shared records at full effect",
        source="choice",
    )
    weeks: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 52.0),
        label="Time for sharing information to take hold",
        source="choice",
    )
    openly: float = constant(0.25, Unit.FRACTION, (0.1, 0.5), "Gap in information closed by full openness", "choice")


MOST_SHARED = 0.95
"""A limit: nothing is wholly known."""


@dataclass(frozen=True)
class Information:
    """See the module's docstring for the rule."""

    params: InformationParams
    world: World

    name: ClassVar[str] = "information"
    Params: ClassVar[type[Any]] = InformationParams
    reads: ClassVar[tuple[str, ...]] = ("delivered", "opens", "project_effect", "project_fit", "information")
    writes: ClassVar[tuple[str, ...]] = ("information",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "information",
            "interface",
            "share",
            "Information that arrives with the person",
            low=0.0,
            high=1.0,
            first=0.38,
        ),
    )

    @cached_property
    def _records(self) -> list[int]:
        return [row for row, project in enumerate(self.world.place.projects) if project.effect == "records"]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p = self.params
        target = p.base + p.shared * (1.0 - p.base) * np.sqrt(state.delivered[THERE] * state.delivered[BACK])
        target = target + p.openly * (1.0 - p.base) * self.world.network.ends(state.opens)
        for row in self._records:
            target = target + p.records * state.project_effect[row] * np.clip(state.project_fit[row], 0.0, 1.0)
        pace = approach(p.weeks, WEEKS_PER_ROUND)
        return (put("information", state.information + (np.minimum(target, MOST_SHARED) - state.information) * pace),)
