"""Batches that run compiled: the same futures to the last bit, where a C compiler is at hand."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import RLock

from sim.compile.build import NotCompiledError, note_of_trial
from sim.compile.dispatch import always_compiled
from sim.compile.interleaved import Interleaved
from sim.compile.keeping import put, whole
from sim.compile.machine import Compiled, library_of
from sim.compile.program import Program
from sim.compile.running import Schedule, run
from sim.compile.standins import FAULT
from sim.core.draws import Streams
from sim.core.given import listed
from sim.core.state import State
from sim.model.engine import NOBODY, Machine, Onlookers, numpy_rounds
from sim.model.programs import program_at_hand, program_for, serve_with, traced
from sim.model.rule_by_rule import rule_by_rule
from sim.model.trial import otherwise

_TRYING = RLock()


def compiled_rounds(
    machine: Machine, state: State, streams: Streams, rounds: range, seen_by: Onlookers = NOBODY
) -> None:
    """Advance a batch by some rounds compiled, or raise `NotCompiledError` where that cannot be or gives other bits."""
    _advance(trusted(machine, streams), machine, state, streams, rounds, seen_by)


def trusted(machine: Machine, streams: Streams) -> Program:
    """Return the program of a scenario, built, and tried before anybody believes it; else raise `NotCompiledError`."""
    program = program_for(machine)
    with _TRYING:
        if program.differs is None:
            library_of(program)
            note = note_of_trial(program.units())
            program.differs = () if whole(note) else tuple(otherwise(machine, streams, partial(_advance, program)))
            if not program.differs:
                put(note, b"")
    if program.differs:
        raise NotCompiledError(f"tried on this computer, {listed(program.differs)} came out otherwise than in numpy")
    return program


def take_over(program: Program, machine: Machine) -> None:
    """Let a program that another process of this computer has built and tried serve a scenario here."""
    library_of(program)
    serve_with(program, machine)
    gc.collect()
    gc.freeze()  # its many nodes are here to stay: no collection need look at them again


def is_at_hand(machine: Machine) -> bool:
    """Return whether the program of a scenario is here, built and tried, so that to run compiled costs nothing more."""
    program = program_at_hand(machine)
    return program is not None and program.library is not None and program.differs == ()


def _advance(
    program: Program, machine: Machine, state: State, streams: Streams, rounds: range, seen_by: Onlookers = NOBODY
) -> None:
    """Advance a batch by some rounds; rule by rule where a plan acts in numpy, or somebody looks week by week."""
    before, schedule = state.copy(), _schedule(machine, program)
    compiled = Compiled(program, traced(machine.round + machine.week), streams)
    known = {name: values for name, values in state.__dict__.items() if name in program.rows}
    tiles = compiled.laid(known)
    others = {name: values for name, values in state.__dict__.items() if name not in known}

    def looked_on(seen: Onlookers) -> Callable[[int], None] | None:
        shown = seen.each_round
        return shown and (lambda number: shown(number, compiled.shown(tiles, known, others)))

    for part in (range(rounds.start, min(rounds.stop, 0)), range(max(rounds.start, 0), rounds.stop)):
        seen = seen_by if part.start >= 0 else replace(seen_by, recorder=None, kept=None)
        if not part:
            continue
        if _interleaved(machine, program, part, seen):
            interleaved = Interleaved(compiled, tiles, state)
            rule_by_rule(interleaved, machine, streams, schedule, part, seen)
            state.__dict__.update(interleaved.state.__dict__)
        else:
            outcomes = seen.recorder.outcomes if seen.recorder else ()
            kept = seen.kept.rows if seen.kept else None
            made, variables = run(compiled, schedule, tiles, part, outcomes, kept, seen.before_round, looked_on(seen))
            if seen.recorder:
                seen.recorder.extend(made)
            if seen.kept:
                seen.kept.extend(variables)
        if tiles[:, program.rows[FAULT]].any():
            numpy_rounds(machine, before, streams, rounds)  # it says whose choice of what cannot be
            raise AssertionError("a choice was out of bounds compiled, and in numpy it was not")
    state.__dict__.update(compiled.arrays(tiles, known))


def _interleaved(machine: Machine, program: Program, rounds: range, seen_by: Onlookers) -> bool:
    """Return whether some rule or outcome has to be met in numpy on the way."""
    if seen_by.each_week or (seen_by.kept and not seen_by.kept.rows.keys() <= program.rows.keys()):
        return True
    if seen_by.recorder and (seen_by.recorder.details or program.refused.keys() & seen_by.recorder.series.keys()):
        return True
    rules = machine.round + machine.week
    if rounds.start < 0:
        return any(rule.name in program.refused for rule in rules)
    return not all(always_compiled(rule, program.refused) for rule in rules)


def _schedule(machine: Machine, program: Program) -> Schedule:
    rounds, weeks = (
        [rule.name for rule in traced(rules) if rule.name not in program.refused]
        for rules in (machine.round, machine.week)
    )
    return rounds, weeks
