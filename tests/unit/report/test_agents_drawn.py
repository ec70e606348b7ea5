"""What agents buy, drawn: where intervals and dots stand, in whose colour, what is written beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sim.analysis.ablated import EffectChange
from sim.analysis.agents import Agents
from sim.analysis.joining import Best, Joined
from sim.report.figures import agents_dots
from sim.report.figures.canvas import ALTERNATIVE, BASE, LINE, PALE
from tests.unit.report.figure_seen import axes_of, bars, colours, lines, texts

CHANGES = tuple(
    EffectChange(name, arm, outcome, whole, 0.0, change, change - 3.0, change + 3.0, 4.0, "open", 0)
    for name, arm, outcome, whole, change in (
        ("leaders_alike", "mixed", "delayed", -20.0, 5.0),
        ("leaders_alike", "collaborative", "delayed", -30.0, 6.0),
        ("leaders_alike", "mixed", "trust", 99.0, 99.0),  # another outcome: not drawn
        ("rewired", "mixed", "delayed", -20.0, -7.0),
        ("rewired", "collaborative", "delayed", -30.0, 8.0),
    )
)
FIRSTS = (
    Joined("largest", ("a", "b", "c"), 3, -16.0, -18.0, -14.0),
    Joined("trust", ("a", "c"), 2, -12.0, -14.0, -10.0),
    Joined("drawn", (), 2, -4.0, -6.0, -2.0),
)
PAIR = Best(2, "exhaustive", 36, ("a", "b"), -13.0, -15.0, -11.0, ("a", "c"), 1.0, -1.0, 3.0, 0.62, 1, False, 490)
FOUND = Agents(
    "anyplace", "Anyplace", "0", "as_today", ("siloed", "mixed", "collaborative"), "delayed", 1_200, 0, 6, 7,
    ("leaders_alike", "rewired"), 80.0, 4.0, CHANGES, FIRSTS, PAIR, None, None, {},
)  # fmt: skip


def dots(found: Agents = FOUND) -> Any:
    return axes_of(agents_dots, lambda: agents_dots.ablation_dots(found, "Title", "How"))[0]


def joining(found: Agents = FOUND) -> Any:
    return axes_of(agents_dots, lambda: agents_dots.joining_dots(found, "Title", "How"))[0]


def test_arms_stand_one_above_another_in_the_row_of_what_is_taken_away() -> None:
    axes = dots()
    drawn = [([2.0, 8.0], 0.12), ([3.0, 9.0], -0.12), ([-10.0, -4.0], -0.88), ([5.0, 11.0], -1.12)]
    for number, (ends, at) in enumerate(drawn):
        assert lines(axes)[1 + 2 * number] == (ends, [at, at])
        assert lines(axes)[2 + 2 * number] == ([(ends[0] + ends[1]) / 2], [at])
    assert colours(axes) == [LINE, *[BASE, BASE, ALTERNATIVE, ALTERNATIVE] * 2]
    assert lines(axes)[0][0] == [0.0, 0.0] and len(axes.lines) == 9
    assert bars(axes) == [(-4.0, 8.0, PALE)]  # what would go unnoticed, either way
    assert [line.get_marker() for line in axes.lines[2::2]] == ["o", "D"] * 2
    assert axes.get_ylim() == pytest.approx((-1.6, 0.6)) and list(axes.get_yticks()) == [0, -1]
    one = dots(replace(FOUND, behaviours=("siloed", "mixed")))
    assert [up for _, up in lines(one)[1:]] == [[0.0, 0.0], [0.0], [-1.0, -1.0], [-1.0]]


def test_each_arm_is_named_by_its_sign_with_its_whole_effect() -> None:
    axes = dots()
    assert texts(axes) == ["● A mix of both (whole: −20.0)", "◆ Working as one system (whole: −30.0)"]
    assert [text.xyann[1] for text in axes.texts] == pytest.approx([72.0 * 0.42, 72.0 * 0.12])
    said = "change of the effect on “people ready to leave hospital who cannot”; pale: would go unnoticed"
    assert axes.get_xlabel() == said


def test_who_goes_first_stands_by_how_many_and_the_best_that_was_found_at_the_end() -> None:
    axes = joining()
    rows = [(-14.0, -10.0), (-6.0, -2.0), (-18.0, -14.0), (-15.0, -11.0)]
    for row, (low, high) in enumerate(rows):
        assert lines(axes)[1 + 2 * row] == ([low, high], [-row, -row])
        assert lines(axes)[2 + 2 * row] == ([(low + high) / 2], [-row])
    names = [tick.get_text().replace("\n", " ") for tick in axes.get_yticklabels()]
    assert names == [
        "Trusted most at month 0, first two",
        "Drawn by lot, first two",
        "Largest in size, first three",
        "Best pair found",
    ]
    assert colours(axes)[1::2] == [BASE, BASE, ALTERNATIVE, BASE]  # a colour for each number of organisations
    assert texts(axes) == ["−12.0 (−15%)", "−4.0 (−5%)", "−16.0 (−20%)", "−13.0 (−16%)"]
    assert [text.xy for text in axes.texts] == [(1.01, -row) for row in range(4)]
    assert axes.get_xlim()[1] == pytest.approx(0.3)


def test_what_reaches_beyond_nothing_has_room() -> None:
    three = replace(PAIR, size=3, effect=3.0, low=1.0, high=5.0)
    axes = joining(replace(FOUND, three=three))
    assert axes.get_xlim()[1] == pytest.approx(5.3)
    assert axes.get_yticklabels()[-1].get_text() == "Best three found" and colours(axes)[-1] == ALTERNATIVE


def test_in_words_each_row_has_its_name_and_its_effect() -> None:
    said = agents_dots.joining_alt(replace(FOUND, joined=FIRSTS[1:2]))
    assert said.startswith("Trusted most at month 0, first two: ") and "Best pair found: " in said
    assert said.count("−12.0") == 1 and said.count("−13.0") == 1 and said.endswith(".")
