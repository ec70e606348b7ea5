"""The map of worlds from a stored sweep: a complete grid of two axes, every world under two behaviours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.analysis.arms import NET_COST_OF
from sim.analysis.axes import Axis
from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.analysis.pressure_map import MapPoint, point_of
from sim.analysis.stored import Stored
from sim.analysis.stored_runs import Rows, arm, means, pairs
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError


def stored_map(stored: Stored, behaviours: Sequence[str], axes: tuple[Axis, Axis]) -> list[MapPoint]:
    """Judge every world of the grid as fresh runs would be; the upright axis comes first, its values rise.

    Raises:
        InputError: if the sweep varies other things, is no complete grid, or did not keep what a map needs.
    """
    within = _on_both(stored, axes)
    rows = pairs(stored, behaviours, within)
    y, x = (stored.plan[axis.keys[0]].to_numpy(dtype=float)[rows[0]] for axis in axes)
    order = _grid(stored, y, x)
    last = stored.base.years
    kept = means(stored, HEADLINE, (last,)) | means(stored, NET_COST_OF, range(1, last + 1))
    points = []
    for k in order:
        before, after = (arm(stored, name, at[[k]], kept) for name, at in zip(behaviours, rows, strict=True))
        points.append(point_of((float(y[k]), float(x[k])), Comparison(before, after)))
    return points


def _on_both(stored: Stored, axes: tuple[Axis, Axis]) -> NDArray[np.bool_]:
    """Say which points lie on the map: those where the parameters of an axis agree."""
    held, within = stored.numbers(), np.ones(len(stored.plan), dtype=bool)
    for side, axis in zip(("y", "x"), axes, strict=True):
        for key in axis.keys:
            if key not in held:
                raise InputError(
                    f"{stored.name}: does not vary {key}, which {side} = {axis.name} needs; it varies "
                    f"{', '.join(held)}: name two of these, as x= and y="
                )
            within &= (stored.plan[key] == stored.plan[axis.keys[0]]).to_numpy()
    others = [key for key in held if not any(key in axis.keys for axis in axes)]
    if others:
        raise InputError(f"{stored.name}: varies {others[0]} as well; expected only the two axes of the map")
    return within


def _grid(stored: Stored, y: Array, x: Array) -> Rows:
    """Return the order of the points in the grid; raise `InputError` if it is not complete."""
    upright, level = np.unique(y), np.unique(x)
    if len(y) != len(upright) * len(level) or len(set(zip(y, x, strict=True))) < len(y) or len(y) < 4:
        raise InputError(
            f"{stored.name}: its {so_many(len(y), 'worlds')} are no complete grid of {len(upright)} by "
            f"{so_many(len(level), 'values')}; "
            "design=factorial makes one"
        )
    return np.lexsort((x, y))
