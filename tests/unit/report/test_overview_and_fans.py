"""The overview and the fans: where points stand, darts where they run out, colours by sign, bands of a year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.effect import Effect, Shares
from sim.analysis.headline import HEADLINE
from sim.analysis.observed import Point
from sim.outcomes.features import FEATURES
from sim.report.figures import fans, overview, ten_features
from sim.report.figures.canvas import ALTERNATIVE, BASE, GOOD, INK, PAPER, QUIET
from tests.unit.made_up import comparison
from tests.unit.report.figure_seen import axes_of, colours, lines, texts
from tests.unit.report.made_effect import effect

FINDING = comparison().finding


def test_ends_and_difference_stand_in_smallest_differences_better_to_the_right() -> None:
    # of 80 people delayed a twentieth, 4, would be noticed; fewer is better, so the low end stands to the right
    ends, middle = overview.placed(effect("delayed", 80.0, -6.0, ends=(-8.0, 2.0)))
    assert (list(ends), middle) == ([-0.5, 2.0], 1.5)
    ends, middle = overview.placed(effect("days_at_home", 362_000.0, -5.0, ends=(-20.0, 10.0)))
    assert (list(ends), middle) == ([-2.0, 1.0], -0.5)


def drawn_rows(first: Effect) -> tuple[list[tuple[list[float], list[float]]], list[str], list[str]]:
    """Return lines, texts and markers of the overview of one effect, all others nothing."""
    effects = {**FINDING.effects, first.outcome.name: first}
    (axes,) = axes_of(overview, lambda: overview.people_first(replace(FINDING, effects=effects)))
    return lines(axes), texts(axes), [line.get_marker() for line in axes.lines]


def test_an_interval_that_runs_out_ends_in_a_dart() -> None:
    middle, unit = (10.05 + 11.75) / 2, (11.75 - 10.05) / 6  # three smallest differences on either side
    found, _, marks = drawn_rows(effect("emergency_need", 10_000.0, -100.0, ends=(-400.0, 200.0)))
    # 100 people would be noticed: the interval from -2 to 4 is cut at 3, where a dart points on
    assert found[2][0] == pytest.approx([middle - 2 * unit, middle + 3 * unit])
    assert marks[3] == ">" and found[3][0] == pytest.approx([middle + 3 * unit])
    assert marks[4] == "o" and found[4][0] == pytest.approx([middle + unit])
    found, _, marks = drawn_rows(effect("emergency_need", 10_000.0, 450.0, ends=(300.0, 500.0)))
    assert found[2][0] == pytest.approx([middle - 3 * unit, middle - 3 * unit])
    assert marks[3:5] == ["<", "o"] and found[4][0] == pytest.approx([middle - 3 * unit])  # at 3 itself: no dart
    assert marks.count("<") == 1 and marks.count(">") == 0


def test_people_are_counted_in_words_that_leave_out_none() -> None:
    shares = Shares(0.7, 0.0, 0.3)
    _, words, _ = drawn_rows(effect("emergency_need", 10_000.0, -100.0, ends=(-400.0, 200.0), shares=shares))
    assert "7 better, 3 worse" in words and words.count("10 much the same") == len(HEADLINE) - 1
    row = words.index("People ill enough to need hospital at once")
    assert words[row : row + 6] == [
        "People ill enough to need hospital at once", "people a year", "10,000", "9,900", "−100", "−400 to +200",
    ]  # fmt: skip


def test_people_better_are_filled_the_same_hollow_and_worse_crossed() -> None:
    from matplotlib.colors import to_hex
    from matplotlib.patches import Circle

    effects = {**FINDING.effects, "emergency_need": effect("emergency_need", 1.0, 0.0, shares=Shares(0.6, 0.3, 0.1))}
    (axes,) = axes_of(overview, lambda: overview.people_first(replace(FINDING, effects=effects)))
    heads = [patch for patch in axes.patches if isinstance(patch, Circle)][:10]
    faces = [to_hex(head.get_facecolor()) for head in heads]
    assert faces[:6] == [GOOD] * 6 and faces[6:9] == [PAPER] * 3 and faces[9] not in (GOOD, PAPER)
    assert [to_hex(head.get_edgecolor()) for head in heads[6:9]] == [QUIET] * 3
    apart = np.diff([head.center[0] for head in heads])
    assert list(apart) == pytest.approx([0.355] * 9)


def test_a_year_is_smoothed_and_a_run_of_one_is_not() -> None:
    rounds = np.arange(26.0)[:, None] * np.array([1.0, 10.0])
    smoothed = fans.smooth(rounds)
    assert smoothed.shape == (14, 2)
    assert list(smoothed[:, 0]) == pytest.approx([6.0 + k for k in range(14)])  # the mean of 0 to 12 is 6
    assert list(smoothed[:, 1]) == pytest.approx([60.0 + 10.0 * k for k in range(14)])
    assert fans.smooth(rounds[:13]) == pytest.approx(rounds[:13])


def test_the_middle_of_the_alternative_is_the_base_with_the_difference_within_its_own_bands() -> None:
    made = comparison(futures=5, years=1)
    made.base.series["trust"][:] = [0.0, 1.0, 2.0, 3.0, 4.0]
    made.alternative.series["trust"][:] = [10.0, 11.0, 2.0, 13.0, 4.0]  # differences of 10, 10, 0, 10 and 0
    fan = fans.fan_of(made, "trust")
    assert fan.base[:, 0] == pytest.approx([0.4, 1.0, 2.0, 3.0, 3.6])
    assert fan.apart[:, 0] == pytest.approx([0.0, 0.0, 10.0, 10.0, 10.0])
    # of 2, 4, 10, 11, 13 the quantiles are 2.8, 4, 10, 11 and 12.2; the middle is 2 + 10, and 11 moves up to it
    assert fan.alternative[:, 0] == pytest.approx([2.8, 4.0, 12.0, 12.0, 12.2])


def test_bands_of_several_outcomes_are_those_of_each_alone() -> None:
    made = comparison(futures=7, years=2)
    rng = np.random.default_rng(5)
    for arm in (made.base, made.alternative):
        for name in ("trust", "delayed"):
            arm.series[name][:] = rng.normal(size=arm.series[name].shape)
    together = fans.fans_of(made, ("trust", "delayed"))
    for name in ("trust", "delayed"):
        alone, expected = fans.fan_of(made, name), np.quantile(fans.smooth(made.base.series[name]), (0.1, 0.9), axis=1)
        assert np.array_equal(together[name].base[[0, -1]], expected)
        for of_all, of_one in zip(
            (together[name].base, together[name].alternative, together[name].apart),
            (alone.base, alone.alternative, alone.apart),
            strict=True,
        ):
            assert np.array_equal(of_all, of_one)


@pytest.mark.parametrize(
    ("years", "ticks"),
    [
        (1, ["year 0", "year 1"]),
        (3, ["year 1", "2", "year 3"]),
        (6, ["year 1", "2", "3", "4", "5", "year 6"]),
        (7, ["year 1", "5", "year 7"]),
        (11, ["year 1", "5", "year 11"]),
        (12, ["year 1", "5", "10", "year 12"]),
    ],
)
def test_years_are_marked_each_or_every_fifth(years: int, ticks: list[str]) -> None:
    left, _ = axes_of(fans, lambda: fans.fan(comparison(years=years, futures=4).finding, "days_at_home"))
    assert [tick.get_text() for tick in left.get_xticklabels()] == ticks
    assert left.get_xlim() == (min(1, years - 1), years)


@pytest.mark.parametrize(
    ("outcome", "up", "down"), [("days_at_home", "Better", "Worse"), ("delayed", "Worse", "Better")]
)
def test_beside_a_difference_up_is_better_or_worse_as_its_outcome_is(outcome: str, up: str, down: str) -> None:
    _, right = axes_of(fans, lambda: fans.fan(FINDING, outcome))
    words = [(text.get_text(), text.xy[1]) for text in right.texts if text.get_text() in ("Better", "Worse")]
    matters = FINDING.effects[outcome].matters
    assert [word for word, _ in words] == [up, down]
    assert [place for _, place in words] == pytest.approx([1.3 * matters, -1.3 * matters])
    assert right.get_ylim() == pytest.approx((-1.6 * matters, 1.6 * matters))  # nothing to see: the grey zone, and more


def test_what_was_observed_stands_on_the_fan_with_its_error_and_in_sight() -> None:
    points = (Point("days_at_home", 1.0, 900.0, 10.0), Point("days_at_home", 2.0, 5e6, 10.0))
    plain, dotted = (axes_of(fans, lambda own=own: fans.fan(FINDING, "days_at_home", own))[0] for own in ((), points))
    dots = [line for line in dotted.lines if line.get_marker() == "o"]
    assert [(list(dot.get_xdata()), list(dot.get_ydata())) for dot in dots] == [([1.0], [900.0]), ([2.0], [5e6])]
    assert not any(dot.get_clip_on() for dot in dots) and "o" not in [line.get_marker() for line in plain.lines]
    assert dotted.get_ylim()[0] < 900.0 and dotted.get_ylim()[1] > 5e6 and dotted.get_xlim() == plain.get_xlim()


def test_a_difference_of_one_sign_leaves_no_room_on_the_other() -> None:
    matters = 10.0
    _, up = axes_of(fans, lambda: fans.fan(comparison({"days_at_home": 100.0}).finding, "days_at_home"))
    assert up.get_ylim()[0] == pytest.approx(-1.6 * matters) and up.get_ylim()[1] > 100.0
    _, down = axes_of(fans, lambda: fans.fan(comparison({"days_at_home": -100.0}).finding, "days_at_home"))
    assert down.get_ylim()[0] < -100.0 and down.get_ylim()[1] == pytest.approx(1.6 * matters)


def test_a_feature_goes_from_one_arm_to_the_other_and_never_out_of_its_line() -> None:
    found = comparison({"collective": 0.25, "shared_power": 0.75, "relationship_based": -0.75}).finding
    (axes,) = axes_of(ten_features, lambda: ten_features.ten_features(found))
    steps = [across for across, _ in lines(axes)]
    for number, (here, there) in enumerate([(0.5, 0.75), (0.5, 1.0), (0.5, 0.0)]):
        at = steps[5 * number : 5 * number + 5]
        low, span = 6.4, 11.9 - 6.4
        assert at[1] == pytest.approx([low, low + span])
        assert at[2] == pytest.approx([low + span * here, low + span * there])
        assert (at[3], at[4]) == (pytest.approx([low + span * there]), pytest.approx([low + span * here]))
    assert colours(axes)[3:5] == [ALTERNATIVE, BASE] and INK not in colours(axes)
    assert len(steps) == 5 * len(FEATURES)
    words = texts(axes)
    row = words.index("Collective")
    assert words[row + 1 : row + 4] == ["How many share in joint work", "50.0%", "75.0%"]
