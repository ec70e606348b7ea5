"""A map of pathways: time across, a line for each branch, as wide as futures take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.analysis.pathways import Branch
from sim.core.counts import so_many
from sim.report.figures.canvas import ALTERNATIVE, INK, LINE, PAPER, QUIET, canvas, drawn, heading

MOST_DRAWN = 9
_THIN, _WIDE = 2.0, 26.0
_DID = {"began": "begins", "ended": "ends"}
Steps = tuple[tuple[str, str], ...]


def rows_of(taken: Sequence[Branch]) -> dict[Steps, int]:
    """Return the line of each branch and of each part of one, those that go on from another right below it."""
    parts = {one.steps[:n] for one in taken for n in range(len(one.steps) + 1)}
    first = {steps: number for number, one in enumerate(taken) for steps in [one.steps]}
    found: dict[Steps, int] = {}

    def place(steps: Steps) -> None:
        found[steps] = len(found)
        further = [part for part in parts if len(part) == len(steps) + 1 and part[: len(steps)] == steps]
        for part in sorted(further, key=lambda each: (first.get(each, len(taken)), each)):
            place(part)

    place(())
    return found


def passing(steps: Steps, taken: Sequence[Branch]) -> tuple[int, float]:
    """Return how many futures come by a part of a branch, and the year of its last step, their mean of medians."""
    through = [one for one in taken if one.steps[: len(steps)] == steps]
    futures = sum(one.futures for one in through)
    if not steps:
        return futures, 0.0
    return futures, sum(one.futures * one.years[len(steps) - 1] for one in through) / futures


def leaves(steps: Steps, taken: Sequence[Branch]) -> float:
    """Return where a part of a branch leaves another on the map: never before that one began."""
    return max(passing(steps[:n], taken)[1] for n in range(len(steps) + 1))


def pathways_map(
    taken: Sequence[Branch], labels: Mapping[str, str], title: str, years: int, futures: int
) -> dict[str, bytes]:
    """Draw the branches; returns the files by their ending.

    Args:
        taken: the branches, the commonest first.
        labels: what readers call each entry.
        title: what it shows.
        years: how long futures ran.
        futures: how many.
    """
    shown = taken[:MOST_DRAWN]
    rows = rows_of(shown)
    left_out = sum(one.futures for one in taken[MOST_DRAWN:])
    with canvas(16.0, 4.4 + 0.85 * len(rows)) as (figure, axes):
        how = (
            f"{so_many(futures, 'possible futures')}; a line is as wide as futures go that way, its "
            "end says how many stay on it."
        )
        if left_out:
            how += f" {len(taken) - MOST_DRAWN} rarer branches, of {so_many(left_out, 'futures')}, are in the table."
        top = heading(figure, title, how)
        figure.subplots_adjust(left=0.03, right=0.97, top=top - 0.02, bottom=0.11)
        stay = {one.steps: one.futures for one in shown}
        for steps, row in rows.items():
            _line(axes, steps, row, rows, shown, stay.get(steps, 0), labels, years, futures)
        axes.set_xlim(0.0, 1.12 * years)
        axes.set_ylim(len(rows) - 0.4, -0.8)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xticks(range(years + 1))
        axes.grid(axis="x", color=LINE, linewidth=0.8, zorder=0)
        axes.set_xlabel("Years after the start", size=16)
        return drawn(figure)


def _line(
    axes: Any,
    steps: Steps,
    row: int,
    rows: Mapping[Steps, int],
    taken: Sequence[Branch],
    stay: int,
    labels: Mapping[str, str],
    years: int,
    futures: int,
) -> None:
    """Draw one part of the map: where it leaves another, and how far it goes."""
    year = leaves(steps, taken)
    further = [part for part in rows if len(part) == len(steps) + 1 and part[: len(steps)] == steps]
    colour = ALTERNATIVE if steps else QUIET
    count, here = passing(steps, taken)[0], year
    for then, part in sorted((leaves(part, taken), part) for part in further):
        _stretch(axes, here, then, row, count / futures, colour)
        count, here = count - passing(part, taken)[0], then
    if stay:
        _stretch(axes, here, float(years), row, count / futures, colour)
        axes.text(1.02 * years, row, f"{stay} of {futures}", va="center", size=15, color=INK, weight="bold")
    said = "As things go" if not steps else f"“{labels[steps[-1][0]]}” {_DID[steps[-1][1]]}"
    if steps:
        axes.plot([year, year], [rows[steps[:-1]], row], color=colour, linewidth=2.2, zorder=2)
        ring = {"color": PAPER, "markeredgecolor": colour, "markeredgewidth": 3}
        axes.plot([year], [row], marker="o", markersize=13, zorder=4, **ring)
    late = year > 0.6 * years
    x = year - 0.02 * years if late else year + 0.02 * years
    axes.text(x, row - 0.34, said, ha="right" if late else "left", va="center", size=14.5, color=INK, zorder=5)


def _stretch(axes: Any, start: float, end: float, row: int, share: float, colour: str) -> None:
    width = _THIN + _WIDE * share
    axes.plot([start, end], [row, row], color=colour, linewidth=width, solid_capstyle="butt", zorder=3)
