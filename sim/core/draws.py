"""The same dice for every arm: draws keyed by seed, replicate, stream, entity and period.

A draw is a hash of its key and nothing else, so it does not depend on how many runs share a batch,
on the order of rules, or on which other organisations exist: two arms differ only by the what-if.
Keys are hashes of names, never rows. The hash is two rounds of the SplitMix64 finaliser
(Steele, Lea & Flood 2014), vectorised; a numpy Generator for each stream and week would cost more
than the model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from sim.core.arithmetic import Array

Keys = NDArray[np.uint64]
Ahead = tuple[int, Array]
"""The first of some periods, and what was drawn for them, shape (periods, n, R)."""
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_HALF_STEP = 2.0**-54
AHEAD, NUMBERS_AHEAD = 13, 4096
"""Periods that a stream is drawn ahead, and most numbers at once: more take their time however they are drawn."""


def key_of(name: str) -> int:
    """Return the lasting 64-bit key of a name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def keys_of(names: Iterable[str]) -> Keys:
    """Return the keys of names, shape (n,)."""
    return np.array([key_of(name) for name in names], dtype=np.uint64)


def mixed(z: Keys) -> Keys:
    """Return keys hashed: the finaliser of SplitMix64."""
    z = z ^ (z >> np.uint64(30))
    z *= _FIRST
    z ^= z >> np.uint64(27)
    z *= _SECOND
    z ^= z >> np.uint64(31)
    return z


def step_of(period: int) -> np.uint64:
    """Return what a period adds to the keys of a stream."""
    return np.uint64((period % 2**32 + 1) * int(_GOLDEN) % 2**64)


def _unit(z: Keys) -> Array:
    result = (z >> np.uint64(11)).astype(np.float64)
    result *= 2.0**-53
    result += _HALF_STEP
    return result


def _normal(z: Keys) -> Array:
    return ndtri(_unit(z))


@dataclass(frozen=True)
class Streams:
    """The draws of a batch of runs.

    Attributes:
        root_seed: seed of the whole study.
        replicates: number of each run's replicate, shape (R,).
    """

    root_seed: int
    replicates: NDArray[np.uint64]
    _rows: dict[str, Keys] = field(default_factory=dict[str, Keys], repr=False, compare=False)
    _ahead: dict[Any, tuple[int, Array]] = field(
        default_factory=dict[Any, tuple[int, Array]], repr=False, compare=False
    )

    @cached_property
    def once(self) -> tuple[Keys, NDArray[np.intp]]:
        """Return each replicate once, and which of them every run has: runs on the same draws draw it together."""
        found, of = np.unique(self.replicates.astype(np.uint64), return_inverse=True)
        if len(found) == len(of):
            return self.replicates.astype(np.uint64), np.arange(len(of))
        return found, of.ravel()

    def begun(self, stream: str) -> Keys:
        """Return what a stream begins with in each replicate, each replicate once."""
        if stream not in self._rows:
            seeds = self.once[0] * _GOLDEN
            self._rows[stream] = mixed(
                mixed(seeds + np.uint64(key_of(f"root {self.root_seed}"))) ^ np.uint64(key_of(stream))
            )
        return self._rows[stream]

    def row(self, stream: str, period: int) -> Keys:
        """Return one key a replicate, each replicate once, for this stream and period."""
        return mixed(self.begun(stream) + step_of(period))

    def drawn(self, made: Callable[[Keys], Array], stream: str, keys: Keys, period: int) -> Array:
        """Return what is made of the keys of entities in a period, shape (n, R); they are shared, and not altered.

        A stream that is asked for period after period is drawn some periods ahead, to the same bits.
        """
        most = NUMBERS_AHEAD // max(len(keys) * len(self.once[0]), 1)
        if most < 2:
            return self._block(made, stream, keys, [period])[0]
        asked = (made, stream, keys.tobytes())
        first, block = self._ahead.get(asked, (period, ()))
        if not 0 <= period - first < len(block):
            follows = period == first + len(block)
            first, count = period, min(most, AHEAD) if follows and len(block) else 1
            block = self._block(made, stream, keys, range(first, first + count))
            self._ahead[asked] = first, block
        return block[period - first]

    def _block(self, made: Callable[[Keys], Array], stream: str, keys: Keys, periods: Sequence[int]) -> Array:
        """Return what is made of the keys of entities in some periods, shape (periods, n, R)."""
        steps = np.array([step_of(period) for period in periods])
        rows = mixed(self.begun(stream) + steps[:, None])
        block = made(mixed(rows[:, None] ^ keys[:, None]))
        of = self.once[1]
        block = block if block.shape[-1] == len(of) else np.take(block, of, axis=-1)
        block.setflags(write=False)
        return block

    def at(self, period: int) -> Draws:
        """Return the draws of one period (a week or a round; negative in the warm-up)."""
        return Draws(self, period)


@dataclass(frozen=True)
class Draws:
    """The draws of one period; every call names its stream and the keys of its entities."""

    streams: Streams
    period: int

    def uniform(self, stream: str, keys: Keys) -> Array:
        """Return uniforms in (0, 1), shape (n, R) for n keys."""
        return self.streams.drawn(_unit, stream, keys, self.period)

    def normal(self, stream: str, keys: Keys) -> Array:
        """Return standard normals, shape (n, R) for n keys."""
        return self.streams.drawn(_normal, stream, keys, self.period)

    def normal_at(self, stream: str, keys: Keys, where: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Array:
        """Return only the normals of `normal` at (entity, run) pairs, shape (pairs,)."""
        return ndtri(self.uniform_at(stream, keys, where))

    def uniform_at(self, stream: str, keys: Keys, where: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Array:
        """Return only the uniforms of `uniform` at (entity, run) pairs, shape (pairs,)."""
        entities, runs = where
        return _unit(mixed(self.streams.row(stream, self.period)[self.streams.once[1][runs]] ^ keys[entities]))
