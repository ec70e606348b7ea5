"""Regret drawn: a row of worlds for every behaviour, its worst marked, how often good enough, and chance's part."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np

from sim.analysis.regret import Regret, Regrets
from sim.behaviours import BEHAVIOURS
from sim.core.arithmetic import Array
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, LINE, PALE, PAPER, QUIET, bare, canvas, drawn, heading
from sim.report.text.box_words import tenths
from sim.report.text.regret_words import contenders, safest_sentence, short, unit
from sim.report.text.words import upper_first

_CLEAR = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
_TALL = 0.3


def regret_strips(found: Regrets, percentile: float, level: str, how: str) -> dict[str, bytes]:
    """Draw what every behaviour risks; returns the files by their ending.

    Args:
        found: the answer.
        percentile: share of worlds that the broad bar holds.
        level: what is good enough, in a few words.
        how: how to read it.
    """
    rows = found.rows
    with canvas(17.0, 4.3 + 1.25 * len(rows), nrows=1, ncols=3, width_ratios=(3.4, 1.0, 1.0)) as (figure, panels):
        top = heading(figure, upper_first(safest_sentence(found)), how, size=23)
        head = 1.15 / figure.get_size_inches()[1]
        figure.subplots_adjust(left=0.185, right=0.975, top=top - head, bottom=0.05, wspace=0.16)
        _strips(panels[0], found, percentile)
        _shares(panels[1], [row.enough for row in rows], "Good enough", level)
        _shares(panels[2], [row.within for row in rows], "Chance’s part", "of the spread of regret")
        for ax in panels:
            ax.set_ylim(-len(rows) + 0.45, 0.55)
        return drawn(figure)


def _strips(axes: Any, found: Regrets, percentile: float) -> None:
    bare(axes)
    widest = max(max(row.worst for row in found.rows), 1e-9)
    safest = contenders(found)
    for number, row in enumerate(found.rows):
        colour = ALTERNATIVE if row in safest else BASE
        axes.barh(-number, row.high, height=2 * _TALL, color=colour, alpha=0.2, linewidth=0)
        values = found.worlds[row.behaviour]
        axes.plot(values, -number + _spread(values, widest), "o", markersize=4.2, color=colour, alpha=0.5, mew=0)
        axes.plot((row.worst,) * 2, (-number - _TALL, -number + _TALL), color=colour, linewidth=4.5)
        _label(axes, row, -number, found, colour)
    axes.set_yticks(
        range(0, -len(found.rows), -1), [fill(BEHAVIOURS[row.behaviour].label, 19) for row in found.rows], size=16.5
    )
    axes.axvline(0.0, color=INK, linewidth=1.4)
    axes.set_xlim(-0.01 * widest, 1.24 * widest)
    _title(
        axes,
        "Regret in each world",
        f"{unit(found.judged_by)}; dot: a world, bar: {10 * percentile:g} of 10, line: the worst",
    )


def _spread(values: Array, widest: float) -> Array:
    """Return heights that keep dots of nearly the same value apart, within the strip; the same for the same values."""
    slot = np.round(values / widest * 60.0).astype(int)
    heights = np.zeros(len(values))
    for one in np.unique(slot):
        members = np.flatnonzero(slot == one)
        reach = min(_TALL - 0.03, 0.035 * len(members))
        heights[members] = np.linspace(-reach, reach, len(members)) if len(members) > 1 else 0.0
    return heights


def _label(axes: Any, row: Regret, at: float, found: Regrets, colour: str) -> None:
    words = short(row.worst, found.judged_by)
    axes.annotate(
        words, (row.worst, at), (9, 0), textcoords="offset points", va="center", size=20, weight="bold", color=colour
    )


def _shares(axes: Any, shares: list[float], title: str, under: str) -> None:
    """Draw a bar out of ten for each behaviour, with its number."""
    bare(axes)
    for number, share in enumerate(shares):
        axes.barh(-number, 1.0, height=2 * _TALL, color=PALE, linewidth=0)
        if not np.isfinite(share):
            axes.text(0.03, -number, "no regret", va="center", size=15, color=QUIET)
            continue
        axes.barh(-number, share, height=2 * _TALL, color=LINE, linewidth=0)
        axes.text(0.03, -number, tenths(share), va="center", size=18, weight="bold", color=INK)
    axes.set_xlim(0.0, 1.0)
    _title(axes, title, under)


def _title(axes: Any, title: str, under: str) -> None:
    first = axes.get_subplotspec().colspan.start == 0
    lines = ((36, "bottom", title, 19, "bold", INK), (32, "top", fill(under, 90 if first else 25), 14, "normal", QUIET))
    for height, side, text, size, weight, colour in lines:
        axes.annotate(
            text,
            (0.0, 1.0),
            (0, height),
            xycoords="axes fraction",
            textcoords="offset points",
            size=size,
            weight=weight,
            color=colour,
            va=side,
        )
