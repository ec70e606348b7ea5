"""Sums that join pathways, projects and services to the rows of the network.

Services and pathways are few, and have a dense table; projects are as many as a place has teams for, and hold lists of
those who sponsor them and of the directions between these, so that nothing grows faster than the network.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from sim.core.arithmetic import Array, total
from sim.place import Place
from sim.world.network import Network, Reduction, Rows, listed
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

        crosses = [[Fraction()] * interfaces for _ in place.pathways]
        for number, pathway in enumerate(place.pathways):
            for a, b in pathway.crosses:
                crosses[number][interface[frozenset((row[a], row[b]))]] = share[row[a]] * share[row[b]]
        crossed = _normalised(crosses)
        self.pathway_of_interfaces = Reduction.table(crossed)
        self.crosses_discharge: Array = (crossed.sum(axis=0) > 0).astype(float)[:, None]

        self.sponsors: list[Rows] = [np.sort([row[name] for name in project.sponsors]) for project in place.projects]
        self.within: list[Rows] = [_within(teams, network) for teams in self.sponsors]
        self.sponsor_count: Array = np.array([[float(len(teams))] for teams in self.sponsors])
        number, team = listed(self.sponsors)
        self.project_of_organisations = Reduction.means(number, team, (projects, organisations))
        self.organisation_of_projects = Reduction.pairs(team, number, np.ones(len(team)), (organisations, projects))
        number, direction = listed(self.within)
        ones, directions = np.ones(len(direction)), len(network.direction_from)
        self.direction_of_projects = Reduction.pairs(direction, number, ones, (directions, projects))
        alike = np.concatenate([_mean_of_means(network.direction_from[rows]) for rows in self.within])
        self.project_of_directions = Reduction.pairs(number, direction, alike, (projects, directions))
        there = direction % 2 == 0
        self.project_of_interfaces = Reduction.means(number[there], direction[there] // 2, (projects, interfaces))

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
        self.held_by: dict[Seat, Reduction] = {}
        for seat, name in zip(Seat, names_of(Seat), strict=True):
            held = np.nonzero(roles == name)[0]
            self.held_by[seat] = Reduction.means(
                network.seat_organisation[held], held, (organisations, len(network.seat_organisation))
            )


def _shares(place: Place) -> list[Fraction]:
    """Return each organisation's size as a share of all of its kind: two hospitals are together what one would be."""
    whole: dict[str, Fraction] = {}
    for one in place.organisations:
        whole[one.kind] = whole.get(one.kind, Fraction()) + Fraction(one.size)
    return [Fraction(one.size) / whole[one.kind] for one in place.organisations]


def _normalised(rows: list[list[Fraction]]) -> Array:
    """Return weights that add up to 1 in each row, exact to the last bit; a row of none stays so."""
    wholes = [sum(row, Fraction()) or 1 for row in rows]
    return np.array([[float(one / whole) for one in row] for row, whole in zip(rows, wholes, strict=True)])


def _within(teams: Rows, network: Network) -> Rows:
    """Return the directions between some organisations, ascending."""
    out, _ = network.directions_of.all_of(teams)
    return np.sort(out[np.isin(network.direction_to[out], teams)])


def _mean_of_means(owners: Rows) -> Array:
    """Weight a project's directions so that each sponsor counts the same, however many boundaries it has."""
    _, whose, own = np.unique(owners, return_inverse=True, return_counts=True)
    weights: Array = 1.0 / own[whose]
    return weights / total(weights)
