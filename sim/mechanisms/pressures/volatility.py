"""Volatility: emergencies come in surges and lulls that nobody foresees.

Rule      Shocks of some weeks' length move how many people become ill enough to need hospital; on the mean over futures
          they move nothing, in any week. What they do is convex: a surge turns more people away than a lull takes in.
          Who is turned away does not wait to leave hospital, and a lull gives planned care more beds than a surge
          takes, so that a little else gets better.
Formula   x <- x*rho + sd*sqrt(1 - rho^2)*z, rho = exp(-1/weeks) and 0 in week 0; emergencies * exp(x - sd^2/2), from
          month 0.
Reads     shock
Writes    shock, admission_fluctuation
Source    volatility as changes that are frequent and unforeseen: Bennett & Lemoine 2014; sizes are choices, beside the
          slow drifts of `fluctuation`, which are tuned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, keep, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class VolatilityParams:
    """How volatile need is; no more than weeks are by chance, by default."""

    sd: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 0.15),
        bounds=(0.0, 1.0),
        label="Surges and lulls of emergencies (SD)",
        source="choice: 0 leaves the chance of ordinary weeks",
        role=Role.CONSTANT,
    )
    weeks: float = constant(6.0, Unit.WEEKS, (2.0, 13.0), "Length of a surge or lull of emergencies", "choice")


@dataclass(frozen=True)
class Volatility:
    """See the module's docstring for the rule."""

    params: VolatilityParams
    world: World

    name: ClassVar[str] = "volatility"
    Params: ClassVar[type[Any]] = VolatilityParams
    live_only: ClassVar[frozenset[str]] = frozenset(VolatilityParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("shock",)
    writes: ClassVar[tuple[str, ...]] = ("shock", "admission_fluctuation")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("shock", "place", "log", "A surge or lull of emergencies that nobody foresaw"),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no shock."""
        return {"shock": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's shock."""
        sd = self.params.sd
        if not clock.live or not in_some_run(sd):
            return ()
        kept = np.where(clock.week == 0, 0.0, np.exp(-1.0 / self.params.weeks))  # the first has its full spread
        fresh = sd * np.sqrt(1.0 - kept * kept) * draws.normal("volatility", self.world.keys["place"])[0]
        shock = state.shock * kept + fresh
        return put("shock", shock), keep("admission_fluctuation", np.exp(shock - sd * sd / 2.0))
