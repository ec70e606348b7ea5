"""One pair of futures out of many: which one is in the middle, and everything that happened in it.

Rule      Pairs on the same draws are ordered by the effect: what the alternative brings people, as the mean over the
          headline outcomes of the gain in the last year in smallest differences that matter; or the difference in one
          outcome in that year. The one in the middle is the pair whose effect lies nearest to the median, the first of
          those that lie as near. Both of its futures are run once more, watched week by week: the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.analysis.measures import PEOPLE
from sim.analysis.paired import Comparison
from sim.analysis.portfolio import gain
from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.events import Event, Recording, events_of, observer_of
from sim.model.engine import world_of
from sim.model.ensemble import Progress, run_arms, run_batch
from sim.scenario import Scenario


@dataclass(frozen=True, repr=False)
class Twin:
    """One of the two futures.

    Attributes:
        scenario: what was run.
        record: the run week by week.
        events: all that happened, in the order of time.
    """

    scenario: Scenario
    record: Recording = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)

    def __repr__(self) -> str:
        return f"<Twin of {self.scenario!r}: {so_many(len(self.events), 'events')}>"


@dataclass(frozen=True, repr=False)
class Story:
    """A pair of futures and all the pairs that it is one of.

    Attributes:
        comparison: all pairs.
        effects: what pairs are ordered by, shape (R,).
        run: which of them it is.
        chosen: whether its seed was asked for, rather than being the one in the middle.
        base: its future without what the alternative does.
        alternative: its twin.
    """

    comparison: Comparison
    effects: Array
    run: int
    chosen: bool
    base: Twin
    alternative: Twin

    def __repr__(self) -> str:
        return f"<Story of seed {self.seed}, one of {so_many(len(self.effects), 'pairs')}>"

    @property
    def seed(self) -> int:
        """Return the seed of the pair."""
        return self.comparison.base.seeds[self.run]

    @property
    def below(self) -> int:
        """Return how many pairs have a smaller effect."""
        return int(np.count_nonzero(self.effects < self.effects[self.run]))


def middle(effects: Array) -> int:
    """Return the run whose effect lies nearest to the median, the first of those that lie as near."""
    return int(np.argmin(np.abs(effects - np.median(effects))))


def effects_of(comparison: Comparison, outcome: str) -> Array:
    """Return the effect in each pair in the last year: what it brings people, or the difference in an outcome."""
    if outcome == PEOPLE:
        return gain(comparison)
    base, other = comparison.levels(outcome, comparison.years)
    return other - base


def story(
    base: Scenario,
    alternative: Scenario,
    futures: Sequence[int],
    *,
    seed: int | None = None,
    outcome: str = PEOPLE,
    workers: int = 1,
    progress: Progress | None = None,
) -> Story:
    """Run pairs of futures, choose one, and watch both of its futures.

    Args:
        base: the one arm.
        alternative: the other.
        futures: seeds of the pairs among which the one in the middle is found.
        seed: the pair to tell of; None is the one in the middle.
        outcome: what pairs are ordered by: `people`, or an outcome.
        workers: processes.
        progress: called with the number of runs just finished.
    """
    seeds = tuple(futures)
    seeds += () if seed is None or seed in seeds else (seed,)
    here, there = run_arms([base, alternative], seeds, workers=workers, progress=progress)
    comparison = Comparison(here, there)
    effects = effects_of(comparison, outcome)
    run = middle(effects) if seed is None else seeds.index(seed)
    twins = [watched(one.scenario, seeds, run) for one in (comparison.base, comparison.alternative)]
    return Story(comparison, effects, run, seed is not None, *twins)


def watched(scenario: Scenario, seeds: Sequence[int], run: int) -> Twin:
    """Run one of many runs once more, by itself, and return what happened in it."""
    alone = scenario.of_runs(run, run + 1, len(seeds))
    observer = observer_of(world_of(alone.acting.place), alone.plan)
    run_batch(alone, [seeds[run]], each_week=observer, outcomes=())
    return Twin(alone, observer.recording, events_of(observer.recording))
