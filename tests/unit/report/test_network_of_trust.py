"""The network of trust by hand: who stands in the middle and where the others do, as a graph, and what is drawn."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import atan2
from typing import Any

import networkx as nx
import numpy as np
import pytest

from sim.core.state import State
from sim.place import Place, load_place
from sim.report.figures import trust_network as network
from sim.report.figures.canvas import INK
from sim.report.figures.trust_network import Relations
from tests.unit.relationships.three_organisations import world
from tests.unit.report.figure_seen import axes_of, colours, lines

SEEN = Relations((0.2, 0.6), (0.5, 0.25, 1.0))


def linked(count: int, pairs: list[tuple[int, int]]) -> Place:
    """Return a place of so many organisations, o0 and on, with these boundaries."""
    anyplace = load_place("anyplace")
    own = tuple(replace(anyplace.organisations[0], key=f"o{k}", label=f"Number {k}") for k in range(count))
    ends = tuple(replace(anyplace.interfaces[0], between=(f"o{a}", f"o{b}")) for a, b in pairs)
    return replace(anyplace, organisations=own, interfaces=ends)


@lru_cache(maxsize=1)
def star() -> Place:
    """Return seven organisations: o0 has six boundaries, o1 three, o2 two, the others one."""
    return linked(7, [(0, k) for k in range(1, 7)] + [(1, 2), (1, 3)])


def test_from_seven_organisations_on_the_three_with_most_boundaries_stand_in_the_middle() -> None:
    assert network.core(star()) == {"o0", "o1", "o2"}  # of o2 and o3, with two each, the first
    assert network.core(linked(6, [(0, 1), (0, 2)])) == frozenset()
    where = network.positions(star())
    assert {where[key] for key in ("o0", "o1", "o2")} == {(-0.12, 0.6), (0.14, 0.08), (-0.12, -0.62)}


def test_the_others_stand_clockwise_on_two_arcs_in_rows_of_their_own() -> None:
    half, third = round(float(np.sqrt(0.75)), 6), round(float(np.sqrt(1 - 4 / 9)), 6)
    assert network._slots(4) == [(half, 0.5), (half, -0.5), (-half, -0.5), (-half, 0.5)]
    assert network._slots(5) == [
        (third, round(2 / 3, 6)), (1.0, 0.0), (third, -round(2 / 3, 6)), (-half, -0.5), (-half, 0.5),
    ]  # fmt: skip
    assert network._slots(0) == []


def test_how_far_from_the_rough_layout_counts_the_short_way_round() -> None:
    assert network._apart(np.array([0.0, 1.0]), [0.5, 0.75]) == pytest.approx(0.75)
    assert network._apart(np.array([3.0]), [-3.0]) == pytest.approx(2 * np.pi - 6.0)


def test_neighbours_of_a_ring_stand_beside_each_other() -> None:
    where = network.positions(linked(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]))
    ring = sorted(where, key=lambda key: atan2(where[key][1], where[key][0]))
    numbers = [int(key[1:]) for key in ring]
    assert {(b - a) % 6 for a, b in pairwise(numbers)} in ({1}, {5})


def test_organisations_stand_as_in_the_rough_layout_turned_as_little_as_can_be() -> None:
    pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (1, 6), (2, 7), (3, 8), (1, 2), (4, 5)]
    place = linked(9, pairs)
    graph: Any = nx.Graph()
    graph.add_nodes_from(f"o{k}" for k in range(9))
    graph.add_edges_from((f"o{a}", f"o{b}") for a, b in pairs)
    rough = nx.kamada_kawai_layout(graph, pos=nx.circular_layout(graph))
    where, best = network.positions(place), network.core(place)
    down = sorted(best, key=lambda key: -where[key][1])
    assert [rough[key][1] for key in down] == sorted((rough[key][1] for key in best), reverse=True)
    centre = np.mean(list(rough.values()), axis=0)
    rest = sorted(set(where) - best, key=lambda key: network._slots(6).index(where[key]))
    turn = [atan2(rough[key][1] - centre[1], rough[key][0] - centre[0]) for key in rest]
    slots = np.array([atan2(y, x) for x, y in network._slots(6)])
    falls = [b < a for a, b in pairwise([*turn, turn[0]])]
    assert falls.count(False) == 1  # clockwise: but for one step over the back angles fall
    ways = [network._apart(slots, turn[start:] + turn[:start]) for start in range(6)]
    assert min(ways) == ways[0] < sorted(ways)[1]


def test_relations_are_means_over_futures_and_both_ways_in_years() -> None:
    trust = np.array([[0.1, 0.3], [0.3, 0.5], [0.8, 0.8], [0.4, 0.4]])  # there and back over each of two boundaries
    pressure = np.array([[0.4, 0.6], [0.0, 0.5], [1.0, 1.0]])
    kept = {39: State({"trust": trust, "pressure": pressure}), 0: State({"trust": trust * 0, "pressure": pressure})}
    found = network.relations(world().place, kept)
    assert list(found) == [0, 3]
    assert found[3].trust == pytest.approx((0.3, 0.6)) and found[3].pressure == pytest.approx((0.5, 0.25, 1.0))
    assert found[0].trust == (0.0, 0.0)


def test_a_graph_has_the_trust_of_each_boundary_and_the_pressure_of_each_organisation() -> None:
    graph: Any = network.as_graph(world().place, SEEN)
    assert dict(graph.nodes(data="pressure")) == {"hospital": 0.5, "council": 0.25, "practice": 1.0}
    assert graph.nodes["council"]["label"] == "Council" and graph.nodes["practice"]["sector"] == "health"
    assert sorted(graph.edges(data="trust")) == [("hospital", "council", 0.2), ("hospital", "practice", 0.6)]
    text = network.graphml(world().place, SEEN)
    assert text.startswith("<graphml") and text.endswith("</graphml>\n") and text.count("<edge ") == 2


def test_lines_are_as_wide_and_dark_as_there_is_trust_and_circles_as_large_as_pressure() -> None:
    place, other = world().place, Relations((1.0, 0.0), (0.0, 0.0, 0.0))
    panels = axes_of(
        network, lambda: network.trust_network(place, {0: SEEN, 2: other}, {0: SEEN, 2: SEEN}, ("One", "Other"), 8)
    )
    assert len(panels) == 4
    first, last = panels[0], panels[1]
    assert [line.get_linewidth() for line in first.lines] == pytest.approx([0.6 + 9.0 * 0.2, 0.6 + 9.0 * 0.6])
    assert [line.get_alpha() for line in first.lines] == pytest.approx([0.12 + 0.88 * 0.2, 0.12 + 0.88 * 0.6])
    assert [line.get_linewidth() for line in last.lines] == pytest.approx([9.6, 0.6]) and colours(first) == [INK, INK]
    sizes = [float(circle.get_sizes()[0]) for circle in first.collections]
    assert sizes == pytest.approx([14.0**2, 9.0**2, 24.0**2])
    where = network.positions(place)
    for (across, up), interface in zip(lines(first), place.interfaces, strict=True):
        assert list(zip(across, up, strict=True)) == [pytest.approx(where[key]) for key in interface.between]
    titles = [axes.get_title(loc="left") for axes in panels]
    assert titles == [
        "At the start: 0.40 on average", "Year 2: 0.50 on average",
        "At the start: 0.40 on average", "Year 2: 0.40 on average",
    ]  # fmt: skip
    assert [axes.texts[0].get_text() for axes in panels] == ["from 0.20 to 0.60", "from 0.00 to 1.00"] + [
        "from 0.20 to 0.60"
    ] * 2


def test_names_stand_outside_the_arcs_and_above_or_below_those_in_the_middle() -> None:
    seen = Relations((0.5,) * 8, (0.5,) * 7)
    panel = axes_of(network, lambda: network.trust_network(star(), {0: seen}, {0: seen}, ("One", "Other"), 8))[0]
    where = network.positions(star())
    words = dict(zip((one.key for one in star().organisations), panel.texts[1:], strict=True))
    for key, (x, y) in where.items():
        inside = key in network.core(star())
        side = "center" if inside else "left" if x > 0 else "right"
        up = "center" if not inside else "bottom" if y < -0.3 else "top"
        assert (words[key].get_ha(), words[key].get_va()) == (side, up), key
        assert words[key].xy == (x, y) and (words[key].get_weight() == "bold") == inside
        sign = (0.0 if inside else np.sign(x), 0.0 if not inside else 1.0 if y < -0.3 else -1.0)
        assert words[key].xyann == (17.0 * sign[0], 12.0 * sign[1])


def test_no_boundaries_have_no_trust() -> None:
    none = Relations((), (0.5,))
    assert none.mean == 0.0 and none.ends == (0.0, 0.0)
    assert SEEN.mean == pytest.approx(0.4) and SEEN.ends == (0.2, 0.6)


def test_the_title_says_the_last_year_and_the_alternative_first() -> None:
    other = Relations((0.5, 0.5), (0.5,) * 3)
    title = network.trust_title(world().place, {0: other, 6: SEEN}, {0: SEEN, 6: other}, ("Alone", "Together"))
    said = "In year 6, trust between organisations is 0.50 with together, 0.40 with alone, on average, on a scale from"
    assert title == f"{said} 0 to 1"
