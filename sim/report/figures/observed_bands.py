"""What was observed, drawn beside the worlds that agree with it and all worlds before: one panel an outcome."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.analysis.observed import Point
from sim.outcomes import OUTCOMES
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, PALE, QUIET, canvas, drawn, heading
from sim.report.figures.fans import Z90
from sim.report.text.labels import outcome_name
from sim.report.text.words import unit, upper_first, value
from sim.validation.calibrated import Calibrated

MOST_DRAWN = 8
_PANEL, _HEAD, _WIDE = 3.9, 2.2, 0.14


def observed_bands(found: Calibrated, title: str, how: str) -> dict[str, bytes]:
    """Draw each outcome that was observed; returns the files by their ending."""
    outcomes = list(dict.fromkeys(one.outcome for one in found.points))[:MOST_DRAWN]
    across = min(2, len(outcomes))
    down = -(-len(outcomes) // across)
    tall = _HEAD + _PANEL * down
    wide = 12.0 if across == 1 else 19.0
    with canvas(wide, tall, nrows=down, ncols=across, squeeze=False) as (figure, panels):
        top = heading(figure, title, how, size=22)
        room = {"left": 0.1 if across == 1 else 0.065, "right": 0.97, "bottom": 0.65 / tall, "hspace": 0.6}
        figure.subplots_adjust(top=top - 0.85 / tall, wspace=0.2, **room)
        for axes, outcome in zip(panels.flat, outcomes, strict=False):
            _panel(axes, found, [one for one in found.points if one.outcome == outcome])
        for axes in list(panels.flat)[len(outcomes) :]:
            axes.set_visible(False)
        return drawn(figure)


def _panel(axes: Any, found: Calibrated, points: list[Point]) -> None:
    declared = OUTCOMES[points[0].outcome]
    before = np.array([found.before[one.name] for one in points]).T
    after = np.array([[band[one.name] for one in points] for band in (found.low, found.middle, found.high)])
    at = np.array([one.year for one in points])
    wide = np.array([at[0] - _WIDE, *at, at[-1] + _WIDE])
    for bands, colour, strength in ((before, QUIET, 0.2), (after, ALTERNATIVE, 0.28)):
        low, middle, high = (np.array([band[0], *band, band[-1]]) for band in bands)
        axes.fill_between(wide, low, high, color=colour, alpha=strength, linewidth=0)
        axes.plot(wide, middle, color=colour, linewidth=2.0 if colour == QUIET else 3.2)
    held = [found.low[one.name] <= one.value <= found.high[one.name] for one in points]
    for one, within in zip(points, held, strict=True):
        colour = INK if within else BASE
        axes.errorbar(
            one.year, one.value, Z90 * one.error, fmt="o" if within else "D", markersize=10, color=colour,
            linewidth=2.4, capsize=5, zorder=6,
        )  # fmt: skip
        if not within:
            axes.annotate(
                "outside", (one.year, one.value), (12, 0), textcoords="offset points", va="center", size=14,
                weight="bold", color=colour,
            )  # fmt: skip
    first, last = float(np.floor(at[0] - 0.01)), float(np.ceil(at[-1] + 0.01))
    axes.set_xlim(min(first, at[0] - 0.5), max(last, at[-1] + 0.5))
    ticks = [year for year in range(max(int(first), 1), int(last) + 1) if at[0] - 0.5 <= year <= at[-1] + 0.5]
    step = max(1, -(-len(ticks) // 8))
    axes.set_xticks(ticks[::step], [f"year {year}" for year in ticks[::step]])
    axes.yaxis.set_major_formatter(lambda x, _: value(declared, x))
    axes.locator_params(axis="y", nbins=5)
    axes.grid(axis="y", color=PALE, linewidth=1.2)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_title(upper_first(outcome_name(declared.name)), loc="left", size=19, weight="bold", pad=32)
    axes.annotate(
        unit(declared), (0.0, 1.0), (0, 11), xycoords="axes fraction", textcoords="offset points", size=15,
        color=QUIET,
    )  # fmt: skip
