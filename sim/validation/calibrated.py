"""Worlds that agree with what was observed in a place: history matching from month 0 on, world by world.

Rule      A world is its numbers and its dice, as everywhere. Those tried agree with month 0 (`worlds`), where all that
          nobody knows is drawn: the first wave is that of month 0. Then every point observed enters, one wave for each
          year, and further waves run those that are left. What the model leaves out of an outcome is said as a share of
          the value.
          The band holds worlds as they weigh and the error of what is observed, so a point that is one of them lies in
          it nine times of ten. Beside it stands the band before: worlds of the first wave, which say what is
          expected of the place where nothing has been observed.
Source    [craig1997]; [vernon2010]; [andrianakis2015]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.analysis.history import Figure, Matched, Run, Worlds, effective, match
from sim.analysis.narrowing import INNER, Narrowed, narrowed, quantiles
from sim.analysis.observed import Point, check_units, held
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.declared import declarations
from sim.model.ensemble import largest_batch, run_batch
from sim.model.workers import shared
from sim.scenario import Scenario
from sim.unknowns import drawn

SIZE, FURTHER, AGAIN = 400, 12, 32
"""Worlds of a wave, waves after every figure has entered, and errors drawn for each world where a band is made."""
_BAND = (INNER[0], 0.5, INNER[1])
Tell = Callable[[int], None]
Kept = Callable[[str, Callable[[], Mapping[str, Array]]], Mapping[str, Array]]


@dataclass(frozen=True)
class Calibrated:
    """What a calibration found.

    Attributes:
        points: as observed.
        names: numbers that were drawn.
        matched: worlds left, what each gives, and what the waves came to.
        narrowed: what became of each number.
        accepted: worlds of a sample in which each counts once.
        middle, low, high: of the 90% band of each point, by its name.
        before: low, middle and high of the band before anything was observed, by the name of the point.
        discrepancy: what the model was taken to leave out, a standard deviation as a share of the value.
    """

    points: tuple[Point, ...]
    names: tuple[str, ...]
    matched: Matched
    narrowed: Sequence[Narrowed] = field(repr=False)
    accepted: Worlds = field(repr=False)
    middle: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]
    before: Mapping[str, tuple[float, float, float]]
    discrepancy: float

    @property
    def ran(self) -> int:
        """How many worlds were run."""
        return sum(wave.ran for wave in self.matched.waves)

    @property
    def counting(self) -> float:
        """How many worlds of equal weight say as much as those that agree."""
        return effective(self.matched.weights())

    @property
    def holds(self) -> tuple[int, int]:
        """In how many points the band holds what was observed, and how many there are."""
        return held(self.points, self.low, self.high)

    @property
    def fits(self) -> str:
        """How well the place fits, in one sentence."""
        good, count = self.holds
        return f"The 90% band of the worlds that agree holds {good} of {so_many(count, 'observed points')}."


def scaled(worlds: Worlds, names: Sequence[str]) -> Array:
    """Return the numbers of worlds, each from -1 to 1 over its range, shape (W, k)."""
    columns: list[Array] = []
    for key, values in drawn(list(map(int, worlds)), names).items():
        low, high = declarations()[key].plausible or (0.0, 1.0)
        columns.append(2.0 * (values - low) / (high - low) - 1.0)
    return np.stack(columns, axis=1)


def figures_of(points: Sequence[Point], discrepancy: float) -> list[list[Figure]]:
    """Return the figures that enter in each wave: the points of a year together, the earliest first."""
    years = sorted({one.year for one in points})
    return [
        [
            Figure(one.name, one.value, one.error, discrepancy * abs(one.value), one.outcome)
            for one in points
            if one.year == year
        ]
        for year in years
    ]


def runs_of(
    scenario: Scenario, points: Sequence[Point], names: Sequence[str], workers: int = 1, tell: Tell | None = None
) -> Run:
    """Return what runs worlds and reads every point off them.

    Args:
        scenario: what is run in them.
        points: as observed.
        names: numbers that are drawn.
        workers: processes; 1 runs here.
        tell: called with the number of runs just finished.
    """
    drawing = replace(scenario, unknowns=tuple(names))

    def run(worlds: Worlds) -> dict[str, Array]:
        at_once = max(1, min(largest_batch(drawing), -(-len(worlds) // workers)))
        parts = [worlds[start : start + at_once].tolist() for start in range(0, len(worlds), at_once)]
        made: dict[int, dict[str, Array]] = {}
        for number, found in shared(_points_of, [(drawing, part, tuple(points)) for part in parts], workers):
            made[number] = found
            if tell:
                tell(len(parts[number]))
        return {one.name: np.concatenate([made[n][one.name] for n in range(len(parts))]) for one in points}

    return run


def _points_of(scenario: Scenario, worlds: Sequence[int], points: Sequence[Point]) -> dict[str, Array]:
    """Run some worlds; return what they give for each point, one a world."""
    series = run_batch(scenario, worlds, outcomes=dict.fromkeys(one.outcome for one in points)).series
    return {one.name: one.of(series[one.outcome]) for one in points}


def calibrate(
    points: Sequence[Point],
    pool: Worlds,
    names: Sequence[str],
    run: Callable[[Worlds], Mapping[str, Array]],
    discrepancy: float,
    size: int = SIZE,
    kept: Kept | None = None,
) -> Calibrated:
    """Find the worlds that agree with what was observed.

    Args:
        points: as observed.
        pool: worlds tried.
        names: numbers that are drawn.
        run: runs worlds, and reads every point off them.
        discrepancy: what the model leaves out, a standard deviation as a share of the value.
        size: worlds run in a wave.
        kept: gives a piece by its name, or makes it: a study that was stopped goes on.

    Raises:
        InputError: a series is in another unit, or no world agrees; one line.
    """
    early: dict[str, Array] = {}

    def piece(worlds: Worlds) -> Mapping[str, Array]:
        name = f"worlds {int(worlds[0])} to {int(worlds[-1])}, {len(worlds)}"
        found = kept(name, lambda: run(worlds)) if kept else run(worlds)
        if not early:
            check_units(points, {key: float(np.median(values)) for key, values in found.items()})
            early.update(found)
        return found

    waves = [*figures_of(points, discrepancy), *([] for _ in range(FURTHER))]
    matched = match(waves, pool, lambda worlds: scaled(worlds, names), piece, size)
    before, after = (drawn(list(map(int, some)), names) for some in (pool, matched.worlds))
    weights = matched.weights()
    bands = {one.name: _band(one, matched.values[one.name], weights) for one in matched.figures}
    alike = np.full(len(next(iter(early.values()))), 1.0 / len(next(iter(early.values()))))
    low, middle, high = ({name: band[n] for name, band in bands.items()} for n in range(3))
    return Calibrated(
        points=tuple(points),
        names=tuple(names),
        matched=matched,
        narrowed=narrowed(matched, before, after),
        accepted=matched.accepted(),
        middle=middle,
        low=low,
        high=high,
        before={one.name: _band(one, early[one.name], alike) for one in matched.figures},
        discrepancy=discrepancy,
    )


def _band(figure: Figure, values: Array, weights: Array) -> tuple[float, float, float]:
    """Return low, middle and high of what would be seen in worlds, each by its weight, with all that it may be off."""
    off = np.sqrt(figure.variance) * np.random.default_rng(1).normal(size=(AGAIN, len(weights)))
    low, middle, high = quantiles((values + off).ravel(), np.tile(weights, AGAIN) / AGAIN, _BAND, effective(weights))
    return float(low), float(middle), float(high)
