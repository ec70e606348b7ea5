"""The trial of what was built: before it is first believed, some rounds run both ways, and agree to the last bit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.core.draws import Streams
from sim.model.engine import Machine, Onlookers, Rounds, build, numpy_rounds
from sim.outcomes import OUTCOMES, Recorder

STRETCHES = (range(-ROUNDS_PER_YEAR - 1, 1 - ROUNDS_PER_YEAR), range(3))
"""Rounds that are tried: some of every phase, in which each rule does what it does."""
MOST_RUNS = 3


def otherwise(machine: Machine, streams: Streams, compiled: Rounds) -> list[str]:
    """Return which state variables and outcomes come out otherwise than in numpy."""
    runs = np.arange(min(MOST_RUNS, len(streams.replicates)))
    few = build(machine.scenario.at_runs(runs, len(streams.replicates)))
    of_few = Streams(streams.root_seed, streams.replicates[runs])
    one, other = (_came_out(few, of_few, rounds) for rounds in (numpy_rounds, compiled))
    return [name for name, values in one.items() if not np.array_equal(values, other[name], equal_nan=True)]


def _came_out(machine: Machine, streams: Streams, rounds: Rounds) -> Mapping[str, Array]:
    state, recorder = machine.start(streams), Recorder(machine.world, OUTCOMES.values())
    for stretch in STRETCHES:
        live = stretch.start >= 0
        rounds(machine, state, streams, stretch, Onlookers(recorder if live else None))
    return state.__dict__ | {f"outcome {name}": values for name, values in recorder.arrays().items()}
