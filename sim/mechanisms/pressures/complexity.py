"""Complexity: people cross several boundaries one after the other, and each hand-over counts again.

Rule      Where a person passes further boundaries on the way, what hand-overs are like relative to month 0 counts once
          more for each: what gets better gets better along the whole way, and so with what gets worse. It is no
          hardship by itself. Where need rises hand-overs get better, as people who wait draw partners to the
          boundaries where they wait (`need_seen`): then it helps a little, and it harms where nobody sees that need.
Formula   handover -> handover^(1 + boundaries), from month 0.
Reads     handover
Writes    handover
Source    complexity as many parts that hang together: Bennett & Lemoine 2014; a chain of hand-overs is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import NEVER_ZERO, Array, in_some_run, power
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, keep
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ComplexityParams:
    """How many more boundaries people cross; none by default."""

    boundaries: float = param(
        0.0,
        unit=Unit.NUMBER,
        plausible=(0.0, 2.0),
        bounds=(0.0, 5.0),
        label="Further boundaries that a person leaving hospital crosses",
        source="choice: 0 leaves those that the place file names",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Complexity:
    """See the module's docstring for the rule."""

    params: ComplexityParams
    world: World

    name: ClassVar[str] = "complexity"
    Params: ClassVar[type[Any]] = ComplexityParams
    live_only: ClassVar[frozenset[str]] = frozenset(ComplexityParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("handover",)
    writes: ClassVar[tuple[str, ...]] = ("handover",)
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what the further boundaries make of hand-overs."""
        further = self.params.boundaries
        if not clock.live or not in_some_run(further):
            return ()
        return (keep("handover", power(np.maximum(state.handover, NEVER_ZERO), further)),)
