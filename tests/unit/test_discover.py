"""Kinds of world: one that futures kept back bear out is named, one that a few futures made is withheld."""

from __future__ import annotations

import numpy as np

from sim.analysis.futures import Futures
from sim.analysis.measures import measure
from sim.cli.discover import boxes_of
from sim.core.arithmetic import Array

KEYS = ("demand.growth", "turnover.pace")
X = np.random.default_rng(5).random((240, 2))


def found_where(better: Array) -> tuple[bool, tuple[int, ...]]:
    """Return whether the alternative's box is withheld, and the columns that bound it; better (P, R) is 1 or 0."""
    base, trust = np.full(better.shape, 0.5), measure("trust")
    points = {key: X[:, k] for k, key in enumerate(KEYS)}
    futures = Futures(points, tuple(range(better.shape[1])), {"trust": np.stack([base, base + 0.2 * better])})
    one = boxes_of(futures, trust, KEYS, ["Base", "Alternative"])[0]
    return one.withheld, tuple(side.column for side in one.box.restrictions)


def test_a_kind_of_world_in_which_every_future_is_better_is_named() -> None:
    assert found_where(np.repeat(X[:, :1] > 0.6, 8, axis=1).astype(float)) == (False, (0,))


def test_one_that_only_the_futures_made_that_it_was_found_in_is_withheld() -> None:
    above, below = X[:, :1] > 0.6, X[:, :1] < 0.4
    better = np.concatenate([np.repeat(above, 4, axis=1), np.repeat(below, 4, axis=1)], axis=1).astype(float)
    assert found_where(better) == (True, ())


def test_so_is_any_where_there_are_too_few_futures_to_keep_some_back() -> None:
    assert found_where(np.repeat(X[:, :1] > 0.6, 3, axis=1).astype(float)) == (True, ())
