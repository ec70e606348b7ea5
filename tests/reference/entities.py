"""What there is, and what is known of each: the names are those of the state variables.

Agents inherit from `Seat` and `Team`, which only say what an agent has; the rules stand in `leaders`,
`organisations`, `ties`, `interfaces`, `projects` and `care`.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mesa

from sim.place import Differences, OrganisationSpec, ProjectSpec


class Thing:
    """Something with a name and a number among its kind, which its luck goes by."""

    entity: ClassVar[str]

    def __init__(self, name: str, row: int) -> None:
        self.name = name
        self.row = row


class Service(Thing):
    """A kind of care, as organisations feel its condition and as leaders' time affects it."""

    entity = "service"
    load_seen: float
    staffing_gap: float
    deficit: float
    backlog: float
    hours_signal: float
    speed_signal: float
    hours_signal_before: float
    speed_signal_before: float
    effort: float
    teams: list[Team]


class Pathway(Thing):
    """A way out of hospital, and the interfaces that it crosses."""

    entity = "pathway"
    delayed: float
    uninformed: float
    unkept: float
    rework: float
    uninformed_before: float
    unkept_before: float
    rework_before: float
    handover: float
    interfaces: list[Interface]
    weights: list[float]


class ProjectSignal(Thing):
    """What joint projects reach, of one kind."""

    entity = "project_signal"
    project_signals: float
    project_signals_before: float


class ShuntSignal(Thing):
    """How far one kind of organisation wishes to shunt cost."""

    entity = "shunt_signal"
    shunt_signals: float
    shunt_signals_before: float


class Interface(Thing):
    """Where two organisations meet."""

    entity = "interface"
    crossing: float
    hard: Differences
    unlike_professions: float
    on_a_way_out: bool
    sides: tuple[Boundary, Boundary]
    pull: float
    conflict: float
    raised: float
    ruptured: float
    agreement: float
    similarity: float
    clarity: float
    capability: float
    practice: float
    information: float


class Boundary(Thing):
    """An interface seen from one of its two sides: what this organisation makes of that one."""

    entity = "direction"
    owner: Team
    partner: Team
    back: Boundary
    interface: Interface
    ties: list[Tie]
    projects: list[Project]
    trust: float
    promise: float
    effort_share: float
    link_yield: float
    shunt_wish: float
    delivered: float
    delivered_effort: float
    kept: float
    seen_kept: float
    direction_visibility: float
    shunted: float
    organisation_kept: float
    organisation_broken: float
    organisation_trust: float
    trusted_before: float
    certainty: float
    project_won: float
    project_lost: float


class Tie(Thing):
    """What one leader makes of another."""

    entity = "tie"
    giver: Seat
    other: Seat
    boundary: Boundary
    back: Tie
    wish: float
    belief: float
    contact: float
    visibility: float
    tie_kept: float
    tie_broken: float
    tie_trust: float
    tie_doubt: float
    tie_weight: float


class Project(Thing):
    """A kind of joint work."""

    entity = "project"
    spec: ProjectSpec
    sponsors: list[Team]
    within: list[Interface]
    stage: float
    progress: float
    project_low: float
    project_wait: float
    project_fit: float
    project_effort: float
    project_lead: float
    recruited: float
    reach: float
    project_works: float
    project_effect: float

    def running(self) -> bool:
        """Tell whether it waits for approval or is piloted."""
        return self.stage in (1, 2)


class Seat(mesa.Agent):
    """What a leader has."""

    entity = "seat"
    model: Any
    name: str
    row: int
    rank: float
    profession: str
    team: Team
    ties: list[Tie]
    ways: list[float]
    candour: float
    offers_lead: float
    seat_visibility: float
    left: float
    tenure: float
    post_empty: float
    vision: list[float]
    vision_home: list[float]
    leader_culture: list[float]
    purpose: float
    influence: float


class Team(mesa.Agent):
    """What an organisation has."""

    entity = "organisation"
    model: Any
    name: str
    row: int
    spec: OrganisationSpec
    leaders: list[Any]
    boundaries: list[Boundary]
    projects: list[Project]
    feels: list[Service]
    share: float
    pressure: float
    problem: float
    pressure_level: float
    problem_level: float
    pressure_noise: float
    problem_noise: float
    team_order: float
    takes_part: float
    practises: float
    weight_on_purpose: float
    facilitated_days: float
    convened: float
    honest: float
    offered: float
    agreements: float
    practice_hours: float
    joined: float
    asked: float
    conditional_order: float
    caution: float
    willing: float
    joint_pay: float
    follows: float
    leaving_hazard: float
    horizon: float
    excess: float
    available: float
    leader_hours: float
    diverted: float
    joint_effort: float
    home_hours: float
    decision_speed: float
    influence_by_trust: float
    team_ways: list[float]
    team_purpose: float
    team_vision: list[float]
    team_culture: list[float]
    workforce_culture: list[float]
    culture_roots: list[float]
    seat_say: list[float]
    staff_say: float

    def reputation(self) -> float:
        """Return the mean trust that partners place in this organisation."""
        return mean([boundary.back.organisation_trust for boundary in self.boundaries])

    def staffing_gap(self) -> float:
        """Return the gap in staff that the organisation feels: its own, or all services' where it has none."""
        return mean([service.staffing_gap for service in self.feels])


def mean(values: list[float]) -> float:
    """Return the mean."""
    return sum(values) / len(values)


def weighed(values: list[float], weights: list[float]) -> float:
    """Return the weighted mean; 0 of nothing."""
    pairs = zip(values, weights, strict=True)
    return sum(value * weight for value, weight in pairs) / sum(weights) if values else 0.0


def clip(value: float, low: float, high: float) -> float:
    """Return the value, no less than `low` and no more than `high`."""
    return max(low, min(high, value))
