"""Many futures: several arms at each point of a space of parameters, every point on the same draws.

Points that differ only in numbers are packed into one batch. The draws of a run are those of its replicate alone, so a
point's answer depends on nothing but the point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.analysis.measures import Measure
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble, run_batch
from sim.model.machines import Work, running
from sim.model.workers import shared
from sim.scenario import Scenario

LARGEST_PACK = 384
Points = Mapping[str, Array]


@dataclass(frozen=True)
class Futures:
    """What was found.

    Attributes:
        points: parameter to its value at each point, shape (P,).
        seeds: replicates, the same at every point.
        values: measure to its level, shape (arms, P, R).
    """

    points: Points
    seeds: tuple[int, ...]
    values: Mapping[str, Array] = field(repr=False)

    def effect(self, name: str, arm: int = 1) -> Array:
        """Return an arm's level less that of the base, shape (P, R)."""
        return self.values[name][arm] - self.values[name][0]


def run_futures(
    arms: Sequence[Scenario],
    points: Points,
    seeds: Sequence[int],
    measures: Sequence[Measure],
    *,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Futures:
    """Run every arm at every point.

    Args:
        arms: the scenarios, the base first.
        points: parameter by dotted name to its value at each point, shape (P,).
        seeds: replicates.
        measures: what to keep.
        workers: processes; 1 runs here.
        progress: called with the number of points just finished.
    """
    total = len(next(iter(points.values())))
    count = -(-total // max(1, LARGEST_PACK // len(seeds)))
    count = min(total, -(-count // workers) * workers)
    packs = np.array_split(np.arange(total), count)
    found = {one.name: np.empty((len(arms), total, len(seeds))) for one in measures}

    def take(rows: NDArray[np.intp], levels: Mapping[str, Array]) -> None:
        for name, values in levels.items():
            found[name][:, rows] = values
        if progress:
            progress(len(rows))

    def part(rows: NDArray[np.intp]) -> dict[str, Array]:
        return {key: np.asarray(values, dtype=float)[rows] for key, values in points.items()}

    everywhere = part(np.arange(total))
    work = Work(arms, total * len(seeds), workers, varied=lambda arm: _varied(arm, everywhere, seeds))
    with running(None, work) as ran:
        by_run = frozenset(_differing(everywhere)) if ran == "compiled" else frozenset[str]()
        for number, levels in shared(
            levels_at, [(arms, part(rows), seeds, measures, by_run) for rows in packs], workers
        ):
            take(packs[number], levels)
    return Futures({key: np.asarray(values, dtype=float) for key, values in points.items()}, tuple(seeds), found)


def levels_at(
    arms: Sequence[Scenario],
    points: Points,
    seeds: Sequence[int],
    measures: Sequence[Measure],
    by_run: frozenset[str] = frozenset(),
) -> dict[str, Array]:
    """Run some points as one batch of each arm; return levels, shape (arms, P, R).

    Compiled, all packs say which numbers differ by run, though they do not in each: one program then serves all.
    """
    total = len(next(iter(points.values())))
    packed = tuple(seeds) * total
    wanted = sorted(frozenset[str]().union(*(one.needs for one in measures)))
    made: list[Ensemble] = []
    for arm in arms:
        varied = _varied(arm, points, seeds, by_run)
        made.append(Ensemble(varied, packed, run_batch(varied, packed, outcomes=wanted).series))
    shape = (len(arms), total, len(seeds))
    return {one.name: np.array([one.level(made[0], arm) for arm in made]).reshape(shape) for one in measures}


def _differing(points: Points) -> list[str]:
    """Return the parameters that differ from point to point."""
    return [key for key, values in points.items() if (values != values[0]).any()]


def _varied(arm: Scenario, points: Points, seeds: Sequence[int], by_run: frozenset[str] = frozenset()) -> Scenario:
    """Return an arm at all points, one after the other, for all seeds."""
    several = by_run.union(_differing(points))  # in numpy, one number is faster than an array of the same
    changed = {key: np.repeat(values, len(seeds)) if key in several else values[0] for key, values in points.items()}
    return arm.varied(arm.applicable(changed))
