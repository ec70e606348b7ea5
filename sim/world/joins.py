"""Sums that join pathways, projects and services to the rows of the network."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array
from sim.place import Place
from sim.world.network import Network, Reduction


class Tables:
    """Reductions made once from a place and its network; each name says what goes in and comes out."""

    def __init__(self, place: Place, network: Network, services: tuple[str, ...]) -> None:
        row = {name: number for number, name in enumerate(network.names["organisation"])}
        ends = list(zip(network.direction_from[::2], network.direction_to[::2], strict=True))
        interface = {frozenset((int(a), int(b))): number for number, (a, b) in enumerate(ends)}
        organisations, interfaces, projects = len(row), len(ends), len(place.projects)

        crossed = np.zeros((len(place.pathways), interfaces))
        for number, pathway in enumerate(place.pathways):
            for a, b in pathway.crosses:
                crossed[number, interface[frozenset((row[a], row[b]))]] = 1.0 / len(pathway.crosses)
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
            service: [row[one.key] for one in place.organisations if one.service == service] for service in services
        }
        councils = [row[one.key] for one in place.organisations if one.kind == "council"]
        self.councils = councils or self.providers["social_care"]  # who minds the budget for social care
        belongs = np.zeros((len(services), organisations))
        for name, organisation in zip(row, place.organisations, strict=True):
            if organisation.service is not None:
                belongs[services.index(organisation.service), row[name]] = 1.0
        self.service_of_organisations = Reduction.table(belongs / belongs.sum(axis=1, keepdims=True))
        seen = belongs.T.copy()
        seen[seen.sum(axis=1) == 0.0] = 1.0 / len(services)
        self.organisation_of_services = Reduction.table(seen)


def _mean_of_means(within: Array, network: Network) -> Array:
    """Weight a project's directions so that each sponsor counts the same, however many boundaries it has."""
    weights = np.zeros_like(within)
    for project, row in enumerate(within):
        for organisation in np.unique(network.direction_from[row > 0]):
            own = (network.direction_from == organisation) & (row > 0)
            weights[project, own] = 1.0 / own.sum()
    return weights / weights.sum(axis=1, keepdims=True)
