"""The integrated model drawn: a core, and around it the six ways, the ten features and the nine contexts."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import numpy as np

from sim.report.figures.canvas import BASE, INK, PALE, PAPER, QUIET, bare, canvas, drawn, heading
from sim.report.text.integrated_model import CORE, RINGS, Ring

TITLE = "What systems leadership is made of, and where each part acts here"
HOW = (
    "From the core outwards: six ways of systems leaders, ten features of systems leadership, nine contexts (Virtual "
    "Staff College 2013). Under each, the parameter, state variable or outcome in which it is met first."
)
_SIDE, _TOP = 14.0, 1.5
_INNER, _STEP = 1.35, 1.85
_SHADES = (PALE, PAPER, PALE)


def integrated_model() -> dict[str, bytes]:
    """Draw the core and its rings; returns the files by their ending."""
    with canvas(_SIDE, _SIDE + _TOP) as (figure, axes):
        reach = _INNER + _STEP * len(RINGS) + 0.1
        axes.set_position((0.0, 0.0, 1.0, _SIDE / (_SIDE + _TOP)))
        axes.set_xlim(-reach, reach)
        axes.set_ylim(-reach, reach)
        bare(axes)
        heading(figure, TITLE, HOW, size=22)
        for number in reversed(range(len(RINGS))):
            _ring(axes, RINGS[number], _INNER + _STEP * number, _SHADES[number])
        axes.add_patch(_circle(_INNER, BASE))
        axes.text(0.0, 0.0, fill(CORE, 15), size=15, weight="bold", color=PAPER, ha="center", va="center")
        return drawn(figure)


def _ring(axes: Any, ring: Ring, inner: float, shade: str) -> None:
    axes.add_patch(_circle(inner + _STEP, shade))
    count = len(ring.concepts)
    for number, concept in enumerate(ring.concepts):
        middle, edge = (2.0 * np.pi * (number + shift) / count for shift in (0.0, 0.5))
        ends = np.array([inner, inner + _STEP])
        axes.plot(ends * np.sin(edge), ends * np.cos(edge), color=QUIET, linewidth=0.8)
        x, y = (inner + _STEP / 2.0) * np.sin(middle), (inner + _STEP / 2.0) * np.cos(middle)
        axes.text(
            x,
            y + 0.04,
            fill(concept.label, 14, break_long_words=False),
            size=13,
            weight="bold",
            color=INK,
            ha="center",
            va="bottom",
        )
        axes.text(x, y - 0.08, _broken(concept.acts), size=9.5, color=QUIET, ha="center", va="top")


def _broken(name: str) -> str:
    """Break a long name behind its dot, where it has one."""
    return name.replace(".", ".\n", 1) if len(name) > len("demand.growth") else name


def _circle(radius: float, colour: str) -> Any:
    from matplotlib.patches import Circle

    return Circle((0.0, 0.0), radius, facecolor=colour, edgecolor=QUIET, linewidth=1.2)
