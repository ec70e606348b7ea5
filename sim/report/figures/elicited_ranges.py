"""What people say of numbers that nobody knows, drawn beside what worlds draw by default: one panel a number."""

from __future__ import annotations

from typing import Any

from sim.analysis.opinion_pool import PooledRange, Remaining
from sim.core.counts import so_many
from sim.declared import declarations
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, LINE, QUIET, bare, canvas, drawn, heading
from sim.report.text.elicited_words import between, label, short

MOST_DRAWN = 8
_PANEL, _HEAD = 2.3, 1.9


def elicited_ranges(found: Remaining) -> dict[str, bytes]:
    """Draw the range of each number by default, by each person asked and by all; returns the files by their ending."""
    shown = found.narrowed[:MOST_DRAWN]
    tall = _HEAD + _PANEL * len(shown)
    people = so_many(found.opinions.people, "people")
    title = f"What {people} say leaves {len(found.worlds):,} of {so_many(found.tried, 'worlds')}"
    how = "Thick lines hold nine in ten, dots are the middle; pale: all that worlds draw; grey: each person asked."
    with canvas(15.0, tall, nrows=len(shown), ncols=1, squeeze=False) as (figure, panels):
        top = heading(figure, title, how, size=22)
        figure.subplots_adjust(left=0.2, right=0.97, top=top - 0.5 / tall, bottom=0.2 / tall, hspace=0.45)
        for (axes,), one in zip(panels, shown, strict=True):
            _panel(axes, one)
        return drawn(figure)


def _panel(axes: Any, one: PooledRange) -> None:
    bare(axes)
    plausible = declarations()[one.key].plausible
    assert plausible is not None
    axes.plot(plausible, (2.0, 2.0), color=LINE, linewidth=2.0)
    lines = ((one.default, plausible[1], 2.0, BASE), (one.pooled, one.pooled[2], 0.0, ALTERNATIVE))
    for (low, middle, high), end, height, colour in lines:
        axes.plot((low, high), (height, height), color=colour, linewidth=4.0)
        axes.plot(middle, height, "o", markersize=10, color=colour)
        axes.annotate(
            f"{between(low, high)}, middle {short(middle)}", (end, height), (10, 0), textcoords="offset points",
            va="center", size=15, weight="bold", color=colour,
        )  # fmt: skip
    step = 0.8 / max(len(one.answers) - 1, 1)
    for number, answer in enumerate(one.answers):
        height = 1.4 - step * number if len(one.answers) > 1 else 1.0
        axes.plot((answer.low, answer.high), (height, height), color=QUIET, linewidth=1.6)
        axes.plot(answer.middle, height, "o", markersize=5, color=QUIET)
    ends = [*plausible, *(end for answer in one.answers for end in (answer.low, answer.high))]
    span = max(ends) - min(ends)
    axes.set_xlim(min(ends) - 0.03 * span, max(ends) + 0.45 * span)
    axes.set_ylim(-0.6, 2.5)
    names = ("By default", "Each asked", "All asked")
    axes.set_yticks((2.0, 1.0, 0.0), names, size=15)
    axes.set_title(label(one.key), loc="left", size=16, weight="bold", color=INK)
