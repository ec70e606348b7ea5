"""Count what a round of one tile does compiled, without a clock: operations on numbers, bytes read and written.

Operations are counted for each number, by what they are: a sum is a multiplication and an addition for each weight, a
sort two comparisons for each exchange of neighbours, and what is called only where marks say so is counted apart, for
what the marks say is not known before. Bytes are those of each row that a loop reads or writes, once a loop, by where
they lie, as if nothing stayed in a register from one loop to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.compile.emit import Writer
from sim.compile.graph import Node, Rows
from sim.compile.passes import IN_LOOPS, Loop, LoopPlan, planned
from sim.compile.standins import PHASES, trace_outcome, trace_rule
from sim.core.arithmetic import WEEKS_PER_ROUND
from sim.model.engine import Machine
from sim.model.programs import program_for, traced
from sim.outcomes import OUTCOMES

NUMBER, ROW_NUMBER = 8, 4  # bytes
GROUPS = {
    "add": ("add", "subtract"),
    "mul": ("multiply",),
    "div": ("divide", "sqrt"),
    "compare": ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "maximum", "minimum", "sort"),
    "where": ("where", "clip"),
}
MOVES = ("copy", "pack", "positive")
_GROUP_OF = {op: group for group, ops in GROUPS.items() for op in ops}
BITS = "bits and signs"
MARKED = " where marked"
_ARRAYS = {"s": "state", "t": "scratch", "p": "tables", "k": "tables", "q": "draws"}


@dataclass
class RoundWork:
    """What is done.

    Attributes:
        operations: on single numbers, by what they are: those of `GROUPS`, `BITS`, or a function that is called.
        read: bytes, by the array that they are read from.
        written: bytes, by the array that they are written to.
    """

    operations: Counter[str] = field(default_factory=Counter[str])
    read: Counter[str] = field(default_factory=Counter[str])
    written: Counter[str] = field(default_factory=Counter[str])

    def add(self, other: RoundWork, times: int = 1) -> None:
        """Add other work, done some times."""
        for mine, theirs in (
            (self.operations, other.operations),
            (self.read, other.read),
            (self.written, other.written),
        ):
            for key, count in theirs.items():
                mine[key] += times * count

    @property
    def certain(self) -> int:
        """Operations that are done whatever marks say."""
        return sum(count for op, count in self.operations.items() if not op.endswith(MARKED))

    @property
    def moved(self) -> int:
        """Bytes read and written."""
        return self.read.total() + self.written.total()


def work_of(plan: LoopPlan, rows: Mapping[str, int], tile: int) -> RoundWork:
    """Return what one call of a plan does for the runs of a tile.

    Args:
        plan: of a rule or an outcome.
        rows: the first row of each state variable.
        tile: runs of a tile.
    """
    made, row = RoundWork(), NUMBER * tile
    for loop in plan.loops:
        for node in loop.nodes:
            _operations(made, node, tile)
        for node, at in _taken(loop):
            broadcast = node in plan.known and plan.known[node][0] != "q"
            made.read[_ARRAYS[_where(plan, node)]] += len(np.unique(at)) * (NUMBER if broadcast else row)
        for node in loop.nodes:
            if node in plan.places:
                made.written[_ARRAYS[plan.places[node][0]]] += node.rows * row
    for node, _ in plan.copies:
        made.read[_ARRAYS[_where(plan, node)]] += node.rows * row
        made.written["state"] += node.rows * row
    writer = Writer(plan, rows, [])
    writer.function("counted")
    made.read["row numbers"] += sum(len(table) // NUMBER * ROW_NUMBER for table in writer.tables)
    made.read += Counter[str]()  # without those of which nothing is read
    return made


def _operations(made: RoundWork, node: Node, tile: int) -> None:
    """Add the operations of a node."""
    numbers = node.rows * tile
    if node.op == "sum":
        matrix, width = node.detail
        made.operations["mul"] += int(matrix.nnz) * width * tile
        made.operations["add"] += int(matrix.nnz) * width * tile
    elif node.op == "sort":
        made.operations["compare"] += node.rows * (node.rows - 1) * tile
    elif node.op == "clip":
        made.operations["where"] += 2 * numbers
    elif node.op not in MOVES:
        of_floats = node.kind == "d" or node.op in GROUPS["compare"]
        group = node.op if node.op not in IN_LOOPS else _GROUP_OF.get(node.op, BITS) if of_floats else BITS
        made.operations[group + (MARKED if node.only is not None else "")] += numbers


def _taken(loop: Loop) -> list[tuple[Node, Rows]]:
    """Return what a loop reads from arrays, each the once that it is read."""
    here = set(loop.nodes)
    taken = {(one, at.tobytes()): at for node in loop.nodes for one, at in node.reads() if one not in here}
    return [(node, at) for (node, _), at in taken.items()]


def _where(plan: LoopPlan, node: Node) -> str:
    if node in plan.known:
        return plan.known[node][0]
    return "s" if node.op == "state" else plan.places[node][0]


def round_of(machine: Machine) -> RoundWork:
    """Return what a round after the first does, with its weeks and all outcomes, for the runs of one tile."""
    program, made, phase = program_for(machine), RoundWork(), PHASES[-1]
    variables = [variable for rule in traced(machine.round + machine.week) for variable in rule.owns]
    world = machine.world
    steps: list[tuple[Any, int]] = [
        (trace_rule(rule, world, variables, phase), times)
        for rules, times in ((machine.round, 1), (machine.week, WEEKS_PER_ROUND))
        for rule in traced(rules)
        if rule.name not in program.refused
    ]
    steps += [
        (trace_outcome(one, world, variables), WEEKS_PER_ROUND if one.weekly else 1)
        for one in OUTCOMES.values()
        if one.name not in program.refused
    ]
    for step, times in steps:
        made.add(work_of(planned(step), program.rows, program.tile), times)
    return made
