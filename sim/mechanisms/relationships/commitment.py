"""Commitment: how far ahead a team plans, and the excess of pressure above what it can bear.

Rule      A team whose leaders may leave soon discounts later returns; agreements over years lengthen the horizon.
          Pressure above a threshold, higher in teams of steady people, makes it rigid.
Formula   hazard h = exp(a + b*z)*(1 - .4*H) a year; delta = d0*(1 - min(h, .9))*(.85 + .375*thinking), then delta +=
          .5*H*(1 - delta); excess o = max(0, P - P0 - .15*(being - .4)).
Reads     problem, pressure, team_ways, agreements
Writes    leaving_hazard, horizon, excess
Source    hazard from tenure by rating (HSJ 2017; King's Fund & NHS Providers 2018); threshold: threat-rigidity (Staw,
          Sandelands & Dutton 1981); the horizon's form is a choice after repeated-game reasoning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import BEING, THINKING
from sim.world.world import Clock, World

_TENURE = "derived from median tenure by rating (HSJ 2017; King's Fund & NHS Providers 2018)"


@dataclass(frozen=True)
class CommitmentParams:
    """Parameters of horizon and threshold."""

    log_hazard: float = param(
        -2.30,
        unit=Unit.NUMBER,
        plausible=(-2.6, -2.0),
        bounds=(-20.0, 5.0),
        label="How often leaders leave where performance is good (log, a year)",
        source=_TENURE,
        evidence=Evidence.DERIVED,
    )
    hazard_slope: float = param(
        2.03,
        unit=Unit.NUMBER,
        plausible=(1.5, 2.5),
        bounds=(-20.0, 20.0),
        label="How much sooner leaders leave where performance is bad",
        source=_TENURE,
        evidence=Evidence.DERIVED,
    )
    agreement_keeps: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.6),
        label="Leaving prevented by full long-term agreements",
        source="choice",
    )
    base: float = param(
        0.95,
        unit=Unit.FRACTION,
        plausible=(0.9, 0.98),
        label="Weight of next year in decisions, all else secure",
        source="choice",
    )
    agreement_lengthens: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="How far full agreements lengthen the view ahead",
        source="choice",
    )
    threshold: float = param(
        0.62,
        unit=Unit.FRACTION,
        plausible=(0.5, 0.7),
        label="Pressure above which a team turns rigid",
        source="choice; shape: Staw, Sandelands & Dutton 1981",
    )
    steadiness: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="How much more pressure steady leaders can bear",
        source="choice",
    )
    horizon_least: float = constant(
        0.85, Unit.FRACTION, (0.6, 0.95), "Horizon of leaders who hardly think ahead, relative to the usual", "choice"
    )
    horizon_thinking: float = constant(
        0.375,
        Unit.RATIO,
        (0.1, 0.6),
        "Lengthening of the horizon by leaders who think ahead",
        "choice",
        bounds=(0.0, 10.0),
    )
    usual_being: float = constant(
        0.4, Unit.FRACTION, (0.3, 0.5), "Tendency to stay composed that bears the usual pressure", "choice"
    )


MOST_HAZARD = 0.9
"""A limit that hardly any plausible number meets."""


@dataclass(frozen=True)
class Commitment:
    """See the module's docstring for the rule."""

    params: CommitmentParams
    world: World

    name: ClassVar[str] = "commitment"
    Params: ClassVar[type[Any]] = CommitmentParams
    reads: ClassVar[tuple[str, ...]] = ("problem", "pressure", "team_ways", "agreements")
    writes: ClassVar[tuple[str, ...]] = ("leaving_hazard", "horizon", "excess")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("leaving_hazard", "organisation", "a year", "Hazard of a leader leaving", low=0.0, first=0.23),
        Variable("horizon", "organisation", "share", "Weight that later returns carry", low=0.0, high=1.0, first=0.73),
        Variable(
            "excess", "organisation", "index", "Pressure above what the team can bear", low=0.0, high=1.0, first=0.0
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, agreements, ways = self.params, state.agreements, state.team_ways
        hazard = np.exp(p.log_hazard + p.hazard_slope * state.problem) * (1.0 - p.agreement_keeps * agreements)
        horizon = (
            p.base
            * (1.0 - np.minimum(hazard, MOST_HAZARD))
            * (p.horizon_least + p.horizon_thinking * ways[:, THINKING])
        )
        horizon = np.minimum(horizon + p.agreement_lengthens * agreements * (1.0 - horizon), 1.0)
        bearable = p.threshold + p.steadiness * (ways[:, BEING] - p.usual_being)
        return (
            put("leaving_hazard", hazard),
            put("horizon", horizon),
            put("excess", np.clip(state.pressure - bearable, 0.0, 1.0)),
        )
