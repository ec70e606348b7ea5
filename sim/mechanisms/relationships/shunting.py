"""Cost shunting: under pressure a team that minds its own budget moves cost over a boundary.

Rule      The wish to shunt (a choice of the team) becomes open deeds now and then; the partner sees and remembers
          them (`trust.shunt`).
Formula   chance a round = 1 - exp(-rate*wish*12/13).
Reads     shunt_wish
Writes    shunted
Source    payment by results and delays of discharge: Farrar et al. 2009; the rate is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ShuntingParams:
    """Parameters of visible shunting."""

    rate: float = param(
        0.03,
        unit=Unit.PER_MONTH,
        plausible=(0.01, 0.06),
        label="Open shunts a month over a boundary at full wish",
        source="choice",
    )


@dataclass(frozen=True)
class Shunting:
    """See the module's docstring for the rule."""

    params: ShuntingParams
    world: World

    name: ClassVar[str] = "shunting"
    Params: ClassVar[type[Any]] = ShuntingParams
    reads: ClassVar[tuple[str, ...]] = ("shunt_wish",)
    writes: ClassVar[tuple[str, ...]] = ("shunted",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "shunted", "direction", "events", "Whether this side shunted cost openly this round", low=0.0, high=1.0
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return {"shunted": self.world.full("direction", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        odds = 1.0 - np.exp(-self.params.rate * MONTHS_PER_ROUND * state.shunt_wish)
        return (put("shunted", (draws.uniform("shunting", self.world.keys["direction"]) < odds).astype(float)),)
