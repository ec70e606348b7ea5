"""How much faster futures run compiled than in numpy: ratios from one run, on the same seeds, to the same bits.

How far a compiled round is from what as many operations over as many bytes would take is measured beside it.
`python -m benchmarks.compiled` prints them and writes `benchmarks/compiled.md`; it needs a C compiler.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks import bare_loop
from benchmarks.bare_loop import Limit
from benchmarks.timing import machine, median, processor_seconds
from sim.compile.emit import LANES
from sim.core.state import State
from sim.model.ensemble import run_batch
from sim.model.machines import Which
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load_scenario

BATCHES, REPEATS = (8, 24, 64, 256), 3
RESULTS = Path(__file__).with_name("compiled.md")
_LAST_SEED = 1e6
_FIRST_SEED = count(300_000, 1_000)


class Ratio(NamedTuple):
    """Processor time in numpy over that of the compiled rules."""

    batch: int
    outcomes: float
    none: float
    watched: float


def measure(scenario: Scenario | None = None) -> list[Ratio]:
    """Measure every batch size on seeds never run before; building is not counted."""
    scenario = scenario or load_scenario([])
    run_batch(scenario, range(2), machine="compiled")
    every = tuple(OUTCOMES)
    return [
        Ratio(
            batch,
            _ratio(scenario, batch, outcomes=every),
            _ratio(scenario, batch, outcomes=()),
            _ratio(scenario, batch, outcomes=every, watch=_look, before_round=_nothing),
        )
        for batch in BATCHES
    ]


def _look(state: State) -> None:
    state.trust.sum()


def _nothing() -> None:
    pass


def _ratio(scenario: Scenario, batch: int, **asked: Any) -> float:
    """Return the median ratio of batches with a parameter that none before had, as a sweep or a slider has.

    Each machine is timed on seeds of its own, for it would else go on from the state that the other settled.
    """
    found = list[float]()
    for _ in range(REPEATS):
        first, second = next(_FIRST_SEED), next(_FIRST_SEED)
        other = scenario.varied({"trust.asymmetry": 1.0 + first / _LAST_SEED})

        def ran(machine: Which, first: int, other: Scenario = other) -> dict[str, np.ndarray]:
            return run_batch(other, range(first, first + batch), machine=machine, **asked).series

        made: list[dict[str, np.ndarray]] = []
        in_numpy = processor_seconds(lambda first=first, made=made, ran=ran: made.append(ran("numpy", first)))
        found.append(in_numpy / processor_seconds(lambda second=second, ran=ran: ran("compiled", second)))
        same = ran("compiled", first)
        if not all(np.array_equal(values, same[name]) for name, values in made[0].items()):
            raise AssertionError("compiled rules gave other bits than numpy")
    return median(found)


def report(ratios: list[Ratio], limit: Limit) -> str:
    """Return the ratios, and how far a round is from its limit, as a page."""
    lines = [
        "# How much faster compiled rules are than numpy",
        "",
        f"{machine()}. Made by `python -m benchmarks.compiled`.",
        "",
        "The default place, six years after a warm-up of five, each batch on new seeds with one other parameter;",
        f"medians of {REPEATS} ratios of processor time, numpy over compiled, from one run. Every number is the same",
        "to the last bit.",
        "",
        "| batch | all outcomes | no outcomes | watched each round, as the what-if page does |",
        "|---:|---:|---:|---:|",
        *(f"| {one.batch} | {one.outcomes:.1f} | {one.none:.1f} | {one.watched:.1f} |" for one in ratios),
        *_distance(limit),
    ]
    return "\n".join(lines) + "\n"


def _distance(limit: Limit) -> list[str]:
    """Return how far a round is from the least that it could take."""
    work = limit.work
    marked = sum(work.operations.values()) - work.certain
    places = sorted({*work.read, *work.written}, key=lambda place: -(work.read[place] + work.written[place]))
    return [
        "",
        "## How far from the limit",
        "",
        f"A round of {LANES} runs: {work.certain:,} operations, {work.moved / 1000:,.0f} kB; the bare loop takes "
        f"{limit.bare:.0f} µs,",
        f"the rules {limit.rules:.0f} µs, that is {limit.rules / limit.bare:.1f} times.",
        "",
        "Both are counted from what was traced: one round after the first, its four weeks and all outcomes. The bare",
        "loop does as many operations over as many bytes, built with the same flags, in an array as large as the state",
        "and the scratch, and minds nothing of which number is made of which. What is called only where marks say so,",
        f"at most {marked:,} operations, the rules do besides. Medians of {bare_loop.REPEATS} times "
        f"{bare_loop.ROUNDS} rounds, processor time.",
        "",
        "| operations on numbers | |",
        "|:---|---:|",
        *(f"| {op} | {count:,} |" for op, count in work.operations.most_common()),
        "",
        "| kB | read | written |",
        "|:---|---:|---:|",
        *(f"| {place} | {work.read[place] / 1000:,.0f} | {work.written[place] / 1000:,.0f} |" for place in places),
    ]


if __name__ == "__main__":
    page = report(measure(), bare_loop.measure())
    RESULTS.write_text(page, encoding="utf-8")
    print(page)
