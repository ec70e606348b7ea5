"""Pressure on an organisation: what its leaders feel of load, gaps, deficits and backlogs.

Rule      Each organisation has a lasting level; care adds to it what has changed since month 0; winter and chance
          move it.
Formula   P = clip(level + g*(w*clip(load - 1, -.5, 1.5) + staffing gap + clip(deficit, -.2, .5) + backlog) + season +
          shift + AR1, 0, 1); z = clip(problem + .3*(P - 1/2) + backlog + AR1, 0, 1) is how badly it is seen to
          perform.
Reads     load_seen, staffing_gap, deficit, backlog, pressure_level, problem_level, pressure_noise, problem_noise
Writes    pressure, problem, pressure_noise, problem_noise
Source    shape and weights are choices, set so that pressure rises about .012 a year in a siloed place at default
          growth; what pressure does to a team stands in `commitment`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

_TUNED = "choice, set so that pressure rises about .012 a year in a siloed place"


@dataclass(frozen=True)
class PressureParams:
    """Parameters of the pressure that organisations feel."""

    level: float = param(
        0.52,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.65),
        label="Pressure at month 0, mean of organisations",
        source="choice",
    )
    spread: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.15),
        label="Spread of lasting pressure between organisations",
        source="choice",
    )
    feedback: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.0, 3.0),
        label="How strongly care's condition is felt as pressure",
        source=_TUNED,
        evidence=Evidence.TUNED,
    )
    load_weight: float = param(
        0.35, unit=Unit.FRACTION, plausible=(0.2, 0.6), label="Weight of workload in pressure", source=_TUNED
    )
    season: float = param(
        0.05, unit=Unit.FRACTION, plausible=(0.0, 0.1), label="Rise of pressure in January", source="choice"
    )
    noise: float = param(
        0.05, unit=Unit.FRACTION, plausible=(0.0, 0.1), label="Passing variation of pressure", source="choice"
    )
    problem_level: float = param(
        0.42,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        label="Performance problem, mean of organisations",
        source="derived: a hazard of .23 a year (King's Fund & NHS Providers 2018) is z = .41",
        evidence=Evidence.DERIVED,
    )
    problem_spread: float = param(
        0.22,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.3),
        label="Spread of performance problems between organisations",
        source="tuned to tenure by rating (HSJ 2017)",
        evidence=Evidence.TUNED,
    )
    problem_from_pressure: float = param(
        0.3, unit=Unit.FRACTION, plausible=(0.0, 0.6), label="Performance problem caused by pressure", source="choice"
    )
    shift: float = param(
        0.0,
        unit=Unit.NUMBER,
        plausible=(-0.2, 0.4),
        label="Added pressure from outside, from month 0",
        source="lever for what-ifs",
        role=Role.LEVER,
        ask=Ask(
            "face",
            "How much more pressure comes from inspection and politics?",
            "Less than today",
            "Far more than today",
            order=6,
            step=0.05,
            scale=100.0,
            unit="points more, on a scale of 100",
            both=True,
        ),
    )
    season_peak: float = constant(
        9.0,
        Unit.NUMBER,
        (8.0, 10.5),
        "Month in which pressure peaks (months after 1 April)",
        "choice",
        bounds=(0.0, 12.0),
    )
    persistence: float = constant(
        0.716,
        Unit.FRACTION,
        (0.5, 0.9),
        "Passing pressure kept from one round to the next",
        "choice: a time of three months",
    )
    innovation: float = constant(
        0.698,
        Unit.RATIO,
        (0.4, 0.9),
        "New passing pressure of a round, relative to its spread",
        "derived: the root of 1 less the square of what is kept",
        bounds=(0.0, 10.0),
    )
    problem_persistence: float = constant(
        0.885, Unit.FRACTION, (0.75, 0.95), "Passing problem kept from one round to the next", "choice"
    )
    problem_noise: float = constant(
        0.058, Unit.RATIO, (0.0, 0.1), "New passing problem of a round", "choice", bounds=(0.0, 10.0)
    )
    problem_centre: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.7), "Pressure that neither causes nor eases a performance problem", "choice"
    )


LEAST_LOAD, MOST_LOAD = -0.5, 1.5
"""Limits to what is felt, which only numbers far from what is plausible meet."""
LEAST_DEFICIT, MOST_DEFICIT = -0.2, 0.5
"""Likewise."""


@dataclass(frozen=True)
class Pressure:
    """See the module's docstring for the rule."""

    params: PressureParams
    world: World

    name: ClassVar[str] = "pressure"
    Params: ClassVar[type[Any]] = PressureParams
    live_only: ClassVar[frozenset[str]] = frozenset({"shift"})
    reads: ClassVar[tuple[str, ...]] = (
        "load_seen",
        "staffing_gap",
        "deficit",
        "backlog",
        "pressure_level",
        "problem_level",
        "pressure_noise",
        "problem_noise",
    )
    writes: ClassVar[tuple[str, ...]] = ("pressure", "problem", "pressure_noise", "problem_noise")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("pressure", "organisation", "index", "Pressure felt", low=0.0, high=1.0),
        Variable("problem", "organisation", "index", "Performance problem as others see it", low=0.0, high=1.0),
        Variable("pressure_level", "organisation", "index", "Lasting level of pressure"),
        Variable("problem_level", "organisation", "index", "Lasting level of performance problems"),
        Variable("pressure_noise", "organisation", "index", "Passing part of pressure"),
        Variable("problem_noise", "organisation", "index", "Passing part of the performance problem"),
    )

    @cached_property
    def _felt(self) -> Any:
        return self.world.tables.organisation_of_services

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        p, keys = self.params, self.world.keys["organisation"]
        level = p.level + p.spread * draws.normal("pressure level", keys)
        problem = p.problem_level + p.problem_spread * draws.normal("problem level", keys)
        none = self.world.full("organisation", 0.0, runs)
        return {
            "pressure": np.clip(level, 0.0, 1.0),
            "problem": np.clip(problem, 0.0, 1.0),
            "pressure_level": level,
            "problem_level": problem,
            "pressure_noise": none,
            "problem_noise": none,
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, keys = self.params, self.world.keys["organisation"]
        strain = (
            p.load_weight * np.clip(state.load_seen - 1.0, LEAST_LOAD, MOST_LOAD)
            + state.staffing_gap
            + np.clip(state.deficit, LEAST_DEFICIT, MOST_DEFICIT)
        )
        passing = p.persistence * state.pressure_noise + p.innovation * p.noise * draws.normal("pressure", keys)
        slow = p.problem_persistence * state.problem_noise + p.problem_noise * draws.normal("problem", keys)
        backlog = self._felt(state.backlog)
        given = p.season * clock.wave(p.season_peak) + (p.shift if clock.live else 0.0)
        felt = p.feedback * (self._felt(strain) + backlog)
        pressure = np.clip(state.pressure_level + felt + given + passing, 0.0, 1.0)
        problem = np.clip(
            state.problem_level + p.problem_from_pressure * (pressure - p.problem_centre) + backlog + slow, 0.0, 1.0
        )
        return (
            put("pressure", pressure),
            put("problem", problem),
            put("pressure_noise", passing),
            put("problem_noise", slow),
        )
