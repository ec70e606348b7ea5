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
