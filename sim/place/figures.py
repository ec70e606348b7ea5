"""The figures of a place file: the place in numbers at month 0, each with its source beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sim.core.brief import brief
from sim.core.parameters import Unit
from sim.place.columns import figure


@dataclass(frozen=True, slots=True)
class Figures:
    """The place in numbers at month 0."""

    population: Annotated[float, figure(Unit.PEOPLE, "People who live here", inside=True, extensive=True)]
    attendances_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Visits to A&E, all types", inside=True, extensive=True)
    ]
    admissions_per_week: Annotated[float, figure(Unit.PER_WEEK, "Emergency admissions", inside=True, extensive=True)]
    beds: Annotated[float, figure(Unit.BEDS, "General and acute hospital beds", inside=True, extensive=True)]
    occupancy: Annotated[float, figure(Unit.FRACTION, "Share of beds in use", inside=True)]
    elective_beds: Annotated[float, figure(Unit.BEDS, "Beds used for planned care", inside=True, extensive=True)]
    four_hour_share: Annotated[float, figure(Unit.FRACTION, "Share of A&E visits over within four hours", inside=True)]
    waiting_list: Annotated[
        float, figure(Unit.PEOPLE, "People waiting for planned treatment", inside=True, extensive=True)
    ]
    referrals_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "People who join the waiting list", inside=True, extensive=True)
    ]
    other_removals_per_week: Annotated[float, figure(Unit.FRACTION, "Share of the list removed untreated each week")]
    nhs_spend_per_year: Annotated[float, figure(Unit.POUNDS, "NHS spending on the place", inside=True, extensive=True)]
    acute_share_of_spend: Annotated[
        float, figure(Unit.FRACTION, "Share of NHS spending that goes to the hospital", inside=True)
    ]
    social_care_other_spend_per_year: Annotated[
        float, figure(Unit.POUNDS, "Social care spending other than on care packages", extensive=True)
    ]
    home_care_need: Annotated[float, figure(Unit.PEOPLE, "People who need home care", inside=True, extensive=True)]
    home_care_clients: Annotated[
        float, figure(Unit.PEOPLE, "People who receive home care", inside=True, extensive=True)
    ]
    care_home_need: Annotated[
        float, figure(Unit.PEOPLE, "People who need a funded care-home place", inside=True, extensive=True)
    ]
    care_home_residents: Annotated[
        float, figure(Unit.PEOPLE, "People in a funded care-home place", inside=True, extensive=True)
    ]
    home_care_price_per_week: Annotated[float, figure(Unit.POUNDS, "Price of a week of home care", inside=True)]
    care_home_price_per_week: Annotated[float, figure(Unit.POUNDS, "Price of a week in a care home", inside=True)]
    care_home_admissions_per_year: Annotated[
        float, figure(Unit.PER_YEAR, "Emergency admissions from care homes", extensive=True)
    ]
    clients_per_stock: Annotated[
        float, figure(Unit.RATIO, "Social care clients in a year for each at one time", inside=True)
    ]
    attendances_65_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Visits to A&E by people aged 65 and over", extensive=True)
    ]
    admissions_65_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Emergency admissions of people aged 65 and over", extensive=True)
    ]
    primary_care_requests_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Requests for general practice", inside=True, extensive=True)
    ]
    primary_care_unmet: Annotated[float, figure(Unit.FRACTION, "Share of those requests not met", inside=True)]
    community_contacts_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Community contacts asked for", inside=True, extensive=True)
    ]
    community_unmet: Annotated[float, figure(Unit.FRACTION, "Share of those contacts not met", inside=True)]
    mental_health_contacts_per_week: Annotated[
        float, figure(Unit.PER_WEEK, "Mental health contacts asked for", inside=True, extensive=True)
    ]
    mental_health_unmet: Annotated[float, figure(Unit.FRACTION, "Share of those contacts not met", inside=True)]
    pooled_share: Annotated[float, figure(Unit.FRACTION, "Share of money in a pooled budget at the start")]

    __repr__ = brief
