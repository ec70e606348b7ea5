"""Boxes drawn: for each parameter that bounds a box, which part of its plausible range lies within."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

import numpy as np

from sim.analysis.prim import Box
from sim.core.arithmetic import Array
from sim.report.figures.canvas import ALTERNATIVE, BASE, INK, LINE, PALE, QUIET, canvas, drawn, heading
from sim.report.text.labels import parameter_name, parameter_value
from sim.report.text.words import upper_first


def box_bars(
    boxes: Sequence[tuple[str, Box, Array]], keys: Sequence[str], bounds: Array, points: Array, title: str, how: str
) -> dict[str, bytes]:
    """Draw the boxes; returns the files by their ending.

    Args:
        boxes: the arm's name, its box, and the share of futures at each point in which it does better, shape (P,).
        keys: parameters.
        bounds: their plausible ranges, shape (k, 2).
        points: shape (P, k).
        title: the finding.
        how: how to read it.
    """
    rows = [(name, box, share, column) for name, box, share in boxes for column in _columns(box)]
    count = max(1, len(rows))
    with canvas(17.0, 3.4 + 1.5 * count, nrows=count, ncols=1, squeeze=False) as (figure, axes):
        top = heading(figure, title, how, size=21)
        figure.subplots_adjust(left=0.3, right=0.95, top=top - 0.04, bottom=0.06, hspace=1.1)
        for ax in axes[:, 0]:
            ax.set_yticks([])
            ax.set_xticks([])
            for side in ax.spines.values():
                side.set_visible(False)
        for ax, (name, box, share, column) in zip(axes[:, 0], rows, strict=False):
            colour = ALTERNATIVE if box is boxes[0][1] else BASE
            low, high = bounds[column]
            ends = (
                max([low, *(side.low for side in box.restrictions if side.column == column and np.isfinite(side.low))]),
                min([high, *(s.high for s in box.restrictions if s.column == column and np.isfinite(s.high))]),
            )
            ax.axvspan(low, high, color=PALE, zorder=0)
            ax.axvspan(*ends, color=colour, alpha=0.22, zorder=1)
            middles, means = _running(points[:, column], share)
            ax.plot(middles, means, color=colour, linewidth=3.2, zorder=3)
            ax.axhline(0.5, color=LINE, linewidth=1.0, zorder=2)
            ax.set_xlim(low, high)
            ax.set_ylim(0.0, 1.0)
            for end in ends:
                if low < end < high:
                    ax.axvline(end, color=colour, linewidth=2.6)
            marks = sorted({low, *ends, high})
            kept = [m for m in marks if m in ends or min(abs(m - e) for e in ends) > 0.12 * (high - low)]
            ax.set_xticks(kept, [parameter_value(keys[column], mark) for mark in kept], size=14)
            ax.set_yticks([0.5, 1], ["5 of 10", "10"], size=12.5, color=QUIET)
            words = f"{fill(upper_first(parameter_name(keys[column])), 28)}"
            ax.text(
                -0.1, 0.68, words, transform=ax.transAxes, ha="right", va="center", size=15.5, weight="bold", color=INK
            )
            ax.text(
                -0.1, 0.12, fill(name, 30), transform=ax.transAxes, ha="right", va="center", size=13.5, color=colour
            )
        return drawn(figure)


def _columns(box: Box) -> list[int]:
    return list(dict.fromkeys(side.column for side in box.restrictions))


def _running(x: Array, y: Array, parts: int = 12) -> tuple[list[float], list[float]]:
    """Return the mean of y in parts of equal numbers of points along x."""
    order = np.argsort(x, kind="stable")
    pieces = [rows for rows in np.array_split(order, min(parts, len(x))) if len(rows)]
    return [float(x[rows].mean()) for rows in pieces], [float(y[rows].mean()) for rows in pieces]
