"""Promises: what is pledged, what is delivered, and how well a side is seen to have kept its word.

Rule      A team delivers what it promised as far as its capacity under pressure allows; it does not foresee that
          loss, so it can promise too much; a broken promise weighs more than none.
Formula   capacity = clip(1 - b_c*o, .05, 1); d = min(a, capacity); kept g = clip(g0 + (1 - g0)*a - nu*(a - d), 0, 1);
          seen = clip(g + (sd + fog)*(1 - .5*listens)*(1.2 - .5*perceiving)*N, 0, 1).
Reads     promise, price_of_promise, excess, team_ways, fog, listens
Writes    delivered, delivered_effort, kept, seen_kept
Source    g0 (ordinary professional reliability) is tuned to month-0 trust; nu and b_c are choices without evidence,
          swept and shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import PERCEIVING
from sim.world.world import Clock, World


@dataclass(frozen=True)
class PromisesParams:
    """Parameters of keeping promises."""

    reliability: float = param(
        0.69,
        unit=Unit.FRACTION,
        plausible=(0.5, 0.85),
        label="Ordinary professional reliability",
        source="tuned to trust of .43 at month 0; re-set when trust.asymmetry moves",
        evidence=Evidence.TUNED,
        bounds=(0.0, 0.95),
    )
    harm: float = param(
        2.0,
        unit=Unit.RATIO,
        plausible=(1.0, 3.0),
        label="Harm of a broken promise",
        source="choice without evidence: swept and shown",
    )
    capacity_lost: float = param(
        2.5,
        unit=Unit.RATIO,
        plausible=(1.0, 3.0),
        label="Capacity to deliver lost under excess pressure",
        source="choice without evidence: swept and shown",
    )
    noise: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.15),
        label="Misjudging how well a partner kept its side",
        source="choice",
    )
    blur_most: float = constant(
        1.2,
        Unit.RATIO,
        (1.0, 1.5),
        "Misjudging by leaders who perceive little, relative to the usual",
        "choice",
        bounds=(0.0, 10.0),
    )
    perceiving_clears: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Misjudging that leaders who perceive well avoid", "choice"
    )
    listening_clears: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Misjudging that teams which fully listen avoid", "choice"
    )


_LEAST_CAPACITY, _MOST_DELIVERED = 0.05, 0.97  # limits that hardly any plausible number meets


@dataclass(frozen=True)
class Promises:
    """See the module's docstring for the rule."""

    params: PromisesParams
    world: World

    name: ClassVar[str] = "promises"
    Params: ClassVar[type[Any]] = PromisesParams
    reads: ClassVar[tuple[str, ...]] = ("promise", "price_of_promise", "excess", "team_ways", "fog", "listens")
    writes: ClassVar[tuple[str, ...]] = ("delivered", "delivered_effort", "kept", "seen_kept")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("delivered", "direction", "share", "Joint work delivered to a partner", low=0.0, high=1.0, first=0.25),
        Variable("delivered_effort", "direction", "share", "Effort that this took", low=0.0, first=0.12),
        Variable("kept", "direction", "share", "How well a side kept its word", low=0.0, high=1.0, first=0.76),
        Variable(
            "seen_kept",
            "direction",
            "share",
            "How well the partner is seen to have kept its word",
            low=0.0,
            high=1.0,
            first=0.76,
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        capacity = np.clip(1.0 - p.capacity_lost * state.excess, _LEAST_CAPACITY, 1.0)[net.direction_from]
        promised = state.promise
        delivered = np.minimum(promised, capacity)
        kept = np.clip(p.reliability + (1.0 - p.reliability) * promised - p.harm * (promised - delivered), 0.0, 1.0)
        noise = p.noise + state.fog
        noise = noise * (1.0 - p.listening_clears * state.listens)
        blur = (noise * (p.blur_most - p.perceiving_clears * state.team_ways[:, PERCEIVING]))[net.direction_from]
        seen = np.clip(net.back(kept) + blur * draws.normal("misjudging", self.world.keys["direction"]), 0.0, 1.0)
        effort = -state.price_of_promise * np.log(1.0 - np.minimum(delivered, _MOST_DELIVERED))
        return (
            put("delivered", delivered),
            put("delivered_effort", effort),
            put("kept", kept),
            put("seen_kept", seen),
        )
