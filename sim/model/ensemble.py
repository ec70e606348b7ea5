"""The ensemble face: many runs of the same rules at once, in batches sized for the cache, one process a core."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.given import MOST_AT_ONCE, MOST_WORKERS, known, of_kind, whole
from sim.core.parameters import InputError
from sim.model.batch import Arrays, Batch, run_batch
from sim.model.branches import branchings
from sim.model.engine import replicates, world_of
from sim.model.frames import tidy, write_csv
from sim.model.machines import Which, Work, running
from sim.model.settings import asked, own_classes
from sim.model.workers import shared
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from sim.model.agents import Leader, Organisation

LARGEST_BATCH, TIES_AT_ONCE = 384, 250_000
"""Most runs at once, and most of their ties together: as many as a core works on without waiting for memory."""
Progress = Callable[[int], None]


@dataclass(frozen=True, repr=False)
class Ensemble:
    """Many runs of one scenario.

    Attributes:
        scenario: what was run.
        seeds: replicate of each run.
        series: outcome name to values, shape (rounds, R).
        details: outcome name to rows, shape (rounds, n, R); empty unless asked for.
    """

    scenario: Scenario
    seeds: tuple[int, ...]
    series: Arrays
    details: Arrays = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Ensemble of {so_many(len(self.seeds), 'runs')} of {self.scenario!r}>"

    def year(self, outcome: str, year: int) -> Array:
        """Return the mean of a year (1 is the first after month 0) in each run, shape (R,)."""
        ran = self.series[known(outcome, self.series, "outcome")].shape[0] // ROUNDS_PER_YEAR
        whole("year", year, 1, ran, ", the years that were run")
        rounds = self.series[outcome][(year - 1) * ROUNDS_PER_YEAR : year * ROUNDS_PER_YEAR]
        return np.ascontiguousarray(rounds.T).mean(axis=-1)  # row by row: the same bits whoever runs beside

    def frame(self, level: Literal["system", "organisation"] = "system") -> pd.DataFrame:
        """Return tidy results: seed, week, outcome, value; and at level `organisation` the row that the value is of."""
        import pandas as pd

        if known(level, ("system", "organisation"), "level") == "system":
            return tidy(self.series, self.seeds)
        if not self.details:
            raise InputError("level = 'organisation': not kept: run with details=True")
        names, parts = world_of(self.scenario.acting.place).names, list[pd.DataFrame]()
        for name, values in self.details.items():
            detail = OUTCOMES[name].detail
            assert detail is not None
            for row, key in enumerate(names[detail[0]]):
                parts.append(tidy({name: values[:, row]}, self.seeds).assign(entity=detail[0], name=key))
        whole = pd.concat(parts, ignore_index=True)
        return whole.reindex(columns=["seed", "week", "outcome", "entity", "name", "value"])

    def to_csv(self, path: str | Path, level: Literal["system", "organisation"] = "system") -> Path:
        """Write `frame(level)` as a CSV file; return its path."""
        return write_csv(self.frame(level), path)


def largest_batch(scenario: Scenario) -> int:
    """Return how many runs of a scenario to run at once: fewer of a larger place, so that memory stays what it is."""
    return max(1, min(LARGEST_BATCH, TIES_AT_ONCE // world_of(scenario.acting.place).size("tie")))


def _task(scenarios: Sequence[Scenario], seeds: Sequence[int], details: bool) -> list[tuple[Arrays, Arrays]]:
    shared_branchings = frozenset[int]().union(*(branchings(scenario.plan) for scenario in scenarios))
    made = (run_batch(scenario, seeds, details=details, shared_branchings=shared_branchings) for scenario in scenarios)
    return [(batch.series, batch.details) for batch in made]


def run_arms(
    scenarios: Sequence[Scenario],
    seeds: Iterable[int],
    *,
    details: bool = False,
    workers: int = 1,
    batch: int | None = None,
    progress: Progress | None = None,
    machine: Which | None = None,
) -> list[Ensemble]:
    """Run several scenarios on the same draws; those that agree in their warm-up share it.

    Args:
        scenarios: the arms.
        seeds: replicates, the same for every arm.
        details: whether to keep rows too.
        workers: processes; 1 runs here.
        batch: runs at once, by default as `largest_batch` says; it changes the time taken and nothing else.
        progress: called with the number of runs just finished.
        machine: what runs them, to the same bits, by default what `COMMON_GROUND_MACHINE` says, or numpy.
    """
    numbers = _each_once(replicates(seeds), scenarios)
    whole("workers", workers, 1, MOST_WORKERS)
    of_kind("details", details, bool, "true or false")
    largest = min(map(largest_batch, scenarios), default=LARGEST_BATCH)
    usual = max(min(largest, -(-len(numbers) // workers)), 1)
    batch = usual if batch is None else whole("batch", batch, 1, MOST_AT_ONCE)
    starts = range(0, len(numbers), batch)
    chunks = [numbers[start : start + batch] for start in starts]
    parts = [[arm.of_runs(start, start + batch, len(numbers)) for arm in scenarios] for start in starts]
    results: dict[int, list[tuple[Arrays, Arrays]]] = {}
    jobs = [(part, chunk, details) for part, chunk in zip(parts, chunks, strict=True)]
    with running(machine, Work(scenarios, len(numbers), workers)):
        for number, made in shared(_task, jobs, workers):
            results[number] = made
            if progress:
                progress(len(chunks[number]) * len(scenarios))
    ensembles = []
    for arm, scenario in enumerate(scenarios):
        done = [results[number][arm] for number in range(len(chunks))]
        series, rows = (_join([part[kind] for part in done]) for kind in (0, 1))
        ensembles.append(Ensemble(scenario, numbers, series, rows))
    return ensembles


def _each_once(numbers: tuple[int, ...], scenarios: Sequence[Scenario]) -> tuple[int, ...]:
    """Return seeds, or raise `InputError` where two runs would be one and the same, and count as two."""
    first: dict[int, int] = {}
    for run, seed in enumerate(numbers):
        before, count = first.setdefault(seed, run), len(numbers)
        if before != run and all(
            arm.of_runs(before, before + 1, count) == arm.of_runs(run, run + 1, count) for arm in scenarios
        ):
            raise InputError(f"seeds: {seed} is given twice: expected each future once, or it would count as two")
    return numbers


def _join(parts: Sequence[Arrays]) -> Arrays:
    return {name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]}


def run_ensemble(
    scenario: Scenario,
    seeds: Iterable[int],
    *,
    organisations: Mapping[str, type[Organisation]] | None = None,
    leaders: Mapping[str, type[Leader]] | None = None,
    details: bool = False,
    workers: int = 1,
    batch: int | None = None,
    progress: Progress | None = None,
    machine: Which | None = None,
) -> Ensemble:
    """Run one scenario for many seeds.

    Args:
        scenario: what to run.
        seeds: replicates.
        organisations: classes for named organisations; each run is then a Mesa run, slower, and a warning says so.
        leaders: classes for named seats, likewise.
        details: whether to keep rows too.
        workers: processes; 1 runs here. Overriding classes must then be importable by name.
        batch: runs at once.
        progress: called with the number of runs just finished.
        machine: what runs them, to the same bits; agents of one's own decide in Python.
    """
    asked(scenario)
    if not organisations and not leaders:
        return run_arms(
            [scenario], seeds, details=details, workers=workers, batch=batch, progress=progress, machine=machine
        )[0]
    if machine == "compiled":
        raise InputError(
            "machine = 'compiled': organisations and leaders of one's own decide in Python; expected numpy"
        )
    from sim.model.agents import Leader, Organisation  # Mesa is slow to import, and only overridden agents need it

    numbers, names = _each_once(replicates(seeds), [scenario]), world_of(scenario.acting.place).names
    own_organisations = own_classes("organisation", organisations, Organisation, names["organisation"])
    own_leaders = own_classes("leader", leaders, Leader, names["seat"])
    whole("workers", workers, 1, MOST_WORKERS)
    warnings.warn(f"overridden agents decide one at a time: {len(numbers)} Mesa runs instead of a batch", stacklevel=2)
    one = partial(_mesa_run, own_organisations, own_leaders)
    own = [scenario.of_runs(run, run + 1, len(numbers)) for run in range(len(numbers))]
    made: dict[int, tuple[Arrays, Arrays]] = {}
    for number, result in shared(one, list(zip(own, numbers, strict=True)), workers):
        made[number] = result
        if progress:
            progress(1)
    results = [made[number] for number in range(len(numbers))]
    series, rows = _join([result[0] for result in results]), _join([result[1] for result in results])
    return Ensemble(scenario, numbers, series, rows if details else {})


def _mesa_run(
    organisations: Mapping[str, type[Organisation]],
    leaders: Mapping[str, type[Leader]],
    scenario: Scenario,
    seed: int,
) -> tuple[Arrays, Arrays]:
    from sim.model.care_system import CareSystem  # Mesa is slow to import, and only overridden agents need it

    model = CareSystem(scenario, seed, organisations=organisations, leaders=leaders).run()
    rows = {name: np.array(values) for name, values in model.recorder.details.items()}
    return model.recorder.arrays(), rows


__all__ = ["Batch", "Ensemble", "largest_batch", "run_arms", "run_batch", "run_ensemble"]
