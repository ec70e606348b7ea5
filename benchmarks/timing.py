"""Timing in one place: medians of several repeats, of processor time here and of the clock for whole commands."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Command(NamedTuple):
    """What one command took."""

    seconds: float
    megabytes: float
    exit_code: int
    processor: float = float("nan")  # seconds of it and of all that it started and waited for


def processor_seconds(job: Callable[[], object]) -> float:
    """Return the processor time of a job in this process: what it takes on one core, whoever else is at work."""
    start = time.process_time()
    job()
    return time.process_time() - start


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def command(arguments: Sequence[str], limit: float = 150.0) -> Command:
    """Run Python with arguments in a fresh process: seconds by the clock, most memory of any one process, exit code."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            used = usage.ru_utime + usage.ru_stime
            return Command(seconds, usage.ru_maxrss / 1024.0, process.returncode, used)
        if seconds > limit:
            process.terminate()
            os.wait4(process.pid, 0)
            process.returncode = -1
            return Command(seconds, float("nan"), -1)
        time.sleep(0.005)


def machine() -> str:
    """Return one line on the machine and the versions."""
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy", "mesa"))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}; Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
