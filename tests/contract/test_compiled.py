"""Every rule and outcome does the same compiled as in numpy, to the last bit: on real states, random ones, corners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.compile.build import FOLDER, compiler
from sim.compile.machine import Compiled
from sim.compile.program import program_of
from sim.compile.standins import PHASES, Phase
from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.state import State
from sim.mechanisms.schedule import MECHANISMS, ROUND
from sim.model.engine import Machine, build, streams_of
from sim.outcomes import OUTCOMES
from sim.world.world import Clock
from tests.contract.watching import STRESSED
from tests.whole import scenario

pytestmark = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
RUNS = 11  # not a multiple of the runs of a tile
ROUNDS = {"early": -30, "year before": -5, "first": 0, "later": 9}
ROUNDLY = {kind.name for kind in ROUND}
LATER = (PHASES[-1],)


@pytest.fixture(scope="module", autouse=True)
def folder(compiled_before: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(compiled_before))
        yield


@dataclass(frozen=True)
class Both:
    """A machine in numpy and compiled, and states to show to both."""

    machine: Machine
    compiled: Compiled
    states: tuple[State, ...]

    def differing(self, phase: str, name: str) -> list[str]:
        """Return what a rule makes otherwise when compiled."""
        (rule,) = (one for one in self.machine.round + self.machine.week if one.name == name)
        number = ROUNDS[phase]
        week, found = number * WEEKS_PER_ROUND + (name not in ROUNDLY), list[str]()
        period = number if name in ROUNDLY else week
        for before in self.states:
            after = before.copy()
            with np.errstate(all="ignore"):
                after.apply(rule.step(before, self.compiled.streams.at(period), Clock(week)))
            made = self.compiled.stepped(phase, [name], before.__dict__, week, period)
            found += [one for one, values in after.__dict__.items() if not alike(made[one], values)]
        return found

    def read_otherwise(self, name: str) -> bool:
        """Return whether an outcome is read otherwise when compiled."""
        found = []
        for state in self.states:
            with np.errstate(all="ignore"):
                value = OUTCOMES[name].read(state, self.machine.world)
            found.append(
                alike(self.compiled.stepped("outcomes", [name], state.__dict__, 0, 0)[f"outcome {name}"], value)
            )
        return not all(found)


def alike(one: Array, other: Array) -> bool:
    """Return whether arrays are the same to the last bit; what is no number is so in both."""
    bits = np.ascontiguousarray(one).view(np.uint64) == np.ascontiguousarray(other).view(np.uint64)
    return bool((bits | (np.isnan(one) & np.isnan(other)) | ((one == 0.0) & (other == 0.0))).all())


def states_of(machine: Machine, start: State) -> tuple[State, ...]:
    """Return the state at hand, one near it, a random one, and one in which all is as low or as high as it may be."""
    rng, near = np.random.default_rng(1), dict[str, Array]()
    random, corners = dict[str, Array](), dict[str, Array]()
    for one in machine.variables:
        values = start.__dict__[one.name]
        low, high = max(one.low, -1e6), min(one.high, 1e6)
        near[one.name] = np.clip(values * np.exp(0.1 * rng.normal(size=values.shape)), one.low, one.high)
        if np.isfinite(one.low) and np.isfinite(one.high):
            random[one.name] = rng.uniform(low, high, values.shape)
        else:
            random[one.name] = np.clip(values * np.exp(rng.normal(size=values.shape)), low, high)
        if one.unit == "events":
            near[one.name] = random[one.name] = np.round(random[one.name])
        corners[one.name] = np.where(rng.uniform(size=values.shape) < 0.5, low, high)
    random["stage"] = rng.integers(0, 4, start.stage.shape).astype(float)
    return start, State(near), State(random), State(corners)


@cache
def both(*overrides: str, phases: tuple[Phase, ...] = LATER, names: frozenset[str] = frozenset()) -> Both:
    made = scenario(*overrides).of_runs(0, RUNS, RUNS).in_futures(range(RUNS))
    machine, streams = build(made), streams_of(made, range(RUNS))
    rules: Any = [one for one in machine.round + machine.week if not names or one.name in names]
    program = program_of(rules, machine.world, machine.variables, () if names else OUTCOMES.values(), phases)
    return Both(machine, Compiled(program, rules, streams), states_of(machine, machine.start(streams)))


@pytest.mark.parametrize("name", [kind.name for kind in MECHANISMS])
def test_a_rule_does_the_same_compiled(name: str) -> None:
    assert not both(*STRESSED).differing("later", name)


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_is_read_the_same_compiled(name: str) -> None:
    assert not both(*STRESSED).read_otherwise(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [kind.name for kind in MECHANISMS])
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("overrides", [(), STRESSED], ids=["asleep", "awake"])
def test_a_rule_does_the_same_compiled_in_every_phase(overrides: tuple[str, ...], phase: Phase, name: str) -> None:
    assert not both(*overrides, phases=PHASES).differing(phase.name, name)


@pytest.mark.slow
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_every_behaviour_does_the_same_compiled(behaviour: str) -> None:
    made = both(f"behaviour={behaviour}", phases=PHASES, names=frozenset({"participation", "decision"}))
    made = replace(made, states=made.states[:2])  # what cannot be is refused in numpy by each behaviour itself
    for phase in PHASES:
        assert not made.differing(phase.name, "participation") and not made.differing(phase.name, "decision"), (
            phase.name
        )


def test_a_place_of_other_figures_runs_the_same_code() -> None:
    units = [both(*STRESSED, *more).compiled.program.units() for more in ((), ("place.figures.beds=480",))]
    assert units[0] == units[1]
