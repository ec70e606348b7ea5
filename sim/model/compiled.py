"""Batches that run compiled: the same futures to the last bit, where a C compiler is at hand."""

from __future__ import annotations

import warnings
from dataclasses import fields, replace
from typing import Any, Literal

import numpy as np

from sim.behaviours import BEHAVIOURS
from sim.compile.build import compiler
from sim.compile.dispatch import always_compiled, traced_for
from sim.compile.interleaved import Interleaved
from sim.compile.machine import Compiled
from sim.compile.program import Program, program_of
from sim.compile.running import Schedule, run
from sim.compile.standins import FAULT
from sim.core.draws import Streams
from sim.core.state import State
from sim.model.engine import NOBODY, Machine, Onlookers, numpy_rounds
from sim.model.rule_by_rule import rule_by_rule
from sim.outcomes import OUTCOMES
from sim.world.world import Mechanism

Which = Literal["numpy", "compiled", "auto"]
"""What runs a batch: numpy, the compiled rules or an error that says why not, or compiled where that can be."""
_PROGRAMS: dict[Any, Program] = {}
MOST_PROGRAMS = 4


def why_not() -> str:
    """Return why nothing can run compiled on this computer, in words; empty where it can."""
    if compiler() is None:
        return "no C compiler found: expected cc, gcc or clang, or its path in the variable CC"
    return ""


def compiled_rounds(
    machine: Machine, state: State, streams: Streams, rounds: range, seen_by: Onlookers = NOBODY
) -> None:
    """Advance a batch by some rounds compiled; rule by rule where a plan acts in numpy, or somebody looks."""
    before, program = state.copy(), _program(machine)
    compiled, schedule = Compiled(program, _traced(machine.round + machine.week), streams), _schedule(machine, program)
    known = {name: values for name, values in state.__dict__.items() if name in program.rows}
    tiles = compiled.laid(known)
    for part in (range(rounds.start, min(rounds.stop, 0)), range(max(rounds.start, 0), rounds.stop)):
        seen = seen_by if part.start >= 0 else replace(seen_by, recorder=None)
        if not part:
            continue
        if _interleaved(machine, program, part, seen):
            interleaved = Interleaved(compiled, tiles, state)
            rule_by_rule(interleaved, machine, streams, schedule, part, seen)
            state.__dict__.update(interleaved.state.__dict__)
        else:
            outcomes = seen.recorder.outcomes if seen.recorder else ()
            made = run(compiled, schedule, tiles, part, outcomes)
            if seen.recorder:
                seen.recorder.extend(made)
        if tiles[:, program.rows[FAULT]].any():
            numpy_rounds(machine, before, streams, rounds)  # it says whose choice of what cannot be
            raise AssertionError("a choice was out of bounds compiled, and in numpy it was not")
    state.__dict__.update(compiled.arrays(tiles, known))


def _interleaved(machine: Machine, program: Program, rounds: range, seen_by: Onlookers) -> bool:
    """Return whether some rule or outcome has to be met in numpy on the way."""
    if seen_by.before_round or seen_by.each_week or seen_by.each_round:
        return True
    if seen_by.recorder and (seen_by.recorder.details or program.refused.keys() & seen_by.recorder.series.keys()):
        return True
    rules = machine.round + machine.week
    if rounds.start < 0:
        return any(rule.name in program.refused for rule in rules)
    return not all(always_compiled(rule, program.refused) for rule in rules)


def _traced(rules: tuple[Mechanism, ...]) -> list[Mechanism]:
    return [one for rule in rules if (one := traced_for(rule)) is not None]


def _schedule(machine: Machine, program: Program) -> Schedule:
    rounds, weeks = (
        [rule.name for rule in _traced(rules) if rule.name not in program.refused]
        for rules in (machine.round, machine.week)
    )
    return rounds, weeks


def _program(machine: Machine) -> Program:
    """Return the program of a scenario, kept for all that differ only in the size of what acts."""
    scenario, asleep, rules = machine.scenario, list[Any](), _traced(machine.round + machine.week)
    for rule in rules:
        inner: Any = rule
        while hasattr(inner, "rule"):
            inner = inner.rule
        for item in fields(inner.params) if inner.params is not None else ():
            value = getattr(inner.params, item.name)
            asleep.append(value if isinstance(value, bool) else (np.ndim(value), bool(np.any(value))))
    key = (scenario.acting.place, BEHAVIOURS[scenario.behaviour], scenario.ablations, tuple(asleep))
    if key not in _PROGRAMS:
        while len(_PROGRAMS) >= MOST_PROGRAMS:
            _PROGRAMS.pop(next(iter(_PROGRAMS)))
        weekly_first = sorted(OUTCOMES.values(), key=lambda outcome: not outcome.weekly)
        variables = [variable for rule in rules for variable in rule.owns]
        _PROGRAMS[key] = program_of(rules, machine.world, variables, weekly_first)
        for name, reason in _PROGRAMS[key].refused.items():
            warnings.warn(f"{name} runs in numpy amid compiled rules: {reason}", stacklevel=2)
    return _PROGRAMS[key]
