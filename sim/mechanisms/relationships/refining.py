"""Refining: a clumsy solution grows better in use, as far as those who use it practise together.

Rule      What was adopted because it looked good enough is put right by those who work with it: its fit to the place
          closes part of the gap to a full fit each month, the more the more their staff practise together. A project
          that nobody runs any more learns nothing, and the next design starts afresh. By default nothing is learnt.
Formula   fit += (1 - exp(-x*W*t))*max(1 - fit, 0) while adopted, W the practice of its sponsors' staff
Reads     stage, project_fit, practice
Writes    project_fit
Source    learning by use: Argote & Epple 1990; in surgical teams, more where they are stable: Pisano, Bohmer &
          Edmondson 2001 (both from memory); clumsy solutions: Virtual Staff College 2013. The pace is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, param
from sim.core.state import Changes, State, Variable, add
from sim.world.stages import ADOPTED
from sim.world.world import Clock, World


@dataclass(frozen=True)
class RefiningParams:
    """How fast an adopted project is put right by those who use it; not at all by default."""

    pace: float = param(
        0.0,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.2),
        bounds=(0.0, 10.0),
        label="How fast an adopted project grows better in use, where staff practise together in full",
        source="choice: 0 leaves a design as it was adopted",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Refining:
    """See the module's docstring for the rule."""

    params: RefiningParams
    world: World

    name: ClassVar[str] = "refining"
    Params: ClassVar[type[Any]] = RefiningParams
    reads: ClassVar[tuple[str, ...]] = ("stage", "project_fit", "practice")
    writes: ClassVar[tuple[str, ...]] = ("project_fit",)
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        practised = self.world.tables.project_of_interfaces(state.practice)
        learnt = 1.0 - np.exp(-self.params.pace * practised * MONTHS_PER_ROUND)
        gap = np.maximum(1.0 - state.project_fit, 0.0) * (state.stage == ADOPTED)
        return (add("project_fit", learnt * gap),)
