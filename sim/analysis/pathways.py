"""Adaptive pathways: how often each branch of a plan with triggers is taken, when, and what is regretted of it.

Rule      A plan with triggers meets the same draws as the same plan with fixed dates (each entry that waits begun at
          its `from`, or never; nothing ended early), and as carrying on without one. A branch is what its triggers did
          in a future, in the order of time. The regret of a plan in a future is what the best of all of them, seen with
          hindsight, brings people there more than it does. The least regret is said only if chance could not have made
          it so.
Formula   regret[p] = max over q of gain[q] - gain[p], in each future; gain as in `portfolio`. As mean regrets differ by
          mean gains, one surely has less if the mean paired difference of gains has its 90% interval above nothing.
Source    Haasnoot, Kwakkel, Walker and ter Maat (2013), Dynamic adaptive policy pathways; Kwakkel, Haasnoot and Walker
          (2015), Developing dynamic adaptive policy pathways; regret after Savage (1951).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from sim.analysis.interval import SURE, Mean
from sim.analysis.paired import Comparison
from sim.analysis.portfolio import costs_of, gain, to_tell
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.parameters import InputError
from sim.model.ensemble import Ensemble, Progress, run_batch
from sim.model.machines import Work, running
from sim.model.workers import shared
from sim.plan.entry import ALWAYS
from sim.plan.plan import Plan
from sim.plan.trigger import Trigger
from sim.plan.watching import name_of
from sim.scenario import Scenario

Step = tuple[str, str]  # an entry, and whether it began or ended
When = Mapping[Step, Array]
_IN_ALL_SUBSETS, _BATCH, _NINE_IN_TEN = 3, 384, 0.9


@dataclass(frozen=True, slots=True)
class Signpost:
    """What is watched, and when it called for something.

    Attributes:
        entry: of the plan.
        what: whether it began or ended.
        outcome: watched.
        level: that it is to pass.
        months: for how long.
        share: of futures in which it did.
        earliest: year, of those; not a number if there are none.
        median: year, of those.
        latest: year, of those.
    """

    entry: str
    what: str
    outcome: str
    level: float
    months: float
    share: float
    earliest: float
    median: float
    latest: float


@dataclass(frozen=True)
class Branch:
    """Futures in which triggers did the same in the same order.

    Attributes:
        steps: what began and ended, in the order of time.
        futures: in how many.
        years: median year of each step among them.
        people: mean of what the plan brings people in them, in smallest differences that matter.
        regret: mean regret of the plan in them.
    """

    steps: tuple[Step, ...]
    futures: int
    years: tuple[float, ...]
    people: float
    regret: float


@dataclass(frozen=True, slots=True)
class PlanRegret:
    """What one plan brings, takes and leaves to be regretted.

    Attributes:
        plan: its name.
        people: mean of what it brings people, in smallest differences that matter.
        low: lower end of the 90% interval of that mean.
        high: upper end.
        regret: mean over futures.
        nine_in_ten: regret not exceeded in nine futures of ten.
        best: share of futures in which no other brings people more.
        money: £m a year more than carrying on.
        hours: a week of each leader, likewise.
        to_tell: times as many futures that would tell it from the plan of least regret; 1 if these do.
    """

    plan: str
    people: float
    low: float
    high: float
    regret: float
    nine_in_ten: float
    best: float
    money: float
    hours: float
    to_tell: float


def watched(plan: Plan) -> dict[Step, Trigger]:
    """Return what is watched for each step that a plan may take."""
    either = ((entry, (("began", entry.begin_if), ("ended", entry.end_if))) for entry in plan)
    return {(entry.name, what): trigger for entry, both in either for what, trigger in both if trigger is not None}


def fixed(scenario: Scenario) -> dict[tuple[str, ...], Scenario]:
    """Return the plan with fixed dates, by which of the entries that wait are begun; those that cannot be are left out.

    All choices of up to three such entries; of more, none, each alone, and all.
    """
    names = [entry.name for entry in scenario.plan if entry.begin_if is not None]
    sizes = range(len(names) + 1) if len(names) <= _IN_ALL_SUBSETS else (0, 1, len(names))
    found: dict[tuple[str, ...], Scenario] = {}
    for begun in (chosen for size in sizes for chosen in combinations(names, size)):
        entries = tuple(
            replace(entry, begin_if=None, end_if=None)
            for entry in scenario.plan
            if entry.begin_if is None or entry.name in begun
        )
        if entries:
            try:
                found[begun] = replace(scenario, plan=Plan(entries))
            except InputError:  # two that may not go on at once
                continue
    return found


def run_watching(
    scenario: Scenario, seeds: Sequence[int], workers: int = 1, progress: Progress | None = None
) -> tuple[Ensemble, dict[Step, Array]]:
    """Run a plan with triggers; return its futures and the year of each step in each, infinite if not taken."""
    count = len(seeds)
    size = max(min(_BATCH, -(-count // max(workers, 1))), 1)
    starts = range(0, count, size)
    jobs = [(scenario.of_runs(n, n + size, count), tuple(seeds[n : n + size])) for n in starts]
    made = dict[int, tuple[dict[str, Array], dict[Step, Array]]]()
    with running(None, Work([scenario], count, workers)):
        for number, result in shared(_watch, jobs, workers):
            made[number] = result
            if progress:
                progress(len(jobs[number][1]))
    parts = [made[number] for number in range(len(jobs))]
    series = {name: np.concatenate([part[0][name] for part in parts], axis=-1) for name in parts[0][0]}
    when = {step: np.concatenate([part[1][step] for part in parts]) for step in parts[0][1]}
    return Ensemble(scenario, tuple(seeds), series), when


def _watch(scenario: Scenario, seeds: Sequence[int]) -> tuple[dict[str, Array], dict[Step, Array]]:
    last = scenario.years * ROUNDS_PER_YEAR
    batch = run_batch(scenario, seeds, snapshots=(last,))
    state = batch.snapshots[last]
    never = np.full(len(seeds), ALWAYS)
    steps = [(step, state.__dict__.get(name_of(scenario.plan[step[0]], step[1]))) for step in watched(scenario.plan)]
    return batch.series, {step: never if year is None else year for step, year in steps}


def signposts(plan: Plan, when: When, years: float) -> tuple[Signpost, ...]:
    """Return when what is watched called for something within the years that were run."""
    found = list[Signpost]()
    for (entry, what), trigger in watched(plan).items():
        year = when[entry, what]
        taken = year[year < years]
        ends = [float(of(taken)) if taken.size else np.nan for of in (np.min, np.median, np.max)]
        share = float(taken.size / year.size)
        found.append(Signpost(entry, what, trigger.outcome, float(trigger.level), float(trigger.months), share, *ends))
    return tuple(found)


def paths(when: When, years: float) -> list[tuple[Step, ...]]:
    """Return for each future the steps that were taken within the years that were run, in the order of time."""
    runs = len(next(iter(when.values())))
    taken = [[(step, float(year[run])) for step, year in when.items() if year[run] < years] for run in range(runs)]
    return [tuple(step for step, _ in sorted(each, key=lambda pair: pair[1])) for each in taken]


def branches(when: When, years: float, people: Array, regret: Array) -> tuple[Branch, ...]:
    """Return the branches, the one that most futures took first."""
    each = paths(when, years)
    found = list[Branch]()
    for steps, futures in Counter(each).most_common():
        here = np.array([path == steps for path in each])
        middle = tuple(float(np.median(when[step][here])) for step in steps)
        found.append(Branch(steps, futures, middle, float(people[here].mean()), float(regret[here].mean())))
    return tuple(found)


def regrets(
    base: Ensemble, planned: Sequence[tuple[str, Ensemble]], carry_on: str
) -> tuple[tuple[PlanRegret, ...], Array]:
    """Return what is regretted of carrying on and of each plan, and the regret in each future, shape (plans, R)."""
    comparisons = [Comparison(base, ensemble) for _, ensemble in planned]
    names = [carry_on, *(name for name, _ in planned)]
    gains = np.array([np.zeros(len(base.seeds)), *map(gain, comparisons)])
    costs = [(0.0, 0.0), *map(costs_of, comparisons)]
    regret = gains.max(axis=0) - gains
    least = int(regret.mean(axis=1).argmin())
    found = list[PlanRegret]()
    for number, name in enumerate(names):
        brought, apart = gains[number], gains[least] - gains[number]
        mean, tell = Mean.of(brought, SURE), 1.0 if number == least else to_tell(apart)
        nine, best = float(np.quantile(regret[number], _NINE_IN_TEN)), float((regret[number] == 0.0).mean())
        lost = float(regret[number].mean())
        found.append(PlanRegret(name, mean.mean, mean.low, mean.high, lost, nine, best, *costs[number], tell))
    return tuple(found), regret
