"""Inspection takes leaders' time, draws effort to what is inspected, and leaves somebody to blame.

Rule      An organisation is inspected the more, the worse it is seen to perform. That takes hours, makes what others
          need count for less than its own targets, and adds to blame. Where the system is inspected instead, all are
          looked at alike, and no target is one's own alone.
Formula   a_i = level*((1 - y)*z_i + y*mean z); available - time*a_i; pull*exp(-targets*(1 - y)*mean of both ends' a);
          blamed + (1 - blamed)*blame*a a month; y = of system.
Reads     problem, available, blamed
Writes    available, pull, blamed
Source    costs and impact of inspection: Smithson and others 2018; targets and blame: Bevan & Hood 2006; sizes are
          choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, in_some_run
from sim.core.draws import Draws
from sim.core.limits import LEAST_AVAILABLE
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, add, keep
from sim.world.world import Clock, World


@dataclass(frozen=True)
class InspectionParams:
    """How much inspection there is beyond today's, and what it does."""

    level: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Inspection beyond today's",
        source="choice: 0 leaves today's, which is part of pressure",
        role=Role.LEVER,
        by="organisation",
        ask=Ask(
            "face",
            "How many more hours a week does inspection take of a leader?",
            "None",
            "Two, where it looks bad",
            order=7,
            step=0.05,
            scale=1.8,  # the default of `time` in a week of 12 hours, where performance is at its worst
            unit="hours a week, where performance is at its worst",
            decimals=1,
            both=True,
        ),
    )
    of_system: float = constant(
        0.0, Unit.FRACTION, (0.0, 1.0), "How far inspection judges the system rather than each organisation", "choice"
    )
    time: float = constant(
        0.15, Unit.FRACTION, (0.05, 0.3), "Leaders' steerable time that full inspection takes", "choice: elicit"
    )
    targets: float = constant(
        0.5, Unit.RATIO, (0.0, 1.0), "Pull to own targets under full inspection (log)", "choice", bounds=(0.0, 10.0)
    )
    blame: float = constant(
        0.1, Unit.PER_MONTH, (0.0, 0.2), "Blame that full inspection adds", "choice", bounds=(0.0, 1.0)
    )


@dataclass(frozen=True)
class Inspection:
    """See the module's docstring for the rule. Runs once hours are known, before the decision."""

    params: InspectionParams
    world: World

    name: ClassVar[str] = "inspection"
    Params: ClassVar[type[Any]] = InspectionParams
    live_only: ClassVar[frozenset[str]] = frozenset(InspectionParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("problem", "available", "blamed")
    writes: ClassVar[tuple[str, ...]] = ("available", "pull", "blamed")
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what inspection takes and leaves in this round."""
        p, net = self.params, self.world.network
        if not clock.live or not in_some_run(p.level):
            return ()
        looked_at = p.level * ((1.0 - p.of_system) * state.problem + p.of_system * net.mean_organisation(state.problem))
        left = np.maximum(state.available - p.time * looked_at, np.minimum(state.available, LEAST_AVAILABLE))
        own = p.targets * (1.0 - p.of_system) * net.ends(looked_at)
        return (
            add("available", left - state.available),
            keep("pull", np.exp(-own)),
            add("blamed", (1.0 - state.blamed) * p.blame * MONTHS_PER_ROUND * looked_at),
        )
