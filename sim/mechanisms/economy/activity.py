"""Activity: how much each service does, relative to month 0, as payment and cost count it.

Rule      The hospital's activity is a weighted sum of visits, emergency admissions and planned treatments; the others'
          is contacts given, incidents, and packages of care.
Formula   hospital = 0.15 * visits + 0.45 * admissions + 0.40 * treatments, each relative to month 0
Reads     attendances, admissions, treated, contacts, home_care_clients, care_home_residents
Writes    activity
Source    Weights: shares of hospital income by kind of activity (choice); prices of care from the place file
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, stacked
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ActivityParams:
    """What counts as the hospital's activity; planned treatment has the rest of the weight."""

    visits: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.2),
        label="Weight of A&E visits in the hospital's activity",
        source="choice",
    )
    admissions: float = param(
        0.45,
        unit=Unit.FRACTION,
        plausible=(0.35, 0.55),
        label="Weight of emergency admissions in the hospital's activity",
        source="choice",
    )


@dataclass(frozen=True)
class Activity:
    """See the module's docstring for the rule."""

    params: ActivityParams
    world: World

    name: ClassVar[str] = "activity"
    Params: ClassVar[type[Any]] = ActivityParams
    reads: ClassVar[tuple[str, ...]] = (
        "attendances",
        "admissions",
        "treated",
        "contacts",
        "home_care_clients",
        "care_home_residents",
    )
    writes: ClassVar[tuple[str, ...]] = ("activity",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("activity", "service", "relative to month 0", "Work done", low=0.0),
    )

    @cached_property
    def weights(self) -> tuple[Any, Any, Any]:
        """Return the weight of a visit, an admission and a treatment."""
        p, f = self.params, self.world.place.figures
        treated = f.referrals_per_week - f.other_removals_per_week * f.waiting_list
        planned = 1.0 - p.visits - p.admissions
        return p.visits / f.attendances_per_week, p.admissions / f.admissions_per_week, planned / treated

    @cached_property
    def contacts0(self) -> Array:
        """Return contacts given a week at month 0, shape (3, 1)."""
        f = self.world.place.figures
        given = (
            f.primary_care_requests_per_week * (1.0 - f.primary_care_unmet),
            f.community_contacts_per_week * (1.0 - f.community_unmet),
            f.mental_health_contacts_per_week * (1.0 - f.mental_health_unmet),
        )
        return np.array(given)[:, None]

    @cached_property
    def package_weights(self) -> tuple[float, float]:
        """Return the weights of a person at home and of one in a care home, by price."""
        f = self.world.place.figures
        home, homes = f.home_care_price_per_week, f.care_home_price_per_week
        spent = home * f.home_care_clients + homes * f.care_home_residents
        return home / spent, homes / spent

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the activity of month 0."""
        return {"activity": self.world.full("service", 1.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's activity."""
        visit, admission, treatment = self.weights
        home, homes = self.package_weights
        hospital = visit * state.attendances + admission * state.admissions + treatment * state.treated
        practice, community, mental = state.contacts / self.contacts0
        ambulance = state.attendances / self.world.place.figures.attendances_per_week
        packages = home * state.home_care_clients + homes * state.care_home_residents
        return (put("activity", stacked((hospital, practice, community, mental, ambulance, packages))),)
