"""Leader turnover: leaders leave, faster where performance is bad; posts stand empty; newcomers start afresh.

Rule      A leader in post leaves by chance at the organisation's hazard; the post stays empty for 8 to 26 weeks; tenure
          counts from when the next one starts.
Formula   chance a round = 1 - exp(-pace*h/13), pace 1 before month 0; what restarts with the person is said where it
          is kept (trust, vision, purpose, ways).
Reads     leaving_hazard, post_empty, tenure
Writes    left, tenure, post_empty
Source    King's Fund & NHS Providers 2018; HSJ 2017; vacancy of 3-6 months: choice. No effect on output as such
          (Janke, Propper & Sadun 2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array, chance
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class TurnoverParams:
    """Parameters of leaving."""

    pace: float = param(
        1.0,
        unit=Unit.RATIO,
        plausible=(0.5, 2.0),
        label="Leader turnover, as a multiple of today's",
        source="lever for what-ifs",
        role=Role.LEVER,
        ask=Ask(
            "leaders",
            "How often do leaders leave, compared with today?",
            "Half as often",
            "Twice as often",
            order=1,
            step=0.1,
            unit="times as often as today",
            decimals=1,
            open=True,
        ),
    )
    shortest: float = param(
        8.0, unit=Unit.WEEKS, plausible=(4.0, 13.0), label="Shortest time a post stands empty", source="choice"
    )
    longest: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 39.0),
        label="Longest time a post stands empty",
        source="choice",
        ask=Ask(
            "leaders",
            "How long does a leader's post stand empty at most?",
            "Three months",
            "Nine months",
            order=6,
            step=1.0,
            unit="weeks",
            both=True,
        ),
    )
    before: float = constant(
        0.25,
        Unit.PER_YEAR,
        (0.1, 0.5),
        "Hazard of a leader leaving before the warm-up",
        "choice: forgotten in the warm-up",
        bounds=(0.01, 1e3),
    )


@dataclass(frozen=True)
class Turnover:
    """See the module's docstring for the rule."""

    params: TurnoverParams
    world: World

    name: ClassVar[str] = "turnover"
    Params: ClassVar[type[Any]] = TurnoverParams
    live_only: ClassVar[frozenset[str]] = frozenset({"pace"})
    reads: ClassVar[tuple[str, ...]] = ("leaving_hazard", "post_empty", "tenure")
    writes: ClassVar[tuple[str, ...]] = ("left", "tenure", "post_empty")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("left", "seat", "events", "Whether the leader left this round", low=0.0, high=1.0, first=0.0),
        Variable("tenure", "seat", "years", "Time since the leader was appointed", low=0.0),
        Variable("post_empty", "seat", "weeks", "Weeks until somebody starts", low=0.0, first=0.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        tenure = -np.log(draws.uniform("first tenure", self.world.keys["seat"])) / self.params.before
        return self.world.firsts(self.owns, runs) | {"tenure": tenure}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, keys = self.params, self.world.keys["seat"]
        pace = p.pace if clock.live else 1.0  # a multiple of today's, and the warm-up is today
        hazard = at(chance(pace * state.leaving_hazard), self.world.network.seat_organisation)
        left = (draws.uniform("leaving", keys) < hazard) & (state.post_empty <= 0.0)
        length = p.shortest + (p.longest - p.shortest) * draws.uniform("empty post", keys)
        waiting = np.where(left, length, np.maximum(state.post_empty - WEEKS_PER_ROUND, 0.0))
        tenure = np.where(waiting > 0.0, 0.0, state.tenure + 1.0 / ROUNDS_PER_YEAR)
        return put("left", left.astype(float)), put("tenure", tenure), put("post_empty", waiting)
