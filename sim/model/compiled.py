"""Batches that run compiled: the same futures to the last bit, where a C compiler is at hand and no plan acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Literal

import numpy as np

from sim.compile.build import compiler
from sim.compile.machine import Compiled
from sim.compile.program import Program, program_of
from sim.compile.running import run
from sim.core.arithmetic import ROUNDS_PER_YEAR, Array
from sim.model.engine import Machine, build, streams_of
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario

Which = Literal["numpy", "compiled", "auto"]
"""What runs a batch: numpy, the compiled rules or an error that says why not, or compiled where that can be."""
_PROGRAMS: dict[Any, Program] = {}
MOST_PROGRAMS = 4


def why_not(scenario: Scenario) -> str:
    """Return why a scenario cannot run compiled, in words; empty where it can."""
    if compiler() is None:
        return "no C compiler found: expected cc, gcc or clang, or its path in the variable CC"
    if scenario.plan:
        return "a plan changes rules from round to round"
    if scenario.ablations:
        return "what is taken out of the model is taken out in numpy"
    return ""


def compiled_series(scenario: Scenario, seeds: Sequence[int], outcomes: Iterable[str]) -> dict[str, Array]:
    """Return the outcomes of a batch, shape (rounds, R), run compiled from the first round of the warm-up."""
    machine, streams = build(scenario), streams_of(scenario, seeds)
    rules = machine.round + machine.week
    compiled = Compiled(_program(machine), rules, streams)
    schedule = ([rule.name for rule in machine.round], [rule.name for rule in machine.week])
    rounds = (-scenario.warm_up_years * ROUNDS_PER_YEAR, scenario.years * ROUNDS_PER_YEAR)
    wanted = [OUTCOMES[name] for name in outcomes]
    return run(compiled, schedule, machine.start(streams).__dict__, rounds, wanted)[0]


def _program(machine: Machine) -> Program:
    """Return the program of a scenario, kept for all that differ only in the size of what acts."""
    scenario, asleep = machine.scenario, list[Any]()
    for rule in machine.round + machine.week:
        params: Any = rule
        for item in fields(params.params):
            value = getattr(params.params, item.name)
            asleep.append(value if isinstance(value, bool) else (np.ndim(value), bool(np.any(value))))
    key = (scenario.acting.place, scenario.behaviour, tuple(asleep))
    if key not in _PROGRAMS:
        while len(_PROGRAMS) >= MOST_PROGRAMS:
            _PROGRAMS.pop(next(iter(_PROGRAMS)))
        weekly_first = sorted(OUTCOMES.values(), key=lambda outcome: not outcome.weekly)
        rules = machine.round + machine.week
        _PROGRAMS[key] = program_of(rules, machine.world, machine.variables, weekly_first)
    return _PROGRAMS[key]
