"""What a place file must get right beyond each single value: references, sums, and the graph."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from typing import Any, cast

import networkx as nx

from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.place.schema import Needs, Place
from sim.place.words import PATHWAYS, SERVICES

TOLERANCE = 1e-6
FEWEST_FOR_WICKED = 3


def check_whole(place: Place) -> None:
    """Raise `InputError` at the first thing that cannot be; warn where the graph is in pieces."""
    _unique(place)
    _complete("services", SERVICES, [service.key for service in place.services])
    _complete("pathways", PATHWAYS, [pathway.key for pathway in place.pathways])
    _figures(place)
    _organisations(place)
    graph = _graph(place)
    _crossings(place, graph)
    _projects(place, graph)
    _segments(place)
    pieces = nx.number_connected_components(graph)
    if pieces > 1:
        warnings.warn(
            f"place '{place.name}': its organisations form {so_many(pieces, 'separate groups')}", stacklevel=3
        )


def _unique(place: Place) -> None:
    for table in ("services", "pathways", "organisations", "projects", "segments"):
        seen: set[str] = set()
        for item in getattr(place, table):
            if item.key in seen:
                raise InputError(f"{table}: key '{item.key}' stands twice")
            seen.add(item.key)
    for table in ("organisations", "projects"):
        keys: dict[str, str] = {}
        for item in getattr(place, table):
            if item.identity in keys:
                raise InputError(
                    f"{table}.{item.key}.id = '{item.identity}': '{keys[item.identity]}' goes by that name already"
                )
            keys[item.identity] = item.key


def _complete(table: str, expected: Sequence[str], given: Sequence[str]) -> None:
    for name in expected:
        if name not in given:
            raise InputError(f"{table}: '{name}' is missing; expected each of {', '.join(expected)}")


def _figures(place: Place) -> None:
    f = place.figures
    for lesser, greater in (
        ("home_care_clients", "home_care_need"),
        ("care_home_residents", "care_home_need"),
        ("attendances_65_per_week", "attendances_per_week"),
        ("admissions_65_per_week", "admissions_per_week"),
        ("admissions_per_week", "attendances_per_week"),
        ("elective_beds", "beds"),
        ("home_care_need", "population"),
        ("care_home_need", "population"),
    ):
        if not getattr(f, lesser) < getattr(f, greater):
            raise InputError(
                f"figures.{lesser} = {getattr(f, lesser):g}: must be less than {greater} ({getattr(f, greater):g})"
            )
    ready = sum(pathway.ready_per_week for pathway in place.pathways)
    if ready > f.admissions_per_week:
        raise InputError(
            f"pathways: {so_many(f'{ready:g}', 'people')} become ready to leave each week, "
            f"more than figures.admissions_per_week ({f.admissions_per_week:g})"
        )
    delayed = sum(pathway.delayed for pathway in place.pathways)
    if place.emergency_stay_days <= 0:
        raise InputError(
            f"figures.occupancy x beds = {f.beds * f.occupancy:g}: must exceed elective_beds ({f.elective_beds:g}) "
            f"and the pathways' delayed ({delayed:g}) together, or nobody is in hospital for treatment"
        )
    removed = f.other_removals_per_week * f.waiting_list
    if removed >= f.referrals_per_week:
        raise InputError(
            f"figures.other_removals_per_week = {f.other_removals_per_week:g}: removes "
            f"{so_many(f'{removed:g}', 'people')} a week, "
            f"must be fewer than referrals_per_week ({f.referrals_per_week:g})"
        )


def _organisations(place: Place) -> None:
    for organisation in place.organisations:
        where = f"organisations.{organisation.key}"
        _sums_to_one(f"{where}.culture", astuple(organisation.culture))
        _sums_to_one(f"{where}.leaders: rank", [leader.rank for leader in organisation.leaders])
        for service in SERVICES:
            if organisation.services.count(service) > 1:
                raise InputError(f"{where}.service: '{service}' stands twice")
    provided = {service for organisation in place.organisations for service in organisation.services}
    for service in SERVICES:
        if service not in provided:
            raise InputError(f"organisations: none provides the service '{service}'")


def _graph(place: Place) -> Any:
    """Return the organisations and their boundaries as a networkx graph."""
    keys = dict.fromkeys(place.organisation_keys)
    graph = cast(Any, nx).Graph()
    graph.add_nodes_from(keys)
    for interface in place.interfaces:
        a, b = interface.between
        where = f"interfaces.{a}-{b}"
        _known(f"{where}.between", (a, b), keys)
        if a == b:
            raise InputError(f"{where}: an organisation has no boundary with itself")
        if graph.has_edge(a, b):
            raise InputError(f"{where}: this boundary stands twice")
        graph.add_edge(a, b)
    for organisation in keys:
        if graph.degree(organisation) == 0:
            raise InputError(f"organisations.{organisation}: no interface joins it to any other organisation")
    return graph


def _crossings(place: Place, graph: Any) -> None:
    for pathway in place.pathways:
        seen: set[frozenset[str]] = set()
        for a, b in pathway.crosses:
            where = f"pathways.{pathway.key}.crosses: {a}-{b}"
            _known(f"pathways.{pathway.key}.crosses", (a, b), graph)
            if not graph.has_edge(a, b):
                raise InputError(f"{where}: is not among the interfaces")
            if frozenset((a, b)) in seen:
                raise InputError(f"{where}: stands twice")
            seen.add(frozenset((a, b)))


def _projects(place: Place, graph: Any) -> None:
    for project in place.projects:
        where = f"projects.{project.key}"
        _known(f"{where}.sponsors", project.sponsors, graph)
        if len(set(project.sponsors)) < len(project.sponsors):
            raise InputError(f"{where}.sponsors: an organisation stands twice")
        if project.skill_of not in project.sponsors:
            raise InputError(f"{where}.skill_of: {unknown(project.skill_of, project.sponsors, 'sponsor')}")
        if project.wicked and len(project.sponsors) < FEWEST_FOR_WICKED:
            raise InputError(f"{where}.wicked = true: needs at least {FEWEST_FOR_WICKED} sponsors")
        if not nx.is_connected(graph.subgraph(project.sponsors)):
            raise InputError(f"{where}.sponsors: interfaces do not join all of {', '.join(project.sponsors)}")
    reached = sum(project.upstream for project in place.projects)
    if reached > 1 + TOLERANCE:
        raise InputError(f"projects: upstream adds up to {reached:g}, must be at most 1")


def _segments(place: Place) -> None:
    people = sum(segment.people for segment in place.segments)
    if abs(people - place.figures.population) > TOLERANCE * place.figures.population:
        raise InputError(
            f"segments: people add up to {people:g}, must equal figures.population ({place.figures.population:g})"
        )
    for need in fields(Needs):
        _sums_to_one(f"segments: weights.{need.name}", [getattr(s.weights, need.name) for s in place.segments])


def _sums_to_one(where: str, shares: Iterable[float]) -> None:
    total = sum(shares)
    if abs(total - 1) > TOLERANCE:
        raise InputError(f"{where}: the shares add up to {total:g}, must be 1")


def _known(where: str, names: Iterable[str], keys: Iterable[str]) -> None:
    for name in names:
        if name not in keys:
            raise InputError(f"{where}: {unknown(name, keys, 'organisation')}")
