"""Emergency patients come in, stay, and become ready to leave.

Rule      A stay ends at a constant rate, solved exactly over the week. Of those who finish, fixed shares need
          arrangements on one of four pathways; the others simply go home.
Formula   e = exp(-7 / stay); patients <- patients * e + admissions * stay / 7 * (1 - e)
          finished = patients before + admissions - patients after; ready_p = ready0_p / admissions0 * finished
Reads     inpatients, admissions, length_of_stay
Writes    inpatients, away_from_hospital, delayed, ready, discharged
Source    Ready by pathway: NHS England criteria to reside; Health Foundation intermediate care data 2023
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import DAYS_PER_WEEK, Array, total
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class InpatientsParams:
    """Nothing to set: stays come from the rule on beds."""


@dataclass(frozen=True)
class Inpatients:
    """See the module's docstring for the rule."""

    params: InpatientsParams
    world: World

    name: ClassVar[str] = "inpatients"
    Params: ClassVar[type[Any]] = InpatientsParams
    reads: ClassVar[tuple[str, ...]] = ("inpatients", "admissions", "length_of_stay")
    writes: ClassVar[tuple[str, ...]] = ("inpatients", "away_from_hospital", "delayed", "ready", "discharged")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("inpatients", "place", "people", "Emergency patients not yet ready", conserved="whereabouts", low=0.0),
        Variable(
            "away_from_hospital", "place", "people", "People not in an emergency bed", conserved="whereabouts", low=0.0
        ),
        Variable("ready", "pathway", "people a week", "People who became ready to leave", low=0.0),
        Variable("discharged", "place", "people a week", "Emergency patients whose treatment ended", low=0.0),
    )

    @cached_property
    def ready_shares(self) -> Array:
        """Return the share of finished stays that go to each pathway, shape (4, 1)."""
        ready = np.array([pathway.ready_per_week for pathway in self.world.place.pathways])
        return ready[:, None] / self.world.place.figures.admissions_per_week

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return patients and flows at month 0."""
        place, full = self.world.place, self.world.full
        admissions = place.figures.admissions_per_week
        patients = admissions * place.emergency_stay_days / DAYS_PER_WEEK
        held = sum(pathway.delayed for pathway in place.pathways)
        return {
            "inpatients": full("place", patients, runs),
            "away_from_hospital": full("place", place.figures.population - patients - held, runs),
            "ready": full("pathway", admissions, runs) * self.ready_shares,
            "discharged": full("place", admissions, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's admissions and ends of stay."""
        came, stay = state.admissions, state.length_of_stay / DAYS_PER_WEEK
        left = np.exp(-1.0 / stay)
        after = state.inpatients * left + came * stay * (1.0 - left)
        finished = state.inpatients + came - after
        ready = self.ready_shares * finished
        return (
            flow("away_from_hospital", "inpatients", came),
            flow("inpatients", "delayed", ready),
            flow("inpatients", "away_from_hospital", finished - total(ready)),
            put("ready", ready),
            put("discharged", finished),
        )
