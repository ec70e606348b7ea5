"""Two futures on one time line: people who wait, week by week, and under them what happened, lane by lane."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np

from sim.analysis.story import Story, Twin
from sim.core.arithmetic import WEEKS_PER_YEAR
from sim.core.counts import so_many
from sim.events import KINDS
from sim.report.figures.canvas import ALTERNATIVE, BASE, DASH, INK, LINE, PALE, QUIET, canvas, drawn, heading
from sim.report.text.labels import spread

LANES = {
    "Leaders": ("leader_left", "leader_started"),
    "Conflict": ("difference_raised", "conflict_ruptured", "cost_moved", "promise_broken"),
    "Meetings, trust, promises": (
        "meetings_more",
        "trust_gained",
        "promise_grown",
        "meetings_fewer",
        "trust_lost",
        "promise_shrunk",
    ),
    "Joint projects": (
        "project_adopted",
        "pilot_begun",
        "project_begun",
        "project_dropped",
        "pilot_given_up",
        "project_ended",
    ),
}
_UP = {"meetings_more", "trust_gained", "promise_grown", "project_adopted", "difference_raised", "leader_started"}
_DOWN = {
    "meetings_fewer",
    "trust_lost",
    "promise_shrunk",
    "pilot_given_up",
    "project_dropped",
    "project_ended",
    "conflict_ruptured",
    "promise_broken",
    "leader_left",
    "cost_moved",
}
_SMOOTH = 4  # weeks
assert {name for lane in LANES.values() for name in lane} <= set(KINDS)


def waiting(twin: Twin) -> np.ndarray[Any, Any]:
    """Return the people ready to leave hospital who cannot, week by week, mean of four weeks."""
    people = twin.record.by_week("delayed").sum(axis=1)[1:]
    return np.convolve(people, np.ones(_SMOOTH) / _SMOOTH, mode="valid")


def story_lanes(found: Story, names: tuple[str, str], title: str) -> dict[str, bytes]:
    """Draw both futures; returns the files by their ending."""
    weeks, arms = found.base.record.weeks, ((found.base, BASE), (found.alternative, ALTERNATIVE))
    with canvas(16.0, 11.0, nrows=2, ncols=1, gridspec_kw={"height_ratios": [1.0, 1.25]}) as (figure, (top, below)):
        under = (
            "Above: people ready to leave hospital who cannot, on a day, mean of four weeks. Below: every event; "
            "▲ gained, raised or adopted, ▼ lost, left or given up."
        )
        room = heading(figure, title, under)
        figure.subplots_adjust(left=0.155, right=0.83, top=room - 0.02, bottom=0.06, hspace=0.12)
        for (twin, colour), dashed in zip(arms, (True, False), strict=True):
            values = waiting(twin)
            top.plot(
                np.arange(len(values)) + _SMOOTH, values, color=colour, linewidth=2.6, linestyle=DASH if dashed else "-"
            )
        top.set_ylim(0.0, 1.2 * top.get_ylim()[1])
        _names(top, [float(waiting(twin)[-1]) for twin, _ in arms], names, weeks)
        top.tick_params(labelsize=14)
        top.set_ylabel("People", size=15)
        for axes in (top, below):
            axes.set_xlim(0.0, weeks)
            _years(axes, weeks, shown=axes is below)
        _lanes(below, arms)
        return drawn(figure)


def _names(axes: Any, ends: list[float], names: tuple[str, str], weeks: int) -> None:
    apart = 0.22 * axes.get_ylim()[1]
    for y, name, colour in zip(spread(ends, apart), names, (BASE, ALTERNATIVE), strict=True):
        axes.text(weeks * 1.01, y, fill(name, 17), color=colour, size=15, weight="bold", va="center")


def years_of(weeks: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the weeks at which each year begins and ends; the last may be a part of one."""
    starts = np.arange(0, weeks, int(WEEKS_PER_YEAR))
    return starts, np.minimum(starts + int(WEEKS_PER_YEAR), weeks)


def _years(axes: Any, weeks: int, *, shown: bool) -> None:
    starts, ends = years_of(weeks)
    for start, end in zip(starts[::2], ends[::2], strict=True):
        axes.axvspan(start, end, color=PALE, zorder=0, linewidth=0)
    named = [f"Year {n + 1}" for n in range(len(starts))]
    axes.set_xticks((starts + ends) / 2 if shown else [], named if shown else [])
    axes.tick_params(axis="x", labelsize=15)


def _lanes(axes: Any, arms: Any) -> None:
    rows = len(LANES) * 3
    axes.set_ylim(-0.6, rows - 0.6)
    axes.set_yticks([])
    for number, (label, kinds) in enumerate(LANES.items()):
        upper = rows - 1 - 3 * number
        axes.text(-0.012, upper - 0.5, label.replace(", ", ",\n"), size=15, ha="right", va="center", weight="bold",
                  transform=axes.get_yaxis_transform())  # fmt: skip
        if number:
            axes.axhline(upper + 1.0, color=LINE, linewidth=1.0)
        for row, (twin, colour) in enumerate(arms):
            events = [event for event in twin.events if event.what in kinds]
            for mark, wanted, beside in (("^", _UP, 0.17), ("v", _DOWN, -0.17), ("o", set(kinds) - _UP - _DOWN, 0.0)):
                at = [event.week for event in events if event.what in wanted]
                size = 55 if mark != "o" else 26
                axes.scatter(
                    at,
                    np.full(len(at), upper - row + beside),
                    s=size,
                    marker=mark,
                    color=colour,
                    alpha=0.8,
                    linewidth=0,
                )
            axes.text(1.012, upper - row, so_many(len(events), "events"), size=14, color=colour, va="center",
                      transform=axes.get_yaxis_transform())  # fmt: skip
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="x", colors=QUIET, labelcolor=INK)
