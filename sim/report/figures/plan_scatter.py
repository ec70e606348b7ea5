"""Plans side by side: what each brings people against what it costs, the ones that none beats in colour."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.portfolio import Worth
from sim.core.counts import so_many
from sim.report.figures.canvas import ALTERNATIVE, INK, LINE, QUIET, canvas, drawn, heading
from sim.report.text.words import lower_first

_SMALLEST, _PER_HOUR = 9.0, 16.0
_APART = 0.045  # of the height: labels nearer than this are moved apart


def scatter_title(found: Sequence[Worth], labels: Sequence[str]) -> str:
    """Say which plans no other beats, and whether any surely helps people."""
    named = dict(zip((one.plan for one in found), labels, strict=True))
    unbeaten = [named[one.plan] for one in found if not one.beaten_by]
    if not any(one.low > 0.0 for one in found):
        return "No plan surely brings people more than carrying on"
    if len(unbeaten) == len(found):
        return "No plan is beaten by another: each is the best for some purse"
    return f"No other plan beats: {'; '.join(map(lower_first, unbeaten))}"


def plan_scatter(found: Sequence[Worth], labels: Sequence[str], years: int, futures: int) -> dict[str, bytes]:
    """Draw the plans; returns the files by their ending.

    Args:
        found: what each is worth.
        labels: what readers call them.
        years: how long they ran.
        futures: pairs of futures.
    """
    with canvas(16.0, 9.4) as (figure, axes):
        how = (
            f"{so_many(futures, 'pairs of possible futures')}, year {years}. Up: better for people, as "
            "multiples of a difference "
            "that one would notice; lines hold nine in ten of what the mean may be. Larger dots take more hours."
        )
        top = heading(figure, scatter_title(found, labels), how)
        figure.subplots_adjust(left=0.075, right=0.975, top=top - 0.03, bottom=0.1)
        axes.axhline(0.0, color=INK, linewidth=1.2, zorder=1)
        for one in found:
            colour = QUIET if one.beaten_by else ALTERNATIVE
            axes.plot([one.money, one.money], [one.low, one.high], color=colour, linewidth=2.4, alpha=0.6, zorder=2)
            size = _SMALLEST + _PER_HOUR * max(one.hours, 0.0)
            axes.plot([one.money], [one.people], marker="o", markersize=size, color=colour, zorder=3)
        low, high = axes.get_ylim()
        left, right = axes.get_xlim()
        right += 0.5 * (right - left)
        axes.set_xlim(left, right)
        last = float("-inf")
        for one, label in sorted(zip(found, labels, strict=True), key=lambda pair: pair[0].people):
            y = max(one.people, last + _APART * (high - low))
            last = y
            colour = QUIET if one.beaten_by else ALTERNATIVE
            axes.annotate(
                label,
                (one.money, one.people),
                (one.money + 0.025 * (right - left), y),
                va="center",
                size=14.5,
                color=colour,
                weight="normal" if one.beaten_by else "bold",
                arrowprops={"arrowstyle": "-", "color": LINE, "linewidth": 0.8},
                zorder=4,
            )
        axes.set_ylim(low, max(high, last + _APART * (high - low)))
        axes.set_xlabel("Money for working together, £m a year more than carrying on", size=16)
        axes.set_ylabel("What it brings people", size=16)
        axes.tick_params(labelsize=14)
        return drawn(figure)
