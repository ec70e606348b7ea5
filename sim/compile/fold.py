"""What is known before a run, worked out by numpy: all runs, or all ticks of the clock, in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from scipy import special

from sim.compile.graph import Node
from sim.core.arithmetic import Array

Given = Callable[[Node], Any]
"""Gives the values of an input, shape (1, 1), (1, runs) or (1, ticks)."""


def function(name: str) -> Any:
    """Return the function of numpy or scipy that a node is named after."""
    return getattr(np, name, None) or getattr(special, name)


def folded(nodes: Iterable[Node], given: Given) -> dict[Node, Array]:
    """Return the values of nodes that are known before a run, shape (rows, 1 or runs or ticks)."""
    made: dict[Node, Any] = {}

    def value(node: Node) -> Any:
        if node not in made:
            made[node] = _worked_out(node, value, given)
        return made[node]

    with np.errstate(all="ignore"):
        return {node: value(node) for node in nodes}


def _worked_out(node: Node, value: Callable[[Node], Any], given: Given) -> Any:
    if node.op == "constant":
        return node.detail[:, None]
    if node.op in ("parameter", "clock", "stream"):
        return given(node)
    args = [value(one)[at] for one, at in node.args]
    if node.op == "sum":
        matrix, width = node.detail
        x = args[0].reshape(-1, width * args[0].shape[-1])
        return (matrix @ x).reshape(node.rows, -1)
    if node.op == "sort":
        return np.sort(args[0], axis=0)
    if node.op == "pack":
        result = np.empty((node.rows, max(one.shape[-1] for one in args)), dtype=args[0].dtype)
        for one, places in zip(args, node.detail, strict=True):
            result[places] = one
        return result
    if node.op == "float":
        return args[0].astype(float)
    return args[0] if node.op == "copy" else function(node.op)(*args)
