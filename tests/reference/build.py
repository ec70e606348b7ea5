"""The graph of the reference, built from the place file anew: who belongs to whom and who meets whom."""

from __future__ import annotations

from typing import Any

from sim.place import InterfaceSpec, OrganisationSpec
from tests.reference.entities import Boundary, Interface, Pathway, Project, ProjectSignal, Service, ShuntSignal, Tie
from tests.reference.leaders import ReferenceLeader
from tests.reference.organisations import ReferenceOrganisation

PROJECT_SIGNALS = ("upstream", "home_first", "care_homes", "cases", "company")
SHUNT_SIGNALS = ("council", "hospital", "practices")


def build(model: Any) -> None:
    """Fill an empty model with all that its place has, from organisations and leaders to pathways and projects."""
    place = model.place
    model.services = [Service(service.key, row) for row, service in enumerate(place.services)]
    for spec in place.organisations:
        model.organisations.append(_organisation(model, spec))
    teams = {team.name: team for team in model.organisations}
    for service in model.services:
        service.teams = [team for team in model.organisations if service.name in team.spec.services]
    for spec in place.interfaces:
        model.interfaces.append(_interface(model, spec, teams))
    for row, spec in enumerate(place.projects):
        model.projects.append(_project(row, spec, teams, model.interfaces))
    for row, spec in enumerate(place.pathways):
        model.pathways.append(_pathway(row, spec, model.interfaces))
    for interface in model.interfaces:
        interface.on_a_way_out = any(interface in pathway.interfaces for pathway in model.pathways)
    model.project_signals = [ProjectSignal(name, row) for row, name in enumerate(PROJECT_SIGNALS)]
    model.shunt_signals = [ShuntSignal(name, row) for row, name in enumerate(SHUNT_SIGNALS)]


def _organisation(model: Any, spec: OrganisationSpec) -> ReferenceOrganisation:
    team = ReferenceOrganisation(model)
    team.name, team.row, team.spec = spec.key, len(model.organisations), spec
    team.leaders, team.boundaries, team.projects = [], [], []
    own = [service for service in model.services if service.name in spec.services]
    team.feels = own or model.services
    team.share = spec.size / sum(other.size for other in model.place.organisations if other.kind == spec.kind)
    names: list[str] = []
    for seat in spec.leaders:
        leader = ReferenceLeader(model)
        name = f"{spec.key}/{seat.role}"
        while name in names:
            name += "+"
        names.append(name)
        leader.name, leader.row = name, len(model.agents_by_type[ReferenceLeader]) - 1
        leader.team, leader.ties = team, []
        leader.rank, leader.profession = seat.rank, seat.profession
        team.leaders.append(leader)
    return team


def _interface(model: Any, spec: InterfaceSpec, teams: dict[str, ReferenceOrganisation]) -> Interface:
    first, second = (teams[name] for name in spec.between)
    interface = Interface(f"{first.name}~{second.name}", len(model.interfaces))
    interface.crossing, interface.hard = spec.crossing, spec.differences
    sides = []
    for owner, partner in ((first, second), (second, first)):
        side = Boundary(f"{owner.name}>{partner.name}", len(model.boundaries))
        side.owner, side.partner, side.interface, side.ties, side.projects = owner, partner, interface, [], []
        owner.boundaries.append(side)
        model.boundaries.append(side)
        sides.append(side)
        for giver in owner.leaders:
            for other in partner.leaders:
                tie = Tie(f"{giver.name}>{other.name}", len(model.ties))
                tie.giver, tie.other, tie.boundary = giver, other, side
                giver.ties.append(tie)
                side.ties.append(tie)
                model.ties.append(tie)
    there, back = sides
    there.back, back.back = back, there
    interface.sides = (there, back)
    for tie in there.ties:
        tie.back = next(other for other in back.ties if other.giver is tie.other and other.other is tie.giver)
        tie.back.back = tie
    unlike = [tie for tie in there.ties if tie.giver.profession != tie.other.profession]
    interface.unlike_professions = len(unlike) / len(there.ties)
    return interface


def _project(row: int, spec: Any, teams: dict[str, ReferenceOrganisation], interfaces: list[Interface]) -> Project:
    project = Project(spec.key, row)
    project.spec, project.sponsors = spec, [teams[name] for name in spec.sponsors]
    project.within = [one for one in interfaces if all(side.owner in project.sponsors for side in one.sides)]
    for team in project.sponsors:
        team.projects.append(project)
    for interface in project.within:
        for side in interface.sides:
            side.projects.append(project)
    return project


def _pathway(row: int, spec: Any, interfaces: list[Interface]) -> Pathway:
    pathway = Pathway(spec.key, row)
    crossed = [set(pair) for pair in spec.crosses]
    pathway.interfaces = [one for one in interfaces if {side.owner.name for side in one.sides} in crossed]
    pathway.weights = [one.sides[0].owner.share * one.sides[1].owner.share for one in pathway.interfaces]
    return pathway
