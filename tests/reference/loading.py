"""From the arrays of one run to the reference, and the comparison of the two."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sim.core.state import State, Variable
from sim.model.engine import Machine
from tests.reference.model import ReferenceRound

CARE = ("load_seen", "staffing_gap", "deficit", "backlog", "delayed")


class Difference(NamedTuple):
    """Where arrays and reference disagree."""

    variable: str
    name: str
    arrays: list[float]
    reference: list[float]


def round_variables(machine: Machine) -> list[Variable]:
    """Return all variables that the round owns."""
    return [variable for mechanism in machine.round for variable in mechanism.owns]


def load(model: ReferenceRound, machine: Machine, state: State) -> None:
    """Give the reference the state of a run: what the round owns and what it reads of care."""
    for variable in round_variables(machine):
        _give(model, machine, state, variable)
    load_care(model, machine, state)


def load_care(model: ReferenceRound, machine: Machine, state: State) -> None:
    """Give the reference only what the round reads of care."""
    for mechanism in machine.week:
        for variable in mechanism.owns:
            if variable.name in CARE:
                _give(model, machine, state, variable)


def differences(
    model: ReferenceRound, machine: Machine, state: State, *, relative: float, absolute: float
) -> list[Difference]:
    """Return every value of the round in which arrays and reference differ by more than both tolerances."""
    found = []
    for variable in round_variables(machine):
        for thing, row in _rows(model, machine, variable):
            arrays, reference = _values(state, variable, row), np.atleast_1d(getattr(thing, variable.name)).tolist()
            pairs = zip(arrays, reference, strict=True)
            if not all(math.isclose(a, b, rel_tol=relative, abs_tol=absolute) for a, b in pairs):
                found.append(Difference(variable.name, getattr(thing, "name", "place"), arrays, reference))
    return found


def _give(model: ReferenceRound, machine: Machine, state: State, variable: Variable) -> None:
    for thing, row in _rows(model, machine, variable):
        values = _values(state, variable, row)
        setattr(thing, variable.name, values if variable.width else values[0])


def _rows(model: ReferenceRound, machine: Machine, variable: Variable) -> Iterator[tuple[Any, int | None]]:
    """Yield each thing that has a variable, with its row in the arrays: rows are found by name."""
    if variable.entity == "place":
        yield model, None
        return
    rows = {name: row for row, name in enumerate(machine.world.names[variable.entity])}
    things = model.things()[variable.entity]
    assert len(things) == len(rows)
    for thing in things:
        yield thing, rows[thing.name]


def _values(state: State, variable: Variable, row: int | None) -> list[float]:
    array = getattr(state, variable.name)
    assert array.shape[-1] == 1, "one run at a time"
    return (array if row is None else array[row]).ravel().tolist()
