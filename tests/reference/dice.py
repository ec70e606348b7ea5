"""The draws of one run in one round, number by number."""

from __future__ import annotations

from typing import Protocol

from sim.core.draws import Draws, Keys


class Rolls(Protocol):
    """Something that has luck of its own."""

    @property
    def entity(self) -> str: ...

    @property
    def row(self) -> int: ...


class Dice:
    """Uniforms and normals of the streams, drawn once a stream and round and handed out one at a time."""

    def __init__(self, draws: Draws, keys: dict[str, Keys]) -> None:
        self._draws = draws
        self._keys = keys
        self._uniforms: dict[tuple[str, str], list[float]] = {}
        self._normals: dict[tuple[str, str], list[float]] = {}

    def uniform(self, stream: str, of: Rolls) -> float:
        """Return this round's uniform of somebody."""
        key = stream, of.entity
        if key not in self._uniforms:
            self._uniforms[key] = self._draws.uniform(stream, self._keys[of.entity])[:, 0].tolist()
        return self._uniforms[key][of.row]

    def normal(self, stream: str, of: Rolls) -> float:
        """Return this round's standard normal of somebody."""
        key = stream, of.entity
        if key not in self._normals:
            self._normals[key] = self._draws.normal(stream, self._keys[of.entity])[:, 0].tolist()
        return self._normals[key][of.row]
