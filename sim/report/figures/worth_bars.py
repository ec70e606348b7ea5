"""What it is worth to find out, drawn: the worth of what could be known with its interval, and how often it decides."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from sim.analysis.worth import Knowing
from sim.analysis.worth_study import WorthFound
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, LINE, PALE, QUIET, bare, canvas, drawn, heading
from sim.report.text.box_words import tenths
from sim.report.text.regret_words import short, unit
from sim.report.text.words import upper_first
from sim.report.text.worth_words import thing

MOST_SHOWN = 10


def shown_of(found: WorthFound) -> list[Knowing]:
    """Return what is drawn: what is worth most by itself, then all that a rule draws, then every number."""
    single = [one for one in found.worths if found.things[one.name].kind in ("number", "seen")]
    every = [one for one in found.worths if found.things[one.name].kind == "all"]
    rules = [one for one in found.worths if found.things[one.name].kind == "rule"]
    return [*single[: MOST_SHOWN - 2], *rules[:2], *every]


def worth_bars(found: WorthFound, title: str, how: str) -> dict[str, bytes]:
    """Draw what is worth most to know; returns the files by their ending."""
    rows = shown_of(found)
    tall = 4.4 + 0.78 * len(rows)
    with canvas(17.0, tall, nrows=1, ncols=2, width_ratios=(3.2, 1.0)) as (figure, panels):
        top = heading(figure, upper_first(title), how, size=22)
        figure.subplots_adjust(left=0.34, right=0.97, top=top - 0.95 / tall, bottom=0.35 / tall, wspace=0.08)
        _worth(panels[0], found, rows)
        _otherwise(panels[1], rows)
        for axes in panels:
            axes.set_ylim(-len(rows) + 0.45, 0.55)
        return drawn(figure)


def _worth(axes: Any, found: WorthFound, rows: list[Knowing]) -> None:
    bare(axes)
    for row, one in enumerate(rows):
        colour = ALTERNATIVE if one.sure else BASE
        axes.plot((one.worth.low, one.worth.high), (-row, -row), color=colour, linewidth=3.2)
        axes.plot(one.worth.mean, -row, "o", markersize=11, color=colour)
        axes.annotate(
            short(one.worth.mean, found.judged_by) if one.worth.mean >= 0.0 else "nothing",
            (one.worth.high, -row), (9, 0), textcoords="offset points", va="center", size=17,
            weight="bold" if one.sure else "normal", color=colour,
        )  # fmt: skip
    axes.axvline(0.0, color=LINE, linewidth=1.6, zorder=0)
    low, high = min(0.0, *(one.worth.low for one in rows)), max(one.worth.high for one in rows)
    span = max(high - low, 1e-9)
    axes.set_xlim(low - 0.03 * span, high + 0.16 * span)
    names = [fill(upper_first(thing(found.things[one.name])), 42) for one in rows]
    axes.set_yticks(range(0, -len(rows), -1), names, size=15.5)
    _title(axes, "Worth of knowing it", f"{unit(found.judged_by)}, mean of all futures; orange: surely above nothing")


def _otherwise(axes: Any, rows: list[Knowing]) -> None:
    bare(axes)
    for row, one in enumerate(rows):
        axes.barh(-row, 1.0, height=0.62, color=PALE, linewidth=0)
        axes.barh(-row, one.otherwise, height=0.62, color=LINE, linewidth=0)
        axes.text(0.03, -row, tenths(one.otherwise), va="center", size=17, weight="bold", color=INK)
    axes.set_xlim(0.0, 1.0)
    _title(axes, "Chosen otherwise", "of futures")


def _title(axes: Any, title: str, under: str) -> None:
    for height, text, size, weight, colour in ((30, title, 19, "bold", INK), (10, under, 14, "normal", QUIET)):
        axes.annotate(
            text, (0.0, 1.0), (0, height), xycoords="axes fraction", textcoords="offset points",
            size=size, weight=weight, color=colour, va="bottom",
        )  # fmt: skip
