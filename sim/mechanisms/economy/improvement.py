"""A service that works on itself gets better, up to a ceiling, and slides back when it stops.

Rule      Effort at home raises what staff can do, with diminishing returns; gains fade. This is the real benefit of
          working alone, and the price of leaders' time spent elsewhere.
Formula   dQ/dt = gain * (1 - exp(-effort)) * (1 - Q / ceiling) - decay * Q, a year, solved exactly
Reads     improvement, effort
Writes    improvement, improvement_gain
Source    Choice, no evidence either way: swept and shown
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ImprovementParams:
    """What own improvement is worth."""

    gain: float = param(
        0.04,
        unit=Unit.PER_YEAR,
        plausible=(0.01, 0.1),
        label="Gain of capacity from full effort at home",
        source="choice",
    )
    ceiling: float = param(
        0.12,
        unit=Unit.RATIO,
        plausible=(0.06, 0.2),
        label="Most that own improvement can add to capacity",
        source="choice",
    )
    decay: float = param(
        0.2,
        unit=Unit.PER_YEAR,
        plausible=(0.1, 0.4),
        label="Share of improvement lost each year",
        source="choice",
    )
    effort: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.5, 2.0),
        label="Leaders' effort at home at month 0, relative to that which gives 63% of the gain",
        source="choice",
    )


@dataclass(frozen=True)
class Improvement:
    """See the module's docstring for the rule."""

    params: ImprovementParams
    world: World

    name: ClassVar[str] = "improvement"
    Params: ClassVar[type[Any]] = ImprovementParams
    reads: ClassVar[tuple[str, ...]] = ("improvement", "effort")
    writes: ClassVar[tuple[str, ...]] = ("improvement", "improvement_gain")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("improvement", "service", "share of capacity", "Capacity added by own improvement", low=0.0),
        Variable("improvement_gain", "service", "share of capacity", "The same, beyond that of month 0"),
    )

    def solved(self, effort: Any) -> tuple[Any, Any]:
        """Return where improvement settles under an effort, and how fast it gets there, a year."""
        p = self.params
        gain = p.gain * (1.0 - np.exp(-p.effort * effort))
        rate = gain / p.ceiling + p.decay
        return gain / rate, rate

    @cached_property
    def level0(self) -> Any:
        """Return improvement settled under the effort of month 0."""
        return self.solved(1.0)[0]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return settled improvement."""
        one = self.world.full("service", 1.0, runs)
        return {"improvement": one * self.level0, "improvement_gain": 0.0 * one}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return improvement after this week."""
        goal, rate = self.solved(state.effort)
        improvement = goal + (state.improvement - goal) * np.exp(-rate / WEEKS_PER_YEAR)
        return put("improvement", improvement), put("improvement_gain", improvement - self.level0)
