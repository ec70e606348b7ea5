"""Finished sweeps made up for tests of what is read of them: every number is chosen, nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.stored import Stored
from sim.scenario import Scenario, load_scenario
from sim.store.results import Results


class Tables(Results):
    """Tables that are held here; one that is read by its file is written first."""

    def __init__(self, path: Path, tables: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(path)
        self.tables = tables

    def frame(self, name: str = "runs") -> pd.DataFrame:
        """Return a table by its name."""
        return self.tables[name]

    def file(self, name: str) -> Path:
        """Return the file of a table."""
        path = self.path / f"{name}.parquet"
        self.tables[name].to_parquet(path)
        return path


def sweep(
    plan: Mapping[str, Sequence[Any]],
    runs: pd.DataFrame | None = None,
    *,
    path: Path = Path("made-up"),
    words: Sequence[str] = ("years=2",),
    **asked: Any,
) -> Stored:
    """Return a sweep of the points whose columns are given, one replication of each unless `asked` says otherwise."""
    count = len(next(iter(plan.values())))
    tables = {"plan": pd.DataFrame({"point": range(count), **plan})}
    if runs is not None:
        tables["runs"] = runs
    config = {"sweep": {"replications": 1, "design": "csv", "outcomes": [], "at": [1], **asked}}
    return Stored(Tables(path, tables), config, tuple(words), _scenario(tuple(words)), "0")


def runs_of(
    points: int, seeds: int, outcomes: Sequence[str], years: Sequence[int], value: Callable[..., float]
) -> pd.DataFrame:
    """Return the table of runs in which each value is made of its point, replication, outcome and year."""
    rows = [
        (point, seed, name, year, value(point, seed, name, year))
        for point in range(points)
        for seed in range(seeds)
        for name in outcomes
        for year in years
    ]
    return pd.DataFrame(rows, columns=["point", "seed", "outcome", "year", "value"])


@cache
def _scenario(words: tuple[str, ...]) -> Scenario:
    return load_scenario(words)
