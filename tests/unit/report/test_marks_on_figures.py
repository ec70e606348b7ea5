"""Marks that a reader goes by: shaded years, lanes and their ways, names beside line ends, branches left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.colors import to_hex

from sim.analysis.headline import HEADLINE
from sim.analysis.pathways import Branch
from sim.analysis.replications import Enough, Precision
from sim.events import Event
from sim.report.figures import fans, pathways_map, precision_lines, story_lanes
from sim.report.figures.canvas import ALTERNATIVE, BASE, PALE, QUIET
from tests.unit.made_up import comparison
from tests.unit.report.figure_seen import axes_of, bars, lines, texts
from tests.unit.report.test_stories_in_words import NAMES, event, story, twin


def lanes(weeks: int, ends: tuple[float, float] = (8.0, 4.0), *events: Event) -> list[Any]:
    """Return the axes of a story in which as many wait all the time; the events are those of the alternative."""
    base, other = twin([ends[0]] * (weeks + 1)), twin([ends[1]] * (weeks + 1), *events)
    pair = replace(story(), base=base, alternative=other)
    return axes_of(story_lanes, lambda: story_lanes.story_lanes(pair, NAMES, "A title"))


def test_every_other_year_is_shaded_and_the_last_may_be_a_part_of_one() -> None:
    above, below = lanes(130)
    for axes in (above, below):
        assert bars(axes)[:2] == [(0.0, 52.0, PALE), (104.0, 26.0, PALE)] and len(axes.patches) == 2
    assert list(below.get_xticks()) == [26.0, 78.0, 117.0] and list(above.get_xticks()) == []
    assert [tick.get_text() for tick in below.get_xticklabels()] == ["Year 1", "Year 2", "Year 3"]


@pytest.mark.parametrize(
    ("ends", "top", "at"),
    [
        ((8.0, 4.0), 1.2 * 8.2, (8.0, 4.0)),  # a twentieth of 4 over the highest, and a fifth of that
        ((8.0, 7.0), 1.2 * 8.05, (7.5 + 0.11 * 9.66, 7.5 - 0.11 * 9.66)),  # too near: moved apart about their middle
        ((7.0, 8.0), 1.2 * 8.05, (7.5 - 0.11 * 9.66, 7.5 + 0.11 * 9.66)),
    ],
)
def test_names_stand_at_the_ends_of_their_lines(ends: tuple[float, float], top: float, at: tuple[float, float]) -> None:
    above, _ = lanes(104, ends)
    assert above.get_ylim() == pytest.approx((0.0, top))
    assert [text.get_position() for text in above.texts] == [(pytest.approx(105.04), pytest.approx(y)) for y in at]
    assert texts(above) == list(NAMES) and [text.get_color() for text in above.texts] == [BASE, ALTERNATIVE]
    dashed, whole = above.lines
    assert (dashed.is_dashed(), whole.is_dashed()) == (True, False)


def test_every_kind_of_event_has_its_lane_and_points_up_down_or_neither() -> None:
    ways = {
        # twelve rows, three a lane: the alternative is the second of each, and a sixth of a row up or down
        10.17: ("leader_started",),
        9.83: ("leader_left",),
        7.17: ("difference_raised",),
        6.83: ("conflict_ruptured", "cost_moved", "promise_broken"),
        4.17: ("meetings_more", "trust_gained", "promise_grown"),
        3.83: ("meetings_fewer", "trust_lost", "promise_shrunk"),
        1.17: ("project_adopted",),
        0.83: ("project_dropped", "pilot_given_up", "project_ended"),
        1.0: ("pilot_begun", "project_begun"),
    }
    events = [event(what, week=5 + 3 * k) for k, what in enumerate(what for kinds in ways.values() for what in kinds)]
    _, below = lanes(104, (8.0, 4.0), *events, event("hardest_week", week=1))
    seen = {float(x): round(float(y), 9) for dots in below.collections for x, y in dots.get_offsets()}
    wanted = [at for at, kinds in ways.items() for _ in kinds]
    assert seen == {5.0 + 3 * k: at for k, at in enumerate(wanted)}
    drawn = [dots for dots in below.collections if len(dots.get_offsets())]
    assert {to_hex(dots.get_facecolor()[0]) for dots in drawn} == {ALTERNATIVE}
    assert [int(dots.get_sizes()[0]) for dots in drawn] == [55] * 8 + [26]


def test_lanes_are_named_parted_and_counted_by_arm() -> None:
    _, below = lanes(104, (8.0, 4.0), event("leader_left"))
    assert [line.get_ydata()[0] for line in below.lines] == [9.0, 6.0, 3.0]  # none above the first lane
    names = [(text.get_text().split("\n")[0], text.get_position()[1]) for text in below.texts[::3]]
    assert names == [("Leaders", 10.5), ("Conflict", 7.5), ("Meetings,", 4.5), ("Joint projects", 1.5)]
    counts = [
        (text.get_text(), text.get_position()[1], text.get_color())
        for text in below.texts
        if text.get_position()[0] > 1.0
    ]
    assert counts[:4] == [
        ("0 events", 11.0, BASE), ("1 event", 10.0, ALTERNATIVE),
        ("0 events", 8.0, BASE), ("0 events", 7.0, ALTERNATIVE),
    ]  # fmt: skip


def heading_of(axes: Any) -> str:
    return " ".join(text.get_text() for text in axes.figure.texts)


def test_a_map_of_pathways_draws_nine_branches_and_says_how_many_it_leaves_out() -> None:
    taken = [Branch(((f"{k:02}", "began"),), 2, (1.0 + k / 10,), 0.0, 0.0) for k in range(11)]
    labels = {f"{k:02}": f"Plan {k}" for k in range(11)}

    def drawn(many: int) -> Any:
        return axes_of(pathways_map, lambda: pathways_map.pathways_map(taken[:many], labels, "A map", 3, 22))[0]

    eleven = drawn(11)
    assert "2 rarer branches, of 4 futures, are in the table." in heading_of(eleven)
    assert "“Plan 8” begins" in texts(eleven) and "“Plan 9” begins" not in texts(eleven)
    assert "are in the table" not in heading_of(drawn(9)) and "22 possible futures; a line" in heading_of(drawn(9))
    assert list(eleven.get_xticks()) == [0, 1, 2, 3] and texts(eleven)[0] == "As things go"  # nobody stays on it
    # each leaves the first line in its own year and goes down to its own row
    down = [(x, y) for x, y in lines(eleven) if len(x) == 2 and x[0] == x[1]]
    assert down == [([1.0 + k / 10] * 2, [0.0, k + 1.0]) for k in range(9)]


def test_names_beside_half_widths_stand_where_their_lines_end() -> None:
    # the ends are 1, a tenth, a hundredth and so on: an axis of five tens and a twentieth of that either way
    found = tuple(Precision(name, n, 10.0**-k, 0.0) for k, name in enumerate(HEADLINE) for n in (10, 20))
    enough = Enough(found, 0.5, 0.05, 20, True, HEADLINE[1], "effect")
    left, right = axes_of(precision_lines, lambda: precision_lines.precision_lines(enough))
    names = left.texts[2 : 2 + len(HEADLINE)]
    at = [(5.25 - k) / 5.5 for k in range(len(HEADLINE))]
    assert [text.xy for text in names] == [(1.0, pytest.approx(y)) for y in at]
    assert [text.xyann for text in names] == [(1.06, pytest.approx(y)) for y in at]
    assert [text.get_color() for text in names] == [QUIET, ALTERNATIVE, *[QUIET] * (len(HEADLINE) - 2)]
    assert [text.get_weight() for text in names][:2] == ["normal", "bold"]
    assert (left.get_xscale(), left.get_yscale()) == ("log", "log")
    assert [tick.get_text() for tick in left.get_xticklabels()] == ["10", "20"]
    # nothing has no place on such an axis: it stands at a millionth; names of the same place are moved apart
    assert lines(right)[0] == ([10.0, 20.0], [1e-6, 1e-6])
    apart = [text.xyann[1] for text in right.texts[2 : 2 + len(HEADLINE)]]
    assert [b - a for a, b in pairwise(apart)] == pytest.approx([0.095] * 5)
    assert {text.get_color() for text in right.texts[2 : 2 + len(HEADLINE)]} == {QUIET}
    widths = [line.get_linewidth() for line in left.lines[: len(HEADLINE)]]
    assert widths == [2.2, 4.0, *[2.2] * (len(HEADLINE) - 2)]


@pytest.mark.parametrize(("shift", "above"), [(0.0, 1), (900.0, 1), (-900.0, 0), (9_000.0, 1)])
def test_names_of_arms_beside_a_fan_stand_apart_in_the_order_of_their_lines(shift: float, above: int) -> None:
    finding = comparison({"days_at_home": shift}, years=2).finding
    left, right = axes_of(fans, lambda: fans.fan(finding, "days_at_home"))
    low, high = left.get_ylim()
    ends = [text.xyann[1] for text in left.texts if text.get_text().replace("\n", " ") in finding.names]
    assert ends[above] - ends[1 - above] == pytest.approx(max(0.17 * (high - low), abs(shift)))
    base, other = left.lines[2], left.lines[5]
    assert (base.is_dashed(), other.is_dashed()) == (False, True)
    assert [to_hex(band.get_facecolor()[0]) for band in left.collections] == [BASE] * 2 + [ALTERNATIVE] * 2
    assert [band.get_alpha() for band in left.collections] == [0.13, 0.22] * 2
    matters = finding.effects["days_at_home"].matters
    (zone,) = right.patches
    assert (zone.get_y(), zone.get_height(), to_hex(zone.get_facecolor())) == (-matters, 2 * matters, PALE)
