"""A joint project: started, approved, piloted, adopted or ended; then whom it reaches, with what effect."""

from __future__ import annotations

import math
from typing import Any

from tests.reference.dice import Dice
from tests.reference.entities import Project, clip, mean
from tests.reference.seats import CHIEF, by_seat
from tests.reference.ties import MONTHS

IDLE, APPROVAL, PILOT, ADOPTED = 0, 1, 2, 3


def _by_sponsor(project: Project, value: str) -> list[float]:
    """Return of each sponsor the mean over its boundaries with the others."""
    shared = [[one for one in team.boundaries if one.partner in project.sponsors] for team in project.sponsors]
    return [mean([getattr(boundary, value) for boundary in some]) for some in shared]


def rest_on(project: Project, p: Any) -> None:
    """Say what sponsors put in: as a mean, as the least engaged does, or as the third most engaged (`sponsors`)."""
    whole = _by_sponsor(project, "delivered")
    given = [math.sqrt(1 - team.diverted) * share for team, share in zip(project.sponsors, whole, strict=True)]
    effort = (1 - p.weakest) * mean(given) + p.weakest * min(given)
    if project.spec.wicked and p.wicked > 0:
        effort = (1 - p.wicked) * effort + p.wicked * sorted(given, reverse=True)[2]
    project.project_effort = effort


def _offered(team: Any) -> float:
    """Return how far a team would cede the lead (`lead`)."""
    together = sum(leader.influence * leader.offers_lead for leader in team.leaders)
    return by_seat(team, CHIEF, together, [leader.offers_lead for leader in team.leaders])


def advance(project: Project, p: Any, dice: Dice, governance: float) -> None:
    """Move a project on (`projects`).

    Args:
        project: altered, with the wins and losses that it brings to its boundaries kept for `tell`.
        p: parameters of projects.
        dice: luck of the round.
        governance: typical difference in governance.
    """
    teams: list[Any] = project.sponsors
    effort, trust = project.project_effort, mean(_by_sponsor(project, "trust"))
    offered = mean([_offered(team) for team in teams])
    ceded = min(1.0, 2 * offered * trust)
    needed = p.threshold * project.spec.threshold * (1.3 - 0.4 * (0.6 + 0.35 * ceded)) / 1.06
    project.project_lead = ceded

    stage, enough = project.stage, effort >= p.enough_at * needed
    low, project.project_low = project.project_low, 0.0
    after, adopted, ended = stage, False, False
    if stage == IDLE:
        doing = mean([team.way("doing") for team in teams])
        tries = dice.uniform("pilot", project) < 1 - math.exp(-p.pilots * doing * MONTHS)
        if tries and project.project_wait <= 0 and effort > p.begins_at * needed:
            after = APPROVAL
            project.project_fit = clip(p.fit_mean + p.fit_spread * dice.normal("fit", project), -0.3, 1.6)
    elif stage == ADOPTED:
        patience = p.patience * (1 + mean([team.agreements for team in teams]))
        project.project_low = clip(low + (-4 if enough else 4), 0, 99)
        ended = project.project_low > patience
    else:
        weeks = p.pilot_weeks if stage == PILOT else _approval_weeks(project, p, trust, governance)
        project.progress += (4 if enough else -4) / weeks
        if project.progress >= 1 and stage == APPROVAL:
            after = PILOT
        elif project.progress >= 1:
            shown = project.project_fit + p.glimpse * dice.normal("glimpse", project)
            adopted, ended = shown > p.good_enough, shown <= p.good_enough
        elif project.progress <= -0.5:
            ended = True
    project.stage = float(ADOPTED if adopted else IDLE if ended else after)
    project.project_wait = p.patience if ended else project.project_wait - 4
    if project.stage != stage:
        project.progress = 0.0
    _tell(project, p.win if adopted else 0.0, p.loss if ended else 0.0)


def _approval_weeks(project: Project, p: Any, trust: float, governance: float) -> float:
    weeks = (
        p.approval
        * (1 + p.approval_sponsor * (len(project.sponsors) - 1))
        / (p.without_trust + (1 - p.without_trust) * trust)
    )
    apart = mean([interface.hard.governance for interface in project.within]) - governance
    return weeks * (1 + p.governance * apart)


def _tell(project: Project, won: float, lost: float) -> None:
    """Add a small win or a loss to the evidence between sponsors."""
    for interface in project.within:
        for boundary in interface.sides:
            boundary.project_won += won
            boundary.project_lost += lost


def grow(project: Project, p: Any) -> None:
    """Recruit, reach people, work as well as staff practise together, and prevent with a delay (`reach`)."""
    diverted = mean([team.diverted for team in project.sponsors])
    wanted = 1 - diverted if project.stage == ADOPTED else p.pilot_size if project.stage == PILOT else 0.0
    gap = mean([team.staffing_gap() for team in project.sponsors])
    weeks = p.leaving if wanted < project.recruited else p.recruiting * clip(1 + 8 * gap, 0.5, 3)
    project.recruited += (wanted - project.recruited) * (1 - math.exp(-4 / weeks))
    project.reach += (project.recruited - project.reach) * (1 - math.exp(-4 / p.growing))
    practised = clip(mean([interface.practice for interface in project.within]) / p.full_practice, 0, 1)
    project.project_works = project.reach * min(1.1, project.project_effort / p.full_effort) * (0.5 + 0.5 * practised)
    prevents = 1 - math.exp(-4 / project.spec.prevention_weeks)
    project.project_effect += (project.project_works - project.project_effect) * prevents
