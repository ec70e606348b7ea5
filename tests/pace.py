"""How slow this machine is: a limit in a test is so many times what a known piece of work takes here and now.

No test may fail because a machine is slow. What must come soon is given so many units; what must only not hang, `HANG`.
"""

from __future__ import annotations

import subprocess
import sys
import time

HANG = 1800.0  # seconds, a guard against hanging alone: no machine is so slow
_MEASURED: list[float] = []


def unit() -> float:
    """Return the seconds that the program takes to start and read a scenario; the most so far (idle, about one)."""
    began = time.monotonic()
    code = "import sim; sim.load_scenario([])"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=HANG)
    _MEASURED.append(time.monotonic() - began)
    return max(_MEASURED)


def units(count: float) -> float:
    """Return the seconds that so many units take here, measured anew."""
    return count * max(unit(), 1.0)


def within(taken: float, count: float) -> bool:
    """Say whether something took no longer than so many units; they are measured only if it did on an idle machine."""
    return taken < count or taken < units(count)
