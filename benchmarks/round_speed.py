"""How much faster a four-week round of relationships is as arrays, and compiled, than one agent at a time.

All do the mechanisms of `sim.mechanisms.schedule.ROUND` and nothing else, from the same settled place with every team
working together and practising, on one core: the reference for one run, the arrays for a batch. Repeats take turns, so
that a busy machine slows all; building what runs compiled is not counted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from benchmarks.timing import processor_seconds
from sim.compile.build import NotCompiledError
from sim.compile.machine import Compiled
from sim.compile.running import run
from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND
from sim.core.draws import Streams
from sim.core.state import State
from sim.model.compiled import trusted
from sim.model.engine import Machine, build, settle, streams_of
from sim.model.programs import traced
from sim.scenario import load_scenario
from tests.reference import ReferenceRound, load

BATCH, REPEATS, LEAST, LEAST_COMPILED = 64, 5, 60.0, 300.0
OVERRIDES = (
    "behaviour=collaborative_all",
    "warm_up_years=2",
    *(f"participation.{name}=0.5" for name in ("vision", "contact", "conflict", "altruism", "commitment")),
)


class RoundSpeed(NamedTuple):
    """Runs a second on one core, each of one year of rounds; compiled, not a number where there is no compiler."""

    reference: float
    arrays: float
    compiled: float
    batch: int

    @property
    def ratio(self) -> float:
        """How many times faster the arrays are."""
        return self.arrays / self.reference

    @property
    def compiled_ratio(self) -> float:
        """How many times faster the same rules are compiled."""
        return self.compiled / self.reference

    def sentence(self) -> str:
        """Say it in one line."""
        return (
            f"one agent at a time {self.reference:.1f} runs a second, arrays in batches of {self.batch} "
            f"{self.arrays:.0f} (a run: {ROUNDS_PER_YEAR} rounds of relationships): {self.ratio:.0f} times faster; "
            f"compiled {self.compiled:.0f}: {self.compiled_ratio:.0f} times faster"
        )


def measure(batch: int = BATCH, repeats: int = REPEATS) -> RoundSpeed:
    """Measure both, taking turns."""
    machine = build(load_scenario(OVERRIDES))
    relationships = replace(machine, week=())
    one, many = streams_of(machine.scenario, [1]), streams_of(machine.scenario, range(1, batch + 1))
    single, settled = settle(machine, one), settle(machine, many)
    _arrays_year(relationships, settled, many)
    reference, arrays, compiled, ratios = [], [], [], []
    to_compile = _compiled_year(machine, settled, many)
    for _ in range(repeats):
        model = ReferenceRound(machine.scenario, one, 0)
        load(model, machine, single)
        reference.append(processor_seconds(lambda model=model: _reference_year(model)))
        arrays.append(processor_seconds(lambda: _arrays_year(relationships, settled, many)) / batch)
        compiled.append(processor_seconds(lambda: _compiled_year(machine, settled, many)) / batch)
        ratios.append(reference[-1] / arrays[-1])
    middle = ratios.index(sorted(ratios)[len(ratios) // 2])
    ran = 1.0 / compiled[middle] if to_compile else float("nan")
    return RoundSpeed(1.0 / reference[middle], 1.0 / arrays[middle], ran, batch)


def _reference_year(model: ReferenceRound) -> None:
    for _ in range(ROUNDS_PER_YEAR):
        model.step()


def _arrays_year(machine: Machine, settled: State, streams: Streams) -> None:
    state = settled.copy()
    for number in range(ROUNDS_PER_YEAR):
        machine.step(state, streams, number * WEEKS_PER_ROUND)


def _compiled_year(machine: Machine, settled: State, streams: Streams) -> bool:
    """Run the year's rounds of relationships compiled, amid the program of the whole; return whether that can be."""
    try:
        program = trusted(machine, streams)
    except NotCompiledError:
        return False
    compiled = Compiled(program, traced(machine.round + machine.week), streams)
    known = {name: values for name, values in settled.__dict__.items() if name in program.rows}
    tiles, names = compiled.laid(known), [rule.name for rule in traced(machine.round)]
    run(compiled, (names, []), tiles, range(ROUNDS_PER_YEAR))
    compiled.arrays(tiles, known)
    return True


def main() -> None:
    """Measure and print; fail below the least ratios."""
    speed = measure()
    print(speed.sentence())
    if speed.ratio < LEAST or speed.compiled_ratio < LEAST_COMPILED:
        raise SystemExit(f"at least {LEAST:.0f} times is required, compiled {LEAST_COMPILED:.0f}")


if __name__ == "__main__":
    main()
