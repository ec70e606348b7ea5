"""Designs: which points of a space are run.

factorial  every combination of levels; `levels` values of each range, ends included
lhs        Latin hypercube: each of N slices of every range holds one point (McKay and others 1979)
sobol      Saltelli's sample for Sobol' indices: N (d + 2) points, N a power of two (Saltelli and others 2010)
morris     trajectories that change one thing at a time, for elementary effects: r (d + 1) points (Morris 1991)
list       scenarios written out
csv        a file with one row a point

The order of points of `sobol` and `morris` is the one that analyses of them expect: blocks A, A with column i from B,
B for each row; and trajectory by trajectory.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.plan.entry import declaration_of
from sim.sweep.space import FIGURE, Factor, Value, check_value

MOST_POINTS = 1_000_000
MORRIS_LEVELS = 4
Point = dict[str, Value]
Unit = NDArray[np.float64]


def factorial(factors: Sequence[Factor], levels: int) -> list[Point]:
    """Return every combination, the last factor fastest."""
    each = [factor.levels(levels) for factor in factors]
    if (count := math.prod(len(values) for values in each)) > MOST_POINTS:
        raise InputError(f"design=factorial: {so_many(count, 'points')} are too many; expected at most {MOST_POINTS:,}")
    names = [factor.key for factor in factors]
    return [dict(zip(names, combination, strict=True)) for combination in product(*each)]


def sampled(design: str, factors: Sequence[Factor], points: int, seed: int) -> list[Point]:
    """Return at most `points` points of a sampled design; as many as it can use."""
    made = SAMPLERS[design](len(factors), points, np.random.Generator(np.random.PCG64(seed)))
    return [{factor.key: factor.at(float(u)) for factor, u in zip(factors, row, strict=True)} for row in made]


def _latin_hypercube(d: int, points: int, rng: np.random.Generator) -> Unit:
    slices = np.column_stack([rng.permutation(points) for _ in range(d)])
    return (slices + rng.random((points, d))) / points


def _saltelli(d: int, points: int, rng: np.random.Generator) -> Unit:
    from scipy.stats import qmc

    rows = 2 ** int(math.log2(max(points // (d + 2), 1)))
    if points < 2 * (d + 2):
        raise InputError(
            f"points = {points}: design=sobol needs at least {2 * (d + 2)} for {so_many(d, 'things')} that vary"
        )
    both = qmc.Sobol(2 * d, scramble=True, rng=rng).random(rows)
    a, b = both[:, :d], both[:, d:]
    blocks = [a] + [np.where(np.arange(d) == i, b, a) for i in range(d)] + [b]
    return np.stack(blocks, axis=1).reshape(rows * (d + 2), d)


def _morris(d: int, points: int, rng: np.random.Generator) -> Unit:
    trajectories, jump = points // (d + 1), MORRIS_LEVELS / (2.0 * (MORRIS_LEVELS - 1))
    if trajectories < 2:
        raise InputError(
            f"points = {points}: design=morris needs at least {2 * (d + 1)} for {so_many(d, 'things')} that vary"
        )
    rows: list[Unit] = []
    for _ in range(trajectories):
        start = rng.integers(0, MORRIS_LEVELS // 2, d) / (MORRIS_LEVELS - 1)
        up = rng.random(d) < 0.5
        here = np.where(up, start, start + jump)
        rows.append(here)
        for i in rng.permutation(d):
            here = here.copy()
            here[i] += jump if up[i] else -jump
            rows.append(here)
    return np.clip(np.array(rows), 0.0, 1.0)


SAMPLERS: dict[str, Callable[[int, int, np.random.Generator], Unit]] = {
    "lhs": _latin_hypercube,
    "sobol": _saltelli,
    "morris": _morris,
}
DESIGNS = ("factorial", *SAMPLERS, "list", "csv")


def listed(scenarios: object) -> list[Point]:
    """Return scenarios written out; all must name the same things."""
    if not isinstance(scenarios, list) or not scenarios or not all(isinstance(one, Mapping) for one in scenarios):
        raise InputError(
            "scenarios: expected a list with one {name: value} a point, such as "
            "scenarios=[{behaviour:siloed},{behaviour:mixed}]"
        )
    first = [str(key) for key in scenarios[0]]
    if not first:
        raise InputError("scenarios: the first names nothing that varies")
    points = []
    for number, one in enumerate(scenarios):
        if {str(key) for key in one} != set(first):
            raise InputError(f"scenarios: number {number} names {sorted(map(str, one))}, and the first {sorted(first)}")
        points.append({key: check_value(key, one[key]) for key in first})
    return points


def from_csv(file: object) -> list[Point]:
    """Return the points of a CSV file: names in the first line, one point a row."""
    if not isinstance(file, str) or not file:
        raise InputError("design=csv: say which file, such as file=points.csv")
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(
            f"file = {file!r}: cannot be read ({getattr(error, 'strerror', None) or 'not text'})"
        ) from None
    rows = [row for row in csv.reader(text.splitlines()) if row]
    if len(rows) < 2:
        raise InputError(f"{file}: expected a first line of names, and at least one row")
    names, points = [name.strip() for name in rows[0]], list[Point]()
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{file}: the heading '{name[:80]}' stands twice")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise InputError(
                f"{file}: row {number} has {so_many(len(row), 'values')} for {so_many(len(names), 'names')}"
            )
        try:
            points.append({key: check_value(key, _read(key, cell)) for key, cell in zip(names, row, strict=True)})
        except InputError as error:
            raise InputError(f"{file}: row {number}: {error}") from None
    return points


def _read(key: str, cell: str) -> object:
    cell = cell.strip()
    declared = declaration_of(key)
    if declared is not None and declared.unit is None:
        return {"true": True, "false": False}.get(cell.lower(), cell)
    if declared is not None or key.startswith(FIGURE):
        try:
            return float(cell)
        except ValueError:
            return cell
    return cell
