"""Maps and dots: a number in each square, names of regions, the ring, marks on axes, and labels moved apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.analysis.axes import DEMAND, RESOURCES, axis
from sim.analysis.headline import HEADLINE
from sim.analysis.pathways import Branch
from sim.analysis.portfolio import Worth
from sim.analysis.pressure_map import MapPoint
from sim.analysis.replications import Enough, Precision
from sim.report.figures import pathways_map, plan_scatter, precision_lines, pressure_maps
from sim.report.figures.canvas import ALTERNATIVE, INK, PAPER, QUIET
from tests.unit.report.figure_seen import axes_of, colours, lines, texts

NAMES = ("Alone", "Together")


def world(y: float, x: float, people: float = 0.0, net: float = 1.0, cheaper: float = 0.5) -> MapPoint:
    return MapPoint(y, x, people, people - 0.05, people + 0.05, net, 0.0, 2.0, cheaper)


def maps(points: list[MapPoint], today: tuple[float, float] | None = None, **others: Any) -> list[Any]:
    draw = pressure_maps.pressure_maps
    return axes_of(pressure_maps, lambda: draw(points, NAMES, today=today, cashable=0.3, years=6, futures=40, **others))


GRID = [(y / 100, x / 100) for y in range(3) for x in range(3)]


def test_each_square_has_its_number_with_its_sign() -> None:
    points = [world(0.0, 0.0, 0.25, -1.25), world(0.0, 0.01, -0.25, 2.0), world(0.01, 0.0), world(0.01, 0.01)]
    people, money = maps(points)
    assert texts(people)[:4] == ["+25", "−25", "+0", "+0"]
    assert texts(money)[:4] == ["−1.2", "+2.0", "+1.0", "+1.0"]
    assert [text.get_position() for text in people.texts[:4]] == [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
    assert (people.get_xlim(), people.get_ylim()) == ((-0.5, 1.5), (-0.5, 1.5))


def test_a_region_of_three_squares_has_a_name_near_its_middle() -> None:
    points = [world(y, x, 0.3 if y > 0.015 else -0.3 if (y, x) == (0.0, 0.0) else 0.0) for y, x in GRID]
    people, money = maps(points)
    names = {text.get_text(): (text.get_position()[0], round(text.get_position()[1], 2)) for text in people.texts[9:-1]}
    # three on top, of which the middle one; one alone has no name; of five below the nearest to (1.2, 0.6)
    assert names == {"Together: better": (1, 2.28), "nobody can tell": (1, 1.5)}
    assert texts(money)[9:-1] == ["nobody can tell"]
    cheap = [world(y, x, 0.0, 1.0, 0.9 if x > 0.005 else 0.1) for y, x in GRID]
    assert texts(maps(cheap)[1])[9:-1] == ["Together: cheaper", "Alone: cheaper"]


def test_the_scenario_is_ringed_where_it_lies_on_the_map_and_its_name_makes_room() -> None:
    points = [world(y, x) for y, x in GRID]
    people, _ = maps(points, today=(0.005, 0.0175))
    ring = people.lines[0]
    assert (list(ring.get_xdata()), list(ring.get_ydata())) == ([1.75], [0.5])
    assert "the scenario" in texts(people)
    for off in ((0.03, 0.01), (-0.01, 0.01), (0.01, 0.03), (0.01, -0.01)):
        assert "the scenario" not in texts(maps(points, today=off)[0])
    assert "the scenario" in texts(maps(points, today=(0.02, 0.0))[0])  # at the very corner
    assert "the scenario" not in texts(maps([world(0.01, x) for _, x in GRID[:3]], today=(0.01, 0.01))[0])
    # the name of the region would stand over the ring: it goes up
    over = maps(points, today=(0.01, 0.01))[0]
    named = next(text for text in over.texts if text.get_text() == "nobody can tell")
    assert named.get_position() == (1, 1.5)
    # and away from the name of the scenario where there is little room, whatever the grid
    assert clear(maps([world(y, x) for y, x in GRID if y < 0.02 and x < 0.02], today=(0.005, 0.005))) == []


def clear(panels: list[Any]) -> list[str]:
    """Return what of the names on maps stands over another text, over the ring, or beyond the map."""
    found: list[str] = []
    for panel in panels:
        renderer, whole = panel.figure.canvas.get_renderer(), panel.bbox.padded(3)
        panel._update_title_position(renderer)
        framed = [text for text in panel.texts if text.get_bbox_patch() and text.get_weight() == "bold"]
        for text in framed:
            text.get_window_extent(renderer)
            text.update_bbox_position_size(renderer)
        boxes = {text: text.get_bbox_patch().get_window_extent(renderer) for text in framed}
        heads = [panel.title, panel._left_title, *(text for text in panel.texts if text.get_color() == QUIET)]
        for text, box in boxes.items():
            others = [(other.get_text(), other.get_window_extent(renderer)) for other in heads if other not in framed]
            others += [(other.get_text(), room) for other, room in boxes.items() if other is not text]
            if text.get_text() != "the scenario":
                others += [("ring", line.get_window_extent(renderer)) for line in panel.lines]
            found += [f"{text.get_text()} over {name}" for name, room in others if name and box.overlaps(room)]
            if box.y0 < whole.y0 or box.y1 > whole.y1 or box.x0 < whole.x0 or box.x1 > whole.x1:
                found.append(f"{text.get_text()} beyond the map")
    return found


@pytest.mark.parametrize(("rows", "columns"), [(1, 2), (2, 1), (2, 2), (1, 5), (2, 5), (5, 2), (9, 9)])
def test_names_of_regions_stand_on_the_map_clear_of_each_other_and_of_what_is_written_over_it(
    rows: int, columns: int
) -> None:
    grid = [(0.005 * y, 0.005 * x) for y in range(rows) for x in range(columns)]
    split = [world(y, x, 0.3 if x > y else -0.3, 1.0, 0.9 if x > 0.004 else 0.1) for y, x in grid]
    for points, today in (([world(y, x, 0.3) for y, x in grid], (0.0025, 0.0025)), (split, None)):
        panels = maps(points, today=today)
        assert clear(panels) == []
        if len(grid) > 2:
            assert any("better" in text for text in texts(panels[0])), "no region has a name"


def test_axes_have_their_values_in_percent_and_say_what_they_are() -> None:
    points = [world(y, x - 0.01) for y, x in GRID]
    panel = maps(points)[0]
    assert [tick.get_text() for tick in panel.get_xticklabels()] == ["−1%", "0%", "1%"]
    assert panel.get_xlabel() == "growth of money a year, in real terms"
    assert panel.get_ylabel() == "growth of demand a year"
    axes = (axis("pressure.feedback"), axis("demand.growth"))
    other = maps([world(y, x) for y in (0.5, 1.0) for x in (0.01, 0.02)], axes=axes)[0]
    assert [tick.get_text() for tick in other.get_yticklabels()] == ["0.5", "1"]
    assert [tick.get_text() for tick in other.get_xticklabels()] == ["1%", "2%"]
    assert other.get_xlabel() == "growth of need for care a year"
    assert other.get_ylabel() == "how strongly care's condition is felt as pressure"
    assert (DEMAND.name, RESOURCES.name) == ("demand", "resources")


WORTH = Worth("a", 1.0, 0.5, 1.5, 0.6, 0.2, 0.2, 1.0, 0.5, 0.0, float("nan"), 0, "", 1.0)


def test_a_unit_of_time_is_said_once_under_the_axis_and_not_at_every_mark() -> None:
    points = [world(y, x) for y in (0.0, 0.5) for x in (0.0, 1.0, 2.5)]
    people, _ = maps(points, axes=(axis("plan.enabler.dose"), axis("plan.enabler.from")))
    assert [mark.get_text() for mark in people.get_xticklabels()] == ["0", "1", "2.5"]
    assert people.get_xlabel() == "start of enabler, years"
    assert [mark.get_text() for mark in people.get_yticklabels()] == ["0%", "50%"]
    assert people.get_ylabel() == "dose of enabler"


def test_plans_are_dots_by_money_and_people_and_their_labels_stand_apart() -> None:
    beaten = replace(WORTH, plan="b", people=1.01, money=3.0, hours=-1.0, beaten_by="a")
    (axes,) = axes_of(plan_scatter, lambda: plan_scatter.plan_scatter([WORTH, beaten], ["Coaching", "A board"], 6, 40))
    assert lines(axes)[1:] == [
        ([1.0, 1.0], [0.5, 1.5]), ([1.0], [1.0]), ([3.0, 3.0], [0.5, 1.5]), ([3.0], [1.01]),
    ]  # fmt: skip
    assert colours(axes) == [INK, ALTERNATIVE, ALTERNATIVE, QUIET, QUIET]
    assert [line.get_markersize() for line in axes.lines[2::2]] == [17.0, 9.0]  # hours below nothing: the smallest
    first, second = axes.texts
    assert (first.get_text(), second.get_text()) == ("Coaching", "A board")
    low, high = -0.075, 1.575  # from 0 to 1.5, and a twentieth of that either way
    assert first.xyann[1] == 1.0 and second.xyann[1] == pytest.approx(1.0 + 0.045 * (high - low))
    assert second.xy == (3.0, 1.01) and axes.get_ylim() == pytest.approx((low, high))
    left, right = 0.9, 3.1 + 0.5 * 2.2
    assert axes.get_xlim() == pytest.approx((left, right))
    assert first.xyann[0] == pytest.approx(1.0 + 0.025 * (right - left))


def test_half_widths_are_drawn_against_pairs_and_what_decides_is_in_colour() -> None:
    found = tuple(
        Precision(name, n, (2.0 if name == "delayed" else 1.0) * 10 / n, 0.1) for name in HEADLINE for n in (10, 100)
    )
    enough = Enough(found, 0.5, 0.05, 100, True, "delayed", "effect")
    left, right = axes_of(precision_lines, lambda: precision_lines.precision_lines(enough))
    row = HEADLINE.index("delayed")
    assert lines(left)[row] == ([10.0, 100.0], [2.0, 0.2]) and lines(right)[row] == ([10.0, 100.0], [10.0, 10.0])
    assert colours(left)[: len(HEADLINE)].count(ALTERNATIVE) == 1 and colours(left)[row] == ALTERNATIVE
    assert ALTERNATIVE not in colours(right)
    assert (texts(left)[:2], texts(right)[:2]) == (["asked for: 0.5", "100"], ["asked for: 5", "100"])
    assert [tick.get_text() for tick in left.get_xticklabels()] == ["10", "20", "50", "100"]
    assert [tick.get_text() for tick in left.get_yticklabels()] == ["0.1", "0.2", "0.5", "1", "2"]
    carried = axes_of(precision_lines, lambda: precision_lines.precision_lines(replace(enough, tried=False)))
    assert "100" not in texts(carried[0]) and len(carried[0].lines) == len(left.lines) - 1


def test_branches_are_as_wide_as_futures_go_and_end_with_how_many_stay() -> None:
    began, ended = ("a", "began"), ("a", "ended")
    taken = [
        Branch((), 5, (), 0.0, 0.0),
        Branch((began,), 3, (1.0,), 0.0, 0.0),
        Branch((began, ended), 2, (1.0, 3.0), 0.0, 0.0),
    ]
    (axes,) = axes_of(pathways_map, lambda: pathways_map.pathways_map(taken, {"a": "Coaching"}, "A map", 4, 10))
    ways = [(x, line.get_linewidth()) for (x, y), line in zip(lines(axes), axes.lines, strict=True) if y[0] == y[-1]]
    ways = [(x, width) for x, width in ways if len(x) == 2]
    assert ways == [
        ([0.0, 1.0], 28.0),  # all ten: 2 and 26 more
        ([1.0, 4.0], 15.0),  # five stay
        ([1.0, 3.0], 15.0),  # five begin
        ([3.0, 4.0], pytest.approx(9.8)),  # three stay
        ([3.0, 4.0], pytest.approx(7.2)),  # two end
    ]
    assert texts(axes) == [
        "5 of 10", "As things go", "3 of 10", "“Coaching” begins", "2 of 10", "“Coaching” ends",
    ]  # fmt: skip
    assert [text.get_ha() for text in axes.texts[1::2]] == ["left", "left", "right"]  # late in the run: before the dot
    assert [text.get_position()[0] for text in axes.texts[1::2]] == pytest.approx([0.08, 1.08, 2.92])
    assert axes.get_xlim() == pytest.approx((0.0, 4.48)) and axes.get_ylim() == pytest.approx((2.6, -0.8))
    rings = [line.get_markeredgecolor() for line in axes.lines if line.get_marker() == "o"]
    assert rings == [ALTERNATIVE, ALTERNATIVE] and colours(axes)[0] == QUIET and PAPER in colours(axes)
