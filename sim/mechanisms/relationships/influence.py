"""Influence: leadership is not by title alone.

Rule      A leader's weight in the team's judgement is part rank, part the trust that partners place in that person.
Formula   w = (1 - d)*rank + d*received/sum(received of the team); d grows where the team works as a system.
Reads     tie_trust, weight_on_purpose
Writes    influence, tie_weight, influence_by_trust
Source    source text (leadership distributed, ceded); the split d is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class InfluenceParams:
    """Parameters of influence within a team."""

    by_trust: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.6),
        label="Influence that rests on trust received rather than rank",
        source="choice",
    )
    by_trust_gain: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.4),
        label="Further influence by trust where a team works as a system",
        source="choice",
    )


@dataclass(frozen=True)
class Influence:
    """See the module's docstring for the rule."""

    params: InfluenceParams
    world: World

    name: ClassVar[str] = "influence"
    Params: ClassVar[type[Any]] = InfluenceParams
    reads: ClassVar[tuple[str, ...]] = ("tie_trust", "weight_on_purpose")
    writes: ClassVar[tuple[str, ...]] = ("influence", "tie_weight", "influence_by_trust")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("influence", "seat", "share", "Weight of a leader in the team's judgement", low=0.0, high=1.0),
        Variable(
            "influence_by_trust", "organisation", "share", "Influence resting on trust received", low=0.0, high=1.0
        ),
        Variable("tie_weight", "tie", "share", "Weight of a tie in its interface", low=0.0, high=1.0),
    )

    def _weights(self, received: Array, by_trust: Array) -> tuple[Array, Array]:
        net = self.world.network
        share = received / at(net.sum_seats(received), net.seat_organisation)
        d = at(by_trust, net.seat_organisation)
        influence = (1.0 - d) * net.seat_rank[:, None] + d * share
        weight = at(influence, net.tie_from)
        weight *= at(influence, net.tie_to)
        return influence, weight

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        flat = self.world.full("seat", 1.0, runs)
        by_trust = self.world.full("organisation", 0.0, runs)
        influence, weight = self._weights(flat, by_trust)
        return {"influence": influence, "tie_weight": weight, "influence_by_trust": by_trust}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        by_trust = np.minimum(1.0, self.params.by_trust + self.params.by_trust_gain * state.weight_on_purpose)
        influence, weight = self._weights(self.world.network.mean_ties_received(state.tie_trust), by_trust)
        return put("influence", influence), put("tie_weight", weight), put("influence_by_trust", by_trust)
