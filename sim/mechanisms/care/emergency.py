"""Emergencies: what general practice, the community and social care leave undone turns up at A&E.

Rule      Part of every unmet need spills into A&E, and a little of that into need for admission. Upstream work
          reaches part of the avoidable need; projects that look for cases find some that nobody knew of.
Formula   spill = sum_k s_k * unmet_k + visits * social care unmet / 52
          demand = (base * need * season * (1 + surge) + 0.03 * spill + carers) * (1 + early) * chance
          avoided = demand * avoidable * upstream + care-home emergencies * avoidable there * support
          A&E = (base * need * (1 + (season - 1) / 2) + spill) * (1 + cases found) - 0.6 * avoided
Reads     need, contacts_unmet, social_care_unmet, carer_admissions, upstream, care_home_support, cases_found,
          shunt_hospital, shunt_practice, surge, admission_fluctuation
Writes    attendances, attendances_65, emergency_demand, emergency_need, avoided, share_65,
          care_home_need_admissions, readmissions
Source    Avoidable: NAO 2018 (24%), Health Foundation 2019 (41% from care homes). Visits for each unmet package:
          Crawford, Stoye & Zaranko 2021. Season: NHS England. Spill of other services: choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Need
from sim.world.world import Clock, World

_SPILL = "choice, together with the month-0 unmet shares"


@dataclass(frozen=True)
class EmergencyParams:
    """Where emergencies come from and what can be avoided."""

    practice_spill: float = param(
        0.035,
        unit=Unit.FRACTION,
        plausible=(0.014, 0.07),
        label="A&E visits for each unmet request in general practice",
        source=_SPILL,
    )
    community_spill: float = param(
        0.025,
        unit=Unit.FRACTION,
        plausible=(0.01, 0.05),
        label="A&E visits for each unmet community contact",
        source=_SPILL,
    )
    mental_health_spill: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.02, 0.1),
        label="A&E visits for each unmet mental health contact",
        source=_SPILL,
    )
    social_care_spill: float = param(
        5.0,
        unit=Unit.PER_YEAR,
        plausible=(3.0, 9.0),
        bounds=(0.0, 100.0),
        label="A&E visits a year for each person without the social care they need",
        source="Crawford, Stoye & Zaranko 2021: 0.09 visits for each £375, so about 5 a package",
        evidence=Evidence.DERIVED,
    )
    conversion: float = param(
        0.03,
        unit=Unit.FRACTION,
        plausible=(0.01, 0.1),
        label="Share of spilled visits that need admission",
        source="choice: low, since social care cuts raised visits and hardly admissions",
    )
    avoidable: float = param(
        0.24,
        unit=Unit.FRACTION,
        plausible=(0.12, 0.3),
        label="Share of emergency admissions that care elsewhere could avoid",
        source="NAO 2018, Reducing emergency admissions",
        evidence=Evidence.FOUND,
    )
    avoidable_care_home: float = param(
        0.41,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.5),
        label="Share of care-home emergency admissions that could be avoided",
        source="Health Foundation Improvement Analytics Unit 2019",
        evidence=Evidence.FOUND,
    )
    visits_avoided: float = param(
        0.6,
        unit=Unit.RATIO,
        plausible=(0.3, 1.0),
        bounds=(0.0, 5.0),
        label="A&E visits avoided with each admission avoided",
        source="choice",
    )
    early_readmission: float = param(
        0.02,
        unit=Unit.RATIO,
        plausible=(0.0, 0.05),
        bounds=(0.0, 1.0),
        label="Extra readmissions when the hospital discharges early to save itself cost",
        source="choice",
    )
    season: float = param(
        0.04,
        unit=Unit.FRACTION,
        plausible=(0.02, 0.08),
        label="Seasonal swing of need for admission (A&E: half)",
        source="NHS England A&E statistics, 2022 to 2025",
        evidence=Evidence.COMPUTED,
    )
    season_peak: float = param(
        11.0,
        unit=Unit.MONTHS,
        plausible=(8.0, 12.0),
        label="Month of the seasonal peak (months after 1 April)",
        source="NHS England A&E statistics, 2022 to 2025",
        evidence=Evidence.COMPUTED,
    )
    season_in_visits: float = constant(
        0.5, Unit.FRACTION, (0.3, 0.7), "Seasonal swing of A&E visits, relative to that of admissions", "choice"
    )
    older_of_practice: float = constant(
        0.2, Unit.FRACTION, (0.1, 0.3), "Visits for want of general practice that people of 65 and over make", "choice"
    )
    older_of_community: float = constant(
        0.3, Unit.FRACTION, (0.15, 0.45), "Visits for want of community care that people of 65 and over make", "choice"
    )


LEAST_USUAL = 0.5
"""Share that is left however much carers do: met only where need has all but gone."""
LEAST_SHUNTED = -0.9
"""A limit that only numbers far from what is plausible meet."""


@dataclass(frozen=True)
class Emergency:
    """See the module's docstring for the rule."""

    params: EmergencyParams
    world: World

    name: ClassVar[str] = "emergency"
    Params: ClassVar[type[Any]] = EmergencyParams
    reads: ClassVar[tuple[str, ...]] = (
        "need",
        "contacts_unmet",
        "social_care_unmet",
        "carer_admissions",
        "upstream",
        "care_home_support",
        "cases_found",
        "shunt_hospital",
        "shunt_practice",
        "surge",
        "admission_fluctuation",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "attendances",
        "attendances_65",
        "emergency_demand",
        "emergency_need",
        "avoided",
        "share_65",
        "care_home_need_admissions",
        "readmissions",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("attendances", "place", "people a week", "Visits to A&E", low=0.0),
        Variable("attendances_65", "place", "people a week", "Visits to A&E by people aged 65 and over", low=0.0),
        Variable("emergency_demand", "place", "people a week", "Need for admission before upstream work", low=0.0),
        Variable("emergency_need", "place", "people a week", "Need for admission after upstream work", low=0.0),
        Variable("avoided", "place", "people a week", "Need for admission avoided by upstream work"),
        Variable("share_65", "place", "share", "Part of need for admission aged 65 and over", low=0.0, high=1.0),
        Variable("care_home_need_admissions", "place", "a year", "Emergency need of care-home residents", low=0.0),
        Variable("readmissions", "place", "relative to month 0", "Readmissions", low=0.0),
    )

    @cached_property
    def spill_rates(self) -> Array:
        """Return A&E visits for each unmet contact, shape (3, 1) or (3, R)."""
        p = self.params
        rates = (p.practice_spill, p.community_spill, p.mental_health_spill)
        return np.stack(np.broadcast_arrays(*np.atleast_1d(*rates)))

    @cached_property
    def spill0(self) -> tuple[Any, Any, Any, Any]:
        """Return month-0 spill of the three services and of social care."""
        f = self.world.place.figures
        unmet = (
            f.primary_care_requests_per_week * f.primary_care_unmet,
            f.community_contacts_per_week * f.community_unmet,
            f.mental_health_contacts_per_week * f.mental_health_unmet,
        )
        people = f.home_care_need + f.care_home_need - f.home_care_clients - f.care_home_residents
        a, b, c = (rate * people for rate, people in zip(self.spill_rates, unmet, strict=True))
        return a, b, c, self.params.social_care_spill * people / WEEKS_PER_YEAR

    @cached_property
    def base(self) -> tuple[Any, Any, Any]:
        """Return what remains at month 0 of A&E visits, admissions and 65+ visits when spill is taken out."""
        f, (a, b, c, d) = self.world.place.figures, self.spill0
        spill = a + b + c + d
        admissions = f.admissions_per_week - self.params.conversion * spill
        return f.attendances_per_week - spill, admissions, f.attendances_65_per_week - self.older(a, b, d)

    @cached_property
    def older_share(self) -> Any:
        """Return the share aged 65 and over of need for admission that does not come from want of social care."""
        f, (_, _, _, social_care) = self.world.place.figures, self.spill0
        spilled = self.params.conversion * social_care
        return (f.admissions_65_per_week - spilled) / (f.admissions_per_week - spilled)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return emergencies at month 0."""
        f = self.world.place.figures
        values = {
            "attendances": f.attendances_per_week,
            "attendances_65": f.attendances_65_per_week,
            "emergency_demand": f.admissions_per_week,
            "emergency_need": f.admissions_per_week,
            "avoided": 0.0,
            "share_65": f.admissions_65_per_week / f.admissions_per_week,
            "care_home_need_admissions": f.care_home_admissions_per_year,
            "readmissions": 1.0,
        }
        return {name: np.full(runs, value) for name, value in values.items()}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's visits to A&E and need for admission."""
        p, f = self.params, self.world.place.figures
        visits, admissions, visits_65 = self.base
        practices, community, mental = self.spill_rates * state.contacts_unmet
        practice = practices * (1.0 + np.maximum(state.shunt_practice, LEAST_SHUNTED))
        care = state.social_care_unmet * (p.social_care_spill / WEEKS_PER_YEAR)
        spill = practice + community + mental + care
        time_of_year = clock.week_of_year / WEEKS_PER_YEAR - p.season_peak / MONTHS_PER_YEAR
        season = (1.0 + p.season * np.cos(2.0 * np.pi * time_of_year)) * (1.0 + state.surge)
        calm = (1.0 - p.season_in_visits) + p.season_in_visits * season
        returning = 1.0 + p.early_readmission * state.shunt_hospital
        ordinarily = admissions * state.need[Need.EMERGENCY] * season + p.conversion * spill
        usual = np.maximum(ordinarily + state.carer_admissions, LEAST_USUAL * ordinarily)
        demand = usual * (returning * state.admission_fluctuation)
        residents = f.care_home_admissions_per_year * state.need[Need.SOCIAL_CARE]
        kept = p.avoidable_care_home * state.care_home_support
        avoided = demand * (p.avoidable * state.upstream) + residents * kept / WEEKS_PER_YEAR
        found, fewer = 1.0 + state.cases_found, p.visits_avoided * avoided
        ordinary = state.need[Need.ATTENDANCE] * calm
        older = visits_65 * ordinary + self.older(practice, community, care)
        share_65 = self.older_share + (1.0 - self.older_share) * p.conversion * care / usual
        return (
            put("attendances", (visits * ordinary + spill) * found - fewer),
            put("attendances_65", older * found - share_65 * fewer),
            put("emergency_demand", demand),
            put("emergency_need", demand - avoided),
            put("avoided", avoided),
            put("share_65", share_65),
            put("care_home_need_admissions", residents * (1.0 - kept)),
            put("readmissions", returning),
        )

    def older(self, practice: Any, community: Any, social_care: Any) -> Any:
        """Return the spill that comes from people aged 65 and over: all of social care's, part of the others'."""
        p = self.params
        return p.older_of_practice * practice + p.older_of_community * community + social_care
