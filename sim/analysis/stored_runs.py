"""The runs of a stored sweep: behaviours paired at each point, and what is judged computed from kept yearly means.

Rule      Points that differ only in behaviour belong together; replication r of the one meets the draws of replication
          r of the other. What is judged is computed from the yearly means that the sweep kept by the rules that judge
          fresh runs, so a study of a stored sweep says what a fresh one of the same points and replications says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.futures import Futures
from sim.analysis.measures import Measure
from sim.analysis.stored import Stored
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES

_ALONE: Any = None  # a file is read by itself: a folder above it called `a=1` is no column
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Kept(Ensemble):
    """Many runs of which only means of some years were kept.

    Attributes:
        means: outcome and year to its mean in each run, shape (R,).
    """

    means: Mapping[tuple[str, int], Array] = field(default_factory=dict, repr=False)

    def year(self, outcome: str, year: int) -> Array:
        """Return the mean of a year in each run, shape (R,)."""
        if (outcome, year) not in self.means:
            kept = sorted({at for name, at in self.means if name == outcome})
            said = f"only years {_listed(kept)} were kept" if kept else "it was not kept"
            raise InputError(f"{outcome}, year {year}: {said}")
        return self.means[outcome, year]


def pairs(stored: Stored, behaviours: Sequence[str], within: NDArray[np.bool_] | None = None) -> list[Rows]:
    """Return for each behaviour the points, in the order of the first one's, that differ in nothing else."""
    plan = stored.plan if within is None else stored.plan.loc[within]
    missing = [name for name in behaviours if name not in stored.behaviours]
    if missing:
        raise InputError(
            f"{stored.name}: holds no {missing[0]}, only {', '.join(stored.behaviours)}: sweep again with "
            f"behaviours=[{','.join(behaviours)}]"
        )
    rows: list[dict[tuple[Any, ...], int]] = []
    for name in behaviours:
        part = plan.loc[plan["behaviour"] == name] if "behaviour" in plan else plan
        times = part.groupby(list(stored.keys)).cumcount() if stored.keys else range(len(part))
        keys = zip(*(part[key] for key in stored.keys), times, strict=True)
        rows.append(dict(zip(keys, part["point"], strict=True)))
    whole = {key: name for name, points in zip(behaviours, rows, strict=True) for key in points}
    for name, points in zip(behaviours, rows, strict=True):
        alone = next((key for key in whole if key not in points), None)
        if alone is not None:
            said = ", ".join(f"{key}={_short(value)}" for key, value in zip(stored.keys, alone, strict=False))
            raise InputError(
                f"{stored.name}: the point {said} ran as {whole[alone]} and not as {name}, so they cannot be "
                f"compared: sweep again with behaviours=[{','.join(behaviours)}], which runs every point as each"
            )
    return [np.array([points[key] for key in rows[0]], dtype=np.intp) for points in rows]


def means(stored: Stored, outcomes: Iterable[str], years: Iterable[int]) -> dict[tuple[str, int], Array]:
    """Return means of years, shape (points, R), by outcome and year; every run must be there."""
    wanted, at, kept = sorted(set(outcomes)), sorted(set(years)), stored.config["sweep"]
    for name in wanted:
        if name not in kept["outcomes"]:
            raise InputError(
                f"{stored.name}: did not keep {name} ({OUTCOMES[name].label.lower()}): sweep again with "
                f"outcomes=[{','.join(wanted)}], or with all"
            )
    if lacking := [year for year in at if year not in kept["at"]]:
        raise InputError(
            f"{stored.name}: kept years {_listed(kept['at'])} and not {_listed(lacking)}, which this needs: sweep "
            f"again with at=[{','.join(map(str, at))}]"
        )
    return _read(stored, wanted, at)


def _read(stored: Stored, wanted: list[str], at: list[int]) -> dict[tuple[str, int], Array]:
    import pyarrow.parquet as pq

    file, total = stored.results.file("runs"), len(stored.plan)
    asked = [("outcome", "in", wanted), ("year", "in", at)]
    table = pq.read_table(file, filters=asked, read_dictionary=["outcome"], partitioning=_ALONE).to_pandas()
    found = {}
    for (name, year), rows in table.groupby(["outcome", "year"], observed=True, sort=False):
        values = np.full((total, stored.replications), np.nan)
        values[rows["point"].to_numpy(), rows["seed"].to_numpy()] = rows["value"].to_numpy()
        found[str(name), int(year)] = values
    one = found.get((wanted[0], at[0]), np.full((total, 1), np.nan))
    if lost := np.flatnonzero(np.isnan(one).any(axis=1)).tolist():
        raise InputError(
            f"{stored.name}: {len(lost):,} of {so_many(total, 'points')} failed (the first is point {lost[0]}; see its "
            "errors/), so it is incomplete: the command that made it tries them again"
        )
    return found


def futures_of(stored: Stored, behaviours: Sequence[str], measures: Sequence[Measure]) -> Futures:
    """Return the level of every measure in every arm, as `run_futures` does, at the points of the sweep."""
    keys, rows, last = stored.numbers(), pairs(stored, behaviours), stored.base.years
    needs = frozenset[str]().union(*(one.needs for one in measures))
    kept = means(stored, needs, {year for one in measures for year in one.years(last)})
    arms = [arm(stored, name, points, kept) for name, points in zip(behaviours, rows, strict=True)]
    shape = (len(arms), len(rows[0]), stored.replications)
    values = {one.name: np.array([one.level(arms[0], each) for each in arms]).reshape(shape) for one in measures}
    points = {key: stored.plan[key].to_numpy(dtype=float)[rows[0]] for key in keys}
    return Futures(points, tuple(range(stored.replications)), values)


def arm(stored: Stored, behaviour: str, points: Rows, kept: Mapping[tuple[str, int], Array]) -> Kept:
    """Return the runs of some points under one behaviour, point by point."""
    count = stored.replications
    varied = {key: np.repeat(stored.plan[key].to_numpy(dtype=float)[points], count) for key in stored.numbers()}
    scenario = stored.scenario(behaviour).varied(varied)
    seeds = tuple(range(count)) * len(points)
    return Kept(scenario, seeds, {}, means={at: values[points].ravel() for at, values in kept.items()})


def _short(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years))
