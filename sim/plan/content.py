"""Values that may hold one number a run: compared, hashed and cut by what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from sim.core.counts import so_many
from sim.core.parameters import InputError


def plain(value: Any) -> Any:
    """Return a number as it is, an array as its shape and bytes."""
    return (value.shape, value.tobytes()) if getattr(value, "ndim", 0) else value


@dataclass(frozen=True, eq=False)
class Content:
    """A frozen value that equals another when all its fields do, arrays bit for bit.

    Attributes:
        said: fields that users know by another name.
    """

    said: ClassVar[Mapping[str, str]] = {}

    @property
    def content(self) -> tuple[Any, ...]:
        """Return what it holds, hashable."""
        return tuple(plain(getattr(self, item.name)) for item in fields(self))

    def __eq__(self, other: object) -> bool:
        return self.content == other.content if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.content)

    def at_runs(self, runs: slice | NDArray[np.intp], count: int, where: str) -> Self:
        """Return it for some runs of `count`, with their own numbers of what differs by run."""
        arrays = {item.name: getattr(self, item.name) for item in fields(self)}
        arrays = {name: value for name, value in arrays.items() if getattr(value, "ndim", 0)}
        for name, value in arrays.items():
            if len(value) != count:
                raise InputError(
                    f"{where}.{self.said.get(name, name)}: {so_many(len(value), 'values')} for {so_many(count, 'runs')}"
                )
        return replace(self, **{name: value[runs] for name, value in arrays.items()}) if arrays else self
