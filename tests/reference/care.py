"""What relationships make of a crossing, and the channels through which care is given it."""

from __future__ import annotations

from typing import Any

from tests.reference.entities import Interface, Pathway, Project, Service, clip, weighed


def cross(pathway: Pathway, p: Any) -> None:
    """Say how many hand-overs wait or are done twice on a way out of hospital (`crossing`)."""
    crossed, y = pathway.interfaces, p.slowest
    pathway.uninformed = _wait(pathway, [1 - interface.information for interface in crossed], y)
    accepted = [[(1 - p.amount) * side.kept + p.amount * side.delivered for side in one.sides] for one in crossed]
    pathway.unkept = _wait(pathway, [1 - (a + b) / 2 for a, b in accepted], y)
    pathway.rework = _wait(pathway, [_again(interface, p) for interface in crossed], y)


def _wait(pathway: Pathway, waits: list[float], slowest: float) -> float:
    """Return what boundaries make a hand-over wait: their mean, or the slowest of any two kinds that it crosses."""
    met: dict[tuple[str, ...], list[int]] = {}
    for row, interface in enumerate(pathway.interfaces):
        kinds = sorted(str(side.owner.spec.kind) for side in interface.sides)
        met.setdefault(tuple(kinds), []).append(row)
    by_kinds = [weighed([waits[row] for row in rows], [pathway.weights[row] for row in rows]) for rows in met.values()]
    return (1 - slowest) * weighed(waits, pathway.weights) + slowest * max(by_kinds, default=0.0)


def _again(interface: Interface, p: Any) -> float:
    able = p.of_leaders * interface.capability + (1 - p.of_leaders) * interface.practice
    return (1 - p.rework * able) * (1 + p.unclear * (1 - interface.clarity))


def leave_time(service: Service) -> None:
    """Say what time and speed organisations leave to a service (`crossing`)."""
    teams: list[Any] = service.teams
    shares = [team.share for team in teams]
    service.hours_signal = weighed([team.home_hours for team in teams], shares)
    service.speed_signal = weighed([team.decision_speed for team in teams], shares)


def reached(projects: list[Project], p: Any) -> dict[str, float]:
    """Return what joint projects reach, by kind (`crossing`)."""
    result = {"upstream": 0.0, "home_first": 0.0, "care_homes": 0.0, "cases": 0.0, "company": 0.0}
    for project in projects:
        spec, effect, fit = project.spec, project.project_effect, project.project_fit
        if spec.effect in ("upstream", "company"):
            result["upstream"] += spec.upstream * effect * fit
        if spec.effect == "home_first":
            result["home_first"] += p.home_first * effect * clip(fit, 0, 2)
        elif spec.effect == "care_homes":
            result["care_homes"] += p.care_homes * effect * fit
        elif spec.effect == "company":
            result["company"] += p.company * effect * fit
        if spec.finds_cases:
            young = 1 - min(1.0, effect / max(project.project_works, 1e-6))
            result["cases"] += p.cases / 3 * project.reach * young
    return result


def shunted(teams: list[Any]) -> dict[str, float]:
    """Return how far the council, the hospital and general practices wish to shunt cost (`crossing`)."""
    kinds = {
        "council": [team for team in teams if team.spec.kind == "council"],
        "hospital": [team for team in teams if "acute" in team.spec.services],
        "practices": [team for team in teams if "primary_care" in team.spec.services],
    }
    wishes = {
        kind: [(b.shunt_wish, team.spec.size) for team in some for b in team.boundaries] for kind, some in kinds.items()
    }
    return {kind: weighed([wish for wish, _ in some], [size for _, size in some]) for kind, some in wishes.items()}


def open_pathway(pathway: Pathway, p: Any) -> None:
    """Give care the quality of hand-overs, relative to before (`channels`)."""
    if not pathway.interfaces:
        pathway.handover = 1.0
        return
    uninformed = pathway.uninformed / pathway.uninformed_before if p.information else 1.0
    unkept = pathway.unkept / pathway.unkept_before if p.handover else 1.0
    rework = pathway.rework / pathway.rework_before if p.handover else 1.0
    rest = 1 - p.wait_information - p.wait_acceptance
    pathway.handover = p.wait_information * uninformed + p.wait_acceptance * unkept + rest * rework


def open_service(service: Service, p: Any) -> None:
    """Give care the time and speed left at home, relative to before (`channels`)."""
    hours = service.hours_signal / service.hours_signal_before if p.hours else 1.0
    speed = service.speed_signal / service.speed_signal_before if p.delay else 1.0
    service.effort = hours * speed


def remember(things: list[Any], names: tuple[str, ...]) -> None:
    """Add a thirteenth of each signal to its mean over the year before month 0 (`channels`)."""
    for thing in things:
        for name in names:
            setattr(thing, f"{name}_before", getattr(thing, f"{name}_before") + getattr(thing, name) / 13)
