"""The programs of scenarios: traced once for all that differ only in numbers that no rule asked about."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from threading import RLock
from typing import Any

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.compile.dispatch import traced_for
from sim.compile.program import Program, program_of
from sim.compile.standins import parameters_of
from sim.model.engine import Machine
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario
from sim.world.world import Mechanism

MOST_PROGRAMS, MOST_GIVEN = 16, 4
"""Programs that are kept, and those of them that workers are given: as many as a study has arms, or about that."""
_TRACING = RLock()


@dataclass(frozen=True)
class ServingProgram:
    """A program, and what scenarios that it serves have in common.

    Attributes:
        key: place, behaviour, what is taken away, switches, and which parameters differ by run, and whether
            figures are others than the place file's.
        asked: whether parameters are other than nothing, of those that a rule asked about.
        program: what was traced.
        scenario: one that it serves.
    """

    key: Any
    asked: Mapping[str, bool]
    program: Program
    scenario: Scenario


_PROGRAMS: list[ServingProgram] = []  # the one last used is the last


def traced(rules: tuple[Mechanism, ...]) -> list[Mechanism]:
    """Return the rules that are traced, as they are where no entry of a plan goes on."""
    return [one for rule in rules if (one := traced_for(rule)) is not None]


def program_for(machine: Machine) -> Program:
    """Return the program of a scenario, traced if none serves it."""
    with _TRACING:
        found = program_at_hand(machine)
        return serve_with(_traced(machine), machine) if found is None else found


def program_at_hand(machine: Machine) -> Program | None:
    """Return the program that serves a scenario; None if none was traced here, or given to this process."""
    key, values = _key(machine)
    with _TRACING:
        for number, one in enumerate(_PROGRAMS):
            if one.key == key and all(bool(np.any(values[name])) is some for name, some in one.asked.items()):
                _PROGRAMS.append(_PROGRAMS.pop(number))
                return one.program
    return None


def serve_with(program: Program, machine: Machine) -> Program:
    """Let a program serve a scenario, and all others that it serves; return it."""
    key, values = _key(machine)
    with _TRACING:
        del _PROGRAMS[: len(_PROGRAMS) + 1 - MOST_PROGRAMS]
        asked = {name: bool(np.any(values[name])) for name in program.asked}
        _PROGRAMS.append(ServingProgram(key, asked, program, machine.scenario))
    return program


def believed() -> list[tuple[Scenario, Program]]:
    """Return the programs that were used last here, built and tried, each with a scenario that it serves."""
    with _TRACING:
        last = _PROGRAMS[-MOST_GIVEN:]
    return [(one.scenario, one.program) for one in last if one.program.library and one.program.differs == ()]


def _key(machine: Machine) -> tuple[Any, dict[str, Any]]:
    """Return what scenarios that one program serves have in common, and the parameters of this one."""
    rules = traced(machine.round + machine.week)
    values = {name: value for rule in rules for name, value in parameters_of(rule).items()}
    switches = tuple((name, value) for name, value in values.items() if isinstance(value, bool))
    by_run = tuple(name for name, value in values.items() if getattr(value, "ndim", 0))
    scenario, other = machine.scenario, machine.world.levels is not None
    return (scenario.acting.place, BEHAVIOURS[scenario.behaviour], scenario.ablations, switches, by_run, other), values


def _traced(machine: Machine) -> Program:
    rules = traced(machine.round + machine.week)
    weekly_first = sorted(OUTCOMES.values(), key=lambda outcome: not outcome.weekly)
    variables = [variable for rule in rules for variable in rule.owns]
    program = program_of(rules, machine.world, variables, weekly_first)
    for name, reason in program.refused.items():
        warnings.warn(f"{name} runs in numpy amid compiled rules: {reason}", stacklevel=2)
    return program
