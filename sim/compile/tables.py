"""What the tables of a program held before: what neither parameters nor the clock changed is not worked out again.

A block is what one rule knows before the run in one phase: of all runs alike, run by run where they are few, or tick
by tick. It is kept under the last bit of the numbers that it was made of, with as many others as a sweep goes back and
forth between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.compile.fold import folded
from sim.compile.graph import Node
from sim.core.arithmetic import Array

MOST_BLOCKS = 8192
Given = Callable[[Node], Any]


def bits(values: Any) -> Array:
    """Return numbers as they lie in tables: marks as all bits or none, keys as they are."""
    if values.dtype == bool:
        return (-values.astype(np.int64)).view(np.float64)
    return np.ascontiguousarray(values).view(np.float64) if values.dtype == np.uint64 else values


@dataclass(frozen=True)
class Known:
    """What of one rule in one phase is known before the run, by the table that holds it.

    Attributes:
        nodes: of a table, each with its first row among the rule's own.
        parameters: of a table, those of which its nodes are made, as rule and field.
        sizes: of a table, how many rows the rule has there.
    """

    nodes: dict[str, dict[Node, int]]
    parameters: dict[str, tuple[tuple[str, str], ...]]
    sizes: dict[str, int]

    @classmethod
    def of(cls, known: dict[Node, tuple[str, int]], sizes: dict[str, int]) -> Known:
        """Return what is known, from the place of each node."""
        nodes = {table: {node: row for node, (where, row) in known.items() if where == table} for table in "pkq"}
        return cls(nodes, {table: _parameters(nodes[table]) for table in "pkq"}, sizes)

    def block(self, table: str, given: Given, columns: int = 1) -> Array:
        """Return the rows of the rule in a table, worked out: one column for all runs, one a run, or one a tick."""
        made = np.zeros((self.sizes[table], columns))
        for node, values in folded(self.nodes[table], given).items():
            row = self.nodes[table][node]
            made[row : row + node.rows] = bits(values)
        return made


def _parameters(nodes: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    """Return the parameters of which nodes are made."""
    found, waiting, names = set[Node](), list(nodes), set[str]()
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [one for one, _ in node.args]
            if node.op == "parameter":
                names.add(node.detail[0])
    return tuple((rule, name) for rule, name in (one.split(".") for one in sorted(names)))


@dataclass
class Blocks:
    """Blocks that are kept, the one last used being the last to go."""

    _made: dict[Any, Array] = field(default_factory=dict[Any, Array], repr=False)

    def of(self, key: Any, make: Callable[[], Array]) -> Array:
        """Return the block of a key, made if it is not there."""
        found = self._made.pop(key, None)
        made = make() if found is None else found
        while len(self._made) >= MOST_BLOCKS:
            self._made.pop(next(iter(self._made), None), None)  # another thread may have taken it out
        self._made[key] = made
        return made
