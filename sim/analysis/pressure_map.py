"""The map of worlds: under which growth of demand and money, or any two parameters, working together pays.

Rule      Each world of the grid is judged on its own paired futures. People: in each future, the headline outcomes that
          are meaningfully better less those that are worse, as a share of all six; the index is the mean over futures.
          Working together pays if the index is +0.1 or more, the base if it is -0.1 or less, and its 90% interval must
          exclude 0; else nobody can tell. Money: cumulative net cost at the end. It pays for itself if that is
          below nothing in 7 of 10 futures or more, the base is cheaper if in 3 or fewer; else nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.analysis.arms import NET_COST_OF
from sim.analysis.axes import DEMAND, RESOURCES, Axis
from sim.analysis.finding import people_scores
from sim.analysis.headline import HEADLINE
from sim.analysis.interval import SURE, Mean
from sim.analysis.paired import Comparison
from sim.model.ensemble import Ensemble, run_batch
from sim.model.machines import Work, running
from sim.model.workers import shared
from sim.scenario import Scenario

Class = Literal["alternative", "base", "nobody"]
Coordinates = tuple[float, float]
NOTICED, CHEAPER, DEARER = 0.1, 0.7, 0.3
LARGEST_BATCH = 256


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One world of the map.

    Attributes:
        y: value on the upright axis, such as growth of demand.
        x: value on the level axis, such as growth of NHS and social care money.
        people: people index, from -1 to 1.
        people_low: lower end of its 90% interval.
        people_high: upper end.
        net_cost: median cumulative net cost of the alternative, £m.
        net_low: 5th percentile over futures.
        net_high: 95th percentile.
        cheaper: share of futures in which it is below nothing; of those in which it is exactly nothing, half.
    """

    y: float
    x: float
    people: float
    people_low: float
    people_high: float
    net_cost: float
    net_low: float
    net_high: float
    cheaper: float

    @property
    def for_people(self) -> Class:
        """Say which arm is better for people."""
        if self.people >= NOTICED and self.people_low > 0.0:
            return "alternative"
        return "base" if self.people <= -NOTICED and self.people_high < 0.0 else "nobody"

    @property
    def for_money(self) -> Class:
        """Say which arm costs less."""
        return "alternative" if self.cheaper >= CHEAPER else "base" if self.cheaper <= DEARER else "nobody"


def run_map(
    base: Scenario,
    alternative: Scenario,
    worlds: Sequence[Coordinates],
    seeds: Sequence[int],
    *,
    axes: tuple[Axis, Axis] = (DEMAND, RESOURCES),
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[MapPoint]:
    """Judge every world, several at once in a batch; those of growth share one warm-up, for it begins at month 0.

    Args:
        base: first arm.
        alternative: second arm.
        worlds: value on the upright and on the level axis.
        seeds: replicates, the same in every world.
        axes: the upright one and the level one.
        workers: processes; 1 runs here.
        progress: called with the number of worlds just judged.
    """
    count = -(-len(worlds) // max(1, LARGEST_BATCH // len(seeds)))
    count = min(len(worlds), -(-count // workers) * workers)
    packs = [[worlds[k] for k in rows] for rows in np.array_split(np.arange(len(worlds)), count)]
    found: dict[Coordinates, MapPoint] = {}

    changed = _changed(worlds, seeds, axes)
    runs, arms = len(worlds) * len(seeds), (base, alternative)
    with running(None, Work(arms, runs, workers, varied=lambda arm: arm.varied(arm.applicable(changed)))):
        for _, points in shared(judge, [(base, alternative, pack, seeds, axes) for pack in packs], workers):
            found.update({(point.y, point.x): point for point in points})
            if progress:
                progress(len(points))
    return [found[world] for world in worlds]


def _changed(worlds: Sequence[Coordinates], seeds: Sequence[int], axes: tuple[Axis, Axis]) -> dict[str, np.ndarray]:
    """Return the parameters that change from world to world, for all seeds of each."""
    return {
        key: np.repeat([world[number] for world in worlds], len(seeds))
        for number, axis in enumerate(axes)
        for key in axis.keys
    }


def judge(
    base: Scenario,
    alternative: Scenario,
    worlds: Sequence[Coordinates],
    seeds: Sequence[int],
    axes: tuple[Axis, Axis] = (DEMAND, RESOURCES),
) -> list[MapPoint]:
    """Judge some worlds, packed into one batch of each arm."""
    changed = _changed(worlds, seeds, axes)
    packed = tuple(seeds) * len(worlds)
    wanted = {*HEADLINE, *NET_COST_OF}
    series = []
    for arm in (base, alternative):
        series.append(run_batch(arm.varied(arm.applicable(changed)), packed, outcomes=wanted).series)
    points = []
    for number, world in enumerate(worlds):
        rows = slice(number * len(seeds), (number + 1) * len(seeds))
        before, after = (
            Ensemble(
                arm.varied(arm.applicable({key: values[rows] for key, values in changed.items()})),
                tuple(seeds),
                {name: values[:, rows] for name, values in kept.items()},
            )
            for arm, kept in zip((base, alternative), series, strict=True)
        )
        points.append(point_of(world, Comparison(before, after)))
    return points


def point_of(world: Coordinates, comparison: Comparison) -> MapPoint:
    """Judge one world by its pairs of futures."""
    scores = people_scores(comparison, comparison.years)
    people = Mean.of(scores, SURE)
    net = comparison.net_cost_at_end()
    low, middle, high = (float(q) for q in np.quantile(net, (0.05, 0.5, 0.95)))
    return MapPoint(
        *world,
        people.mean,
        people.low,
        people.high,
        middle,
        low,
        high,
        float((net < 0.0).mean() + 0.5 * (net == 0.0).mean()),
    )
