"""How many replications are enough, drawn: half-widths against the number of pairs of futures."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.analysis.replications import Enough, Precision
from sim.core.counts import so_many
from sim.report.figures.canvas import ALTERNATIVE, DASH, INK, LINE, PAPER, QUIET, canvas, drawn, heading
from sim.report.text.labels import outcome_name, spread
from sim.report.text.words import lower_first

_CLEAR = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}


def enough_title(enough: Enough) -> str:
    """Say how many pairs of futures are enough, and which outcome decides."""
    name = lower_first(outcome_name(enough.deciding))
    if enough.tried:
        return f"{so_many(enough.number, 'pairs of futures')} are enough; {name} needs most"
    return f"More are needed than were run: about {so_many(enough.number, 'pairs of futures')}, for {name}"


def precision_lines(enough: Enough) -> dict[str, bytes]:
    """Draw both half-widths; returns the files by their ending."""
    with canvas(17.0, 9.0, nrows=1, ncols=2) as (figure, (left, right)):
        how = (
            "Half-width of the 95% interval that chance leaves, by number of pairs. Equal steps along an axis multiply."
        )
        top = heading(figure, enough_title(enough), how)
        figure.subplots_adjust(left=0.07, right=0.86, top=top - 0.1, bottom=0.11, wspace=0.72)
        _panel(left, enough, "effect", "The effect", "in smallest differences that matter")
        _panel(right, enough, "share", "Shares of futures better or worse", "in percentage points")
        return drawn(figure)


def _panel(axes: Any, enough: Enough, kind: str, title: str, under: str) -> None:
    scale, wanted = (100.0, enough.wanted_share) if kind == "share" else (1.0, enough.wanted_effect)
    most = max(one.n for one in enough.found)
    axes.set_xscale("log")
    axes.set_yscale("log")
    ends = {}
    for outcome in HEADLINE:
        line = [one for one in enough.found if one.outcome == outcome]
        decides = outcome == enough.deciding and kind == enough.because
        _line(axes, line, kind, scale, ALTERNATIVE if decides else QUIET, 4.0 if decides else 2.2)
        ends[outcome] = max(scale * getattr(line[-1], kind), 1e-6)
    axes.axhline(scale * wanted, color=INK, linewidth=2.2, linestyle=DASH)
    mark = f"asked for: {scale * wanted:g}"
    axes.annotate(mark, (10, scale * wanted), (4, 7), textcoords="offset points", size=15, weight="bold", bbox=_CLEAR)
    if enough.tried:
        axes.axvline(enough.number, color=INK, linewidth=1.6)
        axes.annotate(
            f"{enough.number:,}",
            (enough.number, 1.0),
            (0, 5),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            size=17,
            weight="bold",
        )
    low, high = axes.get_ylim()
    _names(axes, enough, kind, ends, (low, high))
    marks = [n for n in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000) if n <= most]
    axes.set_xticks(marks, [f"{n:,}" for n in marks])
    ticks = [y for power in range(-3, 4) for y in (10.0**power, 2 * 10.0**power, 5 * 10.0**power) if low <= y <= high]
    axes.set_yticks(ticks, [f"{y:g}" for y in ticks])
    axes.minorticks_off()
    axes.grid(color=LINE, linewidth=0.7)
    axes.set_ylim(low, high)
    axes.set_xlabel("pairs of futures")
    axes.set_title(title, loc="left", size=20, weight="bold", pad=46)
    axes.annotate(
        under, (0.0, 1.0), (0, 28), xycoords="axes fraction", textcoords="offset points", size=14.5, color=QUIET
    )


def _line(axes: Any, line: list[Precision], kind: str, scale: float, colour: str, width: float) -> None:
    values = [max(scale * getattr(one, kind), 1e-6) for one in line]
    axes.plot([one.n for one in line], values, color=colour, linewidth=width, zorder=3 if width > 3 else 2)


def _names(axes: Any, enough: Enough, kind: str, ends: dict[str, float], limits: tuple[float, float]) -> None:
    from math import log10

    low, high = (log10(limit) for limit in limits)
    places = [(log10(value) - low) / (high - low) for value in ends.values()]
    for (outcome, value), place in zip(ends.items(), spread(places, 0.095), strict=True):
        decides = outcome == enough.deciding and kind == enough.because
        axes.annotate(
            fill(outcome_name(outcome), 24),
            (1.0, (log10(value) - low) / (high - low)),
            (1.06, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            size=13.5,
            va="center",
            color=ALTERNATIVE if decides else QUIET,
            weight="bold" if decides else "normal",
            linespacing=1.0,
            arrowprops={"arrowstyle": "-", "color": LINE, "linewidth": 1.0, "relpos": (0.0, 0.5), "shrinkB": 0},
        )
