"""Leader hours: what can still be steered once pressure, projects and practices have taken theirs.

Rule      Pressure, running projects and practices use up hours before anything is decided; meetings are counted, not
          charged twice: the effort they stand for is the joint effort that `home` takes off.
Formula   available = clip(1 - .2*P - (h_p*projects + practice hours)/12, .05, 1).
Reads     pressure, stage, practice_hours, contact
Writes    available, leader_hours
Source    hours are choices, to be elicited (plausible 8-20 hours a week that a leader can steer).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.limits import LEAST_AVAILABLE
from sim.core.parameters import Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class HoursParams:
    """Parameters of leaders' time."""

    discretionary: float = param(
        12.0,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(8.0, 20.0),
        label="Hours a leader can steer each week",
        source="choice: elicit",
        bounds=(1.0, 168.0),
        ask=Ask(
            "leaders",
            "How many hours a week can a leader use by choice?",
            "A day",
            "Half the week",
            order=5,
            step=0.5,
            unit="hours a week",
            decimals=1,
            both=True,
        ),
    )
    taken_by_pressure: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.4),
        label="Share of leaders' hours that full pressure takes",
        source="choice",
    )
    per_project: float = param(
        0.6,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.3, 1.0),
        label="Hours a running joint project takes of each leader",
        source="choice",
    )
    per_meeting: float = param(
        0.5,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.3, 1.0),
        label="Hours of a meeting between two leaders",
        source="choice",
    )


@dataclass(frozen=True)
class Hours:
    """See the module's docstring for the rule. Runs before the decision."""

    params: HoursParams
    world: World

    name: ClassVar[str] = "hours"
    Params: ClassVar[type[Any]] = HoursParams
    reads: ClassVar[tuple[str, ...]] = ("pressure", "stage", "practice_hours", "contact")
    writes: ClassVar[tuple[str, ...]] = ("available", "leader_hours")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "available",
            "organisation",
            "share",
            "Discretionary effort left after pressure, projects and practices",
            low=0.0,
            high=1.0,
            first=0.85,
        ),
        Variable(
            "leader_hours",
            "organisation",
            "hours a week a leader",
            "Hours spent on working together",
            low=0.0,
            first=1.0,
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, world = self.params, self.world
        net = world.network
        running = np.logical_and(state.stage >= 1.0, state.stage <= 2.0).astype(float)
        busy = p.per_project * world.tables.organisation_of_projects(running) + state.practice_hours
        available = np.clip(1.0 - p.taken_by_pressure * state.pressure - busy / p.discretionary, LEAST_AVAILABLE, 1.0)
        meetings = net.sum_directions(net.sum_ties(state.contact)) / net.team_size[:, None]
        return put("available", available), put(
            "leader_hours", busy + p.per_meeting * meetings * (MONTHS_PER_YEAR / WEEKS_PER_YEAR)
        )
