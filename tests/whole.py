"""The whole model in small pieces for tests: scenarios kept, states stepped, results compared bit for bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array
from sim.core.draws import Streams
from sim.core.state import State
from sim.model.engine import Machine, build, settle, streams_of
from sim.outcomes import OUTCOMES, Recorder
from sim.scenario import Scenario, declarations, load_scenario

QUICK = ("years=1", "warm_up_years=2")
FACTORS = ("vision", "contact", "conflict", "altruism", "commitment")
CONTEXTS = (  # what sleeps by default, awake
    "sponsors.wicked=0.5",
    "lead.best_placed=0.5",
    "refining.pace=0.1",
    "volatility.sd=0.1",
    "uncertainty.noise=0.3",
    "complexity.boundaries=1",
    "ambiguity.noise=0.05",
    "inspection.level=0.6",
    "blame.after_failure=0.8",
    "wicked.share=0.1",
    "paradox.level=0.2",
    "gaming.targets=1",
    "product.level=1",
    "nurture.listening=0.6",
    "nurture.openness=0.6",
    "cooperation.conditional=1",
    "cooperation.learning=0.5",
    "trust.recent=0.2",
    "trust.reputation=0.2",
    "promises.reciprocity=0.3",
    "noticing.unlike=1",
    "seats.level=1",
)
CULTURES = (  # what cultures do, if they act
    "projects.hierarchy=1",
    "projects.adhocracy=0.5",
    "trust.clan=1",
    "decision.market=1",
    "promises.misread=0.1",
    "promises.clan=0.5",
    "crossing.unlike_staff=0.5",
)
SWITCHES = tuple(key for key, declared in declarations().items() if declared.unit is None)
CHANNEL_SWITCHES = tuple(key for key in SWITCHES if key.startswith("channels."))


def practices(level: float) -> tuple[str, ...]:
    """Return the overrides that set all five practices."""
    return tuple(f"participation.{factor}={level}" for factor in FACTORS)


@lru_cache(maxsize=64)
def scenario(*overrides: str) -> Scenario:
    """Return a scenario of one year after two of warm-up, unless the overrides say otherwise."""
    return load_scenario((*QUICK, *overrides))


class Runs:
    """A batch that can be stopped at month 0 and anywhere after, with its states and outcomes at hand."""

    def __init__(self, made: Scenario, seeds: Sequence[int]) -> None:
        self.machine: Machine = build(made.in_futures(seeds))
        self.streams: Streams = streams_of(made, seeds)
        self.state: State = self.machine.start(self.streams)
        self.number = -made.warm_up_years * ROUNDS_PER_YEAR
        self.recorder = Recorder(self.machine.world, OUTCOMES.values())

    @classmethod
    def settled(cls, made: Scenario, seeds: Sequence[int]) -> Runs:
        """Return a batch at month 0, settled once for all that agree until then: where only what follows is tried."""
        runs = cls(made, seeds)
        runs.state, runs.number = settle(runs.machine, runs.streams), 0
        return runs

    def to(self, number: int) -> Runs:
        """Advance to the start of a round, counted from month 0."""
        while self.number < number:
            recorder = self.recorder if self.number >= 0 else None
            self.machine.step(self.state, self.streams, self.number * WEEKS_PER_ROUND, recorder=recorder)
            self.number += 1
        return self


def differing(one: Mapping[str, Array], other: Mapping[str, Array]) -> list[str]:
    """Return the names whose arrays are not equal bit for bit."""
    assert set(one) == set(other)
    return [name for name in one if not np.array_equal(one[name], other[name])]


def column(arrays: Mapping[str, Array], run: int) -> dict[str, Array]:
    """Return one run of every array, its run axis kept."""
    return {name: values[..., run : run + 1] for name, values in arrays.items()}


def arrays_of(state: State) -> dict[str, Array]:
    """Return the arrays of a state by name."""
    return dict(state.__dict__)


def value_of(made: Scenario, key: str) -> Any:
    """Return a parameter of a scenario by its dotted name."""
    group, name = key.split(".")
    return getattr(made.parameters[group], name)


def one_at_a_time(made: Scenario, changes: Sequence[tuple[str, float]]) -> Scenario:
    """Return a scenario for a batch whose run 0 is as it is and whose run j has change j - 1 alone."""
    values: dict[str, Array] = {}
    for run, (key, value) in enumerate(changes, 1):
        if key not in values:
            values[key] = np.full(len(changes) + 1, float(value_of(made, key)))
        values[key][run] = value
    return made.varied(values)
