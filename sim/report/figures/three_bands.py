"""Three bands drawn: how far chance and place, what nobody knows, and rival theories each move every headline."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES, Outcome
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, PALE, QUIET, bare, canvas, drawn, heading
from sim.report.text.band_words import Span, ThreeBands, bands_title, sentences
from sim.report.text.labels import outcome_name
from sim.report.text.words import is_share, unit

HEADS = (
    ("Chance and place", "nine in ten pairs"),
    ("and what nobody knows", "nine in ten pairs"),
    ("Rival theories", "middle pair; dot: usual rules"),
)
COLOURS = (BASE, INK, ALTERNATIVE)
_HOW = (
    "Right of the line is better, left of it worse. Grey: too little to notice. A dot is the middle pair. One scale "
    "for all."
)


def three_bands(bands: ThreeBands) -> dict[str, bytes]:
    """Draw them side by side, a row for each headline; returns the files by their ending."""
    spans = bands.spans
    tall = 3.3 + 1.0 * len(HEADLINE)
    with canvas(17.0, tall, nrows=1, ncols=len(spans), squeeze=False) as (figure, panels):
        top = heading(figure, bands_title(bands), _HOW, size=23)
        figure.subplots_adjust(left=0.25, right=0.98, top=top - 0.95 / tall, bottom=0.3 / tall, wspace=0.06)
        least, most = _ends(spans)
        for number, (axes, found) in enumerate(zip(panels[0], spans, strict=True)):
            _panel(axes, found, *HEADS[number], COLOURS[number])
            axes.set_xlim(least, most)
            axes.set_ylim(-len(HEADLINE) + 0.45, 0.55)
        names = [fill(outcome_name(name), 30) for name in HEADLINE]
        panels[0][0].set_yticks(range(0, -len(HEADLINE), -1), names, size=16)
        for row, name in enumerate(HEADLINE):
            _unit(panels[0][0], row, names[row].count("\n") + 1, _counted_in(OUTCOMES[name]))
        return drawn(figure)


def bands_in_words(bands: ThreeBands) -> str:
    """Say the picture in words."""
    return f"{bands_title(bands)}. {' '.join(sentences(bands))}"


def _ends(spans: tuple[Mapping[str, Span], ...]) -> tuple[float, float]:
    """Return one scale for all, wide enough for what is too little to notice and for a little more."""
    every = [one for found in spans for one in found.values()]
    low, high = min(-1.3, *(one.low for one in every)), max(1.3, *(one.high for one in every))
    room = 0.06 * (high - low)
    return low - room, high + room


def _counted_in(outcome: Outcome) -> str:
    """Write what a difference is counted in."""
    return "percentage points" if is_share(outcome) else unit(outcome)


def _unit(axes: Any, row: int, lines: int, text: str) -> None:
    """Write under the name of a headline what its numbers count."""
    axes.annotate(
        text, (0.0, -row), (-3.5, -10.5 * lines), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
        size=13.5, color=QUIET, ha="right", va="top",
    )  # fmt: skip


def _panel(axes: Any, found: Mapping[str, Span], head: str, under: str, colour: str) -> None:
    bare(axes)
    axes.axvspan(-1.0, 1.0, color=PALE, linewidth=0, zorder=0)
    rows = [-row - 0.14 for row in range(len(HEADLINE))]
    axes.vlines([0.0] * len(rows), [at - 0.2 for at in rows], [at + 0.2 for at in rows], color=QUIET, zorder=1)
    for row, name in enumerate(HEADLINE):
        one = found[name]
        axes.plot((one.low, one.high), (-row - 0.14,) * 2, color=colour, linewidth=9.0, alpha=0.55, zorder=2)
        axes.plot(one.middle, -row - 0.14, "o", markersize=12, color=colour, zorder=3)
        axes.text(
            0.5, -row + 0.13, one.across, ha="center", va="bottom", size=15, color=INK,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip
    for height, text, size, weight, shade in ((32, head, 19, "bold", colour), (9, under, 14.5, "normal", QUIET)):
        axes.annotate(
            text, (0.0, 1.0), (0, height), xycoords="axes fraction", textcoords="offset points",
            size=size, weight=weight, color=shade, va="bottom",
        )  # fmt: skip
