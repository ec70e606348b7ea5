"""What it means for people: health, life, care and recovery. Judged by need, not by activity that closing beds would also cut."""

from __future__ import annotations

from sim.kernels import WEEKS_PER_YEAR, total
from sim.outcomes.base import Outcome

YEAR = WEEKS_PER_YEAR

PEOPLE = (
    Outcome(
        "emergency_need", "People who become ill enough to need hospital at once", "people a year",
        "Emergency need after upstream work, before anyone is turned away", "population health", -1, 0.01, "A",
        lambda s, w: s.emergency_need * YEAR, relative=True,
    ),
    Outcome(
        "deterioration", "Deterioration from unmet need", "share of need",
        "Need added because earlier need was not met", "population health", -1, 0.005, "C", lambda s, w: s.deterioration,
    ),
    Outcome(
        "days_at_home", "Days at home", "days a year per 1,000 people",
        "Days not needed in hospital or a care home, from need", "quality of life", 1, 10.0, "B", lambda s, w: s.days_at_home * 1000.0,
    ),
    Outcome(
        "unmet_need", "Need that is not met", "share of requests",
        "Unmet requests of general practice, community, mental health and social care, weighted .5, .25, .15, .10", "quality of life",
        -1, 0.005, "B",
        lambda s, w: 0.5 * s.unmet_share[0] + 0.25 * s.unmet_share[1] + 0.15 * s.unmet_share[2] + 0.10 * s.social_care_unmet_share,
        detail=("soft_service", lambda s, w: s.unmet_share),
    ),
    Outcome(
        "independence", "People who need home care and have it", "share of need",
        "Home care clients over those who need it", "quality of life", 1, 0.005, "B",
        lambda s, w: s.home_care_clients / (s.home_care_clients + s.home_care_waiting),
    ),
    Outcome(
        "unpaid_care", "Unpaid care by families and friends", "index, 1 at month 0",
        "Stock of unpaid care, worn down by unmet social care", "quality of life", 1, 0.01, "C", lambda s, w: s.unpaid_care,
    ),
    Outcome(
        "four_hour", "A&E visits over within four hours", "share",
        "Share of visits over within four hours", "quality of care", 1, 0.005, "A", lambda s, w: s.four_hour,
    ),
    Outcome(
        "delayed", "People ready to leave hospital who cannot", "people on a day",
        "People delayed in hospital on a day, all pathways", "quality of care", -1, 0.05, "A", lambda s, w: total(s.delayed),
        relative=True, detail=("pathway", lambda s, w: s.delayed),
    ),
    Outcome(
        "waiting_list", "People waiting for planned treatment", "people",
        "People on the list", "quality of care", -1, 0.02, "A", lambda s, w: s.waiting_list, relative=True,
    ),
    Outcome(
        "within_18_weeks", "Waiting less than 18 weeks", "share",
        "Share of the list waiting under 18 weeks", "quality of care", 1, 0.01, "A", lambda s, w: s.within_18_weeks,
    ),
    Outcome(
        "turned_away", "People turned away who would have been admitted", "people a year",
        "Emergency need less admissions, against month 0", "quality of care", -1, 100.0, "B", lambda s, w: s.turned_away * YEAR,
    ),
    Outcome(
        "experience", "Experience of care", "index, 1 at month 0",
        "Falls with unmet need, delays and long waits in A&E", "quality of care", 1, 0.01, "C", lambda s, w: s.experience,
    ),
    Outcome(
        "care_home_need", "Emergencies among people in care homes", "people a year",
        "Emergency need of residents after support", "effectiveness", -1, 0.03, "B", lambda s, w: s.care_home_need_admissions,
        relative=True,
    ),
    Outcome(
        "recovered", "Back on their feet after short-term help", "share",
        "Share needing no long-term support after reablement", "effectiveness", 1, 0.01, "C", lambda s, w: s.recovered,
    ),
)
