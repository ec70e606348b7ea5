"""The relationship graph of a place file, in networkx."""

from __future__ import annotations

import networkx as nx

from sim.place import Place


def graph_of(place: Place) -> nx.MultiDiGraph:
    """Build the graph: organisations, leaders' seats, memberships, interfaces (one edge a direction) and ties.

    Attributes are plain numbers and texts, so that the graph goes to GraphML and back.
    """
    graph = nx.MultiDiGraph(name=place.name)
    seats: dict[str, list[str]] = {}
    for organisation in place.organisations:
        culture, vision = organisation.culture, organisation.vision
        graph.add_node(
            organisation.key,
            kind="organisation",
            label=organisation.label,
            sector=organisation.sector,
            type=organisation.kind,
            clan=culture.clan,
            adhocracy=culture.adhocracy,
            hierarchy=culture.hierarchy,
            market=culture.market,
            population=vision.population,
            prevention=vision.prevention,
        )
        seats[organisation.key] = []
        for leader in organisation.leaders:
            name = f"{organisation.key}/{leader.role}"
            while name in graph:
                name += "+"
            graph.add_node(
                name,
                kind="leader",
                label=f"{leader.role}, {organisation.label}",
                role=leader.role,
                profession=leader.profession,
                rank=float(leader.rank),
            )
            graph.add_edge(name, organisation.key, kind="membership")
            seats[organisation.key].append(name)
    for number, interface in enumerate(place.interfaces):
        first, second = interface.between
        hard = interface.differences
        for back, (a, b) in enumerate(((first, second), (second, first))):
            graph.add_edge(
                a,
                b,
                kind="interface",
                row=2 * number + back,
                crossing=float(interface.crossing),
                governance=float(hard.governance),
                accountability=float(hard.accountability),
                finance=float(hard.finance),
                performance=float(hard.performance),
            )
            graph.add_edges_from((i, j, {"kind": "tie"}) for i in seats[a] for j in seats[b])
    return graph
