"""What the system does: activity, flow and where the money goes. Activity is neither good nor bad in itself."""

from __future__ import annotations

from sim.kernels import WEEKS_PER_YEAR, total
from sim.outcomes.base import Outcome

YEAR = WEEKS_PER_YEAR

SYSTEM = (
    Outcome(
        "attendances",
        "Visits to A&E",
        "visits a year",
        "All types",
        "system",
        -1,
        0.01,
        "A",
        lambda s, w: s.attendances * YEAR,
        relative=True,
    ),
    Outcome(
        "admissions",
        "Emergency admissions",
        "people a year",
        "People admitted as emergencies",
        "system",
        0,
        0.01,
        "A",
        lambda s, w: s.admissions * YEAR,
        relative=True,
    ),
    Outcome(
        "beds",
        "Hospital beds open",
        "beds",
        "General and acute beds that staff can run",
        "system",
        0,
        5.0,
        "A",
        lambda s, w: s.beds,
    ),
    Outcome(
        "occupancy", "Beds in use", "share", "Share of beds in use", "system", -1, 0.005, "A", lambda s, w: s.occupancy
    ),
    Outcome(
        "same_day",
        "Leaving hospital on the day they are ready",
        "share",
        "Of those ready to leave",
        "system",
        1,
        0.02,
        "A",
        lambda s, w: s.same_day,
    ),
    Outcome(
        "length_of_stay",
        "Days in hospital before being ready to leave",
        "days",
        "Mean active stay",
        "system",
        0,
        0.05,
        "B",
        lambda s, w: s.length_of_stay,
    ),
    Outcome(
        "clients",
        "People with long-term social care in a year",
        "people",
        "Stock times the yearly ratio",
        "system",
        1,
        0.01,
        "A",
        lambda s, w: s.clients_in_year,
        relative=True,
    ),
    Outcome(
        "community_share",
        "NHS money spent outside hospital",
        "share",
        "General practice, community and mental health",
        "system",
        1,
        0.005,
        "B",
        lambda s, w: s.community_share,
    ),
    Outcome(
        "vacancy",
        "Posts vacant",
        "share",
        "Mean of the six services",
        "system",
        -1,
        0.005,
        "A",
        lambda s, w: total(s.vacancy) / 6.0,
        detail=("service", lambda s, w: s.vacancy),
    ),
)
