"""Beds are claimed by emergencies and planned care, and a full hospital squeezes both.

Rule      Free beds are those not held by people ready to leave. As need presses on them, stays get shorter (down
          to a floor), planned care gives way, and the threshold for admission rises: some people are turned away, fewer
          where that is challenged. Freed beds refill: use of beds falls little when pressure falls.
Formula   pressure = p0 * (need * stay / 7 + elective) / (same at month 0) * (free0 / free)
          squeeze s = (1 + pressure^m)^(-1/m) / s0, with m = ln(1 - refill) / ln(use0)
          stay factor f = r + (1 - r) * s^((1 - b) / (1 - r)), r = shortest / stay; admissions = need * s / f
          b = threshold * (1 - opened) while s < 1, else threshold
Reads     need, emergency_demand, emergency_need, avoided, posts, beds_held, inpatients, share_65,
          shunt_hospital, access_opened, local_beds
Writes    beds, squeeze, stay_needed, length_of_stay, admissions, admissions_65, turned_away, elective_use
Source    Closed form in place of a loop from occupancy to stays, which oscillates; refill from NHS England bed
          statistics 2022 to 2025 (occupancy +0.07 points a point of beds held by people ready to leave)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import DAYS_PER_WEEK, Array, load_for, power, served_share
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Need, Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class BedsParams:
    """How the hospital responds to pressure on beds."""

    refill: float = param(
        0.06,
        unit=Unit.FRACTION,
        plausible=(0.03, 0.15),
        label="Fall in the use of free beds for a like fall in pressure (the rest refills)",
        source="NHS England bed statistics 2022 to 2025",
        evidence=Evidence.DERIVED,
        bounds=(0.005, 0.5),
    )
    threshold: float = param(
        0.17,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.4),
        label="Share of a squeeze met by turning people away (the rest by shorter stays)",
        source="tuned to growth of admissions where nothing changes: +12% in five years (Morciano 2021)",
        evidence=Evidence.TUNED,
    )
    shortest_stay: float = param(
        1.5,
        unit=Unit.DAYS,
        plausible=(1.0, 2.0),
        label="Shortest mean stay in hospital",
        source="choice",
    )
    avoided_stay: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        label="Stay of people whose admission could be avoided, relative to the mean",
        source="choice: 79% of growth of admissions was zero-night stays (NAO 2018)",
    )
    early_discharge: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.1),
        label="Cut of stays when the hospital discharges early to save itself cost",
        source="choice",
    )
    posts_link: float = param(
        0.35,
        unit=Unit.EXPONENT,
        plausible=(0.1, 0.6),
        label="How far open beds follow posts",
        source="choice",
    )
    added: float = param(
        0.0,
        unit=Unit.NUMBER,
        plausible=(-0.05, 0.1),
        bounds=(-0.9, 10.0),
        label="Beds added from month 0, as a share",
        source="choice",
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How many hospital beds are opened or closed?",
            "One in twenty closed",
            "One in ten more",
            order=4,
            step=0.01,
            scale=100.0,
            unit="% more beds",
        ),
    )


LEAST_FREE, LEAST_PLANNED = 0.2, 0.1
"""Limits that only numbers far from what is plausible meet."""
MOST_SHORTENED = 2.0
"""Likewise."""
LONGEST_FLOOR = 0.95
"""Likewise."""


@dataclass(frozen=True)
class Beds:
    """See the module's docstring for the rule."""

    params: BedsParams
    world: World

    name: ClassVar[str] = "beds"
    Params: ClassVar[type[Any]] = BedsParams
    live_only: ClassVar[frozenset[str]] = frozenset({"added"})
    reads: ClassVar[tuple[str, ...]] = (
        "need",
        "emergency_demand",
        "emergency_need",
        "avoided",
        "posts",
        "beds_held",
        "inpatients",
        "share_65",
        "shunt_hospital",
        "access_opened",
        "local_beds",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "beds",
        "squeeze",
        "stay_needed",
        "length_of_stay",
        "admissions",
        "admissions_65",
        "turned_away",
        "elective_use",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("beds", "place", "beds", "Hospital beds open", low=0.0),
        Variable("squeeze", "place", "relative to month 0", "Need that free beds can meet", low=0.0),
        Variable("stay_needed", "place", "days", "Mean stay that emergencies need", low=0.0),
        Variable("length_of_stay", "place", "days", "Mean stay of emergencies until ready to leave", low=0.0),
        Variable("admissions", "place", "people a week", "Emergency admissions", low=0.0),
        Variable("admissions_65", "place", "people a week", "Emergency admissions aged 65 and over", low=0.0),
        Variable("turned_away", "place", "people a week", "People turned away, relative to month 0"),
        Variable("elective_use", "place", "beds", "Beds used for planned care", low=0.0),
    )

    @cached_property
    def held0(self) -> float:
        """Return beds held at month 0 by people ready to leave."""
        return sum(pathway.delayed for pathway in self.world.place.pathways)

    @cached_property
    def used0(self) -> float:
        """Return beds used at month 0 by patients not yet ready, emergency and planned."""
        f = self.world.place.figures
        return f.beds * f.occupancy - self.held0

    @cached_property
    def stay0(self) -> float:
        """Return the mean stay that emergencies need at month 0, in days."""
        return self.world.place.emergency_stay_days

    @cached_property
    def free0(self) -> float:
        """Return beds not held at month 0 by people ready to leave."""
        return self.world.place.figures.beds - self.held0

    @cached_property
    def sharpness(self) -> Any:
        """Return the exponent m at which the use of free beds has the stated elasticity to pressure."""
        return np.log(1.0 - self.params.refill) / np.log(self.used0 / self.free0)

    @cached_property
    def pressure0(self) -> Any:
        """Return the pressure at which the served share times pressure is the month-0 use of free beds."""
        return 1.0 / load_for(self.used0 / self.free0, self.sharpness)

    @cached_property
    def squeeze0(self) -> Any:
        """Return the served share at month 0."""
        return served_share(self.pressure0, self.sharpness)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the beds at month 0."""
        place, full = self.world.place, self.world.full
        return {
            "beds": full("place", place.figures.beds, runs),
            "squeeze": full("place", 1.0, runs),
            "stay_needed": full("place", place.emergency_stay_days, runs),
            "length_of_stay": full("place", place.emergency_stay_days, runs),
            "admissions": full("place", place.figures.admissions_per_week, runs),
            "admissions_65": full("place", place.figures.admissions_65_per_week, runs),
            "turned_away": full("place", 0.0, runs),
            "elective_use": full("place", place.figures.elective_beds, runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's squeeze and whom it admits."""
        p, f = self.params, self.world.place.figures
        staffed = power(state.posts[Service.ACUTE], p.posts_link)
        beds = f.beds * (1.0 + p.added * clock.live) * staffed * state.local_beds
        gone = state.avoided / state.emergency_demand
        full_stay = self.stay0 * (1.0 - p.early_discharge * state.shunt_hospital)
        stay = full_stay * (1.0 - p.avoided_stay * gone) / (1.0 - gone)
        planned = f.elective_beds * state.need[Need.ELECTIVE]
        claimed = (state.emergency_need * stay / DAYS_PER_WEEK + planned) * (self.pressure0 * self.free0 / self.used0)
        pressure = claimed / np.maximum(beds - state.beds_held, LEAST_FREE * beds)
        squeeze = served_share(pressure, self.sharpness) / self.squeeze0
        shortened = np.minimum(squeeze, MOST_SHORTENED)
        threshold = p.threshold * (1.0 - state.access_opened * (squeeze < 1.0))
        floor = np.minimum(p.shortest_stay / stay, LONGEST_FLOOR)
        spare = 1.0 - floor
        factor = floor + spare * power(shortened, (1.0 - threshold) / spare)
        admissions = state.emergency_need * shortened / factor
        wanted = planned * squeeze
        elective = np.minimum(np.maximum(beds - state.inpatients - state.beds_held, LEAST_PLANNED * wanted), wanted)
        return (
            put("beds", beds),
            put("squeeze", squeeze),
            put("stay_needed", stay),
            put("length_of_stay", stay * factor),
            put("admissions", admissions),
            put("admissions_65", admissions * state.share_65),
            put("turned_away", state.emergency_need - admissions),
            put("elective_use", elective),
        )
