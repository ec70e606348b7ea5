"""Arrays that remember what is done to them: numpy hands every function to them by its dispatch protocols.

A `Traced` array stands for the rows of a node, in any order: views and gathers change which rows are meant and make no
node. Its last axis is that of the runs, of whose number nothing may depend. What depends on a value in a way that
cannot be written down (a branch, a sum of numpy's own) is refused in one line that says where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from sim.compile.graph import STATE, Graph, Kind, Node, Rows
from sim.compile.marked import marks_of, unmarked
from sim.compile.refusal import refuse
from sim.world.network import Reduction

FUNCTIONS: dict[str, Callable[..., Any]] = {}
"""What numpy's functions are for traced arrays, by name: filled by `functions`."""
RUNS = 7919
"""Runs of a traced array: so many that no entity has as many rows."""


class Traced(NDArrayOperatorsMixin):
    """An array of a rule that is being traced.

    Attributes:
        graph: where its nodes are kept.
        node: the node it shows.
        at: the row of the node at each place, without the axis of runs where it has one.
        own: whether it may be altered: it is neither given nor a view.
    """

    def __init__(self, graph: Graph, node: Node, at: Rows, *, own: bool = False) -> None:
        self.graph, self.node, self.at, self.own = graph, node, at, own

    # What numpy asks of an array

    @property
    def shape(self) -> tuple[int, ...]:
        return (*self.at.shape, RUNS) if self.node.runs else self.at.shape

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(self.node.kind)

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Traced]:
        return (self[row] for row in range(len(self)))

    def __bool__(self) -> bool:
        return refuse("a branch on a value that only a run knows: choose with np.where")

    def _number(self, *_: Any, **__: Any) -> Any:
        refuse("a number or array made of a value that only a run knows: stay with arrays, joined by np.stack")

    __float__ = __int__ = __index__ = __array__ = _number

    def _summed(self, *_: Any, **__: Any) -> Any:
        refuse("a sum, mean or test over rows by numpy itself: use `total` or the reductions of the network")

    sum = mean = any = all = prod = std = cumsum = _summed

    # Views and gathers: other rows of the same node

    def seen_as(self, view: Callable[[Any], Any], *, own: bool = False) -> Traced:
        """Return what a view or gather shows, found by doing the same to the row numbers."""
        if not self.node.runs:
            return Traced(self.graph, self.node, np.asarray(view(self.at)), own=own)
        few = 2  # runs of the row numbers: enough to see where that axis went
        shown = np.asarray(view(np.stack([self.at, self.at + self.node.rows], axis=-1)))
        if shown.shape[-1:] != (few,) or not (shown[..., 1] - shown[..., 0] == self.node.rows).all():
            refuse("the axis of runs is moved, cut or mixed with another: it stays last and whole")
        return Traced(self.graph, self.node, np.array(shown[..., 0]), own=own)

    def __getitem__(self, key: Any) -> Traced:
        key = unmarked(key)
        return self if key is ... else self.seen_as(lambda x: x[key])

    def reshape(self, *shape: Any) -> Traced:
        shape = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        return self.seen_as(lambda x: x.reshape(tuple(x.shape[-1] if one == RUNS else one for one in shape)))

    def take(self, rows: Any, axis: int = 0, mode: str = "raise") -> Traced:
        return self.seen_as(lambda x: np.take(x, rows, axis=axis), own=True)

    def repeat(self, times: Any, axis: int = 0) -> Traced:
        return self.seen_as(lambda x: np.repeat(x, times, axis=axis), own=True)

    def swapaxes(self, one: int, other: int) -> Traced:
        return self.seen_as(lambda x: x.swapaxes(one, other))

    # Arithmetic: new nodes

    def constant(self, value: Any) -> Traced:
        """Return a constant as an array of this graph."""
        return constant(self.graph, value)

    def __array_ufunc__(self, function: np.ufunc, method: str, *given: Any, out: Any = None, **kwargs: Any) -> Any:
        if method != "__call__" or set(kwargs) - {"where"}:
            refuse(f"np.{function.__name__}.{method} {', '.join(kwargs)}: not among what can be compiled")
        made = elementwise(self.graph, function.__name__, [self.constant(one) for one in given], like=function)
        if out is None:
            return made
        (into,) = out
        if not isinstance(into, Traced):
            refuse("an array that is the same in all runs takes what differs by run: begin with the other")
        if "where" in kwargs:
            made = where(kwargs["where"], made, into.copy())
        return into.become(made)

    def become(self, made: Traced) -> Traced:
        """Take the values of another array, which has this one's shape once broadcast."""
        if not self.own:
            refuse("what a rule was given, or a view of an array, is altered in place: alter a copy")
        if np.broadcast_shapes(self.shape, made.shape) != self.shape or made.dtype != self.dtype:
            refuse(f"{self.dtype} of shape {self.shape} cannot take {made.dtype} of shape {made.shape} in place")
        made = broadcast(made, self.shape)
        self.node, self.at = made.node, made.at
        return self

    def copy(self) -> Traced:
        return Traced(self.graph, self.node, self.at, own=True)

    def astype(self, kind: Any, **_: Any) -> Traced:
        if np.dtype(kind) == self.dtype:
            return self.copy()
        if np.dtype(kind) != np.float64:
            refuse(f"numbers made {kind}: only floats are compiled")
        return elementwise(self.graph, "float", [self], kind="d")

    def max(self, axis: int = 0, initial: float | None = None) -> Traced:
        return self._folded(np.maximum, axis, initial)

    def min(self, axis: int = 0, initial: float | None = None) -> Traced:
        return self._folded(np.minimum, axis, initial)

    def _folded(self, choose: Any, axis: int, initial: float | None) -> Traced:
        first, *rest = self if axis == 0 else refuse("a maximum or minimum over another axis than the first")
        return reduce(choose, rest if initial is None else [initial, *rest], first)

    def __setitem__(self, key: Any, value: Any) -> None:
        value, marks, key = self.constant(value), marks_of(key), unmarked(key)
        if marks is not None:
            value = where(marks, value, self[key])
        if key is ...:
            self.become(value)
            return
        if value.node.runs and not self.node.runs:
            refuse("an array that is the same in all runs takes values by run: make it with np.zeros_like of rows")
        self.become(_put(self, key, value))

    def reduced(self, by: Reduction) -> Traced:
        """Return sums over the first axis by fixed weights, as a `Reduction` makes them."""
        if self.node.kind != "d":
            return self.astype(float).reduced(by)
        matrix: Any = by.matrix
        inner = self.at.reshape(self.at.shape[0], -1)
        weights = self.constant(matrix.data)
        node = self.graph.add(
            "sum",
            [(self.node, np.ascontiguousarray(inner.ravel())), (weights.node, weights.at)],
            matrix.shape[0] * inner.shape[1],
            "d",
            detail=(matrix, inner.shape[1]),
            key=(matrix.shape, matrix.indptr.tobytes(), matrix.indices.tobytes()),
        )
        return Traced(self.graph, node, np.arange(node.rows).reshape(-1, *self.at.shape[1:]), own=True)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        known = FUNCTIONS.get(function.__name__)
        if known is None:
            return refuse(f"np.{function.__name__}: not among what can be compiled ({', '.join(sorted(FUNCTIONS))})")
        return known(*args, **kwargs)


def _kind(dtype: np.dtype[Any]) -> Kind:
    return "?" if dtype == np.dtype(bool) else "Q" if dtype == np.dtype(np.uint64) else "d"


def constant(graph: Graph, value: Any) -> Traced:
    """Return a constant as an array of a graph; a traced array is returned as it is."""
    if isinstance(value, Traced):
        return value
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        refuse(f"{str(value)[:60]!r}: expected numbers")
    array = array if array.dtype in (np.dtype(bool), np.dtype(np.uint64)) else array.astype(float)
    if array.ndim and array.shape[-1] == RUNS:
        if not (array == array[..., :1]).all():
            refuse("a constant that differs by run")
        array = array[..., :1]
    flat: Any = np.ascontiguousarray(array).ravel()
    node = graph.add("constant", (), flat.size, _kind(flat.dtype), detail=flat, key=flat.tobytes())
    return Traced(graph, node, np.arange(flat.size).reshape(array.shape), own=True)


def broadcast(x: Traced, shape: tuple[int, ...]) -> Traced:
    """Return an array in a shape that it can be stretched to; whether its rows differ by run stays as it is."""
    by_run = shape[-1:] == (RUNS,)
    if x.node.runs or not by_run:
        return Traced(x.graph, x.node, np.broadcast_to(x.at, shape[:-1] if x.node.runs else shape), own=True)
    at = np.broadcast_to(x.at, (*shape[:-1], 1))[..., 0]
    node = x.graph.add("copy", [(x.node, at.ravel())], at.size, x.node.kind, runs=True, depends=STATE)
    return Traced(x.graph, node, np.arange(at.size).reshape(at.shape), own=True)


def elementwise(
    graph: Graph, op: str, given: Sequence[Traced], *, kind: Kind | None = None, like: Any = None
) -> Traced:
    """Return the node of a function of numbers, for rows that are broadcast against each other."""
    shape = np.broadcast_shapes(*(one.shape for one in given))
    runs = any(one.node.runs for one in given)
    if runs and shape[-1] != RUNS:
        refuse(f"shapes {', '.join(str(one.shape) for one in given)}: the axis of runs stands last in each")
    rows = shape[:-1] if runs else shape
    args: list[tuple[Node, Rows]] = []
    for one in given:
        at = one.at
        if runs and not one.node.runs and at.ndim:
            if at.shape[-1] != 1:
                refuse(f"shapes {', '.join(str(one.shape) for one in given)}: the axis of runs stands last in each")
            at = at[..., 0]
        args.append((one.node, np.ascontiguousarray(np.broadcast_to(at, rows)).ravel()))
    if kind is None:
        kind = _kind(like(*(np.ones(1, one.dtype) for one in given)).dtype)
    node = graph.add(op, args, int(np.prod(rows)), kind)
    return Traced(graph, node, np.arange(node.rows).reshape(rows), own=True)


def graph_of(*values: Any) -> Graph:
    """Return the graph of what is traced among values."""
    return next(one.graph for one in values if isinstance(one, Traced))


def where(mark: Any, yes: Any, no: Any) -> Traced:
    """Return one of two numbers at each place."""
    graph = graph_of(mark, yes, no)
    given = [constant(graph, one) for one in (mark, yes, no)]
    return elementwise(graph, "where", given, kind=given[1].node.kind)


def packed(graph: Graph, parts: Sequence[Traced], starts: Any, at: Any) -> Traced:
    """Return an array made of rows of several, whose row numbers begin at `starts`."""
    flat = np.ascontiguousarray(at).ravel()
    args = []
    for part, start in zip(parts, starts, strict=False):
        mine = np.nonzero((flat >= start) & (flat < start + part.node.rows))[0]
        if len(mine):
            args += [(part.node, flat[mine] - start), mine]
    nodes, places = args[::2], tuple(args[1::2])
    key = tuple(one.tobytes() for one in places)
    node = graph.add("pack", nodes, len(flat), parts[0].node.kind, detail=places, key=key)
    return Traced(graph, node, np.arange(len(flat)).reshape(at.shape), own=True)


def _put(x: Traced, key: Any, value: Traced) -> Traced:
    """Return x with other values at some places."""
    by_run = x.node.runs
    value = broadcast(value, (*value.shape[:-1], RUNS) if value.ndim else (RUNS,)) if by_run else value
    places = np.stack([x.at, x.at], axis=-1) if by_run else x.at.copy()
    fresh = np.stack([value.at, value.at], axis=-1) if by_run else value.at
    places[key] = fresh + x.node.rows
    return packed(x.graph, [x, value], [0, x.node.rows], places[..., 0] if by_run else places)
