"""One writer a folder: the second refuses, and says who holds it. The lock goes when its process does."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sim.store.atomic import StoreError, write_atomically
from sim.store.manifest import now
from sim.store.owned import is_own_file, read_json, reason

LOCK, HOLDER = "lock", "holder.json"
_PATIENCE = 0.5  # seconds: the one before may be just about to take its lock away


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, or raise `StoreError` naming the process that does."""
    path, holder = folder / LOCK, folder / HOLDER
    for own in (path, holder):
        is_own_file(own)
    lock = FileLock(path, timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(f"{folder}: another run is at work on it ({_holder(holder)})") from None
    except (OSError, NotImplementedError) as error:
        why = reason(error) if isinstance(error, OSError) else "its disk knows no locks"
        raise StoreError(f"{path}: cannot be locked ({why})") from None
    try:
        said = {"process": os.getpid(), "machine": platform.node(), "since": now()}
        write_atomically(holder, json.dumps(said).encode())
        yield
    finally:
        for own in (holder, path):  # before it is let go, so that no other's is taken away
            with suppress(OSError):
                own.unlink(missing_ok=True)
        lock.release()


def _holder(path: Path) -> str:
    try:
        said = read_json(path)
        return f"process {said['process']} on {said['machine']}, since {said['since']}"
    except (StoreError, KeyError):
        return "a process that has not said its name"
