"""Money, fairness and what working together costs."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome
from sim.place import SERVICES
from sim.world.world import World


def _range(x: Array) -> Array:
    """Return the largest less the smallest of the rows; order of rows cannot matter."""
    return x.max(axis=0) - x.min(axis=0)


def _unmet_by_segment(state: State, world: World) -> Array:
    """Return unmet need of each segment as a share of what it asks for, shape (segments, R), by fixed weights.

    A segment that asks for none of it has none unmet.
    """
    unmet = np.concatenate([state.unmet_share, state.social_care_unmet_share[None]])
    rows: list[Array] = []
    for segment in world.place.segments:
        w = segment.weights
        asked = (w.primary_care, w.community, w.mental_health, w.social_care)
        rows.append(total(np.array(asked)[:, None] * unmet) / (sum(asked) or 1.0))
    return np.stack(rows)


MONEY = (
    Outcome(
        "care_bill",
        "Care needed, at national prices",
        "Care needed, in pounds",
        "£m a year",
        "Need, visits, delayed days, appointments, packages",
        "money",
        -1,
        2.0,
        "B",
        lambda s, w: s.care_bill,
        extensive=True,
    ),
    Outcome(
        "deficit",
        "Organisations' overspending",
        "Overspending",
        "share of income",
        "Mean of the six services, smoothed over half a year",
        "money",
        -1,
        0.005,
        "B",
        lambda s, w: total(s.deficit) / len(SERVICES),
        detail=("service", lambda s, w: s.deficit),
    ),
    Outcome(
        "acute_share",
        "NHS money that goes to the hospital",
        "NHS money to hospital",
        "share",
        "Of NHS spending",
        "money",
        -1,
        0.005,
        "A",
        lambda s, w: s.acute_share,
    ),
    Outcome(
        "nhs_spend",
        "NHS spending",
        "NHS spending",
        "£m a year",
        "In real terms",
        "money",
        0,
        5.0,
        "A",
        lambda s, w: s.nhs_spend,
        extensive=True,
    ),
    Outcome(
        "social_care_spend",
        "Social care spending",
        "Social care spending",
        "£m a year",
        "In real terms",
        "money",
        0,
        2.0,
        "A",
        lambda s, w: s.social_care_spend,
        extensive=True,
    ),
    Outcome(
        "unmet_gap",
        "Gap in unmet need between groups of people",
        "Gap in unmet need",
        "share",
        "Worst-served less best-served of five segments",
        "fairness",
        -1,
        0.005,
        "C",
        lambda s, w: _range(_unmet_by_segment(s, w)),
        detail=("segment", _unmet_by_segment),
    ),
    Outcome(
        "deficit_gap",
        "Gap in overspending between services",
        "Gap in overspending",
        "share",
        "Largest less smallest of the six",
        "fairness",
        -1,
        0.01,
        "C",
        lambda s, w: _range(s.deficit),
    ),
    Outcome(
        "pressure_gap",
        "Gap in pressure between organisations",
        "Gap in pressure",
        "index",
        "Most less least pressed",
        "fairness",
        -1,
        0.02,
        "C",
        lambda s, w: _range(s.pressure),
        weekly=False,
    ),
    Outcome(
        "programme_cost",
        "Money for working together",
        "Cost of working together",
        "£m a year",
        "Joint projects and their office, above month 0",
        "cost of working together",
        -1,
        0.25,
        "B",
        lambda s, w: s.programme_cost,
        weekly=False,
        extensive=True,
    ),
    Outcome(
        "bypass_cost",
        "Money for buying a way round",
        "Cost of going round",
        "£m a year",
        "What the hospital pays to go round blocked boundaries",
        "money",
        -1,
        0.1,
        "C",
        lambda s, w: s.bypass_cost,
        extensive=True,
    ),
    Outcome(
        "leader_hours",
        "Leaders' hours on working together",
        "Leaders' hours together",
        "hours a week a leader",
        "Meetings, projects, practices",
        "cost of working together",
        -1,
        0.25,
        "C",
        lambda s, w: w.network.mean_organisation(s.leader_hours)[0],
        weekly=False,
        detail=("organisation", lambda s, w: s.leader_hours),
    ),
    Outcome(
        "home_effort",
        "Leaders' time left for their own service",
        "Leaders' time at home",
        "share",
        "Mean over organisations",
        "cost of working together",
        1,
        0.02,
        "C",
        lambda s, w: w.network.mean_organisation(s.home_hours)[0],
        weekly=False,
        detail=("organisation", lambda s, w: s.home_hours),
    ),
    Outcome(
        "decision_speed",
        "Speed of decisions at home",
        "Speed of decisions",
        "share",
        "Mean over organisations",
        "cost of working together",
        1,
        0.01,
        "C",
        lambda s, w: w.network.mean_organisation(s.decision_speed)[0],
        weekly=False,
    ),
)
