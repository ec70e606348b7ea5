"""Where things stand on figures that a reader would miss: bodies under heads, squares side by side, room for titles."""

from __future__ import annotations

from typing import Any

import pytest

from sim.report.figures import overview, trust_network
from sim.report.figures.canvas import BAD, GOOD, PAPER, QUIET, canvas
from sim.report.figures.overview import person
from sim.report.figures.trust_network import Relations
from tests.unit.made_up import comparison
from tests.unit.relationships.three_organisations import world
from tests.unit.report.figure_seen import axes_of
from tests.unit.report.test_maps_and_dots import GRID, maps
from tests.unit.report.test_maps_and_dots import world as square


@pytest.mark.parametrize(
    ("kind", "face", "edge"), [("better", GOOD, GOOD), ("same", PAPER, QUIET), ("worse", BAD, BAD)]
)
def test_a_little_person_has_its_head_over_its_body(kind: str, face: str, edge: str) -> None:
    from matplotlib.colors import to_hex

    with canvas(2.0, 2.0) as (_, axes):
        person(axes, 1.0, 2.0, kind, size=0.5)
        head, body, *_ = axes.patches
        assert head.center == pytest.approx((1.0, 2.145)) and head.radius == pytest.approx(0.0825)
        assert (body.get_x(), body.get_y()) == pytest.approx((0.935, 1.79))
        assert (body.get_width(), body.get_height()) == pytest.approx((0.13, 0.23))
        for part in (head, body):
            assert (to_hex(part.get_facecolor()), to_hex(part.get_edgecolor())) == (face, edge)


def test_the_key_of_little_people_stands_under_the_last_row() -> None:
    from matplotlib.patches import Circle

    finding = comparison().finding
    (axes,) = axes_of(overview, lambda: overview.people_first(finding))
    heads = [patch.center[1] for patch in axes.patches if isinstance(patch, Circle)]
    rows = sorted({round(float(y), 6) for y in heads}, reverse=True)
    people, key = rows[: len(finding.headline)], rows[len(finding.headline) :]
    # half a row and .28 lower than the middle of a row, over which people stand by .12; heads are higher by their size
    assert people[-1] - key[0] == pytest.approx(overview.ROW / 2 + 0.28 + 0.12 + 0.29 * (0.56 - 0.44), abs=1e-5)
    assert len(key) == 1 and key[0] > 0.0


def test_each_world_of_a_map_is_one_square_beside_the_next() -> None:
    people = maps([square(y, x) for y, x in GRID])[0]
    squares = [(patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()) for patch in people.patches]
    assert squares[::2] == squares[1::2] == [(x - 0.5, y - 0.5, 1.0, 1.0) for y in range(3) for x in range(3)]


def test_a_title_over_few_networks_is_smaller() -> None:
    place, seen = world().place, Relations((0.5, 0.5), (0.5,) * 3)

    def size(*years: int) -> float:
        at = dict.fromkeys(years, seen)
        drawn: Any = axes_of(trust_network, lambda: trust_network.trust_network(place, at, at, ("One", "Other"), 8))
        return drawn[0].figure.texts[0].get_size()

    assert (size(0, 1), size(0, 1, 3)) == (21.0, 28.0)
