"""Merging: chunks become `runs`, `summary` and `series`, sorted by point, the same bytes however they were cut.

Points come in order, so only chunks whose points are due are open; rows are written in groups of a fixed size. A point
of which any run failed is in none of the tables, and stands in `errors/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.store.atomic import failed, partial_of, sync_folder
from sim.store.owned import is_own_file
from sim.sweep.chunks import CHUNKS, RUNS, SERIES, Numbers, Receipt, codes, read, writing
from sim.sweep.plan import Chunk, Study, SweepPlan
from sim.sweep.work import QUANTILE_NAMES, QUANTILES, runs_columns

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1_000_000
SUMMARY_SPREAD = ("mean", "sd")


class MergedTable:
    """A Parquet file written bit by bit in groups of a fixed number of rows, put in place when it is whole."""

    def __init__(self, path: Path) -> None:
        is_own_file(path)
        self.path, self.partial = path, partial_of(path)
        self._parts: list[pa.Table] = []
        self._rows, self._writer, self._file = 0, None, None

    def add(self, part: pa.Table) -> None:
        """Add rows."""
        self._parts.append(part)
        self._rows += part.num_rows
        while self._rows >= ROWS:
            self._write(ROWS)

    def _write(self, size: int) -> None:
        """Write one group of rows."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        whole = pa.concat_tables(self._parts).replace_schema_metadata(None).unify_dictionaries()
        try:
            if self._writer is None:
                self._file = self.partial.open("xb")
                self._writer = pq.ParquetWriter(self._file, whole.schema, **writing(whole.schema))
            if size:
                self._writer.write_table(whole.slice(0, size).combine_chunks(), row_group_size=ROWS)
        except OSError as error:
            raise failed(self.path, error) from error
        self._parts, self._rows = [whole.slice(size)], whole.num_rows - size

    def close(self) -> None:
        """Write the rest and put the file in place."""
        self._write(self._rows)
        assert self._writer is not None and self._file is not None
        try:
            self._writer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self.partial, self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise failed(self.path, error) from error

    def abandon(self) -> None:
        """Leave nothing that looks whole."""
        if self._file is not None:
            with suppress(OSError):  # what could not be written is tried once more when a file is closed
                self._file.close()
        self.partial.unlink(missing_ok=True)


class _Chunks:
    """Gives the rows of one point after another; a chunk is read when its first point is due."""

    def __init__(self, study: Study, chunks: Sequence[Chunk], receipts: dict[int, Receipt], part: str) -> None:
        self.study, self.receipts, self.part = study, receipts, part
        self.of_point: dict[int, list[Chunk]] = {}
        for chunk in chunks:
            for point in chunk.points:
                self.of_point.setdefault(point, []).append(chunk)
        self.open: dict[int, tuple[pa.Table, dict[int, int], int, set[int]]] = {}

    def rows(self, point: int) -> Iterator[tuple[Chunk, pa.Table]]:
        """Yield the rows of a point, replications in order."""
        for chunk in self.of_point[point]:
            if chunk.number not in self.open:
                self.open[chunk.number] = self._read(chunk)
            table, places, size, left = self.open[chunk.number]
            yield chunk, table.slice(places[point] * size, size)
            left.discard(point)
            if not left:
                del self.open[chunk.number]

    def _read(self, chunk: Chunk) -> tuple[pa.Table, dict[int, int], int, set[int]]:
        receipt = self.receipts[chunk.number]
        name = receipt.names[-1] if self.part == RUNS else receipt.names[0]
        table = read(Path(self.study.folder) / CHUNKS / name, chunk, self.study, self.part)
        lost = {failure.point for failure in receipt.failures}
        points = [point for point in chunk.points if point not in lost]
        size = table.num_rows // max(len(points), 1)
        return table, {point: k for k, point in enumerate(points)}, size, set(points)


def merge(plan: SweepPlan, chunks: Sequence[Chunk], receipts: dict[int, Receipt], folder: Path) -> list[str]:
    """Write the merged tables; return their names."""
    lost = {failure.point for receipt in receipts.values() for failure in receipt.failures}
    study = plan.study(str(folder))
    points = [point for point in range(len(plan.points)) if point not in lost]
    names = ["runs.parquet", "summary.parquet"]
    runs, summary = MergedTable(folder / names[0]), MergedTable(folder / names[1])
    with_series = [MergedTable(folder / "series.parquet")] if plan.keep == "series" else []
    try:
        _merge_runs(plan, study, _Chunks(study, chunks, receipts, RUNS), points, runs, summary)
        for series in with_series:
            source = _Chunks(study, chunks, receipts, SERIES)
            series.add(_empty_series())
            for point in points:
                for _, rows in source.rows(point):
                    series.add(_coded(rows))
        for table in (runs, summary, *with_series):
            table.close()
    finally:
        for table in (runs, summary, *with_series):
            table.abandon()
    return names + ["series.parquet"] * len(with_series)


def _merge_runs(
    plan: SweepPlan, study: Study, source: _Chunks, points: Sequence[int], runs: MergedTable, summary: MergedTable
) -> None:
    import pyarrow as pa

    rows, seeds = (len(plan.outcomes), len(plan.years)), np.arange(plan.replications)
    nothing = np.zeros((0, *rows, plan.replications))
    runs.add(pa.table(runs_columns(study, [], seeds, nothing)))
    summary.add(pa.table(_summary(plan, [], nothing)))
    together = max(1, 200_000 // (rows[0] * rows[1] * plan.replications))
    for start in range(0, len(points), together):
        some = points[start : start + together]
        values = np.stack([_values(source, point, rows) for point in some])
        runs.add(pa.table(runs_columns(study, some, seeds, values)))
        summary.add(pa.table(_summary(plan, some, values)))


def _values(source: _Chunks, point: int, rows: tuple[int, int]) -> Numbers:
    """Return the outcomes of a point, shape (outcomes, years, seeds)."""
    parts = [table.column("value").to_numpy().reshape(*rows, -1) for _, table in source.rows(point)]
    return np.concatenate(parts, axis=-1)


def _summary(plan: SweepPlan, points: Sequence[int], values: Numbers) -> dict[str, Any]:
    """Return mean, standard deviation and quantiles over the runs of each point."""
    at = np.indices(values.shape[:3], dtype=np.int32).reshape(3, -1)
    ordered = np.sort(values, axis=-1)
    spread = ordered.std(axis=-1, ddof=1) if plan.replications > 1 else np.zeros(values.shape[:3])
    quantiles = np.quantile(ordered, QUANTILES, axis=-1).reshape(len(QUANTILES), -1)
    return {
        "point": np.asarray(points, dtype=np.int32)[at[0]],
        "outcome": codes(plan.outcomes, at[1]),
        "year": np.asarray(plan.years, dtype=np.int32)[at[2]],
        "runs": np.full(at.shape[1], plan.replications, dtype=np.int32),
        "mean": ordered.mean(axis=-1).ravel(),
        "sd": spread.ravel(),
        **dict(zip(QUANTILE_NAMES, quantiles, strict=True)),
    }


def _coded(rows: pa.Table) -> pa.Table:
    return rows.set_column(1, "outcome", rows.column("outcome").cast("string").dictionary_encode())


def _empty_series() -> pa.Table:
    import pyarrow as pa

    numbers = {name: pa.array([], pa.float64()) for name in QUANTILE_NAMES}
    return pa.table(
        {
            "point": pa.array([], pa.int32()),
            "outcome": pa.array([], pa.string()).dictionary_encode(),
            "week": pa.array([], pa.int32()),
            **numbers,
        }
    )
