"""Promises: what is pledged, what is delivered, and how well a side is seen to have kept its word.

Rule      A team delivers what it promised as far as its capacity under pressure allows; it does not foresee that loss,
          so it can promise too much; a broken promise weighs more than none. How well the word was kept is judged
          apart from how much was promised: each promise counts as one of the usual size, and of a small one it is seen
          more dimly (by the dial `word`, 1; at 0 promising much is itself a word well kept). By the dial `misread`,
          teams of unlike ways of working misjudge each other more; so do those whose professions notice less of what
          the other does (`noticing`). By the dial `clan`, teams of a clan culture keep what they promised each other
          further under pressure, and others less far. By the dial `reciprocity`, a partner is judged instead by whether
          it does as much as is done for it, as dimly seen.
Formula   capacity = clip(1 - b_c*o*(1 - y*(clan - 1/4)), .05, 1), y = clan, of both sides; d = min(a, capacity); kept
          g = clip(g0 + (1 - g0)*size - nu*broken, 0, 1), size = (1 - x)*a + x*a0, broken = (1 - x)*(a - d) + x*a0*(a -
          d)/a, x = word; seen = clip(g + ((sd + fog)*(1 - .5*listens)*(1.2 - .5*perceiving) + misread*(1 -
          similarity))*((a0/a)^x/noticed)^(1/2)*N, 0, 1); g <- (1 - z)*g + z*min(1, 2*g0*d_ji/(d_ji + d_ij)) as i
          judges j, z = reciprocity.
Reads     promise, price_of_promise, link_yield, excess, team_ways, team_culture, similarity, fog, listens, noticed
Writes    delivered, delivered_effort, kept, seen_kept
Source    g0 (ordinary professional reliability) is tuned to month-0 trust; nu and b_c are choices without evidence,
          swept and shown. Reliability apart from quantity: integrity and ability as two grounds of trust, Mayer, Davis
          & Schoorman 1995; a share seen in few things errs by one over their root. Unlike cultures value, and so
          measure, unlike things: Jacobs et al. 2013. Reciprocity, with errors that are forgiven as they are forgotten:
          Axelrod 1984; Axelrod & Dion 1988. Clans hold together by loyalty: Cameron & Quinn 2011.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, in_some_run, power
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import PERCEIVING
from sim.world.network import at
from sim.world.rows import EVEN_MIX, Quadrant
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
    word: float = param(
        1.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="How far a kept promise says how well the word was kept, not how much was promised",
        source="choice: 1 tells the two apart, as Mayer et al. 1995; at 0 promising much wins trust by itself",
        role=Role.CONSTANT,
    )
    misread: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Misjudging how well a partner of wholly unlike ways of working kept its side, beyond the usual",
        source="choice: 0 leaves culture out; Jacobs et al. 2013",
        role=Role.CONSTANT,
    )
    clan: float = constant(
        0.0,
        Unit.RATIO,
        (0.0, 1.0),
        "Capacity that clans keep for each other under pressure",
        "choice: 0 leaves culture out; Cameron & Quinn 2011",
        bounds=(0.0, 1.0),
    )
    reciprocity: float = constant(
        0.0,
        Unit.FRACTION,
        (0.0, 1.0),
        "How far a partner is judged by whether it does as much as is done for it",
        "choice: 0 leaves it out; Axelrod 1984",
    )
    usual_promise: float = constant(
        0.25,
        Unit.FRACTION,
        (0.15, 0.4),
        "Promise of the usual size, as which others count where the word alone does",
        "the mean promise at month 0",
        bounds=(0.01, 1.0),
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


LEAST_CAPACITY, MOST_DELIVERED = 0.05, 0.97
"""Limits that hardly any plausible number meets."""
LEAST_PROMISED = 0.01
"""Likewise: a smaller promise is seen no more dimly."""
ROOT = 0.5
"""Exponent of the error of a share seen in few things."""


@dataclass(frozen=True)
class Promises:
    """See the module's docstring for the rule."""

    params: PromisesParams
    world: World

    name: ClassVar[str] = "promises"
    Params: ClassVar[type[Any]] = PromisesParams
    reads: ClassVar[tuple[str, ...]] = (
        "promise",
        "price_of_promise",
        "link_yield",
        "excess",
        "team_ways",
        "team_culture",
        "similarity",
        "fog",
        "listens",
        "noticed",
    )
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
        clan = net.ends(state.team_culture[:, Quadrant.CLAN]) - EVEN_MIX
        lost = at(p.capacity_lost * state.excess, net.direction_from) * net.spread(1.0 - p.clan * clan)
        capacity = np.clip(1.0 - lost, LEAST_CAPACITY, 1.0)
        promised = state.promise
        delivered = np.minimum(promised, capacity)
        size = (1.0 - p.word) * promised + p.word * p.usual_promise
        relative = p.usual_promise / np.maximum(promised, LEAST_PROMISED)
        broken = (1.0 - p.word + p.word * relative) * (promised - delivered)
        kept = np.clip(p.reliability + (1.0 - p.reliability) * size - p.harm * broken, 0.0, 1.0)
        judged = net.back(kept)
        if in_some_run(p.reciprocity):
            judged = (1.0 - p.reciprocity) * judged + p.reciprocity * self._returned(delivered)
        noise = p.noise + state.fog
        noise = noise * (1.0 - p.listening_clears * state.listens)
        blur = at(noise * (p.blur_most - p.perceiving_clears * state.team_ways[:, PERCEIVING]), net.direction_from)
        blur = blur + net.spread(p.misread * (1.0 - state.similarity))
        blur = blur * power(net.back(relative), ROOT * p.word) * net.spread(power(state.noticed, -ROOT))
        seen = np.clip(judged + blur * draws.normal("misjudging", self.world.keys["direction"]), 0.0, 1.0)
        price = state.price_of_promise / state.link_yield
        effort = -price * np.log(1.0 - np.minimum(delivered, MOST_DELIVERED))
        return (
            put("delivered", delivered),
            put("delivered_effort", effort),
            put("kept", kept),
            put("seen_kept", seen),
        )

    def _returned(self, delivered: Array) -> Array:
        """Return, by direction, how well the partner gives back what is given to it: like for like is reliable."""
        received = self.world.network.back(delivered)
        share = received / np.maximum(received + delivered, LEAST_PROMISED)
        return np.minimum(2.0 * self.params.reliability * share, 1.0)
