"""A figure before it is written to a file: what stands on its axes, and where."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest


def axes_of(module: ModuleType, draw: Callable[[], object]) -> list[Any]:
    """Return the axes of a figure that a module draws, without writing it to a file."""
    found: list[Any] = []

    def keep(figure: Any) -> dict[str, bytes]:
        found.append(figure)
        return {}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "drawn", keep)
        draw()
    return found[0].axes


def texts(axes: Any) -> list[str]:
    """Return all texts on axes, in the order in which they were put there, each on one line."""
    return [text.get_text().replace("\n", " ") for text in axes.texts]


def bars(axes: Any) -> list[tuple[float, float, str]]:
    """Return of each bar where it begins, how long it is, and its colour."""
    from matplotlib.colors import to_hex

    return [
        (round(float(bar.get_x()), 9), round(float(bar.get_width()), 9), to_hex(bar.get_facecolor()))
        for bar in axes.patches
    ]


def lines(axes: Any) -> list[tuple[list[float], list[float]]]:
    """Return where each line goes: across and up."""
    return [
        ([round(float(x), 9) for x in np.atleast_1d(line.get_xdata())],
         [round(float(y), 9) for y in np.atleast_1d(line.get_ydata())])
        for line in axes.lines
    ]  # fmt: skip


def colours(axes: Any) -> list[str]:
    """Return the colour of each line."""
    from matplotlib.colors import to_hex

    return [to_hex(line.get_color()) for line in axes.lines]


def look(text: Any) -> tuple[float, bool, str, str]:
    """Return how large a text is, whether it is bold, and which side and height of it stand at its place."""
    return text.get_size(), text.get_weight() == "bold", text.get_ha(), text.get_va()


def strokes(axes: Any) -> list[tuple[float, float]]:
    """Return how wide each line is and how large its dot, nothing where it has none."""
    return [
        (line.get_linewidth(), 0.0 if line.get_marker() == "None" else line.get_markersize()) for line in axes.lines
    ]


def room(figure: Any) -> tuple[float, ...]:
    """Return what panels leave free: left, right, under the heading, at the foot, and between them across and down."""
    last = next(text for text in reversed(figure.texts) if text.get_va() == "top")
    below = last.get_position()[1] - (1.24 * last.get_size() / 72 + 0.08) / figure.get_size_inches()[1]
    kept = figure.subplotpars
    return tuple(
        round(float(x), 9)
        for x in (kept.left, kept.right, below - kept.top, kept.bottom, kept.wspace, kept.hspace)
    )  # fmt: skip


def title_room(axes: Any) -> float:
    """Return how many points the title of a panel stands over it."""
    return round(float(axes.titleOffsetTrans.get_matrix()[1, 2]) * 72 / axes.figure.dpi, 6)


def named(axes: Any, words: str) -> Any:
    """Return the one text on axes that says this."""
    (found,) = (text for text in axes.texts if text.get_text().replace("\n", " ") == words)
    return found
