"""Dots, lines and their words on figures of studies: how large and wide, where they stand, and what lies over what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.analysis.headline import HEADLINE
from sim.analysis.pathways import Branch
from sim.analysis.replications import Enough, Precision
from sim.analysis.sensitivity import Share
from sim.report.figures import agents_dots, box_bars, pathways_map, plan_scatter, precision_lines, sensitivity_bars
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, LINE, QUIET
from tests.unit.report.figure_seen import axes_of, colours, lines, look, named, strokes, texts, title_room
from tests.unit.report.test_agents_drawn import FOUND
from tests.unit.report.test_maps_and_dots import WORTH
from tests.unit.report.test_marks_on_figures import lanes
from tests.unit.report.test_room_on_figures import BRANCHES, panels

LEFT = ("left", "center")


def names_of_rows(axes: Any) -> list[tuple[float, str]]:
    return [(tick.get_size(), tick.get_text().replace("\n", " ")) for tick in axes.get_yticklabels()]


def open_sides(axes: Any) -> list[bool]:
    return [axes.spines[side].get_visible() for side in ("left", "bottom")]


def test_bars_of_a_screening_have_their_interval_and_words_beyond_it() -> None:
    (axes,) = panels("screening")
    assert [(bar.get_y() + 0.31, bar.get_height()) for bar in axes.patches] == [
        (pytest.approx(-k), pytest.approx(0.62)) for k in range(2)
    ]
    assert strokes(axes) == [(2.4, 0.0)] * 2 and colours(axes) == [INK] * 2
    first = axes.texts[0]  # 4 with .5 either way
    assert (first.xy, first.get_position(), look(first)) == ((4.5, 0), (8, 0), (15.5, False, *LEFT))
    assert names_of_rows(axes) == [(15.5, "Growth of need for care")] * 2
    assert open_sides(axes) == [False, False] and list(axes.get_xticks()) == []


def test_shares_of_the_spread_have_large_marks_and_a_key_over_them() -> None:
    (axes,) = panels("split")
    assert strokes(axes) == [(3.2, 0.0), (1.5, 12.0)] * 4 + [(1.2, 0.0)]
    assert lines(axes)[-1][0] == [0.0, 0.0] and colours(axes)[-1] == INK
    assert [line.get_marker() for line in axes.lines[1:8:2]] == ["o", "D"] * 2
    keys = [(text.get_position(), text.get_color(), look(text)[:2]) for text in axes.texts]
    assert keys == [((0.0, 1.04), BASE, (15.5, True)), ((0.62, 1.04), ALTERNATIVE, (15.5, True))]
    assert axes.texts[0].get_transform() == axes.transAxes
    assert axes.get_xlabel() == "share of the spread of the effect over the plausible ranges"


@pytest.mark.parametrize(
    ("total", "step", "last"),
    [(0.44, 0.1, 0.5), (0.45, 0.2, 0.6), (0.34, 0.1, 0.4), (0.96, 0.2, 1.0), (0.1, 0.1, 0.2)],
)
def test_ticks_of_shares_stand_at_tenths_or_from_half_on_at_fifths(total: float, step: float, last: float) -> None:
    # the highest end is .05 more; ticks go a tenth further at most
    shares = [Share("demand.growth", 0.05, 0.01, total, 0.05)] * 2
    (axes,) = axes_of(sensitivity_bars, lambda: sensitivity_bars.split_dots(shares, "Title", "How"))
    ticks = axes.get_xticks()
    assert ticks[0] == 0.0 and np.diff(ticks) == pytest.approx(step) and ticks[-1] == pytest.approx(last)
    high = total + 0.05  # beyond it a third of itself and more, of .3 at least
    assert axes.get_xlim() == pytest.approx((-0.02, high + 0.35 * max(high, 0.3)))


def test_what_is_taken_away_has_a_row_and_dots_over_lines_over_the_pale_zone() -> None:
    (axes,) = panels("agents")
    assert strokes(axes) == [(1.6, 0.0), *[(3.0, 0.0), (1.5, 10.0)] * 4]
    assert [line.get_zorder() for line in axes.lines[:3]] == [1, 2, 3] and axes.patches[0].get_zorder() == 0
    assert [look(text)[:2] for text in axes.texts] == [(14.5, True)] * 2
    assert [(text.xy, text.get_position()[0]) for text in axes.texts] == [((0.0, 1.0), 0.0)] * 2
    assert [text.get_color() for text in axes.texts] == [BASE, ALTERNATIVE]
    assert [size for size, _ in names_of_rows(axes)] == [15.0] * 2 and open_sides(axes) == [False, False]


def test_who_goes_first_has_a_dot_and_its_size_right_of_the_panel() -> None:
    (axes,) = panels("joining")
    assert strokes(axes) == [(1.6, 0.0), *[(3.2, 0.0), (1.5, 11.0)] * 4]
    assert lines(axes)[0][0] == [0.0, 0.0] and colours(axes)[0] == LINE
    assert {look(text) for text in axes.texts} == {(14.5, False, *LEFT)} and axes.texts[0].get_color() == QUIET
    said = "effect on “people ready to leave hospital who cannot”, mean of futures with its 95% interval"
    assert axes.get_xlabel() == said and axes.get_ylim() == pytest.approx((-3.6, 0.6))
    best = replace(FOUND, pair=replace(FOUND.pair, high=0.5)) if FOUND.pair else FOUND
    (beyond,) = axes_of(agents_dots, lambda: agents_dots.joining_dots(best, "Title", "How"))
    assert beyond.get_xlim()[1] == pytest.approx(0.8)


def test_five_arms_have_five_looks_and_the_sixth_that_of_the_first() -> None:
    arms = ("siloed", "mixed", "collaborative", "as_today", "tit_for_tat", "adaptive", "heroic")
    changes = tuple(replace(FOUND.changes[0], arm=arm) for arm in arms[1:])
    found = replace(FOUND, behaviours=arms, changes=changes, without=("leaders_alike",))
    (axes,) = axes_of(agents_dots, lambda: agents_dots.ablation_dots(found, "Title", "How"))
    assert [line.get_marker() for line in axes.lines[2::2]] == ["o", "D", "s", "^", "v", "o"]
    assert [text.get_text()[0] for text in axes.texts] == ["●", "◆", "■", "▲", "▼", "●"]
    heights = [float(line.get_ydata()[0]) for line in axes.lines[2::2]]
    assert heights == pytest.approx([0.6, 0.36, 0.12, -0.12, -0.36, -0.6])
    assert [text.get_position()[1] for text in axes.texts] == pytest.approx(
        [72 * (0.12 + 0.3 * k) for k in (5, 4, 3, 2, 1, 0)]
    )


def test_a_pathway_has_a_ring_where_it_begins_and_its_name_over_it() -> None:
    (axes,) = panels("pathways")
    found = [line for line in axes.lines if line.get_marker() == "o"]
    assert [(line.get_markersize(), line.get_markeredgewidth(), line.get_zorder()) for line in found] == [
        (13.0, 3.0, 4)
    ]
    upright = [line for line in axes.lines if list(line.get_xdata()) == [1.0, 1.0]]
    assert [(list(line.get_ydata()), line.get_linewidth(), line.get_zorder()) for line in upright] == [([0, 1], 2.2, 2)]
    assert axes.xaxis.label.get_size() == 16.0
    assert [text.get_position() for text in axes.texts] == [
        (pytest.approx(4.08), 0), (pytest.approx(0.08), -0.34), (pytest.approx(4.08), 1),
        (pytest.approx(1.08), pytest.approx(0.66)),
    ]  # fmt: skip
    assert [look(text) for text in axes.texts] == [(15.0, True, *LEFT), (14.5, False, *LEFT)] * 2
    flat = [line for line in axes.lines if list(line.get_ydata()) in ([0, 0], [1, 1])]
    assert {line.get_zorder() for line in flat} == {3} and {line.get_solid_capstyle() for line in flat} == {"butt"}
    assert axes.get_ylim() == pytest.approx((1.6, -0.8)) and axes.get_xlim() == pytest.approx((0.0, 4.48))


@pytest.mark.parametrize(("year", "side", "x"), [(2.4, "left", 2.48), (2.5, "right", 2.42)])
def test_a_name_stands_before_its_ring_where_it_is_late(year: float, side: str, x: float) -> None:
    taken = [BRANCHES[0], Branch((("a", "began"),), 3, (year,), 0.0, 0.0)]
    (axes,) = axes_of(pathways_map, lambda: pathways_map.pathways_map(taken, {"a": "Coaching"}, "A map", 4, 8))
    late = named(axes, "“Coaching” begins")
    assert late.get_ha() == side and late.get_position()[0] == pytest.approx(x)


def test_half_widths_have_what_is_asked_for_dashed_and_what_is_enough_upright() -> None:
    left, right = panels("precision")
    for axes, asked in ((left, 0.5), (right, 5.0)):
        wanted, enough = axes.lines[len(HEADLINE) : len(HEADLINE) + 2]
        assert (list(wanted.get_ydata()), wanted.get_linewidth(), wanted.is_dashed()) == ([asked] * 2, 2.2, True)
        assert (list(enough.get_xdata()), enough.get_linewidth()) == ([20, 20], 1.6)
        mark, number = axes.texts[:2]
        assert (mark.xy, mark.get_position(), look(mark)[:2]) == ((10, asked), (4, 7), (15.0, True))
        assert (number.xy, number.get_position()) == ((20, 1.0), (0, 5))
        assert look(number)[:3] == (17.0, True, "center")
        title = vars(axes)["_left_title"]
        assert (title.get_size(), title.get_weight(), title_room(axes)) == (20.0, "bold", 46.0)
        under = axes.texts[-1]
        assert (under.xy, under.get_position(), look(under)[:2]) == ((0.0, 1.0), (0, 28), (14.5, False))
        names = axes.texts[2:-1]
        assert len(names) == len(HEADLINE) and {look(text)[0] for text in names} == {13.5}
        assert {text.get_va() for text in names} == {"center"}
        assert max(len(line) for text in names for line in text.get_text().split("\n")) <= 24
    assert [line.get_zorder() for line in left.lines[:2]] == [2, 3]  # what decides lies over the others
    assert left.get_xlabel() == "pairs of futures"


def test_marks_of_half_widths_go_from_a_thousandth_to_five_thousand() -> None:
    found = tuple(Precision(name, n, size, 0.1) for name in HEADLINE for n, size in ((10, 9e3), (20_000, 9e-4)))
    enough = Enough(found, 0.5, 0.05, 20, True, "delayed", "effect")
    left, _ = axes_of(precision_lines, lambda: precision_lines.precision_lines(enough))
    steps = ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"]
    marks = [tick.get_text() for tick in left.get_yticklabels()]
    assert marks == [*steps, "100", "200", "500", "1000", "2000", "5000"]
    pairs = ["10", "20", "50", "100", "200", "500", "1,000", "2,000", "5,000", "10,000"]
    assert [tick.get_text() for tick in left.get_xticklabels()] == pairs


def test_plans_have_pale_lines_dots_by_hours_and_bold_names_where_none_beats_them() -> None:
    beaten = replace(WORTH, plan="b", people=1.4, money=3.0, hours=0.5, beaten_by="a")
    (axes,) = axes_of(plan_scatter, lambda: plan_scatter.plan_scatter([WORTH, beaten], ["Coaching", "A board"], 6, 40))
    # a dot of 9 points, and 16 more for each hour a week of a leader
    assert strokes(axes) == [(1.2, 0.0), (2.4, 0.0), (1.5, 9.0 + 16.0 * WORTH.hours), (2.4, 0.0), (1.5, 17.0)]
    assert [line.get_alpha() for line in axes.lines] == [None, 0.6, None, 0.6, None]
    assert [line.get_zorder() for line in axes.lines[:3]] == [1, 2, 3]
    assert [look(text) for text in axes.texts] == [(14.5, True, *LEFT), (14.5, False, *LEFT)]
    assert [text.get_color() for text in axes.texts] == [ALTERNATIVE, QUIET]
    assert (axes.xaxis.label.get_size(), axes.yaxis.label.get_size()) == (16.0, 16.0)
    assert {tick.get_size() for tick in (*axes.get_xticklabels(), *axes.get_yticklabels())} == {14.0}


def test_labels_of_plans_at_the_top_make_the_panel_higher() -> None:
    many = [replace(WORTH, plan=f"{k}", people=1.5, money=float(k)) for k in range(4)]
    (axes,) = axes_of(plan_scatter, lambda: plan_scatter.plan_scatter(many, list("abcd"), 6, 40))
    step = 0.045 * 1.65  # of the height before: 0 to 1.5 and a twentieth either way
    assert [text.get_position()[1] for text in axes.texts] == pytest.approx([1.5 + k * step for k in range(4)])
    assert axes.get_ylim() == pytest.approx((-0.075, 1.5 + 4 * step))


def test_boxes_have_names_left_of_their_strip_and_marks_under_it() -> None:
    first, second = panels("boxes")
    for axes, words in (
        (first, "How strongly care's condition is felt as pressure"),
        (second, "Added pressure from outside"),
    ):
        parameter, arm = axes.texts
        assert parameter.get_text().replace("\n", " ") == words
        assert (parameter.get_position(), look(parameter)) == ((-0.1, 0.68), (15.5, True, "right", "center"))
        assert (arm.get_position(), look(arm)) == ((-0.1, 0.12), (13.5, False, "right", "center"))
        assert parameter.get_transform() == arm.get_transform() == axes.transAxes
        assert {tick.get_size() for tick in axes.get_xticklabels()} == {14.0}
        assert names_of_rows(axes) == [(12.5, "5 of 10"), (12.5, "10")] and list(axes.get_yticks()) == [0.5, 1.0]
        assert not any(side.get_visible() for side in axes.spines.values())
        assert strokes(axes) == [(3.2, 0.0), (1.0, 0.0), (2.6, 0.0)] and lines(axes)[1][1] == [0.5, 0.5]
        assert [patch.get_alpha() for patch in axes.patches] == [None, 0.22]
        assert [part.get_zorder() for part in (*axes.patches, axes.lines[1], axes.lines[0])] == [0, 1, 2, 3]
    assert [lines(axes)[2][0] for axes in (first, second)] == [[0.4, 0.4], [8.0, 8.0]]


def test_points_along_a_parameter_are_averaged_in_twelve_parts_or_one_by_one() -> None:
    x = np.array([3.0, 1.0, 2.0])
    assert box_bars._running(x, 10 * x) == ([1.0, 2.0, 3.0], [10.0, 20.0, 30.0])
    across, up = box_bars._running(np.arange(25.0), np.arange(25.0))
    # 25 points in twelve parts: three in the first, two in each other
    assert across == up == [1.0, *[3.5 + 2 * k for k in range(11)]]


def test_lanes_of_a_story_have_names_left_counts_right_and_lines_of_four_weeks_mean() -> None:
    above, below = lanes(104)
    assert [line.get_linewidth() for line in above.lines] == [2.6] * 2
    assert [list(line.get_xdata()[[0, -1]]) for line in above.lines] == [[4.0, 104.0]] * 2  # the first four, then on
    assert [look(text) for text in above.texts] == [(15.0, True, *LEFT)] * 2
    assert above.yaxis.label.get_size() == 15.0 and above.get_ylabel() == "People"
    assert {tick.get_size() for tick in above.get_yticklabels()} == {14.0}
    assert {tick.get_size() for tick in below.get_xticklabels()} == {15.0}
    assert above.get_xlim() == below.get_xlim() == (0.0, 104.0) and below.get_ylim() == (-0.6, 11.4)
    assert [text.get_position()[0] for text in below.texts] == [-0.012, 1.012, 1.012] * 4
    assert [look(text) for text in below.texts] == [(15.0, True, "right", "center"), *[(14.0, False, *LEFT)] * 2] * 4
    assert strokes(below) == [(1.0, 0.0)] * 3 and open_sides(below) == [False, False]
    assert texts(below)[6] == "Meetings, trust, promises" and below.texts[6].get_text().count("\n") == 2
    assert {dots.get_alpha() for dots in below.collections} == {0.8}
