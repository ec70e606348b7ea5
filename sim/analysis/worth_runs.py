"""Futures for the study of what it is worth to find out: what each arm brings, and what could be known beforehand.

Rule      A future is one world on its own dice. What could be known are the numbers that it draws, each by itself; all
          that a rule draws, together; and what the place itself can see: its outcomes in the first weeks, carrying on
          as today, before any arm has changed a thing. An outcome that is the same in every future tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.analysis.measures import Measure
from sim.core.arithmetic import Array
from sim.model.ensemble import Ensemble, largest_batch, run_batch
from sim.model.machines import Work, running
from sim.model.workers import shared
from sim.outcomes import OUTCOMES
from sim.plan import Plan
from sim.scenario import Scenario
from sim.unknowns import drawn

SEEN_AS = "as_today"
"""The behaviour in which a place sees itself before it chooses."""
LEAST_SEEN = 1e-9


@dataclass(frozen=True)
class Knowable:
    """What arms bring in each future, and what could be known of it.

    Attributes:
        levels: of each measure, shape (arms, R).
        numbers: of each parameter that futures draw, shape (R,).
        seen: of each outcome in the first weeks as today, shape (R,); empty where runs were stored.
    """

    levels: Mapping[str, Array] = field(repr=False)
    numbers: Mapping[str, Array] = field(repr=False)
    seen: Mapping[str, Array] = field(repr=False)

    @property
    def futures(self) -> int:
        """Return how many there are."""
        return next(iter(self.levels.values())).shape[1]

    def groups(self) -> dict[str, Array]:
        """Return what each rule draws, together, shape (k, R), of rules that draw several numbers."""
        members: dict[str, list[Array]] = {}
        for key, values in self.numbers.items():
            members.setdefault(key.partition(".")[0], []).append(values)
        return {name: np.array(rows) for name, rows in members.items() if len(rows) > 1}


def run_knowable(
    arms: Sequence[Scenario],
    seeds: Sequence[int],
    measures: Sequence[Measure],
    *,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Knowable:
    """Run every arm in each future, in packs, so that memory does not grow with their number.

    Args:
        arms: the scenarios, the base first.
        seeds: futures.
        measures: what arms are judged by, and what else is told.
        workers: processes; 1 runs here.
        progress: called with the number of futures just finished.
    """
    largest = min(map(largest_batch, arms))
    pack = max(1, min(largest, -(-len(seeds) // workers)))
    starts = range(0, len(seeds), pack)
    jobs = [
        ([arm.of_runs(start, start + pack, len(seeds)) for arm in arms], seeds[start : start + pack], measures)
        for start in starts
    ]
    found: dict[int, tuple[dict[str, Array], dict[str, Array]]] = {}
    with running(None, Work(arms, len(seeds), workers)):
        for number, made in shared(knowable_in, jobs, workers):
            found[number] = made
            if progress:
                progress(len(jobs[number][1]))
    levels, seen = (
        {key: np.concatenate([found[n][part][key] for n in range(len(jobs))], axis=-1) for key in found[0][part]}
        for part in (0, 1)
    )
    return Knowable(
        levels, drawn(seeds, arms[0].unknowns), {key: x for key, x in seen.items() if np.ptp(x) > LEAST_SEEN}
    )


def knowable_in(
    arms: Sequence[Scenario], seeds: Sequence[int], measures: Sequence[Measure]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return the level of each measure in every arm of some futures, and what the place sees of itself in them."""
    wanted = sorted(frozenset[str]().union(*(one.needs for one in measures)))
    made = [Ensemble(arm, tuple(seeds), run_batch(arm, seeds, outcomes=wanted).series) for arm in arms]
    levels = {one.name: np.array([one.level(made[0], arm) for arm in made]) for one in measures}
    today = run_batch(as_today(arms[0]), seeds).series
    return levels, {name: today[name][0] for name in OUTCOMES if np.isfinite(today[name][0]).all()}


def as_today(scenario: Scenario) -> Scenario:
    """Return a scenario's first year without a plan, every organisation as it is today."""
    return replace(scenario, behaviour=SEEN_AS, plan=Plan(), years=1)
