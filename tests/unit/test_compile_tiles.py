"""Runs in tiles: what is put in comes out again, aligned for registers, the last tile filled up with the last run."""

from __future__ import annotations

import numpy as np
import pytest

from sim.compile.tiles import Tiling, aligned


@pytest.mark.parametrize("runs", [1, 3, 8, 11, 16])
def test_what_is_put_into_tiles_comes_out_again(runs: int) -> None:
    tiling, rng = Tiling(runs, 8), np.random.default_rng(1)
    arrays = {"one": rng.normal(size=runs), "rows": rng.normal(size=(3, 2, runs))}
    tiles = tiling.laid(arrays, {"rows": 0, "one": 6}, 7)
    assert tiles.shape == (tiling.count, 8, 8) and tiling.count * 8 - runs < 8
    for name, first in (("one", 6), ("rows", 0)):
        assert np.array_equal(tiling.take(tiles, first, arrays[name].shape), arrays[name])
    number, lane = divmod(runs - 1, 8)
    assert (tiles[number, 6, lane:] == arrays["one"][-1]).all() and not tiles[:, 7].any()
    assert tiles[0, 5, 0] == arrays["rows"][2, 1, 0]


def test_an_array_that_takes_another_place_leaves_all_else() -> None:
    tiling = Tiling(5, 8)
    tiles = tiling.laid({"all": np.ones((4, 5))}, {"all": 0}, 4)
    tiling.put(tiles, 1, np.full((2, 5), 7.0))
    assert tiling.take(tiles, 0, (4, 5))[:, 4].tolist() == [1.0, 7.0, 7.0, 1.0]


@pytest.mark.parametrize("size", range(1, 9))
def test_an_aligned_array_begins_where_registers_are_loaded_from(size: int) -> None:
    made = aligned(size, 3)
    assert made.ctypes.data % 64 == 0 and made.shape == (size, 3) and not made.any()
