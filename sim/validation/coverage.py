"""Whether calibration is right about places that were invented: how often 90% intervals hold the truth, and its ranks.

Rule      An invented place is a world left out of those that agree with month 0. What is observed there is what it
          gives, off by an error drawn as it is stated; the other worlds are matched to it. The model leaves nothing out
          of its own worlds, so no discrepancy is taken. Of what was not observed, and of the numbers, the truth is
          known: it lies in nine of ten 90% intervals, and its rank among the worlds that agree, each by its weight, is
          as likely anywhere, where calibration is right. All worlds are run once, for all places.
Formula   rank = (k + 1/2)/(n + 1), k of n worlds of equal weight below;  chi2 = sum (n - N/B)^2/(N/B) over B equal
          parts, on B - 1 degrees of freedom
Source    [talts2018]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from sim.analysis.history import Worlds, effective
from sim.analysis.narrowing import INNER, quantiles
from sim.analysis.observed import Point
from sim.core.arithmetic import Array
from sim.core.parameters import InputError
from sim.model.machines import Work, running
from sim.scenario import load_scenario
from sim.unknowns import drawn, unknowns
from sim.validation.calibrated import calibrate, runs_of
from sim.validation.worlds import kept as kept_worlds

PLACES, PARTS, SEED = 200, 10, 1
ERRORS: Mapping[str, float] = {"delayed": 0.08, "waiting_list": 0.04, "vacancy": 0.03, "attendances": 0.02}
"""Outcomes that are observed in the first two years, with their standard error as a share of the middle world's."""
UNSEEN = tuple(Point(name, 3.0, 0.0, 1.0) for name in (*ERRORS, "four_hour", "trust"))
"""What is not observed, and is foretold."""
STORED = Path(__file__).with_name("coverage.json")
Values = Mapping[str, Array]


@dataclass(frozen=True)
class Covered:
    """What was found over all invented places.

    Attributes:
        places: how many were invented, and `refused` in how many no other world agrees, so that nothing is said.
        held: by quantity, the share of places whose 90% interval holds the truth.
        numbers: the share of numbers, over all places, whose interval does.
        narrowed: the same of numbers that were narrowed or moved by more than chance would, and `sure` how many.
        fell: by quantity, how many places have the truth's rank in each part, shape (PARTS,).
        counting: worlds of equal weight that agreed, in the middle place.
    """

    places: int
    held: Mapping[str, float]
    numbers: float
    narrowed: float
    sure: int
    fell: Mapping[str, Sequence[int]] = field(repr=False)
    counting: float = 0.0
    refused: int = 0

    @property
    def calibrated(self) -> int:
        """In how many places some worlds agree."""
        return self.places - self.refused

    @property
    def all_held(self) -> float:
        """The share of intervals, over all quantities and places, that hold the truth."""
        return float(np.mean(list(self.held.values())))

    def chance(self, name: str) -> float:
        """Return how likely ranks are as uneven as these, or more, where calibration is right."""
        from scipy.stats import chi2

        found, even = np.array(self.fell[name], dtype=float), self.calibrated / PARTS
        return float(chi2.sf(((found - even) ** 2 / even).sum(), PARTS - 1))


def rank(values: Array, weights: Array, truth: float) -> float:
    """Return where the truth stands among worlds that weigh as much as n: (k + 1/2)/(n + 1) above k of these."""
    below, count = float(weights[values < truth].sum() + 0.5 * weights[values == truth].sum()), effective(weights)
    return 0.5 + (below - 0.5) * count / (count + 1.0)


def covered(
    values: Values,
    pool: Worlds,
    names: Sequence[str],
    errors: Mapping[str, float],
    unseen: Sequence[str],
    places: int,
    size: int = 400,
    tell: Callable[[int], None] | None = None,
) -> Covered:
    """Calibrate to invented places, each a world of the pool, in the other worlds.

    Args:
        values: what each world of the pool gives, by the name of the point, shape (P,).
        pool: worlds.
        names: numbers that are drawn.
        errors: standard error of each point that is observed, by the name of the point.
        unseen: names of points that are not observed.
        places: how many to invent; the first worlds of the pool.
        size: worlds run in a wave.
        tell: called with 1 after each place.
    """
    chance, at = np.random.default_rng(SEED), {int(world): n for n, world in enumerate(pool)}
    numbers, intervals = drawn(list(map(int, pool)), names), {name: list[bool]() for name in unseen}
    ranks = {name: list[float]() for name in unseen}
    refused = 0
    inside, sure, counting = list[bool](), list[bool](), list[float]()
    for place in range(places):
        points = [
            _seen(name, float(values[name][place] + error * chance.normal()), error) for name, error in errors.items()
        ]

        def run(worlds: Worlds) -> dict[str, Array]:
            rows = [at[int(world)] for world in worlds]
            return {name: values[name][rows] for name in errors}

        try:
            found = calibrate(points, np.delete(pool, place), names, run, 0.0, size)
        except InputError:  # no other world agrees with it, which is said in a line
            refused += 1
            continue
        rows, weights = [at[int(world)] for world in found.matched.worlds], found.matched.weights()
        for name in unseen:
            low, high = quantiles(values[name][rows], weights, INNER)
            intervals[name].append(bool(low <= values[name][place] <= high))
            ranks[name].append(rank(values[name][rows], weights, float(values[name][place])))
        for one in found.narrowed:
            inside.append(one.low <= float(numbers[one.parameter][place]) <= one.high)
            sure.append(one.certain)
        counting.append(found.counting)
        if tell:
            tell(1)
    certain = [held for held, narrow in zip(inside, sure, strict=True) if narrow]
    fell = {name: np.histogram(some, PARTS, (0.0, 1.0))[0].tolist() for name, some in ranks.items()}
    return Covered(
        places=places,
        held={name: float(np.mean(some)) for name, some in intervals.items()},
        numbers=float(np.mean(inside)),
        narrowed=float(np.mean(certain)) if certain else float("nan"),
        sure=len(certain),
        fell=fell,
        counting=float(np.median(counting)),
        refused=refused,
    )


def _seen(name: str, value: float, error: float) -> Point:
    outcome, year = name.split(" at year ")
    return Point(outcome, float(year), value, error)


def measured(places: int = PLACES, workers: int = 1) -> Covered:
    """Run all worlds that agree with month 0 once, and calibrate to places invented from them."""
    scenario = load_scenario("behaviour=as_today years=3 unknowns=drawn")
    seen = [Point(name, float(year), 0.0, 1.0) for name in ERRORS for year in (1, 2)]
    pool = np.array(kept_worlds())
    with running(None, Work([scenario], len(pool), workers)):
        values = runs_of(scenario, [*seen, *UNSEEN], unknowns(), workers)(pool)
    errors = {one.name: ERRORS[one.outcome] * float(np.median(values[one.name])) for one in seen}
    return covered(values, pool, unknowns(), errors, [one.name for one in UNSEEN], places)


@cache
def kept() -> Covered:
    """Return what was measured last."""
    return Covered(**json.loads(STORED.read_text(encoding="utf-8")))


def write() -> Covered:
    """Measure anew and keep it (`make coverage`)."""
    found = measured()
    STORED.write_text(f"{json.dumps(vars(found))}\n", encoding="utf-8")
    return found
