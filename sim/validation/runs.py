"""The runs that facts are tried on: named arms, each run once on the same draws and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR, WEEKS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, put
from sim.model.engine import build, settle, streams_of
from sim.model.ensemble import Ensemble, run_ensemble
from sim.scenario import Scenario, load_scenario
from sim.world.world import Clock, Mechanism, World

FACTORS = ("vision", "contact", "conflict", "altruism", "commitment")


def practices(*factors: str, level: float = 1.0) -> tuple[str, ...]:
    """Return the overrides that set the practice of some factors, the others at nothing."""
    return tuple(f"participation.{factor}={level if factor in factors else 0.0}" for factor in FACTORS)


AS_TODAY = ("behaviour=as_today",)
SILOED = ("behaviour=siloed",)
INVITATION = ("behaviour=collaborative",)
MODEST = ("behaviour=collaborative_all",)
PROGRAMME = (*MODEST, *practices(*FACTORS))
MIXED = ("behaviour=mixed", *practices(*FACTORS))
LEVEL = (
    "demand.growth=0",
    "funding.nhs_growth=0",
    "funding.social_care_growth=0",
    "costs.growth=0",
    "costs.social_care_growth=0",
    "costs.hospital_drift=0",
)
DRIFT = "divergence.places="
ALIKE, APART = f"{DRIFT}false", f"{DRIFT}true"
OTHERS = "divergence.levels=true"
"""Places that have other figures than the place file's, too."""
Read = Callable[[State, World], Array]


@dataclass(frozen=True)
class Held:
    """A mechanism, some of whose variables are held at a value from month 0."""

    inner: Mechanism
    values: Mapping[str, float]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the mechanism's changes, then what is held."""
        held = self.values if clock.live else {}
        changes = tuple(self.inner.step(state, draws, clock))
        return (*changes, *(put(name, 0.0 * getattr(state, name) + value) for name, value in held.items()))


class Runs:
    """Runs of many places, kept by what was asked for.

    A fact of a typical place is tried in places that do not drift apart, unless it asks for that: the mean over places
    that do is England's, and would take many times as many of them to show.

    Args:
        places: how many; protocols that ask for a number of their own take it in proportion to 64.
        changed: overrides added to every run, to try the facts at other values.
    """

    def __init__(self, places: int = 64, changed: Sequence[str] = ()) -> None:
        self.places, self.changed = places, tuple(changed)
        self._arms: dict[tuple[Any, ...], Ensemble] = {}
        self._walks: dict[tuple[Any, ...], dict[str, Array]] = {}

    def arm(self, *overrides: str, places: int | None = None) -> Ensemble:
        """Return the runs of a scenario."""
        count = self._count(places)
        key = (count, *overrides)
        if key not in self._arms:
            self._arms[key] = run_ensemble(self._scenario(overrides), range(count))
        return self._arms[key]

    def _count(self, places: int | None) -> int:
        """Return how many places to run: where a protocol asks for a number, in proportion to what 64 would be."""
        return self.places if places is None else max(places * min(self.places, 64) // 64, 2)

    def _scenario(self, overrides: Sequence[str]) -> Scenario:
        said = (*overrides, *self.changed)
        alike = () if any(word.startswith(DRIFT) for word in said) else (ALIKE,)
        return load_scenario((*alike, *said))

    def walk(
        self,
        reads: Mapping[str, Read],
        *overrides: str,
        places: int | None = None,
        channels: Mapping[str, float] | None = None,
    ) -> dict[str, Array]:
        """Return what is read off the state at the end of every round, shape (rounds, ..., R).

        Args:
            reads: names to readers; kept by their names.
            overrides: the scenario.
            places: how many, where the protocol asks for a number of its own.
            channels: variables of the channels that are held at a value from month 0.
        """
        count, held = self._count(places), channels or {}
        key = (count, *overrides, *reads, *held.items())
        if key in self._walks:
            return self._walks[key]
        scenario = self._scenario(overrides).in_futures(range(count))
        self._walks[key] = walked(scenario, range(count), reads, held)
        return self._walks[key]


def walked(
    scenario: Scenario, seeds: Sequence[int], reads: Mapping[str, Read], held: Mapping[str, float]
) -> dict[str, Array]:
    """Return what is read off the state at the end of every round, shape (rounds, ..., R).

    Args:
        scenario: what is run.
        seeds: one a run.
        reads: names to readers.
        held: variables of the channels that are held at a value from month 0.
    """
    machine, streams = build(scenario), streams_of(scenario, seeds)
    state = settle(machine, streams)
    if held:
        rules = tuple(Held(rule, held) if rule.name == "channels" else rule for rule in machine.round)
        machine = replace(machine, round=rules)
    rows: dict[str, list[Array]] = {name: [] for name in reads}
    for number in range(scenario.years * ROUNDS_PER_YEAR):
        machine.step(state, streams, number * WEEKS_PER_ROUND)
        for name, read in reads.items():
            rows[name].append(np.array(read(state, machine.world)))
    return {name: np.array(values) for name, values in rows.items()}


def change(alternative: Ensemble, base: Ensemble, outcome: str, year: int) -> Array:
    """Return the paired relative change of an outcome in a year, shape (R,)."""
    return alternative.year(outcome, year) / base.year(outcome, year) - 1.0


def year_of(series: Array, year: int) -> Array:
    """Return the mean over the rounds of a year (1 is the first)."""
    return series[(year - 1) * ROUNDS_PER_YEAR : year * ROUNDS_PER_YEAR].mean(axis=0)
