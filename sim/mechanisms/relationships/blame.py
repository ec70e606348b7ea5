"""Blame: who tried and failed is blamed, tries less and looks to the own organisation; it wears off.

Rule      When a joint project fails, its sponsors are blamed, less where the team's culture is one of trying things
          (adhocracy). Who is blamed tries less and values the whole less. Inspection adds to it.
Formula   b <- b*2^(-t/half-life) + (1 - b)*level*(1 - adhocracy)*failed; doing*(1 - tries*b); purpose*(1 - loss*b) a
          month.
Reads     blamed, project_lost, team_culture, team_ways
Writes    blamed, team_ways, purpose
Source    teams that fear blame learn and try less: Edmondson 1999; purpose falls with blame by regulators: choice;
          adhocracy as tolerance of risk: Cameron & Quinn 2011; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, add, keep, put
from sim.mechanisms.relationships.ways import DOING
from sim.world.network import at
from sim.world.rows import Quadrant
from sim.world.world import Clock, World


@dataclass(frozen=True)
class BlameParams:
    """Whether failure is blamed, and what blame does."""

    after_failure: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Blame for a joint project that fails",
        source="choice: 0 blames nobody; risk is allowed",
        role=Role.LEVER,
        by="organisation",
        ask=Ask(
            "face",
            "Of ten projects that fail, for how many is somebody blamed?",
            "None: we learn from it",
            "All of them",
            order=8,
            step=0.05,
            scale=10.0,
            unit="in 10",
            decimals=1,
            both=True,
        ),
    )
    half_life: float = constant(18.0, Unit.MONTHS, (6.0, 36.0), "Time until half of a blame is forgotten", "choice")
    tries: float = constant(0.5, Unit.FRACTION, (0.2, 0.9), "Trying that full blame keeps teams from", "choice")
    loss: float = constant(
        0.05, Unit.PER_MONTH, (0.0, 0.1), "Loss of purpose under full blame", "choice", bounds=(0.0, 1.0)
    )


@dataclass(frozen=True)
class Blame:
    """See the module's docstring for the rule. Runs after the team is known, before projects go on."""

    params: BlameParams
    world: World

    name: ClassVar[str] = "blame"
    Params: ClassVar[type[Any]] = BlameParams
    live_only: ClassVar[frozenset[str]] = frozenset(BlameParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("blamed", "project_lost", "team_culture", "team_ways")
    writes: ClassVar[tuple[str, ...]] = ("blamed", "team_ways", "purpose")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("blamed", "organisation", "share", "How far a team goes in fear of blame", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no blame."""
        return {"blamed": self.world.full("organisation", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this round's blame, and what it does."""
        p, net = self.params, self.world.network
        if not clock.live:
            return ()
        failed = (net.sum_directions(state.project_lost) > 0.0).astype(float)
        kept = state.blamed * np.exp2(-MONTHS_PER_ROUND / p.half_life)
        blamed = kept + (1.0 - kept) * p.after_failure * (1.0 - state.team_culture[:, Quadrant.ADHOCRACY]) * failed
        lamed = np.zeros_like(state.team_ways)
        lamed[:, DOING] = -p.tries * blamed * state.team_ways[:, DOING]
        return (
            put("blamed", blamed),
            add("team_ways", lamed),
            keep("purpose", 1.0 - p.loss * MONTHS_PER_ROUND * at(blamed, net.seat_organisation)),
        )
