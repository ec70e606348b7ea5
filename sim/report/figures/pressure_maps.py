"""The pressure map drawn twice, for people and for money: colour, hatching and words say the same."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any

import numpy as np

from sim.analysis.axes import DEMAND, RESOURCES, Axis
from sim.analysis.pressure_map import Class, Coordinates, MapPoint
from sim.core.counts import singular, so_many
from sim.report.figures.canvas import INK, LINE, PAPER, QUIET, canvas, drawn, heading
from sim.report.text.labels import parameter_value
from sim.report.text.map_words import axis_name, map_sentence
from sim.report.text.words import lower_first

_BESIDE = (0.5, 0.28, -0.28, -0.5)
"""Where a name may stand, from the middle of a square upwards: best on its upper edge, away from all numbers."""
_FRAME = 0.45  # of the letters' size: what the frame of a text takes around it
TIMES = ("days", "weeks", "months", "years")
_LOOK: dict[Class, tuple[str, str, str]] = {
    "alternative": ("#f0b98c", "///", "#d98a4b"),
    "base": ("#9fc3dd", "...", "#5d95bd"),
    "nobody": ("#f1f2f4", "", "#f1f2f4"),
}


def pressure_maps(
    points: Sequence[MapPoint],
    names: tuple[str, str],
    *,
    today: Coordinates | None,
    cashable: float,
    years: int,
    futures: int,
    axes: tuple[Axis, Axis] = (DEMAND, RESOURCES),
) -> dict[str, bytes]:
    """Draw both maps; returns the files by their ending.

    Args:
        points: the worlds of the grid.
        names: labels of base and alternative.
        today: values on both axes of the scenario that the map starts from.
        cashable: part of a saving that is cash.
        years: the year judged.
        futures: pairs of futures in each world.
        axes: the upright one and the level one.
    """
    with canvas(17.0, 10.0, nrows=1, ncols=2) as (figure, (left, right)):
        title = map_sentence(points, lower_first(names[0]), lower_first(names[1]), cashable, axes)
        how = f"Each square: {so_many(futures, 'pairs of futures')} in a world of its own, year {years}."
        top = heading(figure, title, how, size=23)
        figure.subplots_adjust(left=0.085, right=0.985, top=top - 0.095, bottom=0.095, wspace=0.24)
        _map(
            left,
            points,
            "for_people",
            names,
            "For people",
            "in each square: things noticeably better less worse, % of six",
            today,
        )
        _map(
            right,
            points,
            "for_money",
            names,
            "In money",
            f"in each square: net cost after {so_many(years, 'years')}, £m",
            today,
        )
        for panel in (left, right):
            _axis(panel.xaxis, axes[1], sorted({p.x for p in points}))
            _axis(panel.yaxis, axes[0], sorted({p.y for p in points}))
        return drawn(figure)


def _axis(side: Any, axis: Axis, values: list[float]) -> None:
    """Write the values along an axis, and what they are of."""
    growth = axis.name in (DEMAND.name, RESOURCES.name)
    marks = [f"{100 * v:g}%".replace("-", "−") if growth else parameter_value(axis.keys[0], v) for v in values]
    units = {mark.partition(" ")[2] for mark in marks}
    timed = next((unit for unit in TIMES if units <= {unit, singular(unit)}), "")  # said once, not at every mark
    marks = [mark.partition(" ")[0] if timed else mark for mark in marks]
    side.set_ticks(range(len(values)), [mark.removesuffix(" a year") for mark in marks])
    yearly = not growth and marks[0].endswith(" a year")
    rest = " a year" if axis.name == DEMAND.name or yearly else " a year, in real terms" if growth else ""
    rest = f", {timed}" if timed else rest
    side.set_label_text(f"{axis_name(axis)}{rest}", size=17)
    side.labelpad = 8


def _map(
    axes: Any,
    points: Sequence[MapPoint],
    of: str,
    names: tuple[str, str],
    title: str,
    under: str,
    today: Coordinates | None,
) -> None:
    from matplotlib.patches import Rectangle

    demand, money = sorted({p.y for p in points}), sorted({p.x for p in points})
    for point in points:
        face, hatch, line = _LOOK[getattr(point, of)]
        corner = (money.index(point.x) - 0.5, demand.index(point.y) - 0.5)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=face, hatch=hatch, edgecolor=line, linewidth=0))
        axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=PAPER, linewidth=1.5))
        number = f"{100 * point.people:+.0f}" if of == "for_people" else f"{point.net_cost:+.1f}"
        axes.text(
            corner[0] + 0.5,
            corner[1] + 0.5,
            number.replace("-", "−"),
            size=13,
            ha="center",
            va="center",
            color=INK,
            bbox={"facecolor": face, "edgecolor": "none", "pad": 1.0},
        )
    axes.set_xlim(-0.5, len(money) - 0.5)
    axes.set_ylim(-0.5, len(demand) - 0.5)
    numbers = [_box(one) for one in axes.texts]
    here = _today(axes, demand, money, today)
    taken = [] if here is None else [_box(one) for one in (axes.texts[-1], axes.lines[-1])]
    marks: tuple[tuple[Class, str, str], ...] = (
        ("alternative", names[1], "#8f3600"),
        ("base", names[0], "#004a78"),
        ("nobody", "nobody can tell", QUIET),
    )
    for kind, name, colour in marks:
        cells = [(money.index(p.x), demand.index(p.y)) for p in points if getattr(p, of) == kind]
        _label(axes, cells, _words(of, kind, name), colour, here, (taken, numbers))
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_title(title, loc="left", size=21, weight="bold", pad=34)
    axes.annotate(
        under, (0.0, 1.0), (0, 11), xycoords="axes fraction", textcoords="offset points", size=14.5, color=QUIET
    )


def _words(of: str, kind: Class, name: str) -> str:
    if kind == "nobody":
        return name
    return f"{name}: better" if of == "for_people" else f"{name}: cheaper"


def _label(
    axes: Any,
    cells: list[tuple[int, int]],
    text: str,
    colour: str,
    here: tuple[float, float] | None,
    room: tuple[list[Any], list[Any]],
) -> None:
    """Write a region's name near its middle, if it is large enough to bear it.

    It stands in the map, over nothing that is taken and, within a square, over no number. `room` is what other names
    and the ring take, to which this is added, and what numbers take.
    """
    if len(cells) < 3:
        return
    x, y = (sum(cell[axis] for cell in cells) / len(cells) for axis in (0, 1))

    def far(cell: tuple[int, int]) -> float:
        hidden = here is not None and -1.2 < cell[1] + 0.5 - (here[1] - 0.4) < 1.2 and abs(cell[0] - here[0]) < 4.0
        return (cell[0] - x) ** 2 + (cell[1] - y) ** 2 + 1e3 * hidden

    name = axes.text(
        0.0,
        0.0,
        fill(text, 22),
        size=17,
        weight="bold",
        color=colour,
        ha="center",
        va="center",
        zorder=6,
        bbox={"facecolor": PAPER, "edgecolor": colour, "linewidth": 1.6, "boxstyle": "round,pad=0.35"},
    )
    cells, (taken, numbers) = sorted(cells, key=far), room
    for beside in _BESIDE:
        for column, row in cells:
            name.set_position((column, row + beside))
            box = _moved_in(axes, name)
            full = [*taken, *(numbers if abs(beside) < max(_BESIDE) else ())]
            if _holds(axes.bbox, box) and not any(box.overlaps(other) for other in full):
                taken.append(box)
                return
    name.remove()


def _moved_in(axes: Any, name: Any) -> Any:
    """Move a name sideways into its map; return the room that it takes, as drawn."""
    box = _box(name)
    over = max(axes.bbox.x0 - box.x0, 0.0) - max(box.x1 - axes.bbox.x1, 0.0)
    if over:
        across = axes.transData.transform(name.get_position())[0] + over
        name.set_x(axes.transData.inverted().transform((across, 0.0))[0])
    return _box(name)


def _box(one: Any) -> Any:
    """Return the room that a mark or text takes, with its frame."""
    frame = one.get_bbox_patch() if hasattr(one, "get_bbox_patch") else None
    drawn = one.get_window_extent(one.figure.canvas.get_renderer())
    return drawn if frame is None else drawn.padded(_FRAME * one.get_size() * one.figure.dpi / 72.0)


def _holds(whole: Any, box: Any) -> bool:
    return whole.y0 <= box.y0 and box.y1 <= whole.y1 and whole.x0 - 1.0 <= box.x0 and box.x1 <= whole.x1 + 1.0


def _today(axes: Any, demand: list[float], money: list[float], today: Coordinates | None) -> tuple[float, float] | None:
    """Ring the place of the scenario that the map starts from, if it lies on it; return where that is."""
    if today is None or min(len(demand), len(money)) < 2:
        return None
    if not (demand[0] <= today[0] <= demand[-1] and money[0] <= today[1] <= money[-1]):
        return None
    x = float(np.interp(today[1], money, range(len(money))))
    y = float(np.interp(today[0], demand, range(len(demand))))
    axes.plot(x, y, marker="o", markersize=34, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=3, zorder=7)
    axes.annotate(
        "the scenario",
        (x, y),
        (0, -30),
        textcoords="offset points",
        size=14,
        weight="bold",
        ha="center",
        va="center",
        zorder=7,
        bbox={"facecolor": PAPER, "edgecolor": LINE, "boxstyle": "round,pad=0.25"},
    )
    return x, y
