"""The relationship graph as it is in a state, and measures of its tie layer, all by networkx."""

from __future__ import annotations

import networkx as nx

from sim.core.state import State
from sim.world.world import World

_ORGANISATION = {
    "pressure": "pressure",
    "purpose": "team_purpose",
    "takes_part": "takes_part",
    "home_effort": "home_hours",
}
_LEADER = {"purpose": "purpose", "tenure": "tenure", "influence": "influence", "post_empty": "post_empty"}
_INTERFACE = {"clarity": "clarity", "information": "information", "conflict": "conflict", "capability": "capability"}
_DIRECTION = {"trust": "trust", "promise": "promise", "delivered": "delivered"}
_TIE = {"trust": "tie_trust", "contact": "contact"}


def describe(graph: nx.MultiDiGraph, world: World, state: State, run: int = 0) -> nx.MultiDiGraph:
    """Write one run's state into the graph's attributes and return it."""
    for entity, names in (("organisation", _ORGANISATION), ("seat", _LEADER)):
        for attribute, variable in names.items():
            values = getattr(state, variable)[:, run]
            nx.set_node_attributes(graph, dict(zip(world.names[entity], map(float, values), strict=True)), attribute)
    tie_row = {name: row for row, name in enumerate(world.names["tie"])}
    for a, b, data in graph.edges(data=True):
        if data["kind"] == "tie":
            row = tie_row[f"{a}>{b}"]
            data.update({name: float(getattr(state, variable)[row, run]) for name, variable in _TIE.items()})
        elif data["kind"] == "interface":
            row = data["row"]
            data.update({name: float(getattr(state, variable)[row, run]) for name, variable in _DIRECTION.items()})
            data.update({name: float(getattr(state, variable)[row // 2, run]) for name, variable in _INTERFACE.items()})
    return graph


def tie_layer(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the leaders and their ties alone, with `trust`, `contact` and `distance` (1 - trust)."""
    layer = nx.DiGraph()
    layer.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if data["kind"] == "leader")
    for a, b, data in graph.edges(data=True):
        if data["kind"] == "tie":
            layer.add_edge(a, b, trust=data["trust"], contact=data["contact"], distance=1.0 - data["trust"])
    return layer


def measures(graph: nx.MultiDiGraph, strong: float = 0.5) -> dict[str, float | str]:
    """Return measures of the tie layer.

    Args:
        graph: as `describe` leaves it.
        strong: trust from which a tie counts as strong.
    """
    layer = tie_layer(graph)
    firm = nx.DiGraph((a, b) for a, b, trust in layer.edges(data="trust") if trust >= strong)
    firm.add_nodes_from(layer)
    between = nx.betweenness_centrality(layer, weight="distance")
    broker = max(between, key=lambda node: between[node])
    return {
        "strong_ties": firm.number_of_edges() / layer.number_of_edges(),
        "reciprocity": float(nx.overall_reciprocity(firm)) if firm.number_of_edges() else 0.0,
        "largest_circle": max(len(c) for c in nx.weakly_connected_components(firm)) / len(layer),
        "trust_clustering": float(nx.average_clustering(layer.to_undirected(), weight="trust")),
        "broker": broker,
        "brokerage": float(between[broker]),
    }
