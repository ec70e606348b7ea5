"""Conditional cooperation: teams that were asked to take part look at what their partners did, and may hold back.

Rule      Some teams take part only if enough of their partners did last round, counted by trust; how many is enough
          differs between teams and is drawn once. At first they try it anyway. So cooperation can spread or unravel
          over the boundaries. By the dial `success`, what better-off partners did counts more. Nobody is conditional
          by default. By the dial `learning`, teams go instead by what paid: each round adds, for taking part or for
          holding back, what came from partners less what giving was worth at home, and the past fades; who was asked
          takes part as long as it has paid more. Who holds back learns to weigh the whole anew on coming back
          (`participation`).
Formula   seen_i = sum(w_ij*takes part_j)/sum(w_ij) over i's partners, w_ij = O_ij*exp(-x*problem_j), x = success;
          willing unless conditional, past the trial and seen_i < mean + spread*caution_i, caution drawn from N(0, 1).
          D <- 2^(-month/m)*D + s where the team took part, - s where it held back; s = mean over boundaries of d_ji -
          e_ij/sqrt(h), h = 1 - mean e; willing unless it learns, past the trial and D < 0.
Reads     organisation_trust, problem, takes_part, asked, conditional_order, caution, delivered, delivered_effort,
          joint_pay
Writes    willing, joint_pay
Source    thresholds: Granovetter 1978; on networks: Watts 2002; about half of people cooperate on condition:
          Fischbacher, Gachter & Fehr 2001; copying whoever does well: Schlag 1998; more of what paid: Bush & Mosteller
          1955, both choices each with a fading attraction: Camerer & Ho 1999 (all but the third from memory). That
          teams of leaders do as people in experiments is a choice, and so are the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import (
    MONTHS_PER_ROUND,
    MONTHS_PER_YEAR,
    NEVER_ZERO,
    WEEKS_PER_YEAR,
    Array,
    in_some_run,
)
from sim.core.draws import Draws
from sim.core.limits import LEAST_AT_HOME
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
    learning: float = constant(
        0.0,
        Unit.FRACTION,
        (0.0, 1.0),
        "Share of teams that take part as long as it has paid more than holding back",
        "choice: 0 leaves it out; Camerer & Ho 1999",
    )
    memory: float = constant(
        12.0, Unit.MONTHS, (3.0, 36.0), "Time until half of what paid is forgotten by teams that learn", "choice"
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
        "delivered",
        "delivered_effort",
        "joint_pay",
    )
    writes: ClassVar[tuple[str, ...]] = ("willing", "joint_pay")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("conditional_order", "organisation", "share", "Who would be conditional first", low=0.0, high=1.0),
        Variable("caution", "organisation", "number", "How many partners a team wants to see, beside other teams"),
        Variable("willing", "organisation", "0 or 1", "Whether the team would take part if asked", low=0.0, high=1.0),
        Variable("joint_pay", "organisation", "number", "What taking part has paid a team, less what holding back has"),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        keys = self.world.keys["organisation"]
        return {
            "conditional_order": draws.uniform("conditional teams", keys),
            "caution": draws.normal("caution", keys),
            "willing": self.world.full("organisation", 1.0, runs),
            "joint_pay": self.world.full("organisation", 0.0, runs),
        }

    def seen(self, state: State) -> Array:
        """Return the share of each team's partners that took part last round, by trust and by how well they fare."""
        net = self.world.network
        weight = state.organisation_trust * at(np.exp(-self.params.success * state.problem), net.direction_to)
        took_part = net.sum_directions(weight * at(state.takes_part, net.direction_to))
        return took_part / np.maximum(net.sum_directions(weight), NEVER_ZERO)

    def paid(self, state: State) -> Array:
        """Return what came to each team from partners last round, less what its own giving was worth at home."""
        net = self.world.network
        home = np.maximum(1.0 - net.mean_directions(state.delivered_effort), LEAST_AT_HOME)
        given = state.delivered_effort / np.sqrt(home)[net.direction_from]
        return net.mean_directions(net.back(state.delivered) - given)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p = self.params
        if not clock.live or not (in_some_run(p.conditional) or in_some_run(p.learning)):
            return ()
        since = clock.week - np.where(state.asked < 0.0, clock.week, state.asked)
        tries = since < p.trial * WEEKS_PER_YEAR / MONTHS_PER_YEAR
        enough = self.seen(state) >= p.mean + p.spread * state.caution
        free = state.conditional_order >= p.conditional
        willing = free | tries | enough
        if not in_some_run(p.learning):
            return (put("willing", willing.astype(float)),)
        paid = self.paid(state)
        learns = state.conditional_order < p.learning
        pay = np.exp(-np.log(2.0) * MONTHS_PER_ROUND / p.memory) * state.joint_pay
        pay = np.where(learns, pay + np.where(state.takes_part > 0.0, paid, -paid), 0.0)
        willing = willing & (~learns | tries | (pay >= 0.0))
        return put("willing", willing.astype(float)), put("joint_pay", pay)
