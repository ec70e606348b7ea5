"""Sums that join pathways, projects and services to the rows of the network."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from sim.core.arithmetic import Array
from sim.place import Place
from sim.world.network import Network, Reduction
from sim.world.rows import Seat, names_of


class Tables:
    """Reductions made once from a place and its network; each name says what goes in and comes out."""

    def __init__(self, place: Place, network: Network, services: tuple[str, ...]) -> None:
        row = {name: number for number, name in enumerate(network.names["organisation"])}
        ends = list(zip(network.direction_from[::2], network.direction_to[::2], strict=True))
        interface = {frozenset((int(a), int(b))): number for number, (a, b) in enumerate(ends)}
        organisations, interfaces, projects = len(row), len(ends), len(place.projects)
        self.size: Array = np.array([organisation.size for organisation in place.organisations])
        share = _shares(place)

        weights = [[Fraction()] * interfaces for _ in place.pathways]
        for number, pathway in enumerate(place.pathways):
            for a, b in pathway.crosses:
                weights[number][interface[frozenset((row[a], row[b]))]] = share[row[a]] * share[row[b]]
        crossed = _normalised(weights)
        self.pathway_of_interfaces = Reduction.table(crossed)
        self.crosses_discharge: Array = (crossed.sum(axis=0) > 0).astype(float)[:, None]

        sponsors = np.zeros((projects, organisations))
        for number, project in enumerate(place.projects):
            for name in project.sponsors:
                sponsors[number, row[name]] = 1.0
        within = sponsors[:, network.direction_from] * sponsors[:, network.direction_to]
        self.sponsors = sponsors
        self.sponsor_count: Array = sponsors.sum(axis=1)[:, None]
        self.project_of_organisations = Reduction.table(sponsors / self.sponsor_count)
        self.organisation_of_projects = Reduction.table(sponsors.T)
        self.direction_of_projects = Reduction.table(within.T)
        self.project_of_directions = Reduction.table(_mean_of_means(within, network))
        pairs = within[:, ::2]
        self.project_of_interfaces = Reduction.table(pairs / pairs.sum(axis=1, keepdims=True))

        self.providers: dict[str, list[int]] = {
            service: [row[one.key] for one in place.organisations if service in one.services] for service in services
        }
        councils = [row[one.key] for one in place.organisations if one.kind == "council"]
        self.councils = councils or self.providers["social_care"]  # who minds the budget for social care
        provides = [[Fraction()] * organisations for _ in services]
        for name, organisation in zip(row, place.organisations, strict=True):
            for service in organisation.services:
                provides[services.index(service)][row[name]] = share[row[name]]
        belongs = _normalised(provides)
        self.service_of_organisations = Reduction.table(belongs)
        seen = (belongs.T > 0.0).astype(float)
        seen[seen.sum(axis=1) == 0.0] = 1.0  # who provides none feels them all
        self.organisation_of_services = Reduction.table(seen / seen.sum(axis=1, keepdims=True))

        roles = np.array([leader.role for organisation in place.organisations for leader in organisation.leaders])
        teams = network.seat_organisation == np.arange(organisations)[:, None]
        self.held_by: dict[Seat, Reduction] = {
            seat: Reduction.table(_means(teams * (roles == name)))
            for seat, name in zip(Seat, names_of(Seat), strict=True)
        }


def _shares(place: Place) -> list[Fraction]:
    """Return each organisation's size as a share of all of its kind: two hospitals are together what one would be."""
    whole: dict[str, Fraction] = {}
    for one in place.organisations:
        whole[one.kind] = whole.get(one.kind, Fraction()) + Fraction(one.size)
    return [Fraction(one.size) / whole[one.kind] for one in place.organisations]


def _means(marks: Array) -> Array:
    """Return weights of a mean over what is marked in each row; a row of none stays so."""
    return marks / np.maximum(marks.sum(axis=1, keepdims=True), 1.0)


def _normalised(rows: list[list[Fraction]]) -> Array:
    """Return weights that add up to 1 in each row, exact to the last bit; a row of none stays so."""
    return np.array([[float(one / (sum(row) or 1)) for one in row] for row in rows])


def _mean_of_means(within: Array, network: Network) -> Array:
    """Weight a project's directions so that each sponsor counts the same, however many boundaries it has."""
    weights = np.zeros_like(within)
    for project, row in enumerate(within):
        for organisation in np.unique(network.direction_from[row > 0]):
            own = (network.direction_from == organisation) & (row > 0)
            weights[project, own] = 1.0 / own.sum()
    return weights / weights.sum(axis=1, keepdims=True)
