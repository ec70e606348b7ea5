"""Count what rules move and do, without a clock: bytes read and written, and operations on numbers.

An array that counts is an array like any other, and whatever is made of it counts too, by numpy's protocols
`__array_ufunc__` and `__array_function__`. Bytes are those of all arrays that go into a call and come out of it, as if
nothing stayed in a cache; operations are the numbers that a ufunc or a sum makes, whatever the arithmetic of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from unittest.mock import patch

import numpy as np

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.world.network import Reduction
from sim.world.world import World


@dataclass
class Count:
    """What was counted: bytes moved, operations, calls of numpy, and the size of the largest array."""

    moved: int = 0
    operations: int = 0
    calls: int = 0
    largest: int = 0

    def add(self, into: list[Any], out: list[Any], operations: int) -> None:
        """Count one call."""
        self.moved += sum(one.nbytes for one in (*into, *out))
        self.operations += operations
        self.calls += 1
        self.largest = max([self.largest, *(one.size for one in out)])


COUNT = Count()


class Counted(np.ndarray[Any, Any]):
    """An array that counts what is done with it."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        into, given = _arrays(inputs), {key: _plain(value) for key, value in options.items()}
        made = getattr(ufunc, method)(*_plain(inputs), **given)
        out = _arrays(made)
        COUNT.add(into, out, max([one.size for one in (out if method == "__call__" else into)], default=0))
        return _counted(made)

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Any:
        made = function(*_plain(inputs), **_plain(options))
        COUNT.add(_arrays((inputs, options)), _arrays(made), 0)
        return _counted(made)

    def __getitem__(self, key: Any) -> Any:
        made = _base(self)[_plain(key)]
        if isinstance(made, np.ndarray) and made.base is None:  # copied, not looked at
            COUNT.add([made], [made], 0)
        return _counted(made)

    def __setitem__(self, key: Any, value: Any) -> None:
        _base(self)[_plain(key)] = _plain(value)
        COUNT.add(into := _arrays(value), into, 0)


def _base(array: Any) -> Any:
    return np.ndarray.view(array, np.ndarray)


def _plain(value: Any) -> Any:
    """Return values, and whatever holds them, with plain arrays."""
    if isinstance(value, Counted):
        return _base(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in cast(dict[Any, Any], value).items()}
    if type(value) in (tuple, list):
        return type(value)(map(_plain, value))
    return value


def _counted(value: Any) -> Any:
    if type(value) is np.ndarray:
        return value.view(Counted)
    return type(value)(map(_counted, value)) if type(value) in (tuple, list) else value


def _arrays(value: Any) -> list[Any]:
    """Return the arrays in a value that rules computed or hold; numbers are not counted."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = tuple(cast(dict[Any, Any], value).values())
    return [one for part in value for one in _arrays(part)] if isinstance(value, tuple | list) else []


def _sum(self: Reduction, x: Array) -> Any:
    """Do what a reduction does, and count its weights and rows, each number that it reads and each that it makes."""
    plain = np.ascontiguousarray(_plain(x)).reshape(x.shape[0], -1)
    made: Any = self.matrix @ plain
    weights = [self.matrix.data, self.matrix.indices, self.matrix.indptr]
    COUNT.add([*weights, np.empty((self.matrix.nnz, plain.shape[1]))], [made], 2 * self.matrix.nnz * plain.shape[1])
    return _counted(made.reshape(-1, *x.shape[1:]))


@contextmanager
def counting(world: World, state: State) -> Iterator[Count]:
    """Count all that is done with the arrays of a state and with draws, until the end of the block."""
    keys = dict(world.keys)
    COUNT.__init__()
    for name, values in state.__dict__.items():
        state.__dict__[name] = values.view(Counted)
    world.keys.update({entity: _counted(values) for entity, values in keys.items()})
    try:
        with patch.object(Reduction, "__call__", _sum):
            yield COUNT
    finally:
        world.keys.update(keys)
        for name, values in state.__dict__.items():
            state.__dict__[name] = _plain(values)
