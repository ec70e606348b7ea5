"""Tidy tables of outcomes, one row a run, week and outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array
from sim.core.given import path_given
from sim.core.parameters import InputError

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


def write_csv(table: pd.DataFrame, path: str | Path) -> Path:
    """Write a table as CSV, every number with all its digits; return the path.

    Raises:
        InputError: one line, if the file cannot be written.
    """
    file = Path(path_given("path", path))
    try:
        table.to_csv(file, index=False)
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror or error})") from None
    return file
