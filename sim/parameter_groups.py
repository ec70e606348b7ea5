"""The parameters of a scenario: one checked object a mechanism or intervention, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.counts import so_many
from sim.core.given import listed
from sim.core.parameters import InputError


class ParameterGroups(Mapping[str, Any]):
    """Parameter objects by the name of their mechanism; they cannot be exchanged in place."""

    def __init__(self, groups: Mapping[str, Any]) -> None:
        self._groups = dict(groups)

    def __getitem__(self, name: str) -> Any:
        return self._groups[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def __repr__(self) -> str:
        return f"<{so_many(len(self), 'groups')} of parameters: {listed(self)}>"

    @property
    def content(self) -> tuple[Any, ...]:
        """All that two must agree in to be equal: names, then values, of arrays their shapes and bytes."""
        values = [getattr(group, item.name) for group in self.values() for item in fields(group)]
        return *self, *((one.shape, one.tobytes()) if getattr(one, "ndim", 0) else one for one in values)

    def changed(self, values: Mapping[str, Any]) -> ParameterGroups:
        """Return the parameters with others in the place of some, by dotted name; they are within their limits."""
        given = dict[str, dict[str, Any]]()
        for key, value in values.items():
            group, name = key.split(".")
            given.setdefault(group, {})[name] = value
        return ParameterGroups(self._groups | {group: replace(self[group], **named) for group, named in given.items()})

    def at_runs(self, runs: slice | NDArray[np.intp], count: int) -> ParameterGroups:
        """Return the parameters of some runs of `count`, with their own values of what differs by run."""
        groups = dict(self._groups)
        for group, params in groups.items():
            arrays = {item.name: getattr(params, item.name) for item in fields(params)}
            arrays = {name: value for name, value in arrays.items() if getattr(value, "ndim", 0)}
            for name, value in arrays.items():
                if len(value) != count:
                    raise InputError(f"{group}.{name}: {so_many(len(value), 'values')} for {so_many(count, 'runs')}")
            if arrays:
                groups[group] = replace(params, **{name: value[runs] for name, value in arrays.items()})
        return ParameterGroups(groups)
