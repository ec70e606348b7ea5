"""Tidy tables of outcomes, one row a run, week and outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array

if TYPE_CHECKING:
    import pandas as pd


def tidy(arrays: Mapping[str, Array], seeds: Sequence[int]) -> pd.DataFrame:
    """Return outcomes, shape (rounds, R) each, as a tidy table: seed, week, outcome, value."""
    import pandas as pd

    parts: list[pd.DataFrame] = []
    for name, values in arrays.items():
        rounds, runs = values.shape
        weeks = np.tile((np.arange(rounds) + 1) * WEEKS_PER_ROUND, runs)
        columns = {"seed": np.repeat(seeds, rounds), "week": weeks, "outcome": name, "value": values.T.ravel()}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)
