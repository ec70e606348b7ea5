"""Frames behind words, lines that lead a name to its mark, grids and pale bands: how wide, how far, how pale."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_hex

from sim.analysis.headline import HEADLINE
from sim.report.figures.canvas import LINE, PALE, PAPER
from tests.unit.report.figure_seen import named
from tests.unit.report.test_maps_and_dots import GRID, maps, world
from tests.unit.report.test_room_on_figures import panels


def frame(text: Any) -> tuple[str, str, float]:
    """Return the colours of a text's frame and of its edge, and how many points it stands off, nearly."""
    patch = text.get_bbox_patch()
    edge = to_hex(patch.get_edgecolor()) if patch.get_edgecolor()[3] else "none"
    return to_hex(patch.get_facecolor()), edge, round(float(patch.get_boxstyle().pad) * text.get_size(), 6)


def test_words_on_a_map_have_frames_that_hide_the_hatching() -> None:
    points = [world(y, x, 0.3 if (y, x) == (0.0, 0.0) else 0.0) for y, x in GRID]
    people = maps(points, today=(0.01, 0.01))[0]
    assert frame(people.texts[0]) == ("#f0b98c", "none", pytest.approx(1.0, abs=0.1))
    assert frame(people.texts[1])[:2] == ("#f1f2f4", "none")
    region, here = named(people, "nobody can tell"), named(people, "the scenario")
    assert frame(region) == (PAPER, "#51606f", pytest.approx(0.35 * 17)) and region.get_zorder() == 6
    assert region.get_bbox_patch().get_linewidth() == 1.6
    assert frame(here) == (PAPER, LINE, pytest.approx(0.25 * 14)) and here.get_zorder() == 7


def test_names_of_half_widths_and_of_plans_are_led_to_their_marks() -> None:
    left, _ = panels("precision")
    assert frame(left.texts[0]) == (PAPER, "none", pytest.approx(1.5, abs=0.1))
    for text in left.texts[2 : 2 + len(HEADLINE)]:
        lead = text.arrowprops
        assert (lead["arrowstyle"], lead["color"], lead["linewidth"]) == ("-", LINE, 1.0)
        assert (lead["relpos"], lead["shrinkB"]) == ((0.0, 0.5), 0)  # from the middle of its left side, to the very end
    (plans,) = panels("plans")
    for text in plans.texts:
        assert text.arrowprops == {"arrowstyle": "-", "color": LINE, "linewidth": 0.8} and text.get_zorder() == 4


@pytest.mark.parametrize(
    ("name", "side", "colour", "wide"),
    [("fan", "yaxis", PALE, 1.2), ("pathways", "xaxis", LINE, 0.8), ("precision", "yaxis", LINE, 0.7)],
)
def test_grids_are_thin_and_pale(name: str, side: str, colour: str, wide: float) -> None:
    first = panels(name)[0]
    lines = getattr(first, side).get_gridlines()
    assert {(line.get_color(), line.get_linewidth(), line.get_visible()) for line in lines} == {(colour, wide, True)}
    across = first.xaxis if side == "yaxis" else first.yaxis
    assert name == "precision" or not any(line.get_visible() for line in across.get_gridlines())


def test_a_fan_has_at_most_six_marks_and_grid_lines_under_its_lines() -> None:
    left, right = panels("fan")
    assert 2 <= len([y for y in left.get_yticks() if left.get_ylim()[0] <= y <= left.get_ylim()[1]]) <= 6
    assert left.get_axisbelow() is True and not left.spines["left"].get_visible()
    assert not any(line.get_visible() for line in right.yaxis.get_gridlines())
    assert [band.get_linewidth()[0] for band in left.collections] == [0.0] * 4
    assert right.patches[0].get_zorder() == 0 and [line.get_zorder() for line in left.lines[2::3]] == [5, 5]


def test_bars_and_dots_of_regret_are_pale_behind_the_worst() -> None:
    strips, enough, _ = panels("regret")
    assert [bar.get_alpha() for bar in strips.patches] == [0.2, 0.2] and {
        bar.get_linewidth() for bar in strips.patches
    } == {0.0}
    dots = [line for line in strips.lines if line.get_marker() == "o"]
    assert [(dot.get_alpha(), dot.get_markeredgewidth(), dot.get_linestyle()) for dot in dots] == [
        (0.5, 0.0, "None")
    ] * 2
    assert {bar.get_linewidth() for bar in enough.patches} == {0.0}
    assert not any(side.get_visible() for side in strips.spines.values())


def test_what_lies_at_the_back_has_no_edge() -> None:
    first = panels("channels")[0]
    assert {line.get_zorder() for line in first.lines[1:]} == {0} and first.patches[0].get_zorder() == 0
    for name in ("screening", "boxes"):
        assert panels(name)[0].patches[0].get_linewidth() <= 1.0
    above, below = panels("story")
    assert {patch.get_linewidth() for axes in (above, below) for patch in axes.patches} == {0.0}
    assert {patch.get_zorder() for axes in (above, below) for patch in axes.patches} == {0}
    assert {float(dots.get_linewidth()[0]) for dots in below.collections if len(dots.get_linewidth())} == {0.0}
