"""Sensitivity drawn: what crossing each parameter's range does, and which share of the spread each explains."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any

from sim.analysis.measures import Measure
from sim.analysis.sensitivity import Screened, Share
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, QUIET, canvas, drawn, heading
from sim.report.text.labels import parameter_name
from sim.report.text.words import about, joined, lower_first, upper_first

MOST_SHOWN = 12
_WAYS = {1: "raises it", -1: "lowers it", 0: "either way: it depends"}


def screening_title(screened: Sequence[Screened], measure: Measure, leading: int) -> str:
    """Say which parameters move the effect most, as many as lead the others by more than chance could make."""
    effect = f"the effect on {lower_first(measure.label)}"
    if not leading:
        return f"No parameter stands out in moving {effect}: chance could have made the order"
    first = joined([f"“{parameter_name(one.parameter)}”" for one in screened[:leading]])
    return f"“{upper_first(first[1:])} move{'s' if leading == 1 else ''} {effect} most"


def screening_bars(screened: Sequence[Screened], measure: Measure, title: str, how: str) -> dict[str, bytes]:
    """Draw the strongest of a screening; returns the files by their ending."""
    shown = screened[:MOST_SHOWN]
    with canvas(17.0, 2.9 + 0.62 * len(shown)) as (figure, axes):
        top = heading(figure, title, how)
        figure.subplots_adjust(left=0.36, right=0.88, top=top - 0.01, bottom=0.075)
        largest = max(one.size + one.half_width for one in shown)
        for number, one in enumerate(shown):
            axes.barh(-number, one.size, height=0.62, color=BASE, linewidth=0)
            low, high = max(0.0, one.size - one.half_width), one.size + one.half_width
            axes.plot((low, high), (-number, -number), color=INK, linewidth=2.4)
            axes.annotate(
                f"{_amount(one.size, measure)}, {_WAYS[one.way]}",
                (high, -number),
                (8, 0),
                textcoords="offset points",
                va="center",
                size=15.5,
                color=QUIET,
            )
        _rows(axes, [one.parameter for one in shown])
        axes.set_xlim(0.0, 1.15 * largest)
        axes.set_xticks([])
        return drawn(figure)


def _amount(x: float, measure: Measure) -> str:
    if measure.unit.startswith("share"):
        return f"{about(100.0 * x)} points"
    return f"£{about(x)}m" if measure.unit.startswith("£m") else about(x)


def _rows(axes: Any, keys: Sequence[str]) -> None:
    axes.set_yticks(range(0, -len(keys), -1), [fill(upper_first(parameter_name(key)), 42) for key in keys], size=15.5)
    axes.set_ylim(-len(keys) + 0.4, 0.6)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)


def split_title(shares: Sequence[Share], leading: int) -> str:
    """Say what explains most of the spread, if chance did not, and how much parameters do alone."""
    alone = min(1.0, max(0.0, sum(one.first for one in shares)))
    first = joined([f"“{parameter_name(one.parameter)}”" for one in shares[:leading]])
    tells = f"“{upper_first(first[1:])} explain{'s' if leading == 1 else ''} most of the spread"
    if not leading:
        tells = "No parameter stands out in what explains the spread: chance could have made the order"
    return f"{tells}; taken one at a time the {len(shares)} explain {100 * alone:.0f}% of it"


def split_dots(shares: Sequence[Share], title: str, how: str) -> dict[str, bytes]:
    """Draw the shares of the variance with their intervals; returns the files by their ending."""
    with canvas(17.0, 3.3 + 0.8 * len(shares)) as (figure, axes):
        top = heading(figure, title, how)
        figure.subplots_adjust(left=0.36, right=0.95, top=top - 0.07, bottom=0.13)
        for number, one in enumerate(shares):
            for up, value, half, colour, marker in (
                (0.14, one.total, one.total_half_width, BASE, "o"),
                (-0.14, one.first, one.first_half_width, ALTERNATIVE, "D"),
            ):
                at = up - number
                axes.plot((value - half, value + half), (at, at), color=colour, linewidth=3.2)
                axes.plot(value, at, marker=marker, markersize=12, color=colour)
        for across, colour, words in (
            (0.0, BASE, "● with all it does together with others"),
            (0.62, ALTERNATIVE, "◆ alone"),
        ):
            axes.text(across, 1.04, words, transform=axes.transAxes, size=15.5, weight="bold", color=colour)
        _rows(axes, [one.parameter for one in shares])
        axes.axvline(0.0, color=INK, linewidth=1.2)
        high = max(one.total + one.total_half_width for one in shares)
        axes.set_xlim(
            min(0.0, *(one.first - one.first_half_width for one in shares)) - 0.02, high + 0.35 * max(high, 0.3)
        )
        ticks = [tick / 10 for tick in range(0, 11, 1 if high < 0.5 else 2) if tick / 10 <= high + 0.1]
        axes.set_xticks(ticks, [f"{100 * tick:.0f}%" for tick in ticks])
        axes.set_xlabel("share of the spread of the effect over the plausible ranges")
        return drawn(figure)
