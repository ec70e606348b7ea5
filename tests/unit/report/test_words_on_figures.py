"""Words on figures: where each stands beside its mark, how large it is and which are bold; how wide lines are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.report.figures import channel_bars, fans, regret_strips, trust_network
from sim.report.figures.canvas import ALTERNATIVE, BAD, BASE, GOOD, INK, LINE, PALE, QUIET
from sim.report.figures.trust_network import Relations
from tests.unit.made_up import comparison
from tests.unit.relationships.three_organisations import world as three
from tests.unit.report.figure_seen import axes_of, bars, colours, lines, look, named, room, strokes, texts, title_room
from tests.unit.report.test_maps_and_dots import GRID, maps, world
from tests.unit.report.test_network_of_trust import star
from tests.unit.report.test_room_on_figures import panels

LEFT, CENTRE = ("left", "center"), ("center", "center")
SEEN = Relations((0.5, 0.5), (0.5,) * 3)


def over(axes: Any, words: str, size: float, free: float) -> None:
    """See that a panel's title is bold, so large, and so many points over it."""
    assert axes.get_title(loc="left").replace("\n", " ") == words
    title = vars(axes)["_left_title"]
    assert (title.get_size(), title.get_weight(), title_room(axes)) == (size, "bold", free)


def test_a_map_says_over_each_panel_what_it_is_of_and_names_regions_in_large_type() -> None:
    people, money = maps([world(y, x) for y, x in GRID], today=(0.01, 0.01))
    over(people, "For people", 21.0, 34.0)
    over(money, "In money", 21.0, 34.0)
    for panel, under in (
        (people, "things noticeably better less worse, % of six"),
        (money, "net cost after 6 years, £m"),
    ):
        said = named(panel, f"in each square: {under}")
        assert said.xy == (0.0, 1.0) and said.get_position() == (0, 11) and look(said)[:2] == (14.5, False)
        assert [(axis.label.get_size(), axis.labelpad) for axis in (panel.xaxis, panel.yaxis)] == [(17.0, 8)] * 2
        assert {look(text) for text in panel.texts[:9]} == {(13.0, False, *CENTRE)}
        assert look(named(panel, "nobody can tell")) == (17.0, True, *CENTRE)
        (ring,) = panel.lines
        assert (ring.get_markersize(), ring.get_markeredgewidth(), ring.get_zorder()) == (34.0, 3.0, 7)
        here = named(panel, "the scenario")
        assert here.xy == (1.0, 1.0) and here.get_position() == (0, -30) and look(here) == (14.0, True, *CENTRE)
        assert [patch.get_linewidth() for patch in panel.patches] == [0.0, 1.5] * 9
        assert [patch.get_fill() for patch in panel.patches] == [True, False] * 9


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (None, (2, 1.5)),  # of four in the middle of six by four the first
        ((0.015, 0.02), (2, 2.5)),  # rows 0 and 1 lie over the ring and its name
        ((0.01, 0.02), (2, 2.5)),
        ((0.0, 0.02), (2, 1.5)),  # only row 0 does
        ((0.02, 0.0), (4, 1.5)),  # rows 0 to 2 do, up to three columns away: the fourth is as near as row 3
        ((0.02, 0.05), (1, 1.5)),  # the same from the other side
    ],
)
def test_the_name_of_a_region_makes_room_for_the_ring(
    today: tuple[float, float] | None, name: tuple[int, float]
) -> None:
    people = maps([world(y / 100, x / 100) for y in range(4) for x in range(6)], today=today)[0]
    assert named(people, "nobody can tell").get_position() == name


def test_squares_of_a_map_have_the_colour_and_hatch_of_who_wins() -> None:
    points = [world(0.0, 0.0, 0.3), world(0.0, 0.01, -0.3), world(0.01, 0.0), world(0.01, 0.01)]
    faces = [(to_hex(patch.get_facecolor()), patch.get_hatch()) for patch in maps(points)[0].patches[::2]]
    assert faces == [("#f0b98c", "///"), ("#9fc3dd", "..."), ("#f1f2f4", ""), ("#f1f2f4", "")]
    wide = [world(y, x, 0.3) for y, x in GRID]
    assert named(maps(wide)[0], "Together: better").get_color() == "#8f3600"
    assert named(maps([world(y, x, -0.3) for y, x in GRID])[0], "Alone: better").get_color() == "#004a78"


def test_a_panel_of_the_network_has_its_title_its_ends_and_names_over_lines() -> None:
    seen = Relations((0.5,) * 8, (0.5,) * 7)
    at = {0: seen, 1: seen, 3: seen}
    panel = axes_of(trust_network, lambda: trust_network.trust_network(star(), at, at, ("One", "Other"), 8))[0]
    assert panel.get_xlim() == (-2.05, 2.05) and panel.get_ylim() == (-1.08, 1.08)
    over(panel, "At the start: 0.50 on average", 18.0, 22.0)
    assert vars(panel)["_left_title"].get_position()[0] == 0.02
    ends = named(panel, "from 0.50 to 0.50")
    assert ends.get_position() == (0.02, 1.005) and look(ends) == (14.0, False, "left", "bottom")
    boxes = [(text.get_weight(), text.get_bbox_patch().get_alpha()) for text in panel.texts[1:]]
    assert boxes == [("bold", 0.8)] * 3 + [("normal", 0.0)] * 4  # over the lines in the middle, nothing to hide outside
    assert {text.get_size() for text in panel.texts[1:]} == {12.0}
    orders = [panel.lines[0].get_zorder(), panel.collections[0].get_zorder(), panel.texts[1].get_zorder()]
    assert orders == [1, 3, 4] and panel.lines[0].get_solid_capstyle() == "round"
    assert {circle.get_linewidth()[0] for circle in panel.collections} == {1.5}


@pytest.mark.parametrize(
    ("names", "wide"), [(("One", "Other"), 0.4), (("One", "An arm with a name of two long lines"), 0.7)]
)
def test_arms_are_named_beside_their_row_of_networks_with_room_for_their_lines(
    names: tuple[str, str], wide: float
) -> None:
    at = {0: SEEN, 1: SEEN}
    axes = axes_of(trust_network, lambda: trust_network.trust_network(three().place, at, at, names, 8))
    figure = axes[0].figure
    assert room(figure)[0] == pytest.approx(wide / 10)  # .3 inches a line, of ten
    rows = [text for text in figure.texts if text.get_rotation() == 90.0]
    assert [text.get_text().replace("\n", " ") for text in rows] == list(names)
    assert [text.get_color() for text in rows] == [BASE, ALTERNATIVE]
    for text, panel in zip(rows, (axes[0], axes[2]), strict=True):
        place = panel.get_position()
        assert text.get_position() == pytest.approx((0.55 * wide / 10, (place.y0 + place.y1) / 2))
        assert look(text) == (18.0, True, *CENTRE)


def test_a_fan_has_titles_units_and_lines_as_wide_as_they_matter() -> None:
    left, right = panels("fan")
    over(left, "What happens", 19.0, 34.0)
    over(right, "The difference on the same draws", 19.0, 34.0)
    for panel in (left, right):
        unit = named(panel, "days a year per 1,000 people")
        assert unit.xy == (0.0, 1.0) and unit.get_position() == (0, 11) and look(unit)[:2] == (16.0, False)
    assert [line.get_linewidth() for line in left.lines] == [1.1, 1.1, 3.6] * 2
    assert [line.get_alpha() for line in left.lines] == [0.55, 0.55, None] * 2
    # nothing, the fan, and the ends of what goes unnoticed
    assert [line.get_linewidth() for line in right.lines] == [1.5, 1.1, 1.1, 3.6, 1.0, 1.0]
    assert colours(right) == [INK, *[ALTERNATIVE] * 3, LINE, LINE]
    assert [lines(right)[k][1] for k in (0, 4, 5)] == [[0.0, 0.0], [10.0, 10.0], [-10.0, -10.0]]
    weeks = lines(left)[2][0]
    assert weeks[-1] == 3.0 and np.diff(weeks) == pytest.approx(1 / 13) and weeks[0] == pytest.approx(1.0)


def test_names_beside_a_fan_stand_right_of_it() -> None:
    left, right = panels("fan")
    arms = [text for text in left.texts if text.get_weight() == "bold"]
    assert [text.get_text() for text in arms] == ["Every\norganisation\nfor itself", "Working as one\nsystem"]
    assert [text.get_position()[0] for text in arms] == [1.02] * 2 and {look(text) for text in arms} == {
        (16.0, True, *LEFT)
    }
    said = [
        (named(right, words), bold)
        for words, bold in (("Better", True), ("Too little to notice", False), ("Worse", True))
    ]
    assert [text.get_position()[0] for text, _ in said] == [1.03] * 3 and said[1][0].get_position()[1] == 0.0
    assert [look(text) for text, _ in said] == [(15.0, bold, *LEFT) for _, bold in said]


@pytest.mark.parametrize(("way", "ends"), [(-1.0, (0.017, 0.187)), (1.0, (0.813, 0.983))])
def test_names_of_lines_that_end_at_the_edge_stay_beside_the_fan(way: float, ends: tuple[float, float]) -> None:
    made = comparison(futures=4, years=2)
    made.base.series["days_at_home"][:] = made.alternative.series["days_at_home"][:] = way * np.arange(26.0)[:, None]
    left, _ = axes_of(fans, lambda: fans.fan(made.finding, "days_at_home"))
    low, high = left.get_ylim()
    # .17 of the height apart, and their middle .102 from the edge at least
    at = sorted(text.get_position()[1] for text in left.texts if text.get_weight() == "bold")
    assert [(y - low) / (high - low) for y in at] == pytest.approx(ends)


CHANNEL_ROWS = (*CHANNELS, "acting together", "all")


def test_rows_of_channels_are_named_left_of_the_first_outcome_alone() -> None:
    first, second, *_ = panels("channels")
    rows = first.texts[-len(CHANNEL_ROWS) :]
    assert [text.get_position() for text in rows] == [(-0.12, -k) for k in range(len(CHANNEL_ROWS))]
    assert [look(text) for text in rows] == [(16.5, k == len(rows) - 1, "right", "center") for k in range(len(rows))]
    said = [text.get_text().replace("\n", " ") for text in rows]
    assert said[-2:] == ["What is left over", "All of it: the gap"] and said[0] == "Knowing each other"
    assert max(len(line) for text in rows for line in text.get_text().split("\n")) <= 18
    assert len(first.texts) - len(second.texts) == len(CHANNEL_ROWS)


def test_each_outcome_of_channels_has_its_name_and_unit_over_it() -> None:
    units = {"emergency_need": "people a year", "four_hour": "percentage points", "delayed": "people on a day"}
    for name, panel in zip(HEADLINE, panels("channels"), strict=True):
        assert (panel.title.get_size(), panel.title.get_weight(), title_room(panel)) == (16.0, "bold", 30.0)
        assert max(map(len, panel.get_title().split("\n"))) <= 15
        unit = panel.texts[len(CHANNEL_ROWS)]
        assert unit.xy == (0.5, 1.0) and unit.get_position() == (0, 26) and look(unit) == (12.5, False, "center", "top")
        assert name not in units or unit.get_text().replace("\n", " ") == units[name]
        assert [up for _, up in lines(panel)[1:]] == [[-k - 0.5] * 2 for k in range(len(CHANNEL_ROWS))]
        assert strokes(panel) == [(1.2, 0.0), *[(0.8, 0.0)] * len(CHANNEL_ROWS)]
        assert lines(panel)[0][0] == [0.0, 0.0] and colours(panel) == [INK, *[LINE] * len(CHANNEL_ROWS)]


def test_bars_and_numbers_of_channels_have_their_height_colour_and_side() -> None:
    first, second, *_ = CHANNELS
    parts = {**dict.fromkeys(CHANNEL_ROWS, 0.0), first: -10.0, second: 4.0, "acting together": -2.0, "all": -8.0}
    gaps = {name: parts if name == "delayed" else dict.fromkeys(CHANNEL_ROWS, 0.0) for name in HEADLINE}
    panel = axes_of(channel_bars, lambda: channel_bars.channel_bars(gaps, 8, 3, ""))[HEADLINE.index("delayed")]
    last = len(CHANNEL_ROWS) - 1
    pale, *drawn = panel.patches
    assert (pale.get_y(), pale.get_height(), to_hex(pale.get_facecolor())) == (-last - 0.5, 1.0, PALE)
    assert [round(bar.get_y() + 0.28, 9) for bar in drawn] == [0.0, -1.0, -last + 1.0, -last]
    assert {round(bar.get_height(), 9) for bar in drawn} == {0.56}
    assert [bar.get_hatch() for bar in drawn] == [None, None, "///", None]
    numbers = panel.texts[: last + 1]
    assert [text.get_color() for text in numbers] == [GOOD, BAD, *[QUIET] * (last - 3), GOOD, INK]
    assert [text.get_position() for text in numbers[:3]] == [(6, 0), (-6, 0), (6, 0)]
    assert [look(text)[:2] for text in numbers] == [(14.5, k == last) for k in range(last + 1)]


def test_regret_has_titles_over_bars_as_high_as_their_strip() -> None:
    strips, enough, within = panels("regret")
    assert [round(bar.get_height(), 9) for panel in (strips, enough, within) for bar in panel.patches] == [0.6] * 9
    assert [round(bar.get_y() + 0.3, 9) for bar in strips.patches] == [0.0, -1.0]
    for panel, title in ((strips, "Regret in each world"), (enough, "Good enough"), (within, "Chance’s part")):
        above, under = named(panel, title), panel.texts[-1]
        assert above.xy == under.xy == (0.0, 1.0)
        assert (above.get_position(), look(above)) == ((0, 36), (19.0, True, "left", "bottom"))
        assert (under.get_position(), look(under)) == ((0, 32), (14.0, False, "left", "top"))
    assert strips.texts[-1].get_text().count("\n") == 0 and texts(within)[-1] == "of the spread of regret"
    worst = strips.texts[0]
    assert (worst.xy, worst.get_position(), look(worst)) == ((10.0, 0), (9, 0), (20.0, True, *LEFT))
    assert [tick.get_size() for tick in strips.get_yticklabels()] == [16.5] * 2
    assert strokes(strips)[1] == (4.5, 0.0) and strokes(strips)[0][1] == 4.2 and strokes(strips)[-1] == (1.4, 0.0)
    assert lines(strips)[-1][0] == [0.0, 0.0] and colours(strips)[-1] == INK
    assert [text.get_position()[0] for text in (*enough.texts[:2], *within.texts[:2])] == [0.03] * 4
    assert [look(text)[:2] for text in within.texts[:2]] == [(18.0, True), (15.0, False)]
    assert [bar[0] for bar in bars(enough)] == [0.0] * 4 and within.get_xlim() == (0.0, 1.0)


def test_worlds_of_nearly_the_same_regret_are_moved_apart_within_a_sixtieth_of_the_widest() -> None:
    apart = regret_strips._spread(np.array([15.0, 15.4, 15.6, 40.0]), 60.0)
    assert list(apart) == pytest.approx([-0.07, 0.07, 0.0, 0.0])
    assert list(regret_strips._spread(np.full(3, 1.0), 60.0)) == pytest.approx([-0.105, 0.0, 0.105])
