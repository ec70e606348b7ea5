"""Conditional cooperation: teams that were asked to take part look at what their partners did, and may hold back.

Rule      Some teams take part only if enough of their partners did last round, counted by trust; how many is enough
          differs between teams and is drawn once. At first they try it anyway. So cooperation can spread or unravel
          over the boundaries. By the dial `success`, what better-off partners did counts more. Nobody is conditional
          by default. Who holds back learns to weigh the whole anew on coming back (`participation`).
Formula   seen_i = sum(w_ij*takes part_j)/sum(w_ij) over i's partners, w_ij = O_ij*exp(-x*problem_j), x = success;
          willing unless conditional, past the trial and seen_i < mean + spread*caution_i, caution drawn from N(0, 1).
Reads     organisation_trust, problem, takes_part, asked, conditional_order, caution
Writes    willing
Source    thresholds: Granovetter 1978; on networks: Watts 2002; about half of people cooperate on condition:
          Fischbacher, Gachter & Fehr 2001; copying whoever does well: Schlag 1998 (all but the third from memory).
          That teams of leaders do as people in experiments is a choice, and so are the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, NEVER_ZERO, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CooperationParams:
    """How many teams cooperate on condition, and on which; none by default."""

    conditional: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Share of teams that take part only if enough of their partners do",
        source="choice: 0 leaves it out; about half of people in experiments (Fischbacher et al. 2001)",
        role=Role.CONSTANT,
    )
    mean: float = constant(
        0.4, Unit.FRACTION, (0.1, 0.8), "Share of partners that conditional teams want to see take part, mean", "choice"
    )
    spread: float = constant(
        0.2,
        Unit.FRACTION,
        (0.0, 0.4),
        "Spread between teams of the share of partners that they want to see take part",
        "choice: what follows turns on it (Granovetter 1978)",
    )
    trial: float = constant(
        3.0,
        Unit.MONTHS,
        (1.0, 12.0),
        "Time for which a conditional team takes part before it looks at what partners did",
        "choice",
    )
    success: float = constant(
        0.0,
        Unit.RATIO,
        (0.0, 4.0),
        "How much more the example of better-off partners counts",
        "choice: 0 leaves it out; Schlag 1998",
        bounds=(0.0, 20.0),
    )


@dataclass(frozen=True)
class Cooperation:
    """See the module's docstring for the rule. Runs before participation, on what teams did last round."""

    params: CooperationParams
    world: World

    name: ClassVar[str] = "cooperation"
    Params: ClassVar[type[Any]] = CooperationParams
    live_only: ClassVar[frozenset[str]] = frozenset(CooperationParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = (
        "organisation_trust",
        "problem",
        "takes_part",
        "asked",
        "conditional_order",
        "caution",
    )
    writes: ClassVar[tuple[str, ...]] = ("willing",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("conditional_order", "organisation", "share", "Who would be conditional first", low=0.0, high=1.0),
        Variable("caution", "organisation", "number", "How many partners a team wants to see, beside other teams"),
        Variable("willing", "organisation", "0 or 1", "Whether the team would take part if asked", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        keys = self.world.keys["organisation"]
        return {
            "conditional_order": draws.uniform("conditional teams", keys),
            "caution": draws.normal("caution", keys),
            "willing": self.world.full("organisation", 1.0, runs),
        }

    def seen(self, state: State) -> Array:
        """Return the share of each team's partners that took part last round, by trust and by how well they fare."""
        net = self.world.network
        weight = state.organisation_trust * at(np.exp(-self.params.success * state.problem), net.direction_to)
        took_part = net.sum_directions(weight * at(state.takes_part, net.direction_to))
        return took_part / np.maximum(net.sum_directions(weight), NEVER_ZERO)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p = self.params
        if not clock.live or not np.any(p.conditional):
            return ()
        since = clock.week - np.where(state.asked < 0.0, clock.week, state.asked)
        tries = since < p.trial * WEEKS_PER_YEAR / MONTHS_PER_YEAR
        enough = self.seen(state) >= p.mean + p.spread * state.caution
        free = state.conditional_order >= p.conditional
        return (put("willing", (free | tries | enough).astype(float)),)
