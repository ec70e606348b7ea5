"""One batch: many runs of one scenario at once, in this process, each equal to the run alone, bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.counts import so_many
from sim.core.parameters import InputError
from sim.core.state import Ledger, State
from sim.model.branches import Measuring, RunSoFar, branch_at, branchings
from sim.model.compiled import compiled_rounds
from sim.model.engine import Onlookers, Rounds, build, numpy_rounds, settle, streams_of
from sim.model.kept_variables import KeptVariables
from sim.model.machines import Which, Work, decided
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

Arrays = dict[str, Array]
Watch = Callable[[State], None]


@dataclass(frozen=True, repr=False)
class Batch:
    """What one batch of one scenario brought.

    Attributes:
        series: outcomes, shape (rounds, R).
        details: their rows, shape (rounds, n, R).
        snapshots: states, by round.
        kept: state variables at month 0 and after each round, shape (rounds + 1, ..., R).
        ledger: of flows.
        machine: what ran it, to the same bits.
    """

    series: Arrays
    details: Arrays = field(default_factory=dict)
    snapshots: dict[int, State] = field(default_factory=dict)
    kept: Arrays = field(default_factory=dict)
    ledger: Ledger | None = None
    machine: str = "numpy"

    def __repr__(self) -> str:
        return (
            f"<Batch of {so_many(len(self.series), 'outcomes')}, shape "
            f"{next(iter(self.series.values()), np.empty(0)).shape}>"
        )


def run_batch(
    scenario: Scenario,
    seeds: Sequence[int],
    *,
    details: bool = False,
    snapshots: Iterable[int] = (),
    kept: Iterable[str] = (),
    audit: bool = False,
    watch: Watch | None = None,
    each_week: Watch | None = None,
    before_round: Callable[[], None] | None = None,
    outcomes: Iterable[str] = tuple(OUTCOMES),
    shared_branchings: Iterable[int] = (),
    machine: Which | None = None,
) -> Batch:
    """Run one batch in this process.

    Args:
        scenario: what to run.
        seeds: replicates, one a run.
        details: whether to keep rows (organisations, services, ...) too.
        snapshots: rounds after month 0 at which to keep the whole state (0 is month 0).
        kept: state variables to keep at month 0 and after each round.
        audit: whether to keep a ledger of every flow.
        watch: shown the state at month 0 and after each round, until the next; it may stop the batch by raising.
        each_week: shown the state at month 0 and after each week.
        before_round: called before each round, those of the warm-up too, or each year of rounds that run compiled; it
            may stop the batch by raising.
        outcomes: names of what is measured.
        shared_branchings: rounds until which other scenarios agree with this one; the state there is kept for them
        machine: what runs it, to the same bits, by default what `COMMON_GROUND_MACHINE` says, or numpy; an audit runs
            in numpy.
    """
    scenario, wanted = scenario.of_runs(0, len(seeds), len(seeds)).in_futures(seeds), set(snapshots)
    if audit and machine == "compiled":
        raise InputError("machine = 'compiled': an audit is kept by numpy alone; 'auto' runs it in numpy")
    rules, streams = build(scenario), streams_of(scenario, seeds)
    made = decided("numpy" if audit else machine, Work([scenario], len(seeds)), rules)
    advance: Rounds = compiled_rounds if made == "compiled" else numpy_rounds
    measured = Measuring(tuple(OUTCOMES[name] for name in outcomes), details)
    watchers = [one for one in (watch, each_week) if one]
    names = tuple(kept)
    seen = bool(watchers) or audit or bool(wanted) or bool(names)
    numbers = {n for n in (*branchings(scenario.plan), *shared_branchings) if n < scenario.years * ROUNDS_PER_YEAR}
    if numbers and not seen:
        branch = branch_at(scenario, streams, numbers, measured, before_round, advance)
    else:
        branch = RunSoFar(0, settle(rules, streams, before_round, advance), {}, {})
    state, recorder = branch.go_on(rules, measured)
    ledger, states = Ledger() if audit else None, {0: state.copy()} if 0 in wanted else {}
    variables = KeptVariables(names, state) if names else None
    for one in watchers:
        one(state)

    def each_round(number: int, state: State) -> None:
        if number + 1 in wanted:
            states[number + 1] = state.copy()
        if watch:
            watch(state)

    looking = each_round if watch or wanted else None
    seen_by = Onlookers(recorder, ledger, before_round, each_week, looking, variables)
    advance(rules, state, streams, range(branch.number, scenario.years * ROUNDS_PER_YEAR), seen_by)
    rows = {name: np.array(values) for name, values in recorder.details.items()}
    return Batch(recorder.arrays(), rows, states, variables.arrays() if variables else {}, ledger, made)
