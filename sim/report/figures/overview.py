"""The overview, people first: what each arm brings, how large the difference is, and ten little people for futures."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np

from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.report.figures.canvas import (
    ALTERNATIVE,
    BAD,
    BASE,
    GOOD,
    INK,
    LINE,
    PALE,
    PAPER,
    QUIET,
    bare,
    canvas,
    drawn,
    heading,
)
from sim.report.text.phrases import PHRASES, unit_words
from sim.report.text.sentence import title
from sim.report.text.words import Counts
from sim.report.text.written import counted, written

WIDTH, ROW = 16.0, 1.12
_NAME, _BASE, _OTHER, _CHANGE, _PEOPLE = 0.35, 5.35, 6.95, 8.55, 12.05
_FROM, _TO = 10.05, 11.75
MOST = 3.0


def people_first(finding: Finding) -> dict[str, bytes]:
    """Draw the headline outcomes in the last year; returns the files by their ending."""
    names, effects = finding.names, finding.headline
    height = 3.35 + ROW * len(effects)
    with canvas(WIDTH, height) as (figure, axes):
        axes.set_position((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0.0, WIDTH)
        axes.set_ylim(0.0, height)
        bare(axes)
        futures = f"{so_many(finding.futures, 'pairs of possible futures')}, each pair on the same draws"
        top = heading(figure, title(finding), f"Year {finding.year}. {futures}. Not a forecast.") * height - 0.15
        _head(axes, names, top)
        for number, effect in enumerate(effects):
            _row(axes, effect, top - 1.05 - ROW * (number + 0.5))
        _key(axes, top - 1.05 - ROW * len(effects) - 0.28)
        return drawn(figure)


def _head(axes: Any, names: tuple[str, str], top: float) -> None:
    for x, text, colour in ((_BASE, names[0], BASE), (_OTHER, names[1], ALTERNATIVE)):
        axes.text(x, top, fill(text, 13), color=colour, weight="bold", size=15, ha="right", va="top", linespacing=1.05)
    axes.text(
        _CHANGE + 1.0,
        top,
        "Difference in a pair\n(9 in 10 pairs)",
        size=15,
        weight="bold",
        ha="right",
        va="top",
        linespacing=1.15,
    )
    axes.text((_FROM + _TO) / 2, top, "worse  |  better", size=15, weight="bold", ha="center", va="top")
    axes.text(_PEOPLE, top, "Of ten futures", size=15, weight="bold", va="top")


def _row(axes: Any, effect: Effect, y: float) -> None:
    declared, count, level = effect.outcome, counted(effect.shares, effect.futures), written(effect)
    axes.plot([_NAME, WIDTH - 0.35], [y + ROW / 2, y + ROW / 2], color=LINE, linewidth=1.0)
    name = fill(PHRASES[declared.name].short, 24)
    axes.text(_NAME, y + 0.13, name, size=18, weight="bold", va="center", linespacing=1.1)
    axes.text(
        _NAME, y - (0.25 if "\n" not in name else 0.39), unit_words(declared), size=13.5, color=QUIET, va="center"
    )
    axes.text(_BASE, y, level.base, size=19, color=BASE, weight="bold", ha="right", va="center")
    axes.text(
        _OTHER,
        y,
        level.alternative,
        size=19,
        color=ALTERNATIVE,
        weight="bold",
        ha="right",
        va="center",
    )
    axes.text(
        _CHANGE + 1.0,
        y + 0.14,
        f"{level.difference}{level.points}",
        size=19,
        weight="bold",
        ha="right",
        va="center",
    )
    axes.text(_CHANGE + 1.0, y - 0.22, level.interval, size=13.5, color=QUIET, ha="right", va="center")
    _interval(axes, effect, y)
    _crowd(axes, count, y + 0.12)
    words = [
        f"{n} {word}"
        for n, word in ((count.better, "better"), (count.same, "much the same"), (count.worse, "worse"))
        if n
    ]
    colour = {"better": GOOD, "worse": BAD}.get(effect.verdict, INK)
    axes.text(_PEOPLE, y - 0.37, ", ".join(words), size=14.5, color=colour, weight="bold", va="center")


def _interval(axes: Any, effect: Effect, y: float) -> None:
    """Draw the difference in multiples of the smallest that matters, better to the right; a dart where it runs out."""
    ends, point = placed(effect)
    unit, middle = (_TO - _FROM) / (2 * MOST), (_FROM + _TO) / 2
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((middle - unit, y - 0.42), 2 * unit, 0.84, facecolor=PALE, edgecolor="none"))
    axes.plot([middle, middle], [y - 0.42, y + 0.42], color=INK, linewidth=1.2)
    shown = np.clip(ends, -MOST, MOST)
    axes.plot(middle + unit * shown, [y, y], color=INK, linewidth=4, solid_capstyle="butt")
    for end, place in zip(ends, shown, strict=True):
        if abs(end) > MOST:
            axes.plot(middle + unit * place, y, marker=">" if end > 0 else "<", color=INK, markersize=10)
    axes.plot(
        middle + unit * np.clip(point, -MOST, MOST),
        y,
        marker="o",
        markersize=13,
        color=ALTERNATIVE,
        markeredgecolor=PAPER,
        markeredgewidth=1.5,
    )


def placed(effect: Effect) -> tuple[Array, float]:
    """Return where the ends of the interval and the difference stand: in smallest differences that matter, + better."""
    low, high, middle = effect.outcome.in_smallest(np.array([effect.low, effect.high, effect.median]), effect.base)
    return np.sort(np.array([low, high])), float(middle)


def _crowd(axes: Any, count: Counts, y: float) -> None:
    """Draw one little person for each future: filled if better, hollow if much the same, crossed if worse."""
    apart = min(0.355, 3.55 / max(count.of, 1))
    kinds = ["better"] * count.better + ["same"] * count.same + ["worse"] * count.worse
    for number, kind in enumerate(kinds):
        person(axes, _PEOPLE + 0.13 + number * apart, y, kind)


def person(axes: Any, x: float, y: float, kind: str, size: float = 0.56) -> None:
    """Draw a little person; inches in both directions."""
    from matplotlib.patches import Circle, FancyBboxPatch

    colour = {"better": GOOD, "same": QUIET, "worse": BAD}[kind]
    look = {"facecolor": PAPER if kind == "same" else colour, "edgecolor": colour, "linewidth": 1.6}
    axes.add_patch(Circle((x, y + 0.29 * size), 0.165 * size, **look))
    box = FancyBboxPatch(
        (x - 0.13 * size, y - 0.42 * size),
        0.26 * size,
        0.46 * size,
        boxstyle=f"round,pad=0,rounding_size={0.12 * size}",
        **look,
    )
    axes.add_patch(box)
    if kind == "worse":
        for slope in (-1, 1):
            axes.plot(
                [x - 0.075 * size, x + 0.075 * size],
                [y - 0.19 * size - slope * 0.1 * size, y - 0.19 * size + slope * 0.1 * size],
                color=PAPER,
                linewidth=2.2,
            )


def _key(axes: Any, y: float) -> None:
    axes.plot([_NAME, WIDTH - 0.35], [y + 0.28, y + 0.28], color=LINE, linewidth=1.0)
    axes.text(_FROM - 0.25, y, "Grey zone: too little to notice", size=13.5, color=QUIET, va="center", ha="right")
    for x, kind, text in (
        (_FROM + 0.35, "better", "better"),
        (_FROM + 1.75, "same", "much the same"),
        (_FROM + 4.0, "worse", "worse"),
    ):
        person(axes, x, y, kind, 0.44)
        axes.text(x + 0.2, y, text, size=13.5, color=QUIET, va="center")
