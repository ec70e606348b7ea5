"""What it means for people: health, life, care and recovery.

Judged by need, not by activity, which closing beds would also cut.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import THOUSAND, WEEKS_PER_YEAR, Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome
from sim.world.rows import SoftService
from sim.world.world import World

YEAR = WEEKS_PER_YEAR
WEIGHTS = {"primary_care": 0.5, "community": 0.25, "mental_health": 0.15, "social_care": 0.10}
"""Weight of each service in need left unmet, about as many people use them: choices of measure, which no rule reads."""

GOALS = 4.0
"""Things that people most often want of their care, each counted alike in the goals they set: a choice of measure."""


def _independence(state: State, world: World) -> Array:
    """Return clients of home care over those who need it; 1 where nobody does, for nobody goes without."""
    needed = state.home_care_clients + state.home_care_waiting
    return np.where(needed > 0.0, state.home_care_clients / np.where(needed > 0.0, needed, 1.0), 1.0)


PEOPLE = (
    Outcome(
        "emergency_need",
        "People who become ill enough to need hospital at once",
        "Needing hospital at once",
        "people a year",
        "Emergency need after upstream work, before anyone is turned away",
        "population health",
        -1,
        0.01,
        "A",
        lambda s, w: s.emergency_need * YEAR,
        relative=True,
    ),
    Outcome(
        "deterioration",
        "Deterioration from unmet need",
        "Getting worse while waiting",
        "share of need",
        "Need added because more was left unmet than at month 0",
        "population health",
        -1,
        0.005,
        "C",
        lambda s, w: s.deterioration,
    ),
    Outcome(
        "days_at_home",
        "Days at home",
        "Days at home",
        "days a year per 1,000 people",
        "Days not needed in hospital nor spent in a care home; a day without the social care needed counts 15% less",
        "quality of life",
        1,
        10.0,
        "B",
        lambda s, w: s.days_at_home * THOUSAND,
    ),
    Outcome(
        "unmet_need",
        "Need that is not met",
        "Need not met",
        "share of requests",
        "Unmet requests of general practice, community, mental health and social care, weighted .5, .25, .15, .10",
        "quality of life",
        -1,
        0.005,
        "B",
        lambda s, w: (
            WEIGHTS["primary_care"] * s.unmet_share[SoftService.PRIMARY_CARE]
            + WEIGHTS["community"] * s.unmet_share[SoftService.COMMUNITY]
            + WEIGHTS["mental_health"] * s.unmet_share[SoftService.MENTAL_HEALTH]
            + WEIGHTS["social_care"] * s.social_care_unmet_share
        ),
        detail=("soft_service", lambda s, w: s.unmet_share),
    ),
    Outcome(
        "independence",
        "People who need home care and have it",
        "Home care when needed",
        "share of need",
        "Home care clients over those who need it; 1 where nobody needs it",
        "quality of life",
        1,
        0.005,
        "B",
        _independence,
    ),
    Outcome(
        "unpaid_care",
        "Unpaid care by families and friends",
        "Care by family and friends",
        "index, 1 at month 0",
        "Stock of unpaid care, worn down as more people go without social care or are stuck in hospital",
        "quality of life",
        1,
        0.01,
        "C",
        lambda s, w: s.unpaid_care,
    ),
    Outcome(
        "isolated",
        "People who are often or always lonely",
        "Often or always lonely",
        "people",
        "More with need for social care, less unpaid care and care not given; fewer where company is offered",
        "quality of life",
        -1,
        0.02,
        "C",
        lambda s, w: s.isolated,
        relative=True,
    ),
    Outcome(
        "goals_met",
        "Goals people set themselves that are met",
        "Personal goals met",
        "share of goals",
        "Mean of four that people often set: home care when needed, no long-term support a year on, an answer from "
        "general practice, leaving hospital on the day one is ready; no person's own goals are simulated",
        "quality of life",
        1,
        0.005,
        "C",
        lambda s, w: (
            (_independence(s, w) + s.independent_year_on + (1.0 - s.unmet_share[SoftService.PRIMARY_CARE]) + s.same_day)
            / GOALS
        ),
    ),
    Outcome(
        "four_hour",
        "A&E visits over within four hours",
        "A&E within four hours",
        "share",
        "Share of visits over within four hours",
        "quality of care",
        1,
        0.005,
        "A",
        lambda s, w: s.four_hour,
    ),
    Outcome(
        "delayed",
        "People ready to leave hospital who cannot",
        "Stuck in hospital",
        "people on a day",
        "People delayed in hospital on a day, all pathways",
        "quality of care",
        -1,
        0.05,
        "A",
        lambda s, w: total(s.delayed),
        relative=True,
        detail=("pathway", lambda s, w: s.delayed),
    ),
    Outcome(
        "waiting_list",
        "People waiting for planned treatment",
        "Waiting for planned treatment",
        "people",
        "People on the list",
        "quality of care",
        -1,
        0.02,
        "A",
        lambda s, w: s.waiting_list,
        relative=True,
    ),
    Outcome(
        "within_18_weeks",
        "Waiting less than 18 weeks",
        "Waiting under 18 weeks",
        "share",
        "Share of the list waiting under 18 weeks",
        "quality of care",
        1,
        0.01,
        "A",
        lambda s, w: s.within_18_weeks,
    ),
    Outcome(
        "turned_away",
        "People turned away who would have been admitted",
        "Turned away from hospital",
        "people a year",
        "Emergency need less admissions, against month 0",
        "quality of care",
        -1,
        100.0,
        "B",
        lambda s, w: s.turned_away * YEAR,
        extensive=True,
    ),
    Outcome(
        "experience",
        "Experience of care",
        "Experience of care",
        "index, 1 at month 0",
        "Falls with waits beyond four hours in A&E, waits beyond 18 weeks and requests that are not met",
        "quality of care",
        1,
        0.01,
        "C",
        lambda s, w: s.experience,
    ),
    Outcome(
        "care_home_need",
        "Emergencies among people in care homes",
        "Care-home emergencies",
        "people a year",
        "Emergency need of residents after support",
        "effectiveness",
        -1,
        0.03,
        "B",
        lambda s, w: s.care_home_need_admissions,
        relative=True,
    ),
    Outcome(
        "recovered",
        "Back on their feet after short-term help",
        "Back on their feet",
        "share",
        "Share needing no long-term support after reablement; falls as home care is overloaded",
        "effectiveness",
        1,
        0.01,
        "C",
        lambda s, w: s.recovered,
    ),
    Outcome(
        "independent_year_on",
        "No long-term support a year after short-term help",
        "No support a year on",
        "share",
        "Share who regained independence and kept it; falls as need is left unmet",
        "effectiveness",
        1,
        0.01,
        "C",
        lambda s, w: s.independent_year_on,
    ),
)
