"""What a compiled round would take without structure: as many operations over as many bytes, in bare loops.

They go round and round an array as large as the state and the scratch of a tile, read and write as many bytes as the
rules do, and do as many operations on what they read, none of which waits for another row; functions are called on
whole arrays. They are built with the flags of the rules, in a folder that is gone afterwards.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.compiled_work import BITS, GROUPS, MARKED, NUMBER, RoundWork, round_of
from benchmarks.timing import median, processor_seconds
from sim.compile.build import FLAGS, needed_compiler
from sim.compile.emit import HEAD, LANES
from sim.compile.fold import function
from sim.compile.machine import Compiled, loop_of
from sim.compile.quantiles import NAME, TEXT, agrees
from sim.compile.running import run
from sim.compile.tiles import aligned
from sim.model.compiled import trusted
from sim.model.engine import build, settle, streams_of
from sim.model.programs import traced
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario, load_scenario

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64
ROUNDS, REPEATS = 72, 7
DIVISIONS = "div"
_BARE = """
#define ROWS(count, DO) \\
  for (int64_t left = count; left > 0;) { \\
    const int64_t end = at + left < whole ? at + left : whole; \\
    left -= end - at; \\
    for (; at < end; at++) { v y = V(a + at * W); DO } \\
    if (at == whole) at = 0; \\
  }
/* Rows of an array, from its beginning again once it is through: divided and written, written, or summed up. */
void NAME(double *a, int64_t whole, int64_t divided, int64_t written, int64_t summed,
          const double *given, double *out) {
  const v one = B(given), none = B(given + 1);
  v made[4] = {{0}};
  int64_t at = 0;
  ROWS(divided, STEPS y = y / one; V(a + at * W) = y;)
  ROWS(written, STEPS V(a + at * W) = y;)
  ROWS(summed, FEWER made[at & 3] = made[at & 3] + y;)
  V(out) = made[0] + made[1] + made[2] + made[3];
}
#undef ROWS
"""
_NAMES = ("bare", "bare_and_one")


class Limit(NamedTuple):
    """What a round of one tile does, and microseconds of processor time that it takes, bare and by the rules."""

    work: RoundWork
    bare: float
    rules: float


@dataclass(frozen=True)
class Bare:
    """How a round's work is done without structure.

    Attributes:
        each: operations on every row that is read.
        rows: how many rows are read with so many operations, and how many with one more.
        writes: rows written.
        divisions: rows divided.
        called: functions, and on how many numbers.
    """

    each: int
    rows: tuple[int, int]
    writes: int
    divisions: int
    called: Mapping[str, int]

    @classmethod
    def of(cls, work: RoundWork) -> Bare:
        """Return how some work is done."""
        row, simple = NUMBER * LANES, {*GROUPS, BITS} - {DIVISIONS}
        reads = max(work.read.total() // row, work.written.total() // row, 1)
        each, more = divmod(sum(work.operations[op] for op in simple) // LANES, reads)
        called = {
            op: count for op, count in work.operations.items() if op not in {*GROUPS, BITS} and not op.endswith(MARKED)
        }
        writes, divisions = work.written.total() // row, work.operations[DIVISIONS] // LANES
        return cls(each, (reads - more, more), writes, divisions, called)

    @property
    def text(self) -> str:
        """The loops in C; a row that is summed up has its sum as one of its operations."""
        steps = ["y = y + none;" if number % 2 else "y = y * one;" for number in range(self.each + 1)]
        loops = [
            _BARE.replace("NAME", name).replace("STEPS", " ".join(some)).replace("FEWER", " ".join(some[:-1]))
            for name, some in zip(_NAMES, (steps[:-1], steps), strict=True)
        ]
        return f"#define W {LANES}\n{HEAD}{TEXT}{''.join(loops)}"

    def library(self, folder: Path) -> ctypes.CDLL:
        """Return the loops, built in a folder with the flags of the rules."""
        source, made = folder / "bare.c", folder / "bare.so"
        source.write_text(self.text, encoding="utf-8")
        subprocess.run([needed_compiler(), *FLAGS, "-shared", str(source), "-o", str(made), "-lm"], check=True)
        return ctypes.CDLL(str(made))

    def round_in(self, library: ctypes.CDLL, rows: int) -> Callable[[], None]:
        """Return what does a round once, over an array of so many rows."""
        array, given, out, whole = aligned(rows, LANES), aligned(2), aligned(LANES), sum(self.rows)
        array[:], given[:] = 0.5, (1.0, 0.0)
        calls = [
            (getattr(library, name), [_NUMBER(count) for count in (rows, *self._kinds(some, whole))])
            for name, some in zip(_NAMES, self.rows, strict=True)
        ]
        own = {NAME: (ctypes.cast(library.quantiles, _POINTER).value or 0, 0)} if agrees(library) else {}
        functions = [_called(op, own.get(op) or loop_of(op), count) for op, count in self.called.items()]

        def done() -> None:
            for loop, numbers in calls:
                loop(_POINTER(array.ctypes.data), *numbers, *(_POINTER(one.ctypes.data) for one in (given, out)))
            for one in functions:
                one()

        return done

    def _kinds(self, some: int, whole: int) -> tuple[int, int, int]:
        """Return how many of some rows are divided and written, written, and summed up, as of all rows."""
        divided, written = self.divisions * some // whole, self.writes * some // whole
        return divided, written - divided, some - written


def _called(op: str, loop: tuple[int, int], count: int) -> Callable[[], None]:
    """Return what calls a loop of numpy's once, on so many numbers."""
    numbers, size = aligned(2, -(-count // LANES) * LANES), ctypes.c_ssize_t(count)
    numbers[0] = np.linspace(0.25, 0.75, numbers.shape[1])
    given, made = (row.ctypes.data for row in numbers)
    args = (_POINTER * 3)(given, given if function(op).nin == 2 else made, made)
    steps = (ctypes.c_ssize_t * 3)(NUMBER, NUMBER, NUMBER)
    call = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _POINTER, _POINTER)(loop[0])

    def done() -> None:
        numbers[1, 0] = 0.0  # what is written to is held on to
        call(ctypes.addressof(args), ctypes.addressof(size), ctypes.addressof(steps), loop[1])

    return done


def microseconds(job: Callable[[], object], rounds: int) -> float:
    """Return the processor time of a round, the median of several times so many of them."""
    return 1e6 * median([processor_seconds(job) for _ in range(REPEATS)]) / rounds


def measure(scenario: Scenario | None = None) -> Limit:
    """Measure a full tile of runs: rounds from month 0 on with all outcomes, but for the first."""
    scenario, runs = scenario or load_scenario([]), range(LANES)
    machine, streams = build(scenario), streams_of(scenario, runs)
    program, state = trusted(machine, streams), settle(machine, streams)
    compiled = Compiled(program, traced(machine.round + machine.week), streams)
    tiles = compiled.laid({name: values for name, values in state.__dict__.items() if name in program.rows})
    names = [[rule.name for rule in traced(rules)] for rules in (machine.round, machine.week)]
    schedule = tuple([name for name in some if name not in program.refused] for some in names)
    outcomes = [one for one in OUTCOMES.values() if one.name not in program.refused]

    def by_rules() -> None:
        run(compiled, (schedule[0], schedule[1]), tiles, range(1, ROUNDS + 1), outcomes)

    by_rules()  # so that all tables are filled
    work = round_of(machine)
    with TemporaryDirectory() as folder:
        bare = Bare.of(work)
        one = bare.round_in(bare.library(Path(folder)), program.sizes["s"] + program.sizes["t"])
        return Limit(work, microseconds(lambda: [one() for _ in range(ROUNDS)], ROUNDS), microseconds(by_rules, ROUNDS))
