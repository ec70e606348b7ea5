"""From a graph to loops: what is known before a run is folded away, the rest fused, ordered and given a place.

What depends on parameters and the clock alone is worked out by numpy before the run. The rest becomes loops over rows:
a node joins the first loop over as many rows in which all it needs is at hand, so that most values never leave the
processor's registers; the others have a place in a scratch that is used again once nobody looks any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.compile.graph import CLOCK, INPUTS, STATE, Graph, Node, Rows
from sim.compile.standins import Step
from sim.compile.trace import Traced

_ARITHMETIC = "add subtract multiply divide negative absolute sqrt maximum minimum clip where float copy positive"
_COMPARED = "greater greater_equal less less_equal equal not_equal"
_BITS = "logical_and logical_or logical_not bitwise_and bitwise_or bitwise_xor invert right_shift"
IN_LOOPS = frozenset(f"{_ARITHMETIC} {_COMPARED} {_BITS}".split())
"""What is written out in loops; all else is done by the very functions that numpy and scipy use."""


@dataclass
class Loop:
    """What is done row by row, or by one call for all rows.

    Attributes:
        rows: how many.
        nodes: what is worked out in it.
        fused: whether others may join it.
    """

    rows: int
    nodes: list[Node]
    fused: bool


@dataclass
class LoopPlan:
    """A step made ready to be written as code.

    Attributes:
        name: of the rule or outcome.
        loops: in their order.
        known: what is worked out before the run: the table that holds it (`p`, `k` or `q`), its first row there.
        places: of what outlives its loop: `s` and a state variable, or `t` and its first row in the scratch.
        copies: what is copied from the scratch into state variables at the end.
        scratch: rows of the scratch.
        sizes: rows of each table.
    """

    name: str
    loops: list[Loop]
    known: dict[Node, tuple[str, int]]
    places: dict[Node, tuple[str, Any]] = field(default_factory=dict[Node, tuple[str, Any]])
    copies: list[tuple[Node, str]] = field(default_factory=list[tuple[Node, str]])
    scratch: int = 0
    sizes: dict[str, int] = field(default_factory=lambda: dict.fromkeys("pkq", 0))


def planned(step: Step) -> LoopPlan:
    """Return the plan of a step."""
    results = {name: _whole(step.graph, value) for name, value in step.made.items()}
    needed = _needed(results.values())
    needed = _needed(_gathered(step.graph, needed, results))
    plan = LoopPlan(step.name, [], {})
    turn = _loops(plan, needed)
    _fold(plan, needed)
    _place(plan, turn, results)
    return plan


def same(at: Rows, rows: int) -> bool:
    """Return whether rows are taken as they are."""
    return len(at) == rows and bool((at == np.arange(rows)).all())


def _whole(graph: Graph, value: Traced) -> Node:
    """Return a node whose rows are those of the value, worked out in the run."""
    node, at = value.node, value.at.ravel()
    if node.op in INPUTS or node.known or not same(at, node.rows):
        node = graph.add("copy", [(node, at)], len(at), node.kind, runs=True, depends=STATE, key="result")
    return node


def _needed(ends: Iterable[Node]) -> list[Node]:
    found: set[Node] = set()
    waiting = list(ends)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [] if node.known else [one for one, _ in node.reads()]
    return sorted(found, key=lambda node: node.number)


def _gathered(graph: Graph, nodes: Iterable[Node], results: dict[str, Node]) -> list[Node]:
    """Give every call arguments that lie row after row; return the ends of the graph anew."""
    new: dict[Node, Node] = {}
    for node in nodes:
        args = [(new.get(one, one), at) for one, at in node.args]
        only = node.only and (new.get(node.only[0], node.only[0]), node.only[1])
        if node.op not in IN_LOOPS and node.op not in (*INPUTS, "sum", "pack") and not node.known:
            args = [
                (one, at)
                if same(at, one.rows) and not one.known
                else (graph.add("copy", [(one, at)], len(at), one.kind, runs=True), np.arange(len(at)))
                for one, at in args
            ]
        before = [one for one, _ in node.reads()]
        after = [one for one, _ in (*args, *([only] if only else []))]
        if node.known or before == after:
            continue
        key = (node.number, "gathered")
        new[node] = graph.add(
            node.op,
            args,
            node.rows,
            node.kind,
            runs=node.runs,
            depends=node.depends,
            detail=node.detail,
            key=key,
            only=only,
        )
    for name, node in results.items():
        results[name] = new.get(node, node)
    return list(results.values())


def _loops(plan: LoopPlan, nodes: Iterable[Node]) -> dict[Node, int]:
    """Put every node that the run works out into a loop; return the number of each one's loop."""
    turn: dict[Node, int] = {}
    for node in nodes:
        if node.known or node.op in INPUTS:
            turn[node] = -1
            continue
        fused, first = node.op in IN_LOOPS, 0
        for one, at in node.reads():
            at_hand = fused and turn[one] >= 0 and plan.loops[turn[one]].fused and same(at, one.rows)
            first = max(first, turn[one] + (0 if at_hand and one.rows == node.rows else 1))
        open_loops = (
            n for n in range(first, len(plan.loops)) if plan.loops[n].fused and plan.loops[n].rows == node.rows
        )
        turn[node] = next(open_loops, len(plan.loops)) if fused else len(plan.loops)
        if turn[node] == len(plan.loops):
            plan.loops.append(Loop(node.rows, [], fused))
        plan.loops[turn[node]].nodes.append(node)
    return turn


def _fold(plan: LoopPlan, nodes: Iterable[Node]) -> None:
    """Give what is known before the run a place in a table: by tick of the clock, by run, or the same in all."""
    for node in nodes:
        if node.known or node.op == "stream":
            table = "q" if node.runs else "k" if node.depends & CLOCK else "p"
            plan.known[node] = (table, plan.sizes[table])
            plan.sizes[table] += node.rows


def _place(plan: LoopPlan, turn: Mapping[Node, int], results: Mapping[str, Node]) -> None:
    """Give a place to all that outlives its loop, results their own where nobody looks at the old values any more."""
    last, read = dict.fromkeys(turn, -1), dict[str, list[tuple[int, bool]]]()
    outlives = {node for number, loop in enumerate(plan.loops) for node in loop.nodes if not loop.fused}
    for node, number in turn.items():
        for one, at in node.reads() if number >= 0 else ():
            last[one] = max(last[one], number)
            if turn[one] not in (-1, number):
                outlives.add(one)
            if one.op == "state":
                here = plan.loops[number].fused and one.rows == node.rows and same(at, one.rows)
                read.setdefault(one.detail, []).append((number, here))
    for name, node in results.items():
        own = turn[node]
        free = all(number < own or (number == own and here) for number, here in read.get(name, ()))
        if free and node not in plan.places:
            plan.places[node] = ("s", name)
        else:
            plan.copies.append((node, name))
            outlives.add(node)
            last[node] = len(plan.loops)
    free_rows: list[tuple[int, int]] = []
    for number, loop in enumerate(plan.loops):
        for node in loop.nodes:
            if node in outlives and node not in plan.places:
                plan.places[node] = ("t", _taken(plan, free_rows, node.rows))
        ended = (one for one in outlives if last[one] == number and plan.places.get(one, "s")[0] == "t")
        free_rows += [(one.rows, plan.places[one][1]) for one in ended]


def _taken(plan: LoopPlan, free: list[tuple[int, int]], rows: int) -> int:
    fitting = [one for one in free if one[0] >= rows]
    if not fitting:
        plan.scratch += rows
        return plan.scratch - rows
    size, start = min(fitting)
    free.remove((size, start))
    if size > rows:
        free.append((size - rows, start + rows))
    return start
