"""Joint capability: being able to work together, which the two teams build and their workforces learn.

Rule      It grows with what both sides deliver (a hand-over needs both), eased by trust, likeness and low conflict,
          held back by hard differences, unless both are under one regime; it decays without contact. The workforce's
          practice follows with a lag, longer with vacancies, as far as its professional leads stand for it (`seats`).
Formula   dC = g*d_ij*d_ji*co*(1 - C) - decay*(1 - .8q)*C a month, co = T*similarity*(1 - .5*min(1, X))*(1 - .5*hard);
          W += (min(1, C*u) - W)*(1 - 2^(-t/(12*clip(1 + 8*gap, .5, 3)))), u the mean of what both sides' staff take up.
Reads     delivered, trust, similarity, conflict, direction_visibility, staffing_gap, capability, practice,
          one_regime, staff_say
Writes    capability, practice
Source    capacity for joint action: Emerson, Nabatchi & Balogh 2012; relational decay 3-6% a month: choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, approach
from sim.core.draws import Draws
from sim.core.limits import QUICKEST, SLOWEST
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import BACK, THERE
from sim.world.world import Clock, World


@dataclass(frozen=True)
class CapabilityParams:
    """Parameters of joint capability."""

    growth: float = param(
        0.35,
        unit=Unit.PER_MONTH,
        plausible=(0.2, 0.5),
        label="Learning to work together at full joint work",
        source="choice",
    )
    decay: float = param(
        0.045,
        unit=Unit.PER_MONTH,
        plausible=(0.03, 0.06),
        label="Decay of joint ability without contact",
        source="choice",
    )
    half_life: float = param(
        12.0,
        unit=Unit.MONTHS,
        plausible=(6.0, 24.0),
        label="Half-life of the workforce's lag behind its leaders",
        source="choice",
    )
    conflict_hinders: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Learning together that open conflict takes away", "choice"
    )
    regimes_hinder: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Learning together that wholly unlike regimes take away", "choice"
    )
    contact_keeps: float = constant(
        0.8, Unit.FRACTION, (0.5, 0.95), "Decay of joint ability that full contact prevents", "choice"
    )
    vacancies_slow: float = constant(
        8.0,
        Unit.RATIO,
        (4.0, 12.0),
        "How strongly vacancies slow what staff take up together",
        "choice",
        bounds=(0.0, 100.0),
    )


@dataclass(frozen=True)
class Capability:
    """See the module's docstring for the rule."""

    params: CapabilityParams
    world: World

    name: ClassVar[str] = "capability"
    Params: ClassVar[type[Any]] = CapabilityParams
    reads: ClassVar[tuple[str, ...]] = (
        "delivered",
        "trust",
        "similarity",
        "conflict",
        "direction_visibility",
        "staffing_gap",
        "capability",
        "practice",
        "one_regime",
        "staff_say",
    )
    writes: ClassVar[tuple[str, ...]] = ("capability", "practice")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "capability", "interface", "share", "Ability of two teams to work together", low=0.0, high=1.0, first=0.07
        ),
        Variable(
            "practice", "interface", "share", "The same in the daily work of staff", low=0.0, high=1.0, first=0.07
        ),
    )

    @cached_property
    def _hard(self) -> Array:
        return self.world.network.differences.mean(axis=1)[:, None]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, now = self.params, self.world.network, state.capability
        both = state.delivered[THERE] * state.delivered[BACK]
        ease = (
            net.both(state.trust)
            * state.similarity
            * (1.0 - p.conflict_hinders * np.minimum(1.0, state.conflict))
            * (1.0 - p.regimes_hinder * (self._hard * (1.0 - state.one_regime)))
        )
        fading = p.decay * (1.0 - p.contact_keeps * net.both(state.direction_visibility))
        after = np.clip(now + (p.growth * both * ease * (1.0 - now) - fading * now) * MONTHS_PER_ROUND, 0.0, 1.0)
        gap = net.ends(self.world.tables.organisation_of_services(state.staffing_gap))
        lag = p.half_life / np.log(2.0) * np.clip(1.0 + p.vacancies_slow * gap, QUICKEST, SLOWEST)
        taken_up = np.minimum(1.0, after * net.ends(state.staff_say))
        return put("capability", after), put(
            "practice", state.practice + (taken_up - state.practice) * approach(lag, MONTHS_PER_ROUND)
        )
