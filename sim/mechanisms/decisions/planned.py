"""What only a plan brings: set anew each round to what there is without one, so that interventions may add to it.

Rule      The share of money that is pooled is the place's figure. There are no grants, no cash kept jointly, no
          incentives, no challenge of restricted access, no company for lonely people, and no boundary is under one
          regime, but for what interventions of a plan add in a round. What of it lasts is theirs, and fades with them.
Reads     pooled_share
Writes    pooled_share, granted, captured, challenged, accompanied, rewarded, one_regime
Source    accounting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class PlannedParams:
    """None: what plans bring is declared with interventions."""


@dataclass(frozen=True)
class Planned:
    """See the module's docstring for the rule."""

    params: PlannedParams
    world: World

    name: ClassVar[str] = "planned"
    Params: ClassVar[type[Any]] = PlannedParams
    reads: ClassVar[tuple[str, ...]] = ("pooled_share",)
    writes: ClassVar[tuple[str, ...]] = (
        "pooled_share",
        "granted",
        "captured",
        "challenged",
        "accompanied",
        "rewarded",
        "one_regime",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("pooled_share", "place", "share", "Share of money in a pooled budget", low=0.0, high=1.0),
        Variable("granted", "place", "£m a year", "Grant from outside for joint work", low=0.0),
        Variable("captured", "place", "£m a year", "Cash saved that partners keep and reinvest jointly", low=0.0),
        Variable("challenged", "place", "share", "Turning away that is given up when challenged", low=0.0, high=1.0),
        Variable("accompanied", "place", "share", "Lonely people who have company of a plan", low=0.0, high=1.0),
        Variable("rewarded", "service", "£m a year", "Money moved to a service by incentives (from it: below 0)"),
        Variable("one_regime", "interface", "share", "How far both sides are under one regime", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return what there is without a plan."""
        first = {one.name: self.world.full(one.entity, 0.0, runs) for one in self.owns}
        return first | {"pooled_share": self.world.full("place", 1.0, runs) * self.world.place.figures.pooled_share}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return to that, before interventions act."""
        if not clock.live:
            return ()
        return tuple(put(name, value) for name, value in self.start(draws, state.pooled_share.shape[-1]).items())
