"""The ten features of systems leadership, measured: one line each, from what one arm does to what the other does."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from sim.analysis.finding import Finding
from sim.core.counts import so_many
from sim.outcomes.features import FEATURES
from sim.report.figures.canvas import ALTERNATIVE, BASE, LINE, PALE, QUIET, bare, canvas, drawn, heading
from sim.report.text.words import joined, lower_first, upper_first
from sim.report.text.written import written

_WIDTH, _ROW = 16.0, 0.8
_NAME, _FROM, _TO, _BASE, _OTHER = 0.35, 6.4, 11.9, 14.0, 15.65


def features_title(finding: Finding) -> str:
    """Say how many of the ten features differ, and which differ most."""
    names = {feature.name: lower_first(feature.short) for feature in FEATURES}
    apart = [effect for name in names if abs((effect := finding.effects[name]).median) >= effect.matters]
    apart.sort(key=lambda effect: -abs(effect.median))
    if not apart:
        return "In none of the ten features of systems leadership do the two differ"
    most = joined([f"“{names[effect.outcome.name]}”" for effect in apart[:3]])
    count = "one" if len(apart) == 1 else f"{len(apart)}"
    return f"The two differ in {count} of the ten features of systems leadership; most in: {most}"


def ten_features(finding: Finding) -> dict[str, bytes]:
    """Draw the profile in the finding's year; returns the files by their ending."""
    height = 3.15 + _ROW * len(FEATURES)
    with canvas(_WIDTH, height) as (figure, axes):
        axes.set_position((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0.0, _WIDTH)
        axes.set_ylim(0.0, height)
        bare(axes)
        how = (
            f"Year {finding.year}, the middle of "
            f"{so_many(finding.futures, 'pairs of possible futures')}. Each is measured "
            "in what teams do, from 0% to 100%; none is set."
        )
        top = heading(figure, features_title(finding), how) * height - 0.2
        for x, name, colour in ((_BASE, finding.names[0], BASE), (_OTHER, finding.names[1], ALTERNATIVE)):
            said = fill(name, 13)
            axes.text(x, top, said, size=15, weight="bold", color=colour, ha="right", va="top", linespacing=1.05)
        for x, said in ((_FROM, "0%"), (_TO, "100%")):
            axes.text(x, top - 0.62, said, size=13.5, color=QUIET, ha="center", va="center")
        for number, feature in enumerate(FEATURES):
            _line(axes, finding, feature.name, top - 0.85 - _ROW * (number + 0.5))
        return drawn(figure)


def _line(axes: Any, finding: Finding, name: str, y: float) -> None:
    effect = finding.effects[name]
    level = written(effect)
    span = _TO - _FROM
    here, there = (_FROM + span * min(max(x, 0.0), 1.0) for x in (effect.base, effect.alternative))
    axes.plot([_NAME, _WIDTH - _NAME], [y - _ROW / 2, y - _ROW / 2], color=LINE, linewidth=0.8)
    axes.plot([_FROM, _TO], [y, y], color=PALE, linewidth=9, zorder=1)
    axes.plot([here, there], [y, y], color=QUIET, linewidth=4, zorder=2)
    axes.plot([there], [y], marker="o", markersize=15, color=ALTERNATIVE, zorder=3)
    axes.plot([here], [y], marker="o", markersize=11, color=BASE, zorder=4)
    axes.text(_NAME, y + 0.14, effect.outcome.short, size=18, weight="bold", va="center")
    axes.text(_NAME, y - 0.2, upper_first(effect.outcome.label.split(": ")[-1]), size=13.5, color=QUIET, va="center")
    axes.text(_BASE, y, level.base, size=16, color=BASE, ha="right", va="center")
    axes.text(_OTHER, y, level.alternative, size=16, color=ALTERNATIVE, ha="right", va="center")
