"""Tidy tables as Parquet: the same rows give the same bytes, for nothing about when or where goes in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sim.store.checksums import check_file

if TYPE_CHECKING:
    import pandas as pd


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1).replace_schema_metadata(None)
    buffer = BytesIO()
    pq.write_table(table, buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def read_table(path: Path) -> pd.DataFrame:
    """Read a table back, after checking the whole file: a flipped bit in Parquet can otherwise pass as data."""
    import pandas as pd

    check_file(path)
    return pd.read_parquet(path, partitioning=None)
