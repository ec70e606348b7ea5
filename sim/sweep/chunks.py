"""Chunks on disk: `chunks/000120-<cid>.parquet`, whose name says what it must hold.

The last part of the name is a hash over what the chunk is (plan, code, points, replications) and over all its bytes, so
a file that was cut, flipped in a bit, swapped with another, made for another plan or by other code is found before it
is used. It is
set aside as `damaged/` and the chunk runs again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.store import write_atomically
from sim.store.atomic import failed
from sim.store.owned import is_own_file, kind, make_folder, read_bytes
from sim.sweep.plan import Chunk, Study

if TYPE_CHECKING:
    import pyarrow as pa

CHUNKS, DAMAGED = "chunks", "damaged"
RUNS, SERIES = "", "s"
# a chunk's own name; whatever else lies among the chunks is somebody else's
_NAME = re.compile(r"(?P<number>[0-9]{6,7})(?P<part>s?)-[0-9a-f]{16}\.parquet")
_FAILED, _CODE = b"failed", b"code"
NOT_FINITE = "not a finite number"
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Failure:
    """A point that could not be run.

    Attributes:
        point: its number.
        seeds: replications that failed, as far as that is known.
        error: what went wrong, in a line.
        trace: where.
    """

    point: int
    seeds: tuple[int, ...]
    error: str
    trace: str = ""


@dataclass(frozen=True)
class Receipt:
    """A chunk that is on disk and whole."""

    number: int
    runs: int
    names: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


def parquet(columns: dict[str, Any], metadata: dict[bytes, bytes] | None = None) -> bytes:
    """Return columns as the bytes of a Parquet file: the same whenever and wherever it is made."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer, table = BytesIO(), pa.table(columns)
    with pq.ParquetWriter(buffer, table.schema, **writing(table.schema)) as writer:
        writer.write_table(table)
        if metadata:
            writer.add_key_value_metadata(metadata)
    return buffer.getvalue()


def writing(schema: pa.Schema) -> dict[str, Any]:
    """Return how tables are written: small columns as codes, measured numbers as they are."""
    codes = [name for name in schema.names if str(schema.field(name).type) != "double"]
    return {"compression": "zstd", "use_dictionary": codes, "store_schema": False, "write_statistics": codes}


def codes(names: tuple[str, ...], rows: NDArray[np.integer]) -> Any:
    """Return names repeated by number, without making each string anew."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(rows.astype(np.int32)), pa.array(names, pa.string()))


def name_of(chunk: Chunk, study: Study, part: str, data: bytes) -> str:
    """Return the file name of a chunk's table."""
    whole = hashlib.sha256(chunk.identity(study, part) + data).hexdigest()
    return f"{chunk.number:06d}{part}-{whole[:16]}.parquet"


def write(
    folder: Path, chunk: Chunk, study: Study, tables: dict[str, dict[str, Any]], failures: list[Failure]
) -> Receipt:
    """Write the tables of a chunk, and last the runs, which say that it is whole."""
    said = json.dumps([[f.point, f.seeds, f.error, f.trace] for f in failures]).encode()
    names = []
    for part in sorted(tables, reverse=True):
        data = parquet(tables[part], {_CODE: study.code.encode(), **({_FAILED: said} if part == RUNS else {})})
        names.append(name_of(chunk, study, part, data))
        write_atomically(folder / CHUNKS / names[-1], data)
    return Receipt(chunk.number, chunk.runs, tuple(names), tuple(failures))


def find(folder: Path, chunks: list[Chunk], study: Study) -> tuple[dict[int, Receipt], list[str]]:
    """Return the chunks that are already on disk and whole, and what was set aside because it was not."""
    parts = (RUNS, SERIES) if study.keep == "series" else (RUNS,)
    found: dict[tuple[int, str], list[str]] = {}
    aside: list[str] = []
    for path in sorted((folder / CHUNKS).iterdir()):
        name = _NAME.fullmatch(path.name)
        if name is None or not is_own_file(path):
            continue
        number, part = int(name["number"]), name["part"]
        if number < len(chunks) and part in parts and intact(path, chunks[number], study, part):
            found.setdefault((number, part), []).append(path.name)
        else:
            aside.append(set_aside(folder, path))
    whole: dict[int, Receipt] = {}
    for chunk in chunks:
        if all((chunk.number, part) in found for part in parts):
            names = tuple(found[chunk.number, part][0] for part in parts)
            failures = tuple(failures_in(folder / CHUNKS / names[0]))
            whole[chunk.number] = Receipt(chunk.number, chunk.runs, tuple(reversed(names)), failures)
    return whole, aside


def find_one(study: Study, chunk: Chunk) -> Receipt | None:
    """Return the receipt of one chunk if it is already on disk and whole."""
    names = list[str]()
    for part in (SERIES, RUNS) if study.keep == "series" else (RUNS,):
        paths = (Path(study.folder) / CHUNKS).glob(f"{chunk.number:06d}{part}-*.parquet")
        good = next((path for path in paths if intact(path, chunk, study, part)), None)
        if good is None:
            return None
        names.append(good.name)
    return Receipt(chunk.number, chunk.runs, tuple(names), tuple(failures_in(Path(study.folder) / CHUNKS / names[-1])))


def intact(path: Path, chunk: Chunk, study: Study, part: str) -> bool:
    """Say whether a file is, to the last bit, what its name says it must be."""
    return name_of(chunk, study, part, read_bytes(path)) == path.name


def set_aside(folder: Path, path: Path) -> str:
    """Move a damaged file out of the way."""
    make_folder(folder / DAMAGED)
    free = next(one for k in count() if not kind(one := folder / DAMAGED / f"{k:04d}-{path.name}"))
    try:
        os.rename(path, free)
    except OSError as error:
        raise failed(free, error) from error
    return path.name


def failures_in(path: Path) -> list[Failure]:
    """Return the points of a chunk that could not be run."""
    import pyarrow.parquet as pq

    said = (pq.read_metadata(path).metadata or {}).get(_FAILED, b"[]")
    return [Failure(point, tuple(seeds), error, trace) for point, seeds, error, trace in json.loads(said)]


def read(path: Path, chunk: Chunk, study: Study, part: str) -> pa.Table:
    """Read a chunk's table, after checking every byte of the file."""
    import pyarrow.parquet as pq

    from sim.store import StoreError

    data = read_bytes(path)
    if name_of(chunk, study, part, data) != path.name:
        raise StoreError(f"{path}: damaged since it was written; the same command runs it again")
    return pq.read_table(BytesIO(data))
