"""How long a user waits: importing, one comparison from the command line, one map of pressures."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from typing import NamedTuple

from benchmarks.timing import Command, command, median

REPEATS = 5
IMPORTS = {
    "nothing": "pass",
    "import sim": "import sim",
    "import sim, and every public name": "import sim; [getattr(sim, name) for name in sim.__all__]",
}


class Imports(NamedTuple):
    """Seconds that an import takes beyond starting Python, median of several fresh interpreters."""

    what: str
    seconds: float


def imports() -> list[Imports]:
    """Measure the imports, in turns."""
    taken: dict[str, list[float]] = {what: [] for what in IMPORTS}
    for _ in range(REPEATS):
        for what, code in IMPORTS.items():
            taken[what].append(command(["-c", code]).seconds)
    empty = median(taken.pop("nothing"))
    return [Imports(what, median(times) - empty) for what, times in taken.items()]


def experiment(name: str, limit: float) -> Command | None:
    """Run an experiment as it is by default, for so many seconds at most; None if there is no such experiment."""
    if find_spec("experiments") is None or find_spec(f"experiments.{name}") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        return command(["-m", f"experiments.{name}", f"results={folder}"], limit)


def calibrated(limit: float) -> Command:
    """Run `calibrate` on the example of its documents, for so many seconds at most."""
    with tempfile.TemporaryDirectory() as folder:
        return command(["-m", "sim.cli", "calibrate", "observed=docs/observed.csv", f"results={folder}"], limit)
