"""What numpy's functions of arrays are for traced ones: each makes nodes, or shows rows of one in another order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.compile.graph import Graph
from sim.compile.marked import Marked
from sim.compile.trace import (
    FUNCTIONS,
    RUNS,
    Traced,
    broadcast,
    constant,
    elementwise,
    graph_of,
    packed,
    refuse,
    where,
)


def _clip(x: Any, low: Any, high: Any, **_: Any) -> Traced:
    graph = graph_of(x, low, high)
    return elementwise(graph, "clip", [constant(graph, one) for one in (x, low, high)], kind="d")


def _joined(graph: Graph, parts: Sequence[Traced], join: Callable[[list[Any]], Any]) -> Traced:
    """Return an array made of rows of several."""
    runs = any(one.node.runs for one in parts)
    shape = np.broadcast_shapes(*(one.shape for one in parts)) if runs else None
    parts = [broadcast(one, (*one.shape[:-1], RUNS)) if shape else one for one in parts]
    starts = np.cumsum([0, *(one.node.rows for one in parts)])
    at = join([one.at + start for one, start in zip(parts, starts, strict=False)])
    return packed(graph, parts, starts, at)


def _stack(arrays: Sequence[Any], axis: int = 0) -> Traced:
    graph = graph_of(*arrays)
    given = [constant(graph, one) for one in arrays]
    return _joined(graph, given, lambda parts: np.stack(np.broadcast_arrays(*parts), axis=axis))


def _concatenate(arrays: Sequence[Any], axis: int = 0) -> Traced:
    graph = graph_of(*arrays)
    return _joined(graph, [constant(graph, one) for one in arrays], lambda parts: np.concatenate(parts, axis=axis))


def _full_like(value: float) -> Callable[..., Traced]:
    def made(x: Traced, *_: Any, **__: Any) -> Traced:
        return broadcast(constant(x.graph, np.full((*x.shape[:-1], 1) if x.node.runs else x.shape, value)), x.shape)

    return made


def _sort(x: Traced, axis: int = 0) -> Traced:
    """Sort rows: one node, for what a sort of many rows does is too much for a compiler to see through."""
    if axis != 0 or x.node.kind != "d" or x.at.size != len(x):
        refuse("what is sorted has one number a row, and is sorted along its first axis")
    node = x.graph.add("sort", [(x.node, x.at.ravel())], len(x), "d")
    return Traced(x.graph, node, np.arange(len(x)).reshape(x.at.shape), own=True)


def _any(x: Traced, **_: Any) -> bool:
    if x.node.op != "parameter":
        refuse("a branch on a value that only a run knows: np.any is of a parameter as it stands")
    name, some = x.node.detail
    x.graph.asked.add(name)
    return bool(some)


def _broadcast_arrays(*arrays: Any) -> tuple[Traced, ...]:
    graph = graph_of(*arrays)
    given = [constant(graph, one) for one in arrays]
    shape = np.broadcast_shapes(*(one.shape for one in given))
    return tuple(broadcast(one, shape) for one in given)


def _atleast_1d(*arrays: Any) -> Any:
    graph = graph_of(*arrays)
    given = [constant(graph, one) for one in arrays]
    made = [one if one.ndim else one.seen_as(lambda x: x[None]) for one in given]
    return made if len(made) > 1 else made[0]


def _nonzero(x: Traced) -> tuple[Marked, Marked]:
    marks: Any = x if x.node.kind == "?" else x != 0.0
    return Marked(marks), Marked(marks)


FUNCTIONS |= {
    "where": where,
    "clip": _clip,
    "stack": _stack,
    "concatenate": _concatenate,
    "sort": _sort,
    "any": _any,
    "nonzero": _nonzero,
    "take": lambda x, rows, axis=0, mode="raise": x.take(rows, axis=axis),
    "repeat": lambda x, times, axis=0: x.repeat(times, axis=axis),
    "reshape": lambda x, shape: x.reshape(shape),
    "zeros_like": _full_like(0.0),
    "empty_like": _full_like(0.0),
    "ones_like": _full_like(1.0),
    "broadcast_arrays": _broadcast_arrays,
    "atleast_1d": _atleast_1d,
    "ndim": lambda x: x.ndim,
    "shape": lambda x: x.shape,
}
