"""Worlds that agree with what was observed in a place: history matching from month 0 on, world by world.

Rule      A world is its numbers and its dice, as everywhere. Those tried agree with month 0 (`worlds`), where all that
          nobody knows is drawn: the first wave is that of month 0. Then every point observed enters, one wave for each
          year, and further waves run those that are left. What the model leaves out of an outcome is said as a share of
          the value.
          The band holds worlds as they weigh and the error of what is observed, so a point that is one of them lies in
          it nine times of ten.
Source    [craig1997]; [vernon2010]; [andrianakis2015]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.analysis.history import Figure, Matched, Run, Worlds, match
from sim.analysis.narrowing import INNER, Narrowed, narrowed, quantiles
from sim.analysis.observed import Point, check_units, held
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.declared import declarations
from sim.model.ensemble import run_batch
from sim.model.machines import Work, running
from sim.scenario import Scenario
from sim.unknowns import drawn

SIZE, FURTHER, AT_ONCE = 400, 12, 384
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
    """

    points: tuple[Point, ...]
    names: tuple[str, ...]
    matched: Matched
    narrowed: Sequence[Narrowed] = field(repr=False)
    accepted: Worlds = field(repr=False)
    middle: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]

    @property
    def holds(self) -> tuple[int, int]:
        """In how many points the band holds what was observed, and how many there are."""
        return held(self.points, dict(self.low), dict(self.high))

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


def runs_of(scenario: Scenario, points: Sequence[Point], names: Sequence[str], tell: Tell | None = None) -> Run:
    """Return what runs worlds and reads every point off them."""
    outcomes, drawing = list(dict.fromkeys(one.outcome for one in points)), replace(scenario, unknowns=tuple(names))

    def run(worlds: Worlds) -> dict[str, Array]:
        made: dict[str, list[Array]] = {one.name: [] for one in points}
        numbers = list(map(int, worlds))
        with running(None, Work([drawing], len(numbers))):
            for start in range(0, len(numbers), AT_ONCE):
                some = numbers[start : start + AT_ONCE]
                series = run_batch(drawing, some, outcomes=outcomes).series
                for one in points:
                    made[one.name].append(one.of(series[one.outcome]))
                if tell:
                    tell(len(some))
        return {name: np.concatenate(parts) for name, parts in made.items()}

    return run


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
    first = True

    def piece(worlds: Worlds) -> Mapping[str, Array]:
        nonlocal first
        name = f"worlds {int(worlds[0])} to {int(worlds[-1])}, {len(worlds)}"
        found = kept(name, lambda: run(worlds)) if kept else run(worlds)
        if first:
            check_units(points, {key: float(np.median(values)) for key, values in found.items()})
        first = False
        return found

    waves = [*figures_of(points, discrepancy), *([] for _ in range(FURTHER))]
    matched = match(waves, pool, lambda worlds: scaled(worlds, names), piece, size)
    before, after = (drawn(list(map(int, some)), names) for some in (pool, matched.worlds))
    weights, chance = matched.weights(), np.random.default_rng(1)
    bands = {}
    for one in matched.figures:
        off = np.sqrt(one.variance) * chance.normal(size=(32, len(weights)))
        seen = (matched.values[one.name] + off).ravel()
        bands[one.name] = quantiles(seen, np.tile(weights, 32) / 32.0, (INNER[0], 0.5, INNER[1]))
    low, middle, high = ({name: float(band[n]) for name, band in bands.items()} for n in range(3))
    return Calibrated(
        tuple(points), tuple(names), matched, narrowed(matched, before, after), matched.accepted(), middle, low, high
    )


def enough_points(points: Sequence[Point], names: Sequence[str], named: bool) -> str:
    """Say that points are fewer than numbers, where they are; raise `InputError` where the numbers were named."""
    if len(points) >= len(names):
        return ""
    count, numbers = so_many(len(points), "points"), so_many(len(names), "numbers")
    if named:
        raise InputError(f"unknowns: {numbers}, and {count} observed: expected no more numbers than points, or drawn")
    return f"{count} cannot tell {numbers} apart: they narrow what these do together, and few numbers by themselves."
