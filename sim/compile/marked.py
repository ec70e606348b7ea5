"""Marked rows: what `np.nonzero` finds of a traced array, of which only a run knows how many there are."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.compile.refusal import refuse


class Marked:
    """Rows, or runs, of the (row, run) pairs that `np.nonzero` found: traced, all are computed and the marked taken.

    Attributes:
        marks: the traced array of truths that they are the rows of.
    """

    size = 1  # some are marked: with none, all that follows changes nothing

    def __init__(self, marks: Any) -> None:
        self.marks = marks

    def taken(self, x: Any) -> Any:
        """Return rows that are the same in all runs, as `at` takes them."""
        return self.marks.constant(np.asarray(x)[..., None])

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        refuse("an index of marked rows into what is no traced array: take its rows with `at` first")


def marks_of(key: Any) -> Any:
    """Return the marks of an index, a traced array; None if it has none."""
    return next((one.marks for one in (key if isinstance(key, tuple) else (key,)) if isinstance(one, Marked)), None)


def unmarked(key: Any) -> Any:
    """Return an index with all rows and runs in place of marked ones, or `...` where it then takes all there is."""
    if marks_of(key) is None:
        return key
    parts = key if isinstance(key, tuple) else (key,)
    rest = tuple(slice(None) if isinstance(one, Marked) else one for one in parts)
    return ... if all(one == slice(None) for one in rest) else rest
