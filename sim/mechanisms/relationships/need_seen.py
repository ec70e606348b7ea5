"""Need seen at a boundary: where people wait to leave hospital, partners feel that something must be done.

Rule      On discharge interfaces the pull to joint work follows delays relative to the year before month 0; elsewhere
          it is 1.
Formula   pull = clip(D/D(0), .5, 2.5)^e on discharge interfaces; D smoothed over 13 weeks.
Reads     delayed, delays_seen, delays_before
Writes    pull, delays_seen, delays_before
Source    source text (resource pressures necessitate a joint approach): care supplies the need; the form is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array, approach, power, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class NeedSeenParams:
    """Parameters of need seen."""

    exponent: float = param(
        1.0,
        unit=Unit.EXPONENT,
        plausible=(0.0, 2.0),
        label="How strongly delays pull partners together",
        source="choice",
    )
    weeks: float = param(
        13.0, unit=Unit.WEEKS, plausible=(4.0, 26.0), label="Time over which delays are judged", source="choice"
    )


LEAST_PULL, MOST_PULL = 0.5, 2.5
"""Limits: need neither silences a boundary nor drowns all others."""


@dataclass(frozen=True)
class NeedSeen:
    """See the module's docstring for the rule."""

    params: NeedSeenParams
    world: World

    name: ClassVar[str] = "need_seen"
    Params: ClassVar[type[Any]] = NeedSeenParams
    live_only: ClassVar[frozenset[str]] = frozenset({"exponent"})
    reads: ClassVar[tuple[str, ...]] = ("delayed", "delays_seen", "delays_before")
    writes: ClassVar[tuple[str, ...]] = ("pull", "delays_seen", "delays_before")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("pull", "interface", "ratio", "Need seen at a boundary, 1 at month 0", low=0.0),
        Variable("delays_seen", "place", "people", "People delayed, as leaders judge it", low=0.0),
        Variable("delays_before", "place", "people", "The same, mean of the year before month 0", low=0.0),
    )

    @cached_property
    def _elsewhere(self) -> Array:
        return 1.0 - self.world.tables.crosses_discharge

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        full, delayed = self.world.full, sum(pathway.delayed for pathway in self.world.place.pathways)
        return {
            "pull": full("interface", 1.0, runs),
            "delays_seen": full("place", delayed, runs),
            "delays_before": full("place", 0.0, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p = self.params
        seen = state.delays_seen + (total(state.delayed) - state.delays_seen) * approach(p.weeks, WEEKS_PER_ROUND)
        if not clock.live:
            share = 1.0 / ROUNDS_PER_YEAR if clock.round >= -ROUNDS_PER_YEAR else 0.0
            return put("delays_seen", seen), put("delays_before", state.delays_before + share * seen)
        ratio = power(np.clip(seen / state.delays_before, LEAST_PULL, MOST_PULL), p.exponent)
        return put("delays_seen", seen), put("pull", self._elsewhere + self.world.tables.crosses_discharge * ratio)
