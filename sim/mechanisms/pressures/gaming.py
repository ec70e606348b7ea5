"""Gaming: where targets differ and bite, figures are made to look good.

Rule      Under pressure a team whose targets differ from its partners' games them: that takes leaders' time, hides need
          at its boundaries, and keeps leaders in their posts who would have had to leave. Judging by outcomes rather
          than process makes gaming harder or easier: nobody knows which.
Formula   g = min(1, targets*unlike*P*(1 + shift*by outcomes)), unlike the mean difference of performance regimes over
          own boundaries; available - time*g; pull*(1 - hides*mean of both ends' g); leaving hazard*(1 - hides*g).
Reads     pressure, by_outcomes, available
Writes    available, pull, leaving_hazard, gamed
Source    targets and gaming in the English NHS: Bevan & Hood 2006; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run
from sim.core.draws import Draws
from sim.core.limits import LEAST_AVAILABLE
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, add, keep, put
from sim.world.rows import Regime
from sim.world.world import Clock, World


@dataclass(frozen=True)
class GamingParams:
    """How hard targets bite, and what gaming does; none by default."""

    targets: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 1.5),
        bounds=(0.0, 10.0),
        label="Gaming of targets under full pressure where they differ in full",
        source="choice: 0 leaves the pull of own targets alone",
        role=Role.CONSTANT,
    )
    shift: float = constant(
        0.0,
        Unit.NUMBER,
        (-0.5, 0.5),
        "More gaming where outcomes are judged rather than process (less: below 0)",
        "choice: the sign is not known",
        bounds=(-1.0, 1.0),
    )
    time: float = constant(0.1, Unit.FRACTION, (0.0, 0.2), "Leaders' steerable time that full gaming takes", "choice")
    hides: float = constant(0.4, Unit.FRACTION, (0.2, 0.8), "What full gaming hides of need and performance", "choice")


@dataclass(frozen=True)
class Gaming:
    """See the module's docstring for the rule. Runs once hours and needs are known, before the decision."""

    params: GamingParams
    world: World

    name: ClassVar[str] = "gaming"
    Params: ClassVar[type[Any]] = GamingParams
    live_only: ClassVar[frozenset[str]] = frozenset(GamingParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("pressure", "by_outcomes", "available")
    writes: ClassVar[tuple[str, ...]] = ("available", "pull", "leaving_hazard", "gamed")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("gamed", "organisation", "share", "How far figures are made to look good", low=0.0, high=1.0),
    )

    @cached_property
    def _unlike(self) -> Array:
        """Mean difference of performance regimes over an organisation's boundaries, shape (organisations, 1)."""
        net = self.world.network
        return net.mean_directions(net.spread(net.differences[:, Regime.PERFORMANCE, None]))

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no gaming."""
        return {"gamed": self.world.full("organisation", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this round's gaming, and what it takes and hides."""
        p, net = self.params, self.world.network
        if not clock.live or not in_some_run(p.targets):
            return ()
        tempted = p.targets * self._unlike * state.pressure
        gamed = np.minimum(tempted * (1.0 + p.shift * state.by_outcomes), 1.0)
        left = np.maximum(state.available - p.time * gamed, np.minimum(state.available, LEAST_AVAILABLE))
        return (
            put("gamed", gamed),
            add("available", left - state.available),
            keep("pull", 1.0 - p.hides * net.ends(gamed)),
            keep("leaving_hazard", 1.0 - p.hides * gamed),
        )
