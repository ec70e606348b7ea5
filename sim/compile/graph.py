"""What a rule does, as a graph: each node is an array of rows, one number a run, made of rows of other nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Kind = Literal["d", "?", "Q"]
PARAMETER, CLOCK, STATE = 1, 2, 4
"""What the value of a node may depend on; on nothing of these, it is a constant."""
INPUTS = ("constant", "parameter", "clock", "state", "stream")


@dataclass(frozen=True, eq=False, repr=False)
class Node:
    """An array of rows.

    Attributes:
        number: place in the graph; what a node is made of comes before it.
        op: an input, `sum`, `pack`, `copy`, `float`, `where`, `clip`, or the name of a numpy or scipy function.
        args: the nodes it is made of, each with the row taken for each of its own rows.
        rows: how many it has.
        runs: whether its rows differ by run.
        kind: of its numbers: float, bool or 64-bit key, as numpy spells them.
        depends: on what its value may depend.
        detail: what else it is: the values of a constant, the name of an input, the weights of a sum.
        only: marks, and their row for each row, outside of which nobody will look at the values.
    """

    number: int
    op: str
    args: tuple[tuple[Node, Rows], ...]
    rows: int
    runs: bool
    kind: Kind
    depends: int
    detail: Any = None
    only: tuple[Node, Rows] | None = None

    @property
    def known(self) -> bool:
        """Whether it is known before the run: it depends on nothing but parameters and the clock, or not on both."""
        return not self.depends & STATE and not (self.runs and self.depends & CLOCK)

    def reads(self) -> Iterable[tuple[Node, Rows]]:
        """Yield all that must be known before it."""
        yield from self.args
        if self.only is not None:
            yield self.only


@dataclass
class Graph:
    """The nodes of one rule, in the order in which they came about; what is done twice is kept once.

    Attributes:
        nodes: in their order.
        asked: parameters of which the rule asked whether they are other than nothing: on the answer it may branch.
    """

    nodes: list[Node] = field(default_factory=list[Node])
    asked: set[str] = field(default_factory=set[str])
    _known: dict[Any, Node] = field(default_factory=dict[Any, Node], repr=False)

    def add(
        self,
        op: str,
        args: Iterable[tuple[Node, Rows]],
        rows: int,
        kind: Kind,
        *,
        runs: bool | None = None,
        depends: int = 0,
        detail: Any = None,
        key: Any = None,
        only: tuple[Node, Rows] | None = None,
    ) -> Node:
        """Return the node that does this, the one that is there if there is one."""
        args = tuple(args)
        marked = (only[0].number, only[1].tobytes()) if only else None
        same = (op, rows, kind, key, marked, *((node.number, at.tobytes()) for node, at in args))
        if same not in self._known:
            made = any(node.runs for node, _ in args) if runs is None else runs
            for node, _ in args:
                depends |= node.depends
            self._known[same] = Node(len(self.nodes), op, args, rows, made, kind, depends, detail, only)
            self.nodes.append(self._known[same])
        return self._known[same]
