"""Jobs with faults, for workers of Dask: they count their tries in files, so that it matters not which worker tries."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sim.sweep.chunks import Receipt
from sim.sweep.plan import Chunk, Study
from sim.sweep.work import run_chunk

Tell = Callable[[int], None] | None


def tries(study: Study, chunk: Chunk) -> int:
    """Count a try of a chunk; return how many there were before."""
    for number in range(1000):
        try:
            os.close(os.open(Path(study.folder).parent / f"try-{chunk.number}-{number}", os.O_CREAT | os.O_EXCL))
            return number
        except FileExistsError:
            continue
    raise AssertionError("tried for ever")


def raises_once(study: Study, chunk: Chunk, lost: dict[int, str] | None, tell: Tell) -> Receipt:
    """Fail the first time, as on a machine with a fault."""
    if tries(study, chunk) == 0:
        raise OSError("a fault put in by a test")
    return run_chunk(study, chunk, lost, tell)


def point_raises(study: Study, chunk: Chunk, lost: dict[int, str] | None, tell: Tell) -> Receipt:
    """Let the first point of the first chunk raise, every time."""
    tries(study, chunk)
    return run_chunk(study, chunk, {chunk.points[0]: "ZeroDivisionError: put in"} if chunk.number == 0 else lost, tell)


def all_die_once(study: Study, chunk: Chunk, lost: dict[int, str] | None, tell: Tell) -> Receipt:
    """End every worker once, in the middle of the sweep."""
    if chunk.number in (1, 2) and tries(study, chunk) == 0:
        os._exit(1)
    return run_chunk(study, chunk, lost, tell)
