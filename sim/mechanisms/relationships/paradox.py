"""Paradox: two targets that cannot both be met feed latent conflict.

Rule      Leaders are asked for their time at home (planned care, own budget) and for joint work (prevention, the
          system). What falls short of either gathers as conflict at the boundary; leaders who think ahead can hold
          both.
Formula   short = mean of both ends' max(0, own - home hours) + max(0, joint - mean delivered); conflict +
          level*short*(1 - holds*thinking) a month.
Reads     home_hours, delivered, team_ways
Writes    conflict
Source    tensions that persist, and holding both: Smith & Lewis 2011; targets and sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, in_some_run
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, add
from sim.mechanisms.relationships.ways import THINKING
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ParadoxParams:
    """What two targets ask, and what falling short of them adds; nothing by default."""

    level: float = param(
        0.0,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.3),
        bounds=(0.0, 10.0),
        label="Conflict fed by targets that cannot both be met",
        source="choice: 0 asks for no joint work by target",
        role=Role.CONSTANT,
    )
    own: float = constant(0.8, Unit.FRACTION, (0.6, 0.95), "Leaders' time asked for at home by target", "choice")
    joint: float = constant(0.5, Unit.FRACTION, (0.3, 0.8), "Joint work asked for by target", "choice")
    holds: float = constant(0.5, Unit.FRACTION, (0.2, 0.8), "Paradox that leaders who think ahead can hold", "choice")


@dataclass(frozen=True)
class Paradox:
    """See the module's docstring for the rule. Runs after conflicts were raised, so that it adds to the next."""

    params: ParadoxParams
    world: World

    name: ClassVar[str] = "paradox"
    Params: ClassVar[type[Any]] = ParadoxParams
    live_only: ClassVar[frozenset[str]] = frozenset(ParadoxParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("home_hours", "delivered", "team_ways")
    writes: ClassVar[tuple[str, ...]] = ("conflict",)
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the conflict that this round's shortfalls add."""
        p, net = self.params, self.world.network
        if not clock.live or not in_some_run(p.level):
            return ()
        short = net.ends(np.maximum(p.own - state.home_hours, 0.0))
        short = short + np.maximum(p.joint - net.both(state.delivered), 0.0)
        held = p.holds * net.ends(state.team_ways[:, THINKING])
        return (add("conflict", p.level * MONTHS_PER_ROUND * short * (1.0 - held)),)
