"""Fan charts: what happens in both arms, and beside it the difference on the same draws, with what nobody would see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.arms import Arms
from sim.analysis.beside import beside
from sim.analysis.effect import Effect
from sim.analysis.finding import Finding
from sim.analysis.observed import Point
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.report.figures.canvas import ALTERNATIVE, BASE, DASH, INK, LINE, PALE, QUIET, canvas, drawn, heading
from sim.report.text.observed_words import DOTS, held_sentence
from sim.report.text.phrases import PHRASES, amount, unit_words
from sim.report.text.sentence import in_sentence
from sim.report.text.words import change, in_futures, is_share, upper_first, value
from sim.report.text.written import counted

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
MIDDLE = QUANTILES.index(0.5)
Z90 = 1.645
"""Standard errors that hold nine in ten."""


def smooth(values: Array) -> Array:
    """Return the mean of the year before each round, so that seasons cancel; a run of one year is shown as it is.

    Args:
        values: shape (..., rounds, R).
    """
    window = ROUNDS_PER_YEAR if values.shape[-2] > ROUNDS_PER_YEAR else 1
    summed = np.cumsum(np.concatenate([np.zeros_like(values[..., :1, :]), values], axis=-2), axis=-2)
    return (summed[..., window:, :] - summed[..., :-window, :]) / window


@dataclass(frozen=True)
class Fan:
    """Bands over futures of the mean of the year before each round, each of shape (quantiles, rounds).

    The middle of the alternative is that of the base with the middle difference added, as in every table
    (`sim.analysis.effect`), so that the gap between two lines is the difference drawn beside them.

    Attributes:
        base: of the base.
        alternative: of the alternative.
        apart: of the paired differences.
    """

    base: Array
    alternative: Array
    apart: Array


def fan_of(comparison: Arms, outcome: str) -> Fan:
    """Return the bands of an outcome."""
    return fans_of(comparison, (outcome,))[outcome]


def fans_of(comparison: Arms, outcomes: Sequence[str]) -> dict[str, Fan]:
    """Return the bands of several outcomes, all worked out at once: a page shows any of them."""
    apart = np.stack([comparison.difference(name) for name in outcomes])  # refuses an outcome that has no numbers
    arms = (np.stack([arm.series[name] for name in outcomes]) for arm in (comparison.base, comparison.alternative))
    bands = (np.quantile(smooth(values), QUANTILES, axis=-1) for values in (*arms, apart))
    of_each = zip(*(np.moveaxis(quantiles, 1, 0) for quantiles in bands), strict=True)
    return {name: _fan_with(*three) for name, three in zip(outcomes, of_each, strict=True)}


def _fan_with(base: Array, other: Array, apart: Array) -> Fan:
    """Return a fan whose middle of the alternative is the base's with the middle difference added."""
    middle = base[MIDDLE] + apart[MIDDLE]
    below, above = np.minimum(other[:MIDDLE], middle), np.maximum(other[MIDDLE + 1 :], middle)
    return Fan(base, np.concatenate([below, middle[None], above]), apart)


def fan(finding: Finding, outcome: str, points: Sequence[Point] = ()) -> dict[str, bytes]:
    """Draw one headline outcome; returns the files by their ending.

    Args:
        finding: of the two arms.
        outcome: its name.
        points: what was observed of it, drawn with nine in ten of its error.
    """
    effect = finding.effects[outcome]
    under = under_line(finding)
    if points:
        arms = (beside(arm.series, points) for arm in (finding.comparison.base, finding.comparison.alternative))
        under = f"{under} {DOTS} {held_sentence(list(arms), finding.names)}"
    with canvas(13.5, 7.2, nrows=1, ncols=2, gridspec_kw={"width_ratios": [1.25, 1.0]}) as (figure, (left, right)):
        top = heading(figure, fan_title(effect, finding), under)
        figure.subplots_adjust(left=0.08, right=0.885, top=top - 0.115, bottom=0.085, wspace=0.68)
        bands = fan_of(finding.comparison, outcome)
        _points(left, points)
        _arms(left, finding, outcome, bands)
        _difference(right, finding, effect, bands)
        return drawn(figure)


def fan_title(effect: Effect, finding: Finding) -> str:
    """Say what the chart shows."""
    phrase, said = PHRASES[effect.outcome.name], effect.verdict
    count = counted(effect.shares, effect.futures)
    _, alternative = in_sentence(finding)
    if said == "tie":
        return f"{phrase.short}: no difference you would notice {in_futures(effect.same, count.same, count.of)}"
    if said == "open":
        split = (
            f"{count.better} of {so_many(count.of, 'futures')} better, {count.worse} worse, {count.same} much the same"
        )
        return f"{phrase.short}: futures divide: {split}"
    share, number = (effect.better, count.better) if said == "better" else (effect.worse, count.worse)
    words = (phrase.better if said == "better" else phrase.worse).removeprefix("meaningfully ")
    return f"With {alternative}, {words} {in_futures(share, number, count.of)}; in the middle one {amount(effect)}"


def under_line(finding: Finding) -> str:
    """Say how to read a fan."""
    futures, each = (
        finding.futures,
        "Mean of the year before." if finding.years > 1 else "Every four weeks.",
    )
    return (
        f"Line: the middle of {so_many(futures, 'possible futures')}. Dark band: half of them. Pale "
        f"band: 8 in 10. {each}"
    )


def _fan(axes: Any, last: int, bands: Array, colour: str, dashed: bool = False) -> None:
    weeks = last - np.arange(bands.shape[1])[::-1] / ROUNDS_PER_YEAR
    lowest, low, middle, high, highest = bands
    axes.fill_between(weeks, lowest, highest, color=colour, alpha=0.13, linewidth=0)
    axes.fill_between(weeks, low, high, color=colour, alpha=0.22, linewidth=0)
    for edge in (lowest, highest):
        axes.plot(weeks, edge, color=colour, linewidth=1.1, alpha=0.55, linestyle=DASH if dashed else "-")
    axes.plot(weeks, middle, color=colour, linewidth=3.6, linestyle=DASH if dashed else "-", zorder=5)


def _points(axes: Any, points: Sequence[Point]) -> None:
    for one in points:
        drawn_point = axes.errorbar(
            one.year, one.value, Z90 * one.error, fmt="o", markersize=9, color=INK, linewidth=2.2, capsize=5, zorder=8
        )
        for part in drawn_point.get_children():
            part.set_clip_on(False)  # one of the first or the last year lies on the edge


def _axes(axes: Any, years: int, label: Callable[[float], str], title: str, unit: str) -> None:
    first = 1 if years > 1 else 0
    axes.set_xlim(first, years)
    ticks = [
        year
        for year in range(first, years + 1)
        if years <= 6 or year in (1, years) or (year % 5 == 0 and year < years - 1)
    ]
    axes.set_xticks(ticks, [f"year {year}" if year in (first, years) else f"{year}" for year in ticks])
    axes.yaxis.set_major_formatter(lambda x, _: label(x))
    axes.locator_params(axis="y", nbins=5)
    axes.grid(axis="y", color=PALE, linewidth=1.2)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_title(title, loc="left", size=19, weight="bold", pad=34)
    axes.annotate(unit, (0.0, 1.0), (0, 11), xycoords="axes fraction", textcoords="offset points", size=16, color=QUIET)


def _arms(axes: Any, finding: Finding, outcome: str, fan: Fan) -> None:
    from textwrap import fill

    declared, ends = finding.effects[outcome].outcome, []
    for bands, colour in ((fan.base, BASE), (fan.alternative, ALTERNATIVE)):
        _fan(axes, finding.years, bands, colour, dashed=colour == ALTERNATIVE)
        ends.append(bands[MIDDLE, -1])
    _axes(axes, finding.years, lambda x: value(declared, x), "What happens", unit_words(declared))
    low, high = axes.get_ylim()
    apart = 0.17 * (high - low)
    order = np.argsort(ends)
    middle = np.clip(np.mean(ends), low + 0.6 * apart, high - 0.6 * apart)
    places = {order[0]: min(ends[order[0]], middle - apart / 2), order[1]: max(ends[order[1]], middle + apart / 2)}
    for number, (name, colour) in enumerate(zip(finding.names, (BASE, ALTERNATIVE), strict=True)):
        axes.annotate(
            fill(name, 14),
            (1.02, places[number]),
            xycoords=("axes fraction", "data"),
            color=colour,
            weight="bold",
            size=16,
            va="center",
            annotation_clip=False,
            linespacing=1.05,
        )


def _difference(axes: Any, finding: Finding, effect: Effect, fan: Fan) -> None:
    declared, matters = effect.outcome, effect.matters
    axes.axhspan(-matters, matters, color=PALE, zorder=0)
    axes.axhline(0.0, color=INK, linewidth=1.5)
    _fan(axes, finding.years, fan.apart, ALTERNATIVE, dashed=True)
    points = "percentage points" if is_share(declared) else unit_words(declared)
    _axes(axes, finding.years, lambda x: change(declared, x), "The difference on the same draws", points)
    axes.grid(visible=False)
    low, high = axes.get_ylim()
    span = max(high, -low, 1.6 * matters)
    axes.set_ylim(-span if low < -0.2 * span or span == 1.6 * matters else -1.6 * matters, max(high, 1.6 * matters))
    low, high = axes.get_ylim()
    up, down = ("better", "worse") if declared.better > 0 else ("worse", "better")
    for place, text, colour in (
        (0.5 * (matters + high), up, INK),
        (0.0, "too little\nto notice", QUIET),
        (0.5 * (low - matters), down, INK),
    ):
        axes.annotate(
            upper_first(text),
            (1.03, place),
            xycoords=("axes fraction", "data"),
            color=colour,
            size=15,
            va="center",
            annotation_clip=False,
            weight="bold" if colour == INK else "normal",
        )
    for edge in (matters, -matters):
        axes.axhline(edge, color=LINE, linewidth=1)
