"""How long `worth-knowing` takes over a stored sweep: made first in a folder of its own, and the analysis measured."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.timing import Command, command, processor_seconds
from sim.analysis.measures import PEOPLE
from sim.analysis.worth_runs import Knowable
from sim.analysis.worth_study import found_of, judging, measures_kept
from sim.cli.sweep_options import ask_sweep
from sim.place import load_place
from sim.report.text.rests_words import leading
from sim.sweep import sweep
from sim.sweep.limit import serial
from sim.sweep.work import run_chunk
from sim.unknowns import drawn, unknowns

RUNS, ARMS, LIMIT = 10_000, ("siloed", "collaborative"), 20.0
"""Runs of the sweep, half of them of each arm, and the processor seconds that reading and judging them may take."""
NAMED = 14
"""Unknown numbers that one word of a sweep has room to name."""
_CODE = """
import sys
from pathlib import Path
from sim.cli.worth_knowing import run
run(sys.argv[2:])
if (own := Path("/proc/self/status")).exists():
    Path(sys.argv[1]).write_text(own.read_text().partition("VmHWM:")[2].split()[0])
"""


class StoredWorth(NamedTuple):
    """What `worth-knowing` took of a stored sweep, and judging alone where every unknown number is drawn."""

    command: Command
    numbers: int
    alone: float
    all_numbers: int

    @property
    def sentence(self) -> str:
        """Say what was measured, and whether the limit was met."""
        verdict = "met" if self.command.processor < LIMIT and not self.command.exit_code else "MISSED"
        return (
            f"`worth-knowing` of {RUNS:,} stored runs in which {self.numbers} numbers vary, report and all: "
            f"{self.command.processor:.1f} s of processor time and {self.command.megabytes:.0f} MB (at most "
            f"{LIMIT:.0f} s {verdict}); judging alone, {RUNS:,} made-up futures that draw {self.all_numbers} numbers: "
            f"{self.alone:.1f} s"
        )


def measure() -> StoredWorth:
    """Make the runs and measure what is made of them, in a process of its own."""
    with tempfile.TemporaryDirectory() as root:
        stored = stored_runs(Path(root))
        peak = Path(root) / "peak"
        taken = command(["-c", _CODE, str(peak), f"sweep={stored}", f"results={root}"])
        if peak.exists():  # of a process begun by a larger one, what it is said to have held is what that one held
            taken = taken._replace(megabytes=int(peak.read_text(encoding="utf-8")) / 1024.0)
    return StoredWorth(taken, NAMED, processor_seconds(partial(judged, RUNS)), len(unknowns()))


def stored_runs(root: Path, runs: int = RUNS) -> Path:
    """Sweep what working together changes most by; return the folder. Years are few: as many rows are kept."""
    vary = f"vary=[{','.join(leading(unknowns())[:NAMED])}]"
    words = ["design=lhs", f"points={runs // len(ARMS)}", vary, f"behaviours=[{','.join(ARMS)}]", "replications=1"]
    words += ["years=1", "warm_up_years=2"]
    return sweep(
        ask_sweep(words).plan, root, partial(serial, run_chunk), argv=["common-ground", "sweep", *words]
    ).folder


def judged(futures: int) -> int:
    """Judge futures that draw every unknown number; return how many things were asked about."""
    random, judged_by = np.random.default_rng(1), judging(PEOPLE)
    levels = {one.name: random.normal(size=(len(ARMS), futures)) for one in measures_kept(judged_by)}
    knowable = Knowable(levels, drawn(range(futures), unknowns()), {})
    return len(found_of(knowable, judged_by, ARMS, load_place("anyplace")).worths)


def main() -> None:
    """Measure and print."""
    print(f"{measure().sentence}.")


if __name__ == "__main__":
    main()
