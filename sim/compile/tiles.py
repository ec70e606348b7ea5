"""Runs laid out in tiles: as many side by side as a register holds, all rows of a tile one after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.core.arithmetic import Array

_REGISTER = 64  # bytes


def aligned(*shape: int) -> Array:
    """Return an empty array that begins where registers are loaded from."""
    size = int(np.prod(shape))
    raw = np.zeros(size + _REGISTER // 8)
    start = (-raw.ctypes.data % _REGISTER) // 8
    return raw[start : start + size].reshape(shape)


@dataclass(frozen=True)
class Tiling:
    """How a batch lies in tiles, the last of which is filled up with the last run.

    Attributes:
        runs: of the batch.
        tile: runs of a tile.
    """

    runs: int
    tile: int

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return -(-self.runs // self.tile)

    def empty(self, rows: int) -> Array:
        """Return tiles to be written to, with a row to spare: shape (tiles, rows + 1, tile)."""
        return aligned(self.count, rows + 1, self.tile)

    def put(self, tiles: Array, first: int, values: Array) -> None:
        """Write an array, shape (..., runs), into the rows of all tiles from the first row on."""
        flat, whole = values.reshape(-1, self.runs), self.runs // self.tile
        rows = tiles[:, first : first + len(flat)]
        rows[:whole] = flat[:, : whole * self.tile].reshape(len(flat), whole, self.tile).swapaxes(0, 1)
        if rest := self.runs % self.tile:
            rows[whole, :, :rest] = flat[:, whole * self.tile :]
            rows[whole, :, rest:] = flat[:, -1:]

    def take(self, tiles: Array, first: int, shape: tuple[int, ...]) -> Array:
        """Return an array of a shape from the rows that begin with the first."""
        made, whole = np.empty(shape), self.runs // self.tile
        flat = made.reshape(-1, self.runs)
        rows = tiles[:, first : first + len(flat)]
        flat[:, : whole * self.tile].reshape(len(flat), whole, self.tile)[...] = rows[:whole].swapaxes(0, 1)
        if rest := self.runs % self.tile:
            flat[:, whole * self.tile :] = rows[whole, :, :rest]
        return made

    def laid(self, arrays: Mapping[str, Array], rows: Mapping[str, int], size: int) -> Array:
        """Return arrays as tiles of some rows, each from its own first row on."""
        tiles = self.empty(size)
        for name, values in arrays.items():
            self.put(tiles, rows[name], values)
        return tiles
