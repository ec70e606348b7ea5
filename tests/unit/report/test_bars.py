"""Bars: how long, which colour, where an axis ends, which rows are shown, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.analysis.measures import measure
from sim.analysis.prim import Box, Restriction
from sim.analysis.regret import Regret, Regrets
from sim.analysis.sensitivity import Screened, Share
from sim.report.figures import box_bars, channel_bars, regret_strips, sensitivity_bars
from sim.report.figures.canvas import ALTERNATIVE, BAD, BASE, GOOD, INK, LINE, PALE, QUIET
from tests.unit.report.figure_seen import axes_of, bars, colours, lines, texts

ROWS = (*CHANNELS, "acting together", "all")


def test_parts_of_a_gap_go_right_where_they_help() -> None:
    parts = dict.fromkeys(ROWS, 0.0)
    first, second, third, *_ = CHANNELS
    parts |= {first: -10.0, second: 4.0, third: 0.1, "acting together": -2.0, "all": -8.0}
    gaps = {name: parts if name == "delayed" else dict.fromkeys(ROWS, 0.0) for name in HEADLINE}
    panels = axes_of(channel_bars, lambda: channel_bars.channel_bars(gaps, 8, 3, "Made up."))
    one = panels[HEADLINE.index("delayed")]
    assert one.get_xlim() == pytest.approx((-21.0, 21.0))  # 2.1 times the longest
    assert one.get_ylim() == pytest.approx((-len(ROWS) + 0.4, 0.6))
    assert [bar for bar in bars(one) if bar[2] != PALE] == [
        (0.0, 10.0, GOOD), (0.0, -4.0, BAD), (0.0, 2.0, QUIET), (0.0, 8.0, INK),
    ]  # fmt: skip
    words = [text for text in one.texts if text.get_text().lstrip("+−").isdigit()]
    assert [text.get_text() for text in words] == ["−10", "+4", "0", "0", "0", "0", "−2", "−8"]
    assert [text.get_ha() for text in words[:3]] == ["left", "right", "right"]  # beyond the end of the bar
    assert [text.xy for text in words[:3]] == [(10.0, 0), (-4.0, -1), (0.0, -2)]
    assert not [bar for bar in bars(panels[0]) if bar[2] != PALE] and panels[0].get_xlim()[1] > 0.0


def test_what_is_left_over_makes_the_parts_that_are_written_add_up() -> None:
    first, second, *_ = CHANNELS
    parts = {**dict.fromkeys(ROWS, 0.0), first: -1.4, second: -1.4, "acting together": -0.7, "all": -3.5}
    gaps = {name: parts if name == "delayed" else dict.fromkeys(ROWS, 0.0) for name in HEADLINE}
    one = axes_of(channel_bars, lambda: channel_bars.channel_bars(gaps, 8, 3, ""))[HEADLINE.index("delayed")]
    words = [text.get_text() for text in one.texts if text.get_text().lstrip("+−").isdigit()]
    assert (words[0], words[1], words[-2], words[-1]) == ("−1", "−1", "−2", "−4")


def test_a_part_of_a_fiftieth_of_the_longest_is_drawn() -> None:
    first, second, third, *_ = CHANNELS
    parts = {**dict.fromkeys(ROWS, 0.0), first: -100.0, second: -2.0, third: 4.0, "all": -98.0}
    gaps = {name: parts if name == "delayed" else dict.fromkeys(ROWS, 0.0) for name in HEADLINE}
    panels = axes_of(channel_bars, lambda: channel_bars.channel_bars(gaps, 8, 3, ""))
    assert [bar[1] for bar in bars(panels[HEADLINE.index("delayed")]) if bar[2] == GOOD] == [100.0, 2.0]


ALONE = Regret("siloed", 10.0, 4.0, 3.0, 0.6, 5.0, 1.0, 0.7, 0.3, 0.5, 0.5, 80.0, 0.9)
TODAY = replace(ALONE, behaviour="as_today", worst=20.0, high=8.0, within=np.nan, enough=0.2, safest=0.0)


def test_regret_has_a_row_a_behaviour_the_safest_in_colour() -> None:
    worlds = {"siloed": np.array([0.0, 10.0]), "as_today": np.array([5.0, 20.0])}
    found = Regrets(measure("delayed"), 8, (ALONE, TODAY), worlds, {})
    strips, enough, within = axes_of(regret_strips, lambda: regret_strips.regret_strips(found, 0.9, "so", "how"))
    assert strips.get_xlim() == pytest.approx((-0.2, 24.8)) and strips.get_ylim() == pytest.approx((-1.55, 0.55))
    assert bars(strips) == [(0.0, 4.0, ALTERNATIVE), (0.0, 8.0, BASE)]
    assert lines(strips)[:4] == [
        ([0.0, 10.0], [0.0, 0.0]), ([10.0, 10.0], [-0.3, 0.3]),
        ([5.0, 20.0], [-1.0, -1.0]), ([20.0, 20.0], [-1.3, -0.7]),
    ]  # fmt: skip
    assert texts(strips)[:2] == ["10", "20"]
    assert texts(strips)[-1] == "people on a day; dot: a world, bar: 9 of 10, line: the worst"
    assert [tick.get_text() for tick in strips.get_yticklabels()] == ["Every organisation\nfor itself", "As today"]
    assert bars(enough) == [(0.0, 1.0, PALE), (0.0, 0.5, LINE), (0.0, 1.0, PALE), (0.0, 0.2, LINE)]
    assert texts(enough) == ["5 of 10", "2 of 10", "Good enough", "so"]
    assert bars(within) == [(0.0, 1.0, PALE), (0.0, 0.3, LINE), (0.0, 1.0, PALE)]
    assert texts(within)[:2] == ["3 of 10", "no regret"]


def test_worlds_of_the_same_regret_are_kept_apart_within_the_row() -> None:
    worlds = {"siloed": np.array([5.0, 5.0, 10.0]), "as_today": np.full(40, 20.0)}
    found = Regrets(measure("delayed"), 8, (ALONE, TODAY), worlds, {})
    strips = axes_of(regret_strips, lambda: regret_strips.regret_strips(found, 0.9, "", ""))[0]
    _, heights = lines(strips)[0]
    assert heights == [-0.07, 0.07, 0.0]  # 0.035 a world either way
    _, many = lines(strips)[2]
    assert (many[0], many[-1]) == (-1.27, -0.73)  # but never out of the strip


def screened(key: str, size: float, mean: float) -> Screened:
    return Screened(key, size, 0.5, mean, 0.1)


def test_of_a_screening_the_first_twelve_are_drawn_with_their_way() -> None:
    keys = ["demand.growth", "pressure.level", *["pressure.spread"] * 11]
    shown = [screened(keys[0], 4.0, 4.0), screened(keys[1], 3.0, -3.0), *(screened(key, 0.25, 0.0) for key in keys[2:])]
    (one,) = axes_of(
        sensitivity_bars, lambda: sensitivity_bars.screening_bars(shown, measure("delayed"), "title", "how")
    )
    assert [bar[1] for bar in bars(one)] == [4.0, 3.0, *[0.25] * 10]
    assert one.get_xlim() == pytest.approx((0.0, 1.15 * 4.5)) and one.get_ylim() == pytest.approx((-11.6, 0.6))
    assert lines(one)[0] == ([3.5, 4.5], [0.0, 0.0]) and lines(one)[2] == ([0.0, 0.75], [-2.0, -2.0])
    assert texts(one)[:3] == ["4.0, raises it", "3.0, lowers it", "0.25, either way: it depends"]
    assert [tick.get_text() for tick in one.get_yticklabels()][:2] == ["Growth of need for care", "Pressure at month 0"]


@pytest.mark.parametrize(
    ("outcome", "x", "said"), [("four_hour", 0.03, "3.0 points"), ("care_bill", 2.0, "£2.0m"), ("trust", 0.5, "0.50")]
)
def test_the_size_of_a_screening_has_its_unit(outcome: str, x: float, said: str) -> None:
    one = [screened("demand.growth", x, x)]
    (axes,) = axes_of(sensitivity_bars, lambda: sensitivity_bars.screening_bars(one, measure(outcome), "", ""))
    assert texts(axes)[0] == f"{said}, raises it"


def test_shares_of_the_spread_have_two_marks_a_row_and_round_ticks() -> None:
    shares = [Share("demand.growth", 0.3, 0.1, 0.4, 0.05), Share("pressure.level", -0.05, 0.1, 0.1, 0.05)]
    (one,) = axes_of(sensitivity_bars, lambda: sensitivity_bars.split_dots(shares, "", ""))
    assert lines(one)[:4] == [
        ([0.35, 0.45], [0.14, 0.14]), ([0.4], [0.14]), ([0.2, 0.4], [-0.14, -0.14]), ([0.3], [-0.14]),
    ]  # fmt: skip
    assert lines(one)[5] == ([0.1], [-0.86]) and colours(one)[:4] == [BASE, BASE, ALTERNATIVE, ALTERNATIVE]
    # from the lowest end, a little further; to the highest, 0.45, and a third of it
    assert one.get_xlim() == pytest.approx((-0.17, 0.45 + 0.35 * 0.45))
    assert [tick.get_text() for tick in one.get_xticklabels()] == ["0%", "10%", "20%", "30%", "40%", "50%"]
    wide = [replace(shares[0], total=0.8)]
    (one,) = axes_of(sensitivity_bars, lambda: sensitivity_bars.split_dots([*wide, *wide], "", ""))
    assert [tick.get_text() for tick in one.get_xticklabels()] == ["0%", "20%", "40%", "60%", "80%"]
    assert one.get_xlim() == pytest.approx((-0.02, 0.85 + 0.35 * 0.85))


def test_a_box_is_drawn_along_each_parameter_that_bounds_it() -> None:
    x = np.linspace(0.0, 1.0, 24)
    points, bounds = np.column_stack([x, 10.0 * x]), np.array([[0.0, 1.0], [0.0, 10.0]])
    keys = ["pressure.feedback", "pressure.shift"]
    one = Box((Restriction(1, 4.0, np.inf), Restriction(1, -np.inf, 8.0)), 0.8, 0.5, 0.4)
    two = Box((Restriction(0, -np.inf, 0.5),), 0.8, 0.5, 0.4)
    first, second = axes_of(
        box_bars,
        lambda: box_bars.box_bars([("First", one, x), ("Second", two, 1.0 - x)], keys, bounds, points, "title", "how"),
    )
    assert bars(first) == [(0.0, 10.0, PALE), (4.0, 4.0, ALTERNATIVE)]
    assert bars(second) == [(0.0, 1.0, PALE), (0.0, 0.5, BASE)]
    assert first.get_xlim() == (0.0, 10.0) and first.get_ylim() == (0.0, 1.0)
    assert [tick.get_text() for tick in first.get_xticklabels()] == ["0", "4", "8", "10"]
    assert [tick.get_text() for tick in second.get_xticklabels()] == ["0", "0.5", "1"]
    middles, means = lines(first)[0]
    assert len(middles) == 12 and means[0] == pytest.approx(0.5 / 23)  # the mean of the first two of 24
    assert middles[-1] == pytest.approx(10.0 * 22.5 / 23)
    assert [x for x, _ in lines(first)[2:]] == [[4.0, 4.0], [8.0, 8.0]]
    assert [x for x, _ in lines(second)[2:]] == [[0.5, 0.5]]  # the end of the range is no bound
    assert texts(second)[1] == "Second"
    near = Box((Restriction(0, 0.1, np.inf),), 0.8, 0.5, 0.4)
    (only,) = axes_of(box_bars, lambda: box_bars.box_bars([("First", near, x)], keys, bounds, points, "", ""))
    assert [tick.get_text() for tick in only.get_xticklabels()] == ["0.1", "1"]  # 0 stands too near to 0.1
