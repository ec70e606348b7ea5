"""Rows of figures by hand: where the words, lines and bars of each row stand, and how large they are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Rectangle

from sim.analysis.effect import Shares
from sim.report.figures import integrated_model, overview, ten_features
from sim.report.figures.canvas import ALTERNATIVE, BAD, BASE, GOOD, INK, LINE, PALE, PAPER, QUIET
from sim.report.text.integrated_model import RINGS
from tests.unit.made_up import comparison
from tests.unit.report.figure_seen import axes_of, colours, lines, look, room, strokes, texts
from tests.unit.report.made_effect import effect

FINDING = comparison().finding
NAME, BASE_AT, OTHER_AT, CHANGE_AT, ZONE, PEOPLE = 0.35, 5.35, 6.95, 9.55, 10.9, 12.05  # inches from the left


@lru_cache(maxsize=1)
def seen() -> tuple[Any, float]:
    """Return the overview and how high its heads stand; of people ill enough 5 of 10 better, 3 the same, 2 worse."""
    first = effect("emergency_need", 10_000.0, -50.0, ends=(-400.0, 50.0), shares=Shares(0.5, 0.3, 0.2))
    effects = {**FINDING.effects, "emergency_need": first}
    (axes,) = axes_of(overview, lambda: overview.people_first(replace(FINDING, effects=effects)))
    below = room(axes.figure)[2] + axes.figure.subplotpars.top  # where the heading ends
    return axes, below * axes.figure.get_size_inches()[1] - 0.15


def at(axes: Any, first: int, last: int) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (text.get_position() for text in axes.texts[first:last])]


def near(places: list[tuple[float, float]]) -> list[Any]:
    return [pytest.approx(place) for place in places]


def test_the_overview_is_as_high_as_its_rows_and_its_heads_stand_over_their_columns() -> None:
    axes, top = seen()
    # 1.12 inches for each of six rows, and 3.35 for what stands above and below them
    assert list(axes.figure.get_size_inches()) == pytest.approx([16.0, 3.35 + 6 * 1.12])
    assert axes.get_xlim() == (0.0, 16.0) and axes.get_ylim() == pytest.approx((0.0, 10.07))
    assert axes.get_position().bounds == (0.0, 0.0, 1.0, 1.0)
    assert at(axes, 0, 5) == near([(x, top) for x in (BASE_AT, OTHER_AT, CHANGE_AT, ZONE, PEOPLE)])
    assert [look(text) for text in axes.texts[:5]] == [
        (15.0, True, side, "top") for side in ("right", "right", "right", "center", "left")
    ]
    assert [text.get_color() for text in axes.texts[:3]] == [BASE, ALTERNATIVE, INK]
    heads = ["Every organisation for itself", "Working as one system", "Difference in a pair (9 in 10 pairs)"]
    assert texts(axes)[:5] == [*heads, "worse  |  better", "Of ten futures"]
    assert max(len(line) for text in axes.texts[:2] for line in text.get_text().split("\n")) <= 13


def test_words_of_a_row_of_the_overview_stand_in_its_columns() -> None:
    axes, top = seen()
    first = top - 1.05 - 0.56  # the middle of the first row: half a row under the heads
    for number, under in ((0, 0.39), (1, 0.39), (5, 0.25)):  # a name of two lines stands higher over its unit
        y, start = first - 1.12 * number, 5 + 7 * number
        assert at(axes, start, start + 7) == near(
            [
                (NAME, y + 0.13), (NAME, y - under), (BASE_AT, y), (OTHER_AT, y),
                (CHANGE_AT, y + 0.14), (CHANGE_AT, y - 0.22), (PEOPLE, y - 0.37),
            ]
        )  # fmt: skip
        assert [look(text) for text in axes.texts[start : start + 7]] == [
            (18.0, True, "left", "center"), (13.5, False, "left", "center"), (19.0, True, "right", "center"),
            (19.0, True, "right", "center"), (19.0, True, "right", "center"), (13.5, False, "right", "center"),
            (14.5, True, "left", "center"),
        ]  # fmt: skip
    assert axes.texts[5].get_text() == "People ill enough to\nneed hospital at once"  # of 24 letters at most
    assert [text.get_color() for text in axes.texts[5:12]] == [INK, QUIET, BASE, ALTERNATIVE, INK, QUIET, INK]
    assert texts(axes)[11] == "5 better, 3 much the same, 2 worse"


@pytest.mark.parametrize(
    ("shares", "colour"),
    [(Shares(0.6, 0.4, 0.0), GOOD), (Shares(0.0, 0.4, 0.6), BAD), (Shares(0.0, 1.0, 0.0), INK)],
)
def test_what_most_futures_say_has_its_colour(shares: Shares, colour: str) -> None:
    effects = {**FINDING.effects, "emergency_need": effect("emergency_need", 10_000.0, -50.0, shares=shares)}
    (axes,) = axes_of(overview, lambda: overview.people_first(replace(FINDING, effects=effects)))
    assert axes.texts[11].get_color() == colour


def test_the_grey_zone_of_a_row_is_one_smallest_difference_either_way() -> None:
    axes, top = seen()
    y, unit = top - 1.61, 1.7 / 6  # six smallest differences from 10.05 to 11.75
    zone = next(patch for patch in axes.patches if type(patch) is Rectangle)
    assert (zone.get_x(), zone.get_y()) == pytest.approx((ZONE - unit, y - 0.42))
    assert (zone.get_width(), zone.get_height()) == pytest.approx((2 * unit, 0.84))
    assert to_hex(zone.get_facecolor()) == PALE
    # the line over the row, nothing, the interval, the dart where it runs out, the difference
    rule, nothing, interval, dart, dot = (lines(axes)[k] for k in range(5))
    assert rule == ([0.35, 15.65], [pytest.approx(y + 0.56)] * 2)
    assert nothing == ([pytest.approx(ZONE)] * 2, [pytest.approx(y - 0.42), pytest.approx(y + 0.42)])
    assert interval[1] == dart[1] * 2 == dot[1] * 2 == [pytest.approx(y)] * 2
    # 100 fewer would be noticed: the difference of 50 fewer stands half of that to the right
    assert dot[0] == [pytest.approx(ZONE + unit / 2)] and dart[0] == [pytest.approx(ZONE + 3 * unit)]
    assert colours(axes)[:5] == [LINE, INK, INK, INK, ALTERNATIVE]
    assert strokes(axes)[:5] == [(1.0, 0.0), (1.2, 0.0), (4.0, 0.0), (1.5, 10.0), (1.5, 13.0)]
    assert axes.lines[4].get_markeredgewidth() == 1.5 and axes.lines[4].get_markeredgecolor() == PAPER
    assert axes.lines[2].get_solid_capstyle() == "butt"


def test_people_stand_side_by_side_and_those_worse_off_are_crossed_out() -> None:
    axes, top = seen()
    up = top - 1.61 + 0.12
    heads = [patch for patch in axes.patches if isinstance(patch, Circle)]
    assert [head.center for head in heads[:10]] == near([(12.18 + 0.355 * k, up + 0.29 * 0.56) for k in range(10)])
    assert {head.get_linewidth() for head in heads} == {1.6}
    crosses = [(x, y, line) for (x, y), line in zip(lines(axes), axes.lines, strict=True) if line.get_color() == PAPER]
    assert len(crosses) == 4 + 2  # two worse, and the one of the key
    for k, (x, y, line) in enumerate(crosses[:4]):
        across, way = 12.18 + 0.355 * (8 + k // 2), -1.0 if k % 2 == 0 else 1.0
        assert x == pytest.approx([across - 0.042, across + 0.042])  # .075 of a person of .56 either way
        middle, half = up - 0.19 * 0.56, 0.1 * 0.56
        assert y == pytest.approx([middle - way * half, middle + way * half])
        assert line.get_linewidth() == 2.2


def test_many_futures_of_fewer_than_twenty_stand_closer() -> None:
    with_all = replace(effect("emergency_need", 10_000.0, 0.0, shares=Shares(0.0, 1.0, 0.0)), futures=19)
    effects = {**FINDING.effects, "emergency_need": with_all}
    (axes,) = axes_of(overview, lambda: overview.people_first(replace(FINDING, effects=effects)))
    heads = [patch.center[0] for patch in axes.patches if isinstance(patch, Circle)][:19]
    assert list(np.diff(heads)) == pytest.approx([3.55 / 19] * 18)


def test_the_key_says_what_grey_and_each_little_person_mean() -> None:
    axes, top = seen()
    y = top - 1.05 - 6 * 1.12 - 0.28
    assert texts(axes)[-4:] == ["Grey zone: too little to notice", "better", "much the same", "worse"]
    assert at(axes, len(axes.texts) - 4, len(axes.texts)) == near([(9.8, y), (10.6, y), (12.0, y), (14.25, y)])
    assert [look(text) for text in axes.texts[-4:]] == [
        (13.5, False, side, "center") for side in ("right", "left", "left", "left")
    ]
    heads = [patch for patch in axes.patches if isinstance(patch, Circle)][-3:]
    assert [head.center for head in heads] == near([(x, y + 0.29 * 0.44) for x in (10.4, 11.8, 14.05)])
    assert [to_hex(head.get_facecolor()) for head in heads] == [GOOD, PAPER, BAD]
    rule = lines(axes)[-3]  # before the cross of who is worse off
    assert rule == ([0.35, 15.65], [pytest.approx(y + 0.28)] * 2) and strokes(axes)[-3] == (1.0, 0.0)


def test_rows_of_the_ten_features_have_names_a_track_two_dots_and_both_levels() -> None:
    found = comparison({"collective": 0.25}).finding
    (axes,) = axes_of(ten_features, lambda: ten_features.ten_features(found))
    height = 3.15 + 10 * 0.8
    assert list(axes.figure.get_size_inches()) == pytest.approx([16.0, height])
    assert axes.get_xlim() == (0.0, 16.0) and axes.get_ylim() == pytest.approx((0.0, height))
    assert axes.get_position().bounds == (0.0, 0.0, 1.0, 1.0)
    top = (room(axes.figure)[2] + axes.figure.subplotpars.top) * height - 0.2
    assert at(axes, 0, 4) == near([(14.0, top), (15.65, top), (6.4, top - 0.62), (11.9, top - 0.62)])
    assert [look(text) for text in axes.texts[:4]] == [
        (15.0, True, "right", "top"), (15.0, True, "right", "top"),
        (13.5, False, "center", "center"), (13.5, False, "center", "center"),
    ]  # fmt: skip
    assert texts(axes)[2:4] == ["0%", "100%"]
    assert max(len(line) for text in axes.texts[:2] for line in text.get_text().split("\n")) <= 13
    for number in (0, 9):
        y, start = top - 0.85 - 0.8 * (number + 0.5), 4 + 4 * number
        assert at(axes, start, start + 4) == near([(NAME, y + 0.14), (NAME, y - 0.2), (14.0, y), (15.65, y)])
        assert [look(text) for text in axes.texts[start : start + 4]] == [
            (18.0, True, "left", "center"), (13.5, False, "left", "center"),
            (16.0, False, "right", "center"), (16.0, False, "right", "center"),
        ]  # fmt: skip
        rule, *others = lines(axes)[5 * number : 5 * number + 5]
        assert rule == ([0.35, 15.65], [pytest.approx(y - 0.4)] * 2)
        assert [up for _, ups in others for up in ups] == [pytest.approx(y)] * 6
    assert strokes(axes)[:5] == [(0.8, 0.0), (9.0, 0.0), (4.0, 0.0), (1.5, 15.0), (1.5, 11.0)]
    assert [line.get_zorder() for line in axes.lines[1:5]] == [1, 2, 3, 4]  # the base's dot lies above all
    assert colours(axes)[:3] == [LINE, PALE, QUIET]


def test_rings_of_the_integrated_model_lie_around_the_core_each_as_wide() -> None:
    (axes,) = axes_of(integrated_model, integrated_model.integrated_model)
    assert list(axes.figure.get_size_inches()) == [14.0, 15.5]
    assert axes.get_position().bounds == pytest.approx((0.0, 0.0, 1.0, 14.0 / 15.5))
    assert axes.get_xlim() == axes.get_ylim() == pytest.approx((-7.0, 7.0))  # .1 around the outermost
    rings = [(patch.radius, to_hex(patch.get_facecolor())) for patch in axes.patches]
    wide = [1.35 + 1.85 * 3, 1.35 + 1.85 * 2, 1.35 + 1.85, 1.35]
    assert rings == [(pytest.approx(r), c) for r, c in zip(wide, (PALE, PAPER, PALE, BASE), strict=True)]
    assert {patch.center for patch in axes.patches} == {(0.0, 0.0)}
    assert {patch.get_linewidth() for patch in axes.patches} == {1.2}
    assert [text.get_size() for text in axes.figure.texts][0] == 22.0
    core = axes.texts[-1]
    assert core.get_position() == (0.0, 0.0) and look(core) == (15.0, True, "center", "center")


def test_ideas_stand_clockwise_from_the_top_each_in_the_middle_of_its_ring() -> None:
    (axes,) = axes_of(integrated_model, integrated_model.integrated_model)
    start = 0
    for number, ring in reversed(list(enumerate(RINGS))):  # nine contexts outside, ten features, six ways
        many, inner = len(ring.concepts), 1.35 + 1.85 * number
        for k in range(many):
            turn, border = 2 * np.pi * k / many, 2 * np.pi * (k + 0.5) / many
            x, y = (inner + 0.925) * np.sin(turn), (inner + 0.925) * np.cos(turn)
            assert at(axes, 2 * (start + k), 2 * (start + k) + 2) == near([(x, y + 0.04), (x, y - 0.08)])
            across, up = lines(axes)[start + k]
            assert across == pytest.approx([r * np.sin(border) for r in (inner, inner + 1.85)])
            assert up == pytest.approx([r * np.cos(border) for r in (inner, inner + 1.85)])
        start += many
    assert start == len(axes.lines) == 25 and set(strokes(axes)) == {(0.8, 0.0)} and set(colours(axes)) == {QUIET}
    assert {look(text) for text in axes.texts[:-1:2]} == {(13.0, True, "center", "bottom")}
    assert {look(text) for text in axes.texts[1:-1:2]} == {(9.5, False, "center", "top")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("demand.growth", "demand.growth"),  # of thirteen letters: as long as may be
        ("demand.growths", "demand.\ngrowths"),
        ("pressure.shift.more", "pressure.\nshift.more"),
        ("influence_of_rank", "influence_of_rank"),
    ],
)
def test_a_long_name_is_broken_behind_its_first_dot(name: str, said: str) -> None:
    assert integrated_model._broken(name) == said
