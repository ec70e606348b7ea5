"""Home effort: what joint work takes is missing at home, and deciding together slows deciding alone.

Rule      The effort a team delivers to its partners is taken from its own service, with decisions slowed on top.
Formula   joint = min(.95, mean over boundaries of -x0*ln(1 - min(d, .97))/y); home = max(.02, (1 - joint)*available);
          speed = 1 - slow*mean d.
Reads     delivered, delivered_effort, available
Writes    joint_effort, home_hours, decision_speed
Source    x0: price of a promise (`decision`); y: what links make of effort (`links`); slower decisions: choice after
          Huxham & Vangen 2005; Elston et al. 2023.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class HomeParams:
    """Parameters of what joint work costs at home."""

    slow: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Home effort lost to slower decisions at full joint work",
        source="choice after Huxham & Vangen 2005",
    )


MOST_JOINT, LEAST_HOURS = 0.95, 0.02
"""Limits: nobody is wholly without, and nothing is wholly taken."""


@dataclass(frozen=True)
class Home:
    """See the module's docstring for the rule."""

    params: HomeParams
    world: World

    name: ClassVar[str] = "home"
    Params: ClassVar[type[Any]] = HomeParams
    reads: ClassVar[tuple[str, ...]] = ("delivered", "delivered_effort", "available")
    writes: ClassVar[tuple[str, ...]] = ("joint_effort", "home_hours", "decision_speed")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "joint_effort", "organisation", "share", "Share of effort given to partners", low=0.0, high=1.0, first=0.1
        ),
        Variable(
            "home_hours",
            "organisation",
            "share",
            "Share of leaders' time left for the own service",
            low=0.0,
            high=1.0,
            first=0.75,
        ),
        Variable("decision_speed", "organisation", "share", "Speed of decisions at home", low=0.0, high=1.0, first=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        mean = self.world.network.mean_directions
        joint = np.minimum(mean(state.delivered_effort), MOST_JOINT)
        return (
            put("joint_effort", joint),
            put("home_hours", np.maximum((1.0 - joint) * state.available, LEAST_HOURS)),
            put("decision_speed", 1.0 - self.params.slow * mean(state.delivered)),
        )
