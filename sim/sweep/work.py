"""Running a chunk: points that differ only in numbers of rules share a batch, one column a run.

A point that raises, or whose outcomes are not all finite, is left out and told; the others of its chunk go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.model.ensemble import LARGEST_BATCH, largest_batch, run_batch
from sim.model.machines import FEW, Work
from sim.scenario import Scenario
from sim.sweep.arms import Arm, arm_of, scenario_at
from sim.sweep.chunks import NOT_FINITE, RUNS, SERIES, Failure, Numbers, Receipt, codes, write
from sim.sweep.designs import Point
from sim.sweep.plan import Chunk, Study, SweepPlan, group_of
from sim.sweep.space import Value, is_number

QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
QUANTILE_NAMES = tuple(f"p{round(100 * q):02d}" for q in QUANTILES)
Tell = Callable[[int], None]


def run_chunk(study: Study, chunk: Chunk, lost: Mapping[int, str] | None = None, tell: Tell | None = None) -> Receipt:
    """Run a chunk and write it.

    Args:
        study: what all chunks share.
        chunk: points and replications.
        lost: points not to try, and why: they ended the process, or never ended.
        tell: called with a point's number before it runs; points then run one at a time.
    """
    values: dict[int, Numbers] = {}
    failures = [Failure(point, (), why) for point, why in (lost or {}).items() if point in chunk.points]
    members = [(k, v) for k, v in zip(chunk.points, chunk.values, strict=True) if k not in (lost or {})]
    for _, same in groupby(members, key=lambda member: group_of(member[1])):
        for pack in _packs(list(same), 1 if tell else max(1, round(LARGEST_BATCH / (chunk.last - chunk.first)))):
            if tell:
                tell(pack[0][0])
            for point, made in _tried(study, pack, range(chunk.first, chunk.last)):
                if isinstance(made, Failure):
                    failures.append(made)
                else:
                    values[point] = made
    points = [k for k in chunk.points if k in values]
    tables = {RUNS: _runs_table(study, points, values, chunk)}
    if study.keep == "series":
        tables[SERIES] = _series_table(study, points, values)
    return write(Path(study.folder), chunk, study, tables, sorted(failures, key=lambda f: f.point))


def _packs(members: list[tuple[int, Point]], size: int) -> Iterator[list[tuple[int, Point]]]:
    for start in range(0, len(members), size):
        yield members[start : start + size]


def _tried(study: Study, pack: Sequence[tuple[int, Point]], seeds: range) -> Iterator[tuple[int, Numbers | Failure]]:
    """Run some points together; if that fails, each half. Yield outcomes, shape (outcomes, rounds, seeds)."""
    try:
        made = _outcomes(study, [values for _, values in pack], seeds)
    except Exception as error:  # whatever a point raises is told, and the others go on
        if len(pack) > 1:
            for half in (pack[: len(pack) // 2], pack[len(pack) // 2 :]):
                yield from _tried(study, half, seeds)
        else:
            said = " ".join(f"{type(error).__name__}: {error}".split())
            yield pack[0][0], Failure(pack[0][0], tuple(seeds), said, traceback.format_exc(limit=-4))
        return
    for (point, _), values in zip(pack, made, strict=True):
        bad = np.flatnonzero(~np.isfinite(values).all(axis=(0, 1)))
        if len(bad):
            names = [name for name, rows in zip(study.outcomes, values, strict=True) if not np.isfinite(rows).all()]
            said = f"{NOT_FINITE}: {', '.join(names[:5])}"
            yield point, Failure(point, tuple(seeds[int(k)] for k in bad), said)
        else:
            yield point, values


def work_of(plan: SweepPlan, workers: int) -> Work:
    """Return what a sweep takes to run: each arm as it is at its first point, where numbers differ by run."""
    first, scenarios = dict[Arm, Point](), list[Scenario]()
    for point in plan.points:
        first.setdefault(arm_of(point), point)
    for arm, point in first.items():
        numbers = {key: np.full(FEW, float(value)) for key, value in point.items() if is_number(key)}
        fixed = {key: value for key, value in point.items() if not is_number(key)}
        scenarios.append(scenario_at(plan.arms[arm], fixed).varied(numbers))
    return Work(scenarios, -(-plan.runs // len(scenarios)), workers, FEW)


@lru_cache(maxsize=8)
def _scenario(study: Study, fixed: tuple[tuple[str, Value], ...]) -> Scenario:
    return scenario_at(study.arms[arm_of(dict(fixed))], dict(fixed))


def _outcomes(study: Study, points: Sequence[Point], seeds: range) -> list[Numbers]:
    """Return each point's outcomes, shape (outcomes, rounds, seeds)."""
    fixed = tuple((key, value) for key, value in points[0].items() if not is_number(key))
    scenario, numbers = _scenario(study, fixed), [key for key in points[0] if is_number(key)]
    most = largest_batch(scenario)
    size = max(1, most // len(points)) if len(points) == 1 or most < LARGEST_BATCH else len(seeds)
    parts: list[Numbers] = []
    for start in range(0, len(seeds), size):
        some = seeds[start : start + size]
        varied = {key: np.repeat([float(point[key]) for point in points], len(some)) for key in numbers}
        with np.errstate(all="ignore"):
            series = run_batch(scenario.varied(varied), list(some) * len(points), outcomes=study.outcomes).series
        parts.append(np.stack([series[name] for name in study.outcomes]))
    made = np.concatenate(parts, axis=-1)
    return [made[:, :, k * len(seeds) : (k + 1) * len(seeds)] for k in range(len(points))]


def yearly(values: Numbers, years: Iterable[int]) -> Numbers:
    """Return means of years, shape (outcomes, years, seeds), with the bits of `Ensemble.year`."""
    rounds = [values[:, (year - 1) * ROUNDS_PER_YEAR : year * ROUNDS_PER_YEAR] for year in years]
    return np.stack([np.ascontiguousarray(part.transpose(0, 2, 1)).mean(axis=-1) for part in rounds], axis=1)


def _runs_table(study: Study, points: list[int], values: Mapping[int, Numbers], chunk: Chunk) -> dict[str, Any]:
    shape = (len(points), len(study.outcomes), len(study.years), chunk.last - chunk.first)
    made = np.stack([yearly(values[k], study.years) for k in points]) if points else np.zeros(shape)
    return runs_columns(study, points, np.arange(chunk.first, chunk.last), made)


def runs_columns(study: Study, points: Sequence[int], seeds: np.ndarray, values: Numbers) -> dict[str, Any]:
    """Return the columns of runs for values of shape (points, outcomes, years, seeds)."""
    at = np.indices(values.shape, dtype=np.int32).reshape(4, -1)
    return {
        "point": np.asarray(points, dtype=np.int32)[at[0]],
        "outcome": codes(study.outcomes, at[1]),
        "year": np.asarray(study.years, dtype=np.int32)[at[2]],
        "seed": seeds.astype(np.int32)[at[3]],
        "value": values.ravel(),
    }


def _series_table(study: Study, points: list[int], values: Mapping[int, Numbers]) -> dict[str, Any]:
    """Return quantiles over the runs of each point, every four weeks."""
    shape = (len(points), len(study.outcomes), values[points[0]].shape[1] if points else 0)
    at = np.indices(shape, dtype=np.int32).reshape(3, -1)
    made = [np.quantile(values[k], QUANTILES, axis=-1).reshape(len(QUANTILES), -1) for k in points]
    flat = np.concatenate(made, axis=1) if made else np.zeros((len(QUANTILES), 0))
    return {
        "point": np.asarray(points, dtype=np.int32)[at[0]],
        "outcome": codes(study.outcomes, at[1]),
        "week": (at[2] + 1) * np.int32(WEEKS_PER_ROUND),
        **dict(zip(QUANTILE_NAMES, flat, strict=True)),
    }
