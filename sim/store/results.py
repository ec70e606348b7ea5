"""Reading results back: tables as pandas, as labelled arrays, or by SQL; each file is checked whole first."""

from __future__ import annotations

import glob
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.core.given import known, path_given
from sim.core.parameters import InputError
from sim.model.frames import write_csv
from sim.store.checksums import MANIFEST, check_file, read_sums, unlisted
from sim.store.owned import StoreError

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import xarray as xr

_ALONE: Any = None  # a file is read by itself: a folder above it called `a=1` is no column
_FIRST = ("plan", "runs", "summary", "series", "effects")
_TABLE = ".parquet"


class Results:
    """The results of any experiment: a sweep, a comparison, a study.

    >>> results = open_results("results/sweep-0123456789ab")
    >>> results.frame()  # the runs
    >>> results.frame("summary")
    >>> results.sql("select outcome, avg(value) from runs join plan using (point) group by outcome")

    Attributes:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._checked: set[str] = set()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Tables it holds."""
        found = sorted(name.removesuffix(_TABLE) for name in read_sums(self.path) if name.endswith(_TABLE))
        return tuple(sorted(found, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)))

    def file(self, name: str) -> Path:
        """Return the file of a table, after checking every byte of it."""
        path = self.path / f"{known(name, self.names, 'table')}.parquet"
        if name not in self._checked:
            check_file(path)
            self._checked.add(name)
        return path

    def __repr__(self) -> str:
        return f"<Results in {str(self.path)!r}: {', '.join(self.names)}>"

    def frame(self, name: str = "runs") -> pd.DataFrame:
        """Return a table by its name (see `names`); without one, the runs, as `frame()` does everywhere."""
        import pyarrow.parquet as pq

        file = self.file(name)
        names = pq.ParquetFile(file).schema_arrow.names
        coded = ["outcome"] if "outcome" in names else []
        return pq.read_table(file, read_dictionary=coded, partitioning=_ALONE).to_pandas()

    def to_xarray(self) -> xr.Dataset:
        """Return the runs as labelled arrays: a variable an outcome, over point, year and seed; plan as coordinates."""
        try:
            import xarray as xr
        except ImportError:
            raise InputError("to_xarray needs xarray: pip install 'common-ground[xarray]'") from None
        if "plan" not in self.names:
            raise InputError(f"{self.path.name}: to_xarray needs a sweep, and this holds {', '.join(self.names)}")
        runs, plan = self.frame("runs"), self.frame("plan").set_index("point")
        outcomes = list(dict.fromkeys(runs["outcome"]))
        points, years, seeds = (list(dict.fromkeys(runs[name])) for name in ("point", "year", "seed"))
        values = runs["value"].to_numpy().reshape(len(points), len(outcomes), len(years), len(seeds))
        variables: dict[str, Any] = {
            name: (("point", "year", "seed"), values[:, number]) for number, name in enumerate(outcomes)
        }
        varied = {name: ("point", plan.loc[points, name].to_numpy()) for name in plan.columns}
        return xr.Dataset(variables, {"point": points, "year": years, "seed": seeds, **varied})

    def to_csv(self, path: str | Path, name: str = "runs") -> Path:
        """Write a table as a CSV file; return its path."""
        return write_csv(self.frame(name), path)

    def sql(self, query: str) -> pd.DataFrame:
        """Answer a query in SQL over the tables, by their names."""
        import duckdb

        try:
            return self._database.execute(query).df()
        except duckdb.Error as error:
            raise InputError(f"the query cannot be answered: {' '.join(str(error).split())}") from None

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        database = duckdb.connect()
        for name in self.names:
            file = glob.escape(str(self.file(name).absolute())).replace("'", "''")
            database.execute(f"create view {name} as select * from read_parquet('{file}', hive_partitioning=false)")
        return database


def open_results(path: str | Path) -> Results:
    """Open the folder of a finished experiment; raise `StoreError` if it is not complete."""
    folder = Path(path_given("path", path))
    sums = read_sums(folder)
    check_file(folder / MANIFEST)
    if lacking := unlisted(folder, sums):
        raise StoreError(f"{folder}: not a complete folder of results ({lacking[0]})")
    return Results(folder)
