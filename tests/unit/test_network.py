"""Sums over the graph against plain loops and dense tables, and the graph's way to GraphML and back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import fields
from functools import cache

import networkx as nx
import numpy as np
import pytest

from sim.core.arithmetic import Array
from sim.place import Place, load_place
from sim.place.graph import graph_of
from sim.world.joins import Tables
from sim.world.network import Network, Reduction, RowGroups, at, network_of
from sim.world.world import SERVICES
from tests.other_places import four_organisations, integrated_trust, two_hospitals

RUNS = 3


@cache
def graph() -> nx.MultiDiGraph:
    return graph_of(load_place("anyplace"))


@cache
def net() -> Network:
    return network_of(graph())


def values(entity: str, *middle: int) -> Array:
    return np.random.default_rng(5).uniform(0.1, 1.0, (len(net().names[entity]), *middle, RUNS))


def test_rows_agree_with_the_graph() -> None:
    n, names = net(), net().names
    assert len(set(names["tie"])) == len(names["tie"]) > 200
    for row, (a, b) in enumerate(zip(n.direction_from, n.direction_to, strict=True)):
        assert names["direction"][row] == f"{names['organisation'][a]}>{names['organisation'][b]}"
        assert n.direction_from[row ^ 1] == b and n.direction_to[row ^ 1] == a
    for row, name in enumerate(names["tie"]):
        assert name == f"{names['seat'][n.tie_from[row]]}>{names['seat'][n.tie_to[row]]}"
        direction = n.tie_direction[row]
        assert n.seat_organisation[n.tie_from[row]] == n.direction_from[direction]
        assert n.seat_organisation[n.tie_to[row]] == n.direction_to[direction]
        assert n.tie_back[n.tie_back[row]] == row and n.tie_from[n.tie_back[row]] == n.tie_to[row]
    for row, seat in enumerate(names["seat"]):
        assert names["organisation"][n.seat_organisation[row]] == seat.split("/")[0]


SUMS: dict[str, tuple[str, str, Callable[[Network], Array], bool]] = {
    "sum_seats": ("seat", "organisation", lambda n: n.seat_organisation, False),
    "sum_directions": ("direction", "organisation", lambda n: n.direction_from, False),
    "mean_directions": ("direction", "organisation", lambda n: n.direction_from, True),
    "mean_incoming": ("direction", "organisation", lambda n: n.direction_to, True),
    "sum_ties": ("tie", "direction", lambda n: n.tie_direction, False),
    "mean_seat_ties": ("tie", "seat", lambda n: n.tie_from, True),
    "mean_ties_received": ("tie", "seat", lambda n: n.tie_to, True),
} | {
    f"mean_{entity}": (entity, "", lambda n: np.zeros(1), True)
    for entity in ("organisation", "seat", "interface", "direction", "tie")
}


@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("middle", [(), (4,)])
def test_every_sum_is_what_its_name_says(name: str, middle: tuple[int, ...]) -> None:
    source, target, groups_of, mean = SUMS[name]
    x, size = values(source, *middle), len(net().names[target]) if target else 1
    groups = groups_of(net()) if target else np.zeros(len(x), dtype=int)
    made = getattr(net(), name)(x)
    assert made.shape == (size, *middle, RUNS)
    for row in range(size):
        chosen = x[groups == row]
        assert len(chosen) > 0
        expected = chosen.sum(axis=0) / (len(chosen) if mean else 1.0)
        np.testing.assert_allclose(made[row], expected, rtol=1e-13, err_msg=f"{name} {row}")


@pytest.mark.parametrize("name", SUMS)
def test_sums_give_the_same_bits_alone_and_in_a_batch(name: str) -> None:
    for middle in ((), (2,)):
        x = values(SUMS[name][0], *middle)
        made = getattr(net(), name)(x)
        for run in range(RUNS):
            alone = getattr(net(), name)(np.ascontiguousarray(x[..., run : run + 1]))
            assert (alone == made[..., run : run + 1]).all()


def test_a_reduction_from_a_table_is_that_table() -> None:
    table = np.random.default_rng(3).normal(size=(4, 6)) * (np.random.default_rng(4).uniform(size=(4, 6)) > 0.5)
    x = np.random.default_rng(6).normal(size=(6, 2, RUNS))
    np.testing.assert_allclose(Reduction.table(table)(x), np.tensordot(table, x, axes=1), rtol=1e-12, atol=1e-14)


def test_degrees_and_team_sizes_count() -> None:
    n, g = net(), graph()
    for row, name in enumerate(n.names["organisation"]):
        assert n.degree[row] == sum(1 for *_, kind in g.out_edges(name, data="kind") if kind == "interface")
        assert n.team_size[row] == sum(1 for *_, kind in g.in_edges(name, data="kind") if kind == "membership")
    for row, name in enumerate(n.names["seat"]):
        assert n.seat_degree[row] == sum(1 for *_, kind in g.out_edges(name, data="kind") if kind == "tie")


def test_back_both_ends_and_spread() -> None:
    n, x = net(), values("direction")
    assert (n.back(n.back(x)) == x).all()
    for row in range(len(x)):
        assert (n.back(x)[row] == x[row ^ 1]).all()
        assert (n.back(values("direction", 2))[row] == values("direction", 2)[row ^ 1]).all()
    both, o = n.both(x), values("organisation")
    assert (n.spread(both)[::2] == both).all() and (n.spread(both)[1::2] == both).all()
    for row in range(len(both)):
        np.testing.assert_allclose(both[row], (x[2 * row] + x[2 * row + 1]) / 2)
        one, other = (n.names["organisation"].index(name) for name in n.names["interface"][row].split("~"))
        np.testing.assert_allclose(n.ends(o)[row], (o[one] + o[other]) / 2)


def test_at_gathers_rows() -> None:
    x, rows = values("seat", 2), np.array([3, 0, 3, 1])
    assert (at(x, rows) == x[rows]).all()


def test_touched_finds_every_tie_of_a_marked_seat_either_way() -> None:
    n = net()
    marked = np.zeros((len(n.names["seat"]), RUNS), dtype=bool)
    marked[0, 0] = marked[5, 0] = marked[-1, 2] = True
    expected = np.zeros((len(n.names["tie"]), RUNS), dtype=bool)
    for tie in range(len(expected)):
        expected[tie] = marked[n.tie_from[tie]] | marked[n.tie_to[tie]]
    found = np.zeros_like(expected)
    found[n.touched(marked)] = True
    assert (found == expected).all() and expected.any()
    assert n.touched(marked * 26.0)[0].size == n.touched(marked)[0].size, "weeks of an empty post mark a seat too"
    assert n.touched(np.zeros_like(marked))[0].size == 0


def test_the_graph_goes_to_graphml_and_back_to_equal_arrays() -> None:
    file = io.BytesIO()
    nx.write_graphml(graph(), file)
    file.seek(0)
    again = network_of(nx.read_graphml(file, force_multigraph=True))
    for item in fields(Network):
        ours, theirs = getattr(net(), item.name), getattr(again, item.name)
        if isinstance(ours, Reduction):
            assert (ours.matrix != theirs.matrix).nnz == 0, item.name
        elif isinstance(ours, dict):
            assert ours == theirs
        else:
            assert ours.dtype == theirs.dtype and (ours == theirs).all(), item.name


@pytest.mark.parametrize("make", [lambda: load_place("anyplace"), two_hospitals, integrated_trust, four_organisations])
def test_joins_of_projects_are_those_of_a_table_with_a_cell_for_each(make: Callable[[], Place]) -> None:
    """Lists of sponsors and of directions between them, against tables of all projects by all rows."""
    place = make()
    n = network_of(graph_of(place))
    tables, names = Tables(place, n, SERVICES), n.names["organisation"]
    sponsors = np.array([[float(name in project.sponsors) for name in names] for project in place.projects])
    within = sponsors[:, n.direction_from] * sponsors[:, n.direction_to]
    assert [list(rows) for rows in tables.sponsors] == [list(np.nonzero(row)[0]) for row in sponsors]
    assert [list(rows) for rows in tables.within] == [list(np.nonzero(row)[0]) for row in within]
    owned = np.stack([within * (n.direction_from == row) for row in range(len(names))])
    counts = owned.sum(axis=2, keepdims=True)
    alike = (owned / np.maximum(counts, 1.0)).sum(axis=0) / (counts > 0.0).sum(axis=0)
    for made, expected in (
        (tables.project_of_organisations, sponsors / sponsors.sum(axis=1, keepdims=True)),
        (tables.organisation_of_projects, sponsors.T),
        (tables.direction_of_projects, within.T),
        (tables.project_of_directions, alike),
        (tables.project_of_interfaces, within[:, ::2] / within[:, ::2].sum(axis=1, keepdims=True)),
    ):
        assert made.matrix.has_sorted_indices, "sums are taken in the order of rows"
        assert made.matrix.nnz == np.count_nonzero(expected), "nothing is kept of what is not joined"
        np.testing.assert_allclose(made.weights, expected, rtol=1e-15)
    for seat, reduction in tables.held_by.items():
        ends = [name.rstrip("+").split("/") for name in n.names["seat"]]
        held = [[team == one and role == seat.name.lower() for team, role in ends] for one in names]
        np.testing.assert_allclose(reduction.weights, np.array(held) / np.maximum(np.sum(held, axis=1), 1)[:, None])


def test_groups_are_those_who_belong_together() -> None:
    groups = RowGroups(np.array([2, 0, 2, 2, 0]), 4)
    assert [list(groups[group]) for group in range(4)] == [[1, 4], [], [0, 2, 3], []]
    members, whose = groups.all_of(np.array([2, 1, 0, 2]))
    assert list(members) == [0, 2, 3, 1, 4, 0, 2, 3] and list(whose) == [0, 0, 0, 2, 2, 3, 3, 3]
    assert groups.all_of(np.array([], dtype=np.intp))[0].size == 0


def test_groups_of_a_network_are_its_rows() -> None:
    n = net()
    for groups, of in ((n.ties_of, n.tie_from), (n.directions_of, n.direction_from), (n.seats_of, n.seat_organisation)):
        for row in range(int(of.max()) + 1):
            assert list(groups[row]) == list(np.nonzero(of == row)[0])


def test_tables_share_out_what_they_join() -> None:
    place = load_place("anyplace")
    tables = Tables(place, net(), SERVICES)
    ones = {entity: np.ones((len(net().names[entity]), 1)) for entity in ("organisation", "interface", "direction")}
    services, projects = np.ones((len(SERVICES), 1)), np.ones((len(place.projects), 1))
    for made in (
        tables.pathway_of_interfaces(ones["interface"]),
        tables.project_of_organisations(ones["organisation"]),
        tables.project_of_directions(ones["direction"]),
        tables.project_of_interfaces(ones["interface"]),
        tables.service_of_organisations(ones["organisation"]),
        tables.organisation_of_services(services),
    ):
        np.testing.assert_allclose(made, 1.0, rtol=1e-12, err_msg="weights of a mean add up to 1")
    counts = tables.organisation_of_projects(projects)[:, 0]
    for row, name in enumerate(net().names["organisation"]):
        assert counts[row] == sum(name in project.sponsors for project in place.projects)
    for row, pathway in enumerate(place.pathways):
        crossed = {frozenset(pair) for pair in pathway.crosses}
        weights = tables.pathway_of_interfaces.matrix.toarray()[row]
        for column, name in enumerate(net().names["interface"]):
            assert (weights[column] > 0.0) == (frozenset(name.split("~")) in crossed), (pathway.key, name)
