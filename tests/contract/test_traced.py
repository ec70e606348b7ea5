"""What every rule must honour to be compiled: it can be called with arrays that stand for those of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.behaviours import BEHAVIOURS
from sim.compile.passes import planned
from sim.compile.refusal import UntraceableError
from sim.compile.standins import PHASES, Phase, Step, trace_outcome, trace_rule
from sim.core.parameters import Unit, param
from sim.core.state import put
from sim.mechanisms.schedule import MECHANISMS
from sim.model.engine import Machine, build
from sim.outcomes import OUTCOMES
from tests.contract.watching import NAMES, STRESSED
from tests.whole import scenario

LATER = PHASES[-1]
LONGEST = 1_000


def machine(*overrides: str) -> Machine:
    return build(scenario(*overrides).in_futures([1, 2]))


def traced(made: Machine, name: str, phase: Phase) -> Step:
    (rule,) = (one for one in made.round + made.week if one.name == name)
    return trace_rule(replace(rule), made.world, made.variables, phase)  # type: ignore[type-var]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_can_be_traced_asleep_and_awake_and_writes_what_it_declares(name: str) -> None:
    writes = {kind.name: set(kind.writes) for kind in MECHANISMS}[name]
    seen: set[str] = set()
    for made in (machine(), machine(*STRESSED)):
        for phase in PHASES:
            step = traced(made, name, phase)
            seen |= set(step.made)
            assert all(node.number == number for number, node in enumerate(step.graph.nodes))
            assert all(node.number < one.number for one in step.graph.nodes for node, _ in one.reads())
            for variable in made.variables:
                if variable.name in step.made:
                    rows = () if variable.entity == "place" else (made.world.size(variable.entity),)
                    rows = (*rows, *((variable.width,) if variable.width else ()))
                    assert step.made[variable.name].shape[:-1] == rows, variable.name
    assert seen == writes


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("name", ["participation", "decision"])
def test_every_behaviour_can_be_traced(name: str, behaviour: str) -> None:
    made = [traced(machine(f"behaviour={behaviour}"), name, phase).made for phase in PHASES]
    assert made[-1]


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_can_be_traced(name: str) -> None:
    made = machine()
    step = trace_outcome(OUTCOMES[name], made.world, made.variables)
    assert set(step.made) == {f"outcome {name}"} and step.made[f"outcome {name}"].shape[:-1] == ()
    assert all(len(loop.nodes) < LONGEST for loop in planned(step).loops), "a compiler would be at it for minutes"


# What cannot be traced


@dataclass(frozen=True)
class SomeParams:
    size: float = param(1.0, unit=Unit.RATIO, plausible=(0.0, 2.0), label="A size", source="choice")


@dataclass(frozen=True)
class Some:
    """A rule of a test, whose step is given."""

    params: SomeParams
    does: Any
    name = "some"
    writes = ("trust",)

    def step(self, state: Any, draws: Any, clock: Any) -> Any:
        return (put("trust", self.does(SimpleNamespace(state=state, clock=clock, p=self.params))),)


def branching(x: Any) -> Any:
    return x.state.trust if x.state.trust[0] > 0.5 else 0.0 * x.state.trust


def branching_on_a_parameter(x: Any) -> Any:
    return x.state.trust if x.p.size > 0.5 else 0.0 * x.state.trust


def summing(x: Any) -> Any:
    return x.state.trust / x.state.trust.sum(axis=0)


def summing_by_function(x: Any) -> Any:
    return x.state.trust / np.sum(x.state.trust, axis=0)


def adding_up(x: Any) -> Any:
    return np.add.reduce(x.state.trust)


def sorting_across(x: Any) -> Any:
    return np.sort(x.state.trust, axis=1)


def made_into_an_array(x: Any) -> Any:
    return np.array([row for row in x.state.trust])  # noqa: C416 (a list of rows is the fault)


def made_a_number(x: Any) -> Any:
    return x.state.trust * float(x.clock.week)


def altering_what_was_given(x: Any) -> Any:
    x.state.trust[0] = 0.0
    return x.state.trust


def altering_a_view(x: Any) -> Any:
    made = x.state.trust * 1.0
    row = made[0]
    row *= 2.0
    return made


def mixing_runs(x: Any) -> Any:
    return x.state.trust[:, ::-1]


def minding_a_round(x: Any) -> Any:
    return x.state.trust if x.clock.round == 7 else 0.0 * x.state.trust


REFUSED = {
    branching: "branch",
    branching_on_a_parameter: "branch",
    summing: "`total`",
    summing_by_function: "np.sum",
    adding_up: "np.add.reduce",
    made_into_an_array: "np.stack",
    made_a_number: "stay with arrays",
    altering_what_was_given: "alter a copy",
    altering_a_view: "alter a copy",
    sorting_across: "first axis",
    mixing_runs: "axis of runs",
    minding_a_round: "branch",
}


@pytest.mark.parametrize("does", REFUSED)
def test_what_cannot_be_traced_is_refused_in_one_line_with_file_and_line(does: Any) -> None:
    made = machine()
    with pytest.raises(UntraceableError) as refused:
        trace_rule(Some(SomeParams(), does), made.world, made.variables, LATER)  # type: ignore[arg-type]
    (said,) = str(refused.value).splitlines()
    first = does.__code__.co_firstlineno
    line = int(said.split(".py:")[1].split(":")[0])
    assert "test_traced.py:" in said and first < line <= first + 3 and REFUSED[does] in said
