"""The look of every figure: colours that a colour-blind reader can tell apart, large type, no legends.

A figure drawn twice from the same numbers gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sim.report.figures.letters import FAMILY, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BASE, ALTERNATIVE = "#00609c", "#b34700"
INK, QUIET, LINE, PALE, PAPER = "#12263a", "#51606f", "#c3cad1", "#eef1f4", "#ffffff"
GOOD, BAD = "#0b6b4f", "#9c2b1f"
DASH = (0, (5, 2.2))
PNG_DOTS_PER_INCH = 110
FEWEST = 12
"""Letters to which a line of a heading is never shortened further."""

_LOOK: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": [FAMILY],
    "font.size": 17,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK,
    "axes.linewidth": 1.2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "hatch.linewidth": 1.3,
    "hatch.color": PAPER,
    "lines.solid_capstyle": "round",
    "svg.fonttype": "path",
    "svg.hashsalt": "common-ground",
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a name with dollar signs is a name
}


@contextmanager
def canvas(width: float = 13.0, height: float = 7.0, **options: Any) -> Iterator[tuple[Figure, Any]]:
    """Open a figure in our look, without a window; `options` go to `Figure.subplots`."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    look: Any = {**mpl.rcParamsDefault, **_LOOK}
    with mpl.rc_context(look):
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        yield figure, figure.subplots(**options)


def drawn(figure: Figure) -> dict[str, bytes]:
    """Return a figure as files by their ending: nothing about when it was drawn goes in."""
    files: dict[str, bytes] = {}
    for kind, details in (("svg", {"Date": None, "Creator": None}), ("png", {"Software": None})):
        buffer = BytesIO()
        figure.savefig(buffer, format=kind, dpi=PNG_DOTS_PER_INCH, metadata=details)
        files[kind] = buffer.getvalue()
    return files


def heading(figure: Figure, title: str, under: str = "", *, size: float = 25) -> float:
    """Write the finding over a figure, and a quiet line beneath that says how to read it.

    Returns:
        the height, as a share of the figure, at which there is room again.
    """
    width, height = figure.get_size_inches()
    place, left = 1.0 - 0.28 / height, 0.35 / width
    for text, points, letter, bold in ((title, size, 0.59, True), (under, 15.5, 0.5, False)):
        weight, colour = ("bold", INK) if bold else ("normal", QUIET)
        for line in _lines(text, points, letter, weight, float(width) - 0.8):
            figure.text(left, place, line, size=points, va="top", weight=weight, color=colour)
            place -= 1.24 * points / 72.0 / height
        place -= 0.08 / height
    return place


def _lines(text: str, points: float, letter: float, weight: str, room: float) -> list[str]:
    """Return a text in lines that fit into some inches as they are drawn; letters are first taken as usually wide."""
    from textwrap import wrap

    letters = int((room + 0.1) * 72.0 / (points * letter))
    lines = wrap(text, letters)
    while letters > FEWEST and max((width_of(line, points, weight) for line in lines), default=0.0) > room * 72.0:
        letters -= 1
        lines = wrap(text, letters)
    return lines


def bare(axes: Axes) -> None:
    """Take away what is not needed to read an axis."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
