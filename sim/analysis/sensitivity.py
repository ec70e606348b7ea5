"""Sensitivity: which unknown numbers move the paired effect, first by screening all, then by splitting its variance.

Rule      Screening moves one parameter at a time, from many places in the space: the mean size of what a step across
          the plausible range does (mu*) ranks the parameters, the mean with its sign (mu) says which way. The variance
          of the effect over the strongest is then split: the share that each explains alone (first order), and with all
          it does together with others (total). What is explained is the mean effect over replications, the same ones
          at every point.
Formula   S1 = Var(E[y | x]) / Var(y);  ST = 1 - Var(E[y | all but x]) / Var(y)
Source    [morris1991]; [saltelli2010]; computed by SALib, which answers zeros for one output that is not a
          number or for outputs that are all the same: both are refused here
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from sim.analysis.ranking import Ranking, by_chance, ranking
from sim.analysis.space import ranges
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError

LEVELS, CONFIDENCE, SAME = 4, 0.95, 1e-9
EITHER_WAY = 0.5


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening says of one parameter.

    Attributes:
        parameter: dotted name.
        size: mean size of the change across its plausible range (mu*).
        half_width: of the 95% interval of that.
        mean: the same with its sign (mu).
        spread: how much it differs from place to place in the space (sigma).
    """

    parameter: str
    size: float
    half_width: float
    mean: float
    spread: float

    @property
    def way(self) -> int:
        """Return 1 if more of it raises the effect, -1 if it lowers it, 0 if it does either."""
        return int(np.sign(self.mean)) if abs(self.mean) > EITHER_WAY * self.size else 0


@dataclass(frozen=True, slots=True)
class Share:
    """Which share of the variance one parameter explains, with half-widths of 95% intervals."""

    parameter: str
    first: float
    first_half_width: float
    total: float
    total_half_width: float


def problem(keys: Sequence[str], bounds: Array | None = None) -> dict[str, Any]:
    """Return the space as SALib takes it; within plausible ranges unless bounds are given."""
    limits = ranges(keys) if bounds is None else bounds
    return {"num_vars": len(keys), "names": list(keys), "bounds": limits.tolist()}


def usable(output: Array, what: str) -> Array:
    """Return the outputs, or raise `InputError` where an analysis of them would say nothing and look like an answer."""
    bad = int((~np.isfinite(output)).sum())
    if bad:
        first = int(np.argmax(~np.isfinite(output)))
        raise InputError(
            f"{what}: not a number at {bad:,} of {so_many(len(output), 'points')} (the first is point {first}), so its "
            "sensitivity cannot be computed"
        )
    if float(np.ptp(output)) <= SAME * float(np.abs(output).max()):
        raise InputError(
            f"{what}: {float(output[0]):.6g} at all {so_many(len(output), 'points')}, so there is "
            "nothing to explain: choose "
            "another outcome, or vary other parameters"
        )
    return output


def morris_points(space: dict[str, Any], trajectories: int, seed: int) -> Array:
    """Return the points of a screening, shape (trajectories × (k + 1), k)."""
    return _salib("sample.morris").sample(space, trajectories, num_levels=LEVELS, seed=seed)


def screen(space: dict[str, Any], points: Array, output: Array, what: str, seed: int) -> list[Screened]:
    """Return what screening says, the strongest first."""
    analyse = _salib("analyze.morris").analyze
    found = analyse(space, points, usable(output, what), conf_level=CONFIDENCE, num_levels=LEVELS, seed=seed)
    columns = (np.asarray(found[name], dtype=float) for name in ("mu_star", "mu_star_conf", "mu", "sigma"))
    rows = zip(space["names"], *columns, strict=True)
    return sorted((Screened(name, *map(float, row)) for name, *row in rows), key=lambda one: -one.size)


def sobol_points(space: dict[str, Any], samples: int, seed: int) -> Array:
    """Return the points that split a variance, shape (samples × (k + 2), k)."""
    return _salib("sample.sobol").sample(space, samples, calc_second_order=False, seed=seed)


def split(space: dict[str, Any], output: Array, what: str, seed: int) -> list[Share]:
    """Return the share of the variance that each parameter explains, the largest total first."""
    analyse = _salib("analyze.sobol").analyze
    found = analyse(space, usable(output, what), calc_second_order=False, conf_level=CONFIDENCE, seed=seed)
    columns = (np.asarray(found[name], dtype=float) for name in ("S1", "S1_conf", "ST", "ST_conf"))
    rows = zip(space["names"], *columns, strict=True)
    return sorted((Share(name, *map(float, row)) for name, *row in rows), key=lambda one: -one.total)


def chance_share(effects: Array) -> float:
    """Return the variance of the mean effect by chance, at most, as a share of its variance over points; (P, R)."""
    if effects.shape[1] < 2:
        return np.nan
    noise = float((effects.var(axis=1, ddof=1) / effects.shape[1]).mean())
    total = float(effects.mean(axis=1).var())
    return min(noise / total, 1.0) if total else np.nan


def screened_ranking(
    screened: Sequence[Screened], space: dict[str, Any], points: Array, effects: Array, seed: int
) -> Ranking:
    """Return how much of the order of a screening stands, whatever points and futures were drawn; effects (P, R)."""
    analyse = _salib("analyze.morris").analyze

    def sizes(mean: Array) -> Array:
        return np.asarray(analyse(space, points, mean, num_levels=LEVELS, num_resamples=2, seed=seed)["mu_star"], float)

    return _ranking([(one.parameter, one.size, one.half_width) for one in screened], space, effects, sizes, seed)


def split_ranking(shares: Sequence[Share], space: dict[str, Any], effects: Array, seed: int) -> Ranking:
    """Return how much of the order of total shares stands, whatever points and futures were drawn; effects (P, R)."""
    analyse = _salib("analyze.sobol").analyze

    def totals(mean: Array) -> Array:
        return np.asarray(analyse(space, mean, calc_second_order=False, num_resamples=2, seed=seed)["ST"], float)

    rows = [(one.parameter, one.total, one.total_half_width) for one in shares]
    return _ranking(rows, space, effects, totals, seed)


def _ranking(
    rows: Sequence[tuple[str, float, float]],
    space: dict[str, Any],
    effects: Array,
    sizes_of: Callable[[Array], Array],
    seed: int,
) -> Ranking:
    drawn = dict(zip(space["names"], by_chance(effects, sizes_of, seed), strict=True))
    names, sizes, halves = zip(*rows, strict=True)
    return ranking(sizes, halves, [drawn[name] for name in names], effects.shape[1])


def _salib(part: str) -> Any:
    try:
        return import_module(f"SALib.{part}")
    except ModuleNotFoundError:
        raise InputError("a sensitivity study needs SALib: pip install 'common-ground[analysis]'") from None
