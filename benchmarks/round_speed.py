"""How much faster a four-week round of relationships is as arrays than one agent at a time.

Both do the mechanisms of `sim.mechanisms.schedule.ROUND` and nothing else, from the same settled place with every team
working together and practising, on one core: the reference for one run, the arrays for a batch. Repeats of the two take
turns, so that a busy machine slows both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from benchmarks.timing import processor_seconds
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.core.draws import Streams
from sim.core.state import State
from sim.model.engine import Machine, build, settle, streams_of
from sim.scenario import load_scenario
from tests.reference import ReferenceRound, load

BATCH, REPEATS, LEAST = 64, 5, 60.0
OVERRIDES = (
    "behaviour=collaborative_all",
    "warm_up_years=2",
    *(f"participation.{name}=0.5" for name in ("vision", "contact", "conflict", "altruism", "commitment")),
)


class RoundSpeed(NamedTuple):
    """Runs a second on one core, each of one year of rounds."""

    reference: float
    arrays: float
    batch: int

    @property
    def ratio(self) -> float:
        """How many times faster the arrays are."""
        return self.arrays / self.reference

    def sentence(self) -> str:
        """Say it in one line."""
        return (
            f"one agent at a time {self.reference:.1f} runs a second, arrays in batches of {self.batch} "
            f"{self.arrays:.0f} (a run: {ROUNDS_PER_YEAR} rounds of relationships): {self.ratio:.0f} times faster"
        )


def measure(batch: int = BATCH, repeats: int = REPEATS) -> RoundSpeed:
    """Measure both, taking turns."""
    machine = build(load_scenario(OVERRIDES))
    relationships = replace(machine, week=())
    one, many = streams_of(machine.scenario, [1]), streams_of(machine.scenario, range(1, batch + 1))
    single, settled = settle(machine, one), settle(machine, many)
    _arrays_year(relationships, settled, many)
    reference, arrays, ratios = [], [], []
    for _ in range(repeats):
        model = ReferenceRound(machine.scenario, one, 0)
        load(model, machine, single)
        reference.append(processor_seconds(lambda model=model: _reference_year(model)))
        arrays.append(processor_seconds(lambda: _arrays_year(relationships, settled, many)) / batch)
        ratios.append(reference[-1] / arrays[-1])
    middle = ratios.index(sorted(ratios)[len(ratios) // 2])
    return RoundSpeed(1.0 / reference[middle], 1.0 / arrays[middle], batch)


def _reference_year(model: ReferenceRound) -> None:
    for _ in range(ROUNDS_PER_YEAR):
        model.step()


def _arrays_year(machine: Machine, settled: State, streams: Streams) -> None:
    state = settled.copy()
    for number in range(ROUNDS_PER_YEAR):
        machine.step(state, streams, number * WEEKS_PER_ROUND)


def main() -> None:
    """Measure and print; fail below the least ratio."""
    speed = measure()
    print(speed.sentence())
    if speed.ratio < LEAST:
        raise SystemExit(f"at least {LEAST:.0f} times is required")


if __name__ == "__main__":
    main()
