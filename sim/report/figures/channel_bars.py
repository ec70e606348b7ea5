"""Where the gap comes from: what each channel, and the cost of working together, adds to or takes from an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from textwrap import fill
from typing import Any

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.core.counts import so_many
from sim.outcomes import OUTCOMES
from sim.report.figures.canvas import BAD, GOOD, INK, LINE, PALE, QUIET, bare, canvas, drawn, heading
from sim.report.text.parts import ALL, LEFT, shown
from sim.report.text.phrases import PHRASES, unit_words
from sim.report.text.words import change, is_share, joined, lower_first, upper_first

Gaps = Mapping[str, Mapping[str, float]]
ROWS = (*CHANNELS, LEFT, ALL)
TOO_LITTLE = 0.02


def helps(outcome: str, contribution: float) -> float:
    """Return a contribution with its sign turned so that more is better."""
    return float(OUTCOMES[outcome].gain(contribution))


def channel_title(gaps: Gaps) -> str:
    """Say which channel brings most, and which takes most away, over the headline outcomes."""
    bringing: Counter[str] = Counter()
    taking: Counter[str] = Counter()
    for outcome in HEADLINE:
        parts = {channel: helps(outcome, gaps[outcome][channel]) for channel in CHANNELS}
        size = max(map(abs, parts.values()), default=0.0)
        most, least = max(parts, key=lambda c: parts[c]), min(parts, key=lambda c: parts[c])
        if parts[most] > TOO_LITTLE * size > 0.0:
            bringing[most] += 1
        if parts[least] < -TOO_LITTLE * size < 0.0:
            taking[least] += 1
    if not bringing and not taking:
        return "Nothing passes through any channel: there is no gap to explain"
    gain, loss = "No channel brings a gain", "nothing takes much away"
    if bringing:
        leaders = _leaders(bringing)
        gain = f"{upper_first(joined(leaders))} {'bring' if len(leaders) > 1 else 'brings'} most of what is gained"
    if taking:
        leaders = _leaders(taking)
        loss = f"{lower_first(joined(leaders))} {'take' if len(leaders) > 1 else 'takes'} most away"
    return f"{gain}; {loss}"


def _leaders(found: Counter[str]) -> list[str]:
    top = found.most_common(2)
    return [name for name, times in top if times >= max(2, top[0][1] - 1)] or [top[0][0]]


def channel_bars(gaps: Gaps, futures: int, years: int, method: str) -> dict[str, bytes]:
    """Draw the split of the gap in the last year; returns the files by their ending.

    Args:
        gaps: outcome to {channel: contribution, "acting together": the rest, "all": the whole}.
        futures: how many pairs of futures this rests on.
        years: the year shown.
        method: how it was made, in words.
    """
    with canvas(17.0, 9.6, nrows=1, ncols=len(HEADLINE), squeeze=False) as (figure, axes):
        what = f"Year {years}. Parts: mean of {so_many(futures, 'pairs of futures')}; the gap: the middle pair."
        how = f"{what} {method} Bars to the right help, to the left hurt."
        top = heading(figure, channel_title(gaps), how)
        figure.subplots_adjust(left=0.185, right=0.985, top=top - 0.14, bottom=0.02, wspace=0.1)
        for column, outcome in enumerate(HEADLINE):
            _column(axes[0, column], outcome, gaps[outcome])
        for number, row in enumerate(ROWS):
            name = {ALL: "All of it: the gap", LEFT: "What is left over"}.get(row, upper_first(row))
            axes[0, 0].text(
                -0.12,
                -number,
                fill(name, 18),
                transform=axes[0, 0].get_yaxis_transform(),
                ha="right",
                va="center",
                size=16.5,
                weight="bold" if row == ALL else "normal",
                linespacing=1.05,
            )
        return drawn(figure)


def _column(axes: Any, outcome: str, parts: Mapping[str, float]) -> None:
    declared = OUTCOMES[outcome]
    bare(axes)
    said = shown(declared, parts)
    values = [helps(outcome, said[row] if row == LEFT else parts[row]) for row in ROWS]
    span = max(max(map(abs, values)), 1e-12)
    axes.set_xlim(-2.1 * span, 2.1 * span)
    axes.set_ylim(-len(ROWS) + 0.4, 0.6)
    axes.axhspan(-len(ROWS) + 0.5, -len(ROWS) + 1.5, color=PALE, zorder=0)
    axes.axvline(0.0, color=INK, linewidth=1.2)
    for number, (row, given) in enumerate(zip(ROWS, values, strict=True)):
        negligible = abs(given) < TOO_LITTLE * span
        colour = INK if row == ALL else GOOD if given > 0.0 else BAD
        look = {"hatch": "///", "edgecolor": "white"} if row == LEFT else {}
        if not negligible:
            axes.barh(-number, given, height=0.56, color=QUIET if row == LEFT else colour, linewidth=0, **look)
        side = 1.0 if given >= 0.0 else -1.0
        axes.annotate(
            change(declared, said[row]),
            (0.0 if negligible else given, -number),
            (6 * side, 0),
            textcoords="offset points",
            va="center",
            ha="left" if side > 0 else "right",
            size=14.5,
            color=QUIET if negligible else colour,
            weight="bold" if row == ALL else "normal",
        )
    for number in range(len(ROWS)):
        axes.axhline(-number - 0.5, color=LINE, linewidth=0.8, zorder=0)
    axes.set_title(fill(PHRASES[outcome].short, 15), size=16, weight="bold", pad=30, linespacing=1.1, va="bottom")
    points = "percentage points" if is_share(declared) else unit_words(declared)
    axes.annotate(
        fill(points, 16),
        (0.5, 1.0),
        (0, 26),
        xycoords="axes fraction",
        textcoords="offset points",
        size=12.5,
        color=QUIET,
        ha="center",
        va="top",
        linespacing=1.0,
    )
