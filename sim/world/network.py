"""The relationship graph in networkx, and the arrays and sums that the rules use, made from it.

The graph is a `networkx.MultiDiGraph` of organisations and leaders' seats with three kinds of edge:
`membership` (seat to organisation), `interface` (organisation to organisation, one edge a direction)
and `tie` (leader to leader, across an interface). It is built from a place file and goes to GraphML
and back. Sums over ties, directions and seats are sparse matrices applied in a fixed order, so a run
gives the same bits alone and in a batch. Nothing here has a cell for every two organisations or leaders:
what a network takes grows with its ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from sim.core.arithmetic import Array, total
from sim.world.rows import BACK, THERE, Regime, names_of

Rows = NDArray[np.intp]
Kind = TypeVar("Kind", bound=np.generic)


def at(x: NDArray[Kind], rows: Rows) -> NDArray[Kind]:
    """Return the rows of x in the order asked for: the gather at ties, quicker than plain indexing."""
    if not isinstance(rows, np.ndarray):  # what stands for rows knows how they are taken
        return rows.taken(x)
    return x.take(rows, axis=0, mode="clip")


def listed(lists: Sequence[Rows]) -> tuple[Rows, Rows]:
    """Return lists of rows as pairs: the number of each row's list, and the row."""
    return np.repeat(np.arange(len(lists)), [len(rows) for rows in lists]), np.concatenate(lists)


class Reduction:
    """A fixed weighted sum over entities: (n, ..., R) becomes (m, ..., R), added in one order."""

    def __init__(self, targets: Sequence[int] | Rows, weights: Sequence[float] | Array, size: int) -> None:
        target, weight = np.asarray(targets, dtype=np.intp), np.asarray(weights, dtype=np.float64)
        self.matrix = csr_array((weight, (target, np.arange(len(target)))), shape=(size, len(target)))

    @classmethod
    def table(cls, weights: Array) -> Reduction:
        """Make a reduction from a dense table of weights, shape (m, n), of few rows or few columns."""
        made = cls.__new__(cls)
        made.matrix = csr_array(weights)
        return made

    @classmethod
    def pairs(cls, targets: Rows, sources: Rows, weights: Array, shape: tuple[int, int]) -> Reduction:
        """Make a reduction from the weight of each (target, source), shape (m, n); in the order of sources it adds."""
        made = cls.__new__(cls)
        made.matrix = csr_array((weights, (targets, sources)), shape=shape)
        made.matrix.sort_indices()
        return made

    @classmethod
    def means(cls, targets: Rows, sources: Rows, shape: tuple[int, int]) -> Reduction:
        """Make a mean over the sources of each target; a target of none stays 0."""
        return cls.pairs(targets, sources, 1.0 / np.bincount(targets, minlength=shape[0])[targets], shape)

    @property
    def weights(self) -> Array:
        """All weights as a table, shape (m, n); for few rows or few columns."""
        return self.matrix.toarray()

    def __call__(self, x: Array) -> Array:
        if not isinstance(x, np.ndarray):  # what stands for an array knows how it is summed
            return x.reduced(self)
        if x.ndim == 2:
            return self.matrix @ x
        flat = self.matrix @ np.ascontiguousarray(x).reshape(x.shape[0], -1)
        return flat.reshape(-1, *x.shape[1:])


class RowGroups:
    """Numbers 0, 1, ... in the group that each belongs to, ascending: `groups[3]` are those that belong to 3."""

    def __init__(self, of: Rows, size: int) -> None:
        self.members = np.argsort(of, kind="stable")
        self.counts = np.bincount(of, minlength=size)
        self.starts = np.cumsum(self.counts) - self.counts

    def __getitem__(self, group: int) -> Rows:
        start = self.starts[group]
        return self.members[start : start + self.counts[group]]

    def all_of(self, some: Rows) -> tuple[Rows, Rows]:
        """Return the members of some groups, one group after the other, and whose in `some` each is."""
        counts = self.counts[some]
        where = np.repeat(np.arange(len(some)), counts)
        first = self.starts[some] - (np.cumsum(counts) - counts)
        return self.members[np.arange(len(where)) + first[where]], where


@dataclass(frozen=True, repr=False)
class Network:
    """Index arrays of the graph: rows of organisations, seats, interfaces, directions and ties.

    Direction 2k runs from the first to the second end of interface k, direction 2k + 1 back. A tie runs
    from a leader of a direction's first organisation to a leader of its second.
    """

    names: dict[str, tuple[str, ...]]
    seat_organisation: Rows
    seat_rank: Array
    direction_from: Rows
    direction_to: Rows
    tie_direction: Rows
    tie_from: Rows
    tie_to: Rows
    tie_back: Rows
    differences: Array = field(repr=False)
    crossing: Array = field(repr=False)

    def __repr__(self) -> str:
        return f"<Network of {', '.join(f'{len(rows)} {entity}s' for entity, rows in self.names.items())}>"

    def __post_init__(self) -> None:
        count = {entity: len(names) for entity, names in self.names.items()}
        organisations, seats, directions = count["organisation"], count["seat"], count["direction"]
        self.__dict__["degree"] = np.bincount(self.direction_from, minlength=organisations).astype(float)
        self.__dict__["seat_degree"] = np.bincount(self.tie_from, minlength=seats).astype(float)
        self.__dict__["team_size"] = np.bincount(self.seat_organisation, minlength=organisations).astype(float)
        ones = np.ones(count["tie"])
        sums = {
            "sum_seats": Reduction(self.seat_organisation, np.ones(seats), organisations),
            "sum_directions": Reduction(self.direction_from, np.ones(directions), organisations),
            "mean_directions": Reduction(self.direction_from, 1.0 / self.degree[self.direction_from], organisations),
            "mean_incoming": Reduction(self.direction_to, 1.0 / self.degree[self.direction_to], organisations),
            "sum_ties": Reduction(self.tie_direction, ones, directions),
            "mean_seat_ties": Reduction(self.tie_from, 1.0 / self.seat_degree[self.tie_from], seats),
            "mean_ties_received": Reduction(self.tie_to, 1.0 / self.seat_degree[self.tie_to], seats),
        }
        for entity in ("organisation", "seat", "interface", "direction", "tie"):
            sums[f"mean_{entity}"] = Reduction(
                np.zeros(count[entity], dtype=np.intp), np.ones(count[entity]) / count[entity], 1
            )
        self.__dict__.update(sums)

    degree: Array = field(init=False, repr=False)
    seat_degree: Array = field(init=False, repr=False)
    team_size: Array = field(init=False, repr=False)
    sum_seats: Reduction = field(init=False, repr=False)
    sum_directions: Reduction = field(init=False, repr=False)
    mean_directions: Reduction = field(init=False, repr=False)
    mean_incoming: Reduction = field(init=False, repr=False)
    sum_ties: Reduction = field(init=False, repr=False)
    mean_seat_ties: Reduction = field(init=False, repr=False)
    mean_ties_received: Reduction = field(init=False, repr=False)
    mean_organisation: Reduction = field(init=False, repr=False)
    mean_seat: Reduction = field(init=False, repr=False)
    mean_interface: Reduction = field(init=False, repr=False)
    mean_direction: Reduction = field(init=False, repr=False)
    mean_tie: Reduction = field(init=False, repr=False)

    def touched(self, seats: Array) -> tuple[Rows, Rows]:
        """Return (tie, run) pairs of all ties, either way, of marked seats, shape (seats, R)."""
        marked = seats > 0.0
        tie, run = np.nonzero(at(marked, self.tie_from) | at(marked, self.tie_to))
        return tie, run

    @cached_property
    def ties_of(self) -> RowGroups:
        """Ties that run from each seat."""
        return RowGroups(self.tie_from, len(self.names["seat"]))

    @cached_property
    def directions_of(self) -> RowGroups:
        """Directions that run from each organisation."""
        return RowGroups(self.direction_from, len(self.names["organisation"]))

    @cached_property
    def seats_of(self) -> RowGroups:
        """Seats of each organisation."""
        return RowGroups(self.seat_organisation, len(self.names["organisation"]))

    def back(self, x: Array) -> Array:
        """Return the values of the opposite directions, shape (directions, ..., R)."""
        return x.reshape(-1, 2, *x.shape[1:])[:, ::-1].reshape(x.shape)

    def both(self, x: Array) -> Array:
        """Return the mean of an interface's two directions: (directions, R) becomes (interfaces, R)."""
        return 0.5 * (x[THERE] + x[BACK])

    def ends(self, x: Array) -> Array:
        """Return the mean of an interface's two organisations: (organisations, R) becomes (interfaces, R)."""
        return 0.5 * (at(x, self.direction_from[THERE]) + at(x, self.direction_from[BACK]))

    def apart(self, x: Array) -> Array:
        """Return how far an interface's two organisations are apart, all parts together: (n, m, R) becomes (k, R)."""
        here, there = at(x, self.direction_from[THERE]), at(x, self.direction_to[THERE])
        return total(np.abs(here - there).swapaxes(0, 1))

    def spread(self, x: Array) -> Array:
        """Give both directions their interface's value: (interfaces, R) becomes (directions, R)."""
        return x.repeat(2, axis=0)


def network_of(graph: nx.MultiDiGraph) -> Network:
    """Make the index arrays from a relationship graph.

    Args:
        graph: nodes with `kind` organisation or leader, edges with `kind` membership, interface or tie,
            as `sim.place.graph.graph_of` builds it or GraphML brings it back.
    """
    organisations = [node for node, data in graph.nodes(data=True) if data["kind"] == "organisation"]
    seats = [node for node, data in graph.nodes(data=True) if data["kind"] == "leader"]
    row = {name: number for number, name in enumerate(organisations)}
    seat_row = {name: number for number, name in enumerate(seats)}
    home = {a: row[b] for a, b, kind in graph.edges(data="kind") if kind == "membership"}
    edges = [(data["row"], a, b, data) for a, b, data in graph.edges(data=True) if data["kind"] == "interface"]
    directions = sorted(edges, key=lambda edge: edge[0])
    direction_row = {(row[a], row[b]): number for number, a, b, _ in directions}
    ties = sorted(
        (direction_row[home[a], home[b]], seat_row[a], seat_row[b])
        for a, b, kind in graph.edges(data="kind")
        if kind == "tie"
    )
    tie_row = {(a, b): number for number, (_, a, b) in enumerate(ties)}
    table = np.array(ties, dtype=np.intp)
    regimes = names_of(Regime)
    return Network(
        names={
            "organisation": tuple(organisations),
            "seat": tuple(seats),
            "interface": tuple(f"{a}~{b}" for _, a, b, _ in directions[::2]),
            "direction": tuple(f"{a}>{b}" for _, a, b, _ in directions),
            "tie": tuple(f"{seats[a]}>{seats[b]}" for _, a, b in ties),
        },
        seat_organisation=np.array([home[seat] for seat in seats], dtype=np.intp),
        seat_rank=np.array([graph.nodes[seat]["rank"] for seat in seats]),
        direction_from=np.array([row[a] for _, a, _, _ in directions], dtype=np.intp),
        direction_to=np.array([row[b] for _, _, b, _ in directions], dtype=np.intp),
        tie_direction=table[:, 0],
        tie_from=table[:, 1],
        tie_to=table[:, 2],
        tie_back=np.array([tie_row[b, a] for _, a, b in ties], dtype=np.intp),
        differences=np.array([[data[regime] for regime in regimes] for _, _, _, data in directions[::2]]),
        crossing=np.array([data["crossing"] for _, _, _, data in directions[::2]]),
    )
