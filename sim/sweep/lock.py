"""One driver a folder: the second refuses, and says who holds it. The lock goes when its process does."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.store import StoreError
from sim.store.manifest import now

LOCK = "lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, or raise `StoreError` naming the process that does."""
    try:
        import fcntl
    except ImportError:  # not on Windows: two drivers then only do the same work twice
        yield
        return
    path = folder / LOCK
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise StoreError(f"{folder}: another sweep is at work on it ({_holder(path)})") from None
        if path.exists() and os.fstat(handle).st_ino == path.stat().st_ino:
            break
        os.close(handle)  # the one before took its lock file away between our opening and our locking
    try:
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps({"process": os.getpid(), "machine": platform.node(), "since": now()}).encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _holder(path: Path) -> str:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return f"process {said['process']} on {said['machine']}, since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has not said its name"
