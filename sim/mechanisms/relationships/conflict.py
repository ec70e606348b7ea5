"""Conflict: differences gather unseen; raised they cost a little and heal, unraised they rupture.

Rule      Latent conflict grows with disagreement, hard and soft differences and pressure; honest conversations raise
          it. Under one regime hard differences count for nothing.
Formula   dX = x0*(.5*(1 - A) + .4*hard + .2*soft)*(.5 + P) - decay*X a month; raised with hazard candour*(.3 + .7*T):
          X*(1 - r); else ruptures with hazard h*X: X halves.
Reads     agreement, similarity, pressure, candour, trust, conflict, influence, one_regime
Writes    conflict, raised, ruptured
Source    King's Fund 2017 (surface and resolve conflicts); rates are choices in the ranges of the evidence review.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ConflictParams:
    """Parameters of latent conflict."""

    growth: float = param(
        0.18,
        unit=Unit.PER_MONTH,
        plausible=(0.1, 0.3),
        label="Growth of latent conflict at full difference",
        source="choice",
    )
    fading: float = param(
        0.03,
        unit=Unit.PER_MONTH,
        plausible=(0.01, 0.06),
        bounds=(0.0, 1.0),
        label="Fading of latent conflict",
        source="choice",
    )
    resolved: float = param(
        0.7,
        unit=Unit.FRACTION,
        plausible=(0.6, 0.9),
        label="Part of a raised conflict that is resolved",
        source="choice",
    )
    rupture: float = param(
        0.04,
        unit=Unit.PER_MONTH,
        plausible=(0.02, 0.06),
        label="Ruptures a month at one unit of latent conflict",
        source="choice",
    )
    of_aims: float = constant(
        0.5,
        Unit.FRACTION,
        (0.3, 0.7),
        "Part of differences that comes from unlike aims",
        "choice",
    )
    of_regimes: float = constant(
        0.4, Unit.FRACTION, (0.2, 0.6), "Part of differences that comes from unlike regimes", "choice"
    )
    of_culture: float = constant(
        0.2, Unit.FRACTION, (0.0, 0.4), "Part of differences that comes from unlike ways of working", "choice"
    )
    without_pressure: float = constant(
        0.5,
        Unit.FRACTION,
        (0.2, 0.8),
        "Growth of conflict where there is no pressure, relative to that at half",
        "choice",
    )
    without_trust: float = constant(
        0.3, Unit.FRACTION, (0.1, 0.6), "Differences raised where there is no trust, relative to full trust", "choice"
    )
    after_rupture: float = constant(0.5, Unit.FRACTION, (0.3, 0.8), "Conflict that a rupture leaves", "choice")


@dataclass(frozen=True)
class Conflict:
    """See the module's docstring for the rule."""

    params: ConflictParams
    world: World

    name: ClassVar[str] = "conflict"
    Params: ClassVar[type[Any]] = ConflictParams
    reads: ClassVar[tuple[str, ...]] = (
        "agreement",
        "similarity",
        "pressure",
        "candour",
        "trust",
        "conflict",
        "influence",
        "one_regime",
    )
    writes: ClassVar[tuple[str, ...]] = ("conflict", "raised", "ruptured")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("conflict", "interface", "units", "Latent conflict", low=0.0, first=0.75),
        Variable(
            "raised",
            "interface",
            "events",
            "Whether a difference was raised and worked on this round",
            low=0.0,
            high=1.0,
            first=0.0,
        ),
        Variable(
            "ruptured",
            "interface",
            "events",
            "Whether an unraised conflict ruptured this round",
            low=0.0,
            high=1.0,
            first=0.0,
        ),
    )

    @cached_property
    def _hard(self) -> Array:
        return self.world.network.differences.mean(axis=1)[:, None]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, keys = self.params, self.world.network, self.world.keys["interface"]
        hard = self._hard * (1.0 - state.one_regime)
        difference = p.of_aims * (1.0 - state.agreement) + p.of_regimes * hard + p.of_culture * (1.0 - state.similarity)
        grown = p.growth * difference * (p.without_pressure + net.ends(state.pressure))
        latent = state.conflict + (grown - p.fading * state.conflict) * MONTHS_PER_ROUND
        heard = p.without_trust + (1.0 - p.without_trust) * net.both(state.trust)
        candour = net.ends(net.sum_seats(state.candour * state.influence)) * heard
        raised = draws.uniform("raising", keys) < 1.0 - np.exp(-candour * MONTHS_PER_ROUND)
        ruptured = draws.uniform("rupture", keys) < 1.0 - np.exp(-p.rupture * MONTHS_PER_ROUND * latent)
        ruptured &= ~raised
        left = np.where(raised, 1.0 - p.resolved, np.where(ruptured, p.after_rupture, 1.0))
        return (
            put("conflict", latent * left),
            put("raised", raised.astype(float)),
            put("ruptured", ruptured.astype(float)),
        )
