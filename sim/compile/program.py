"""All that a scenario does as one program: each rule once a phase, alike ones written once, tables end to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import CDLL
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np

from sim.compile.emit import HEAD, LANES, Writer
from sim.compile.passes import planned
from sim.compile.quantiles import TEXT as QUANTILES
from sim.compile.refusal import UntraceableError
from sim.compile.standins import FAULT, PHASES, Phase, Step, parameters_of, rows_of, trace_outcome, trace_rule
from sim.compile.tables import Blocks, Known
from sim.core.state import Variable
from sim.outcomes.base import Outcome
from sim.world.world import Mechanism, World

_OUTCOMES = "outcomes"
_GIVEN = "(double *, double *, const double *, const double *, const double *)"
_MAIN = """
void loops(void **given) {
  for (int i = 0; CALLED[i]; i++) { CALLED[i]->f = (loop)given[2 * i]; CALLED[i]->data = given[2 * i + 1]; }
}
static void rules(const int64_t *call, int64_t n, double *s, double *t, const double *p, const double *k,
                  const double *q) {
  for (int64_t i = 0; i < n; i++, call += 4) RULES[call[0]](s, t, p + call[1], k + call[2], q + call[3] * W);
}
/* The same for all tiles, which lie some rows apart. */
void tiles(const int64_t *call, int64_t n, double *s, double *t, const double *p, const double *k, const double *q,
           int64_t s_rows, int64_t q_rows, int64_t count) {
  for (int64_t i = 0; i < count; i++) rules(call, n, s + i * s_rows * W, t, p, k, q + i * q_rows * W);
}
/* A round: its rules, those of four weeks, outcomes read each week and summed, and those read at its end. */
static void round_of(const int64_t *call, const int64_t *n, double *s, double *t, const double *p, const double *k,
              const double *weeks, const double *q, int64_t ticks, const double *read, double *sums, int64_t rows) {
  rules(call, n[0], s, t, p, k, q);
  call += 4 * n[0];
  for (int week = 0; week < 4; week++, weeks += ticks) {
    rules(call, n[1], s, t, p, weeks, q);
    rules(call + 4 * n[1], n[2], s, t, p, weeks, q);
    for (int64_t i = 0; i < rows * W; i++) sums[i] = week ? sums[i] + read[i] : read[i];
  }
  for (int64_t i = 0; i < rows * W; i++) sums[i] *= 0.25;
  rules(call + 4 * (n[1] + n[2]), n[3], s, t, p, k, q);
}
/* Rounds of one tile, after each of which the outcomes are kept, those of weeks first, then those of its end, and after
   them spans of the state: the first row of each and how many. */
void rounds(const int64_t *call, const int64_t *n, double *s, double *t, const double *p, const double *k,
            const double *weeks, const double *q, int64_t ticks, int64_t number, const double *read, double *made,
            int64_t weekly, int64_t rows, const int64_t *spans, int64_t count) {
  for (int64_t i = 0; i < number; i++, k += ticks, weeks += 4 * ticks) {
    round_of(call, n, s, t, p, k, weeks, q, ticks, read, made, weekly);
    memcpy(made + weekly * W, read + weekly * W, 8 * (rows - weekly) * W);
    made += rows * W;
    for (int64_t j = 0; j < count; made += spans[2 * j + 1] * W, j++)
      memcpy(made, s + spans[2 * j] * W, 8 * spans[2 * j + 1] * W);
  }
}
"""


@dataclass(frozen=True, eq=False)
class Call:
    """One rule in one phase.

    Attributes:
        known: what of it is known before the run.
        function: number of its function.
        starts: its first row in each table.
    """

    known: Known
    function: int
    starts: dict[str, int]

    @property
    def words(self) -> tuple[int, int, int, int]:
        """What the compiled program is told of it."""
        return self.function, self.starts["p"], self.starts["k"], self.starts["q"]


@dataclass
class Program:
    """Functions in C, and the calls in which they are called.

    Attributes:
        tile: runs that are worked out beside one another.
        rows: the first row of each state variable and outcome.
        calls: by phase and name.
        sizes: rows of each table.
        called: functions of numpy and scipy that it calls.
        functions: the number of each function, by its unit (a rule, or all outcomes) and its text.
        refused: by name of a rule or outcome, why it cannot be compiled and runs in numpy.
        asked: parameters of which it depends on whether they are other than nothing.
        blocks: what its tables held before.
        library: what was built of it, once it was.
        differs: what came out otherwise than in numpy when it was tried; None where nobody tried.
    """

    tile: int
    rows: dict[str, int] = field(default_factory=dict[str, int])
    calls: dict[tuple[str, str], Call] = field(default_factory=dict[tuple[str, str], Call])
    sizes: dict[str, int] = field(default_factory=lambda: dict.fromkeys("skpqt", 0))
    called: list[str] = field(default_factory=list[str])
    functions: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    refused: dict[str, str] = field(default_factory=dict[str, str])
    asked: set[str] = field(default_factory=set[str])
    blocks: Blocks = field(default_factory=Blocks, repr=False)
    library: CDLL | None = field(default=None, repr=False)
    differs: tuple[str, ...] | None = None

    def __getstate__(self) -> dict[str, object]:
        """Return what another process may be given: not the library, which it opens itself, nor what tables held."""
        return self.__dict__ | {"library": None, "blocks": Blocks()}

    @cached_property
    def phases(self) -> dict[str, dict[str, Call]]:
        """The calls of each phase, by name."""
        made: dict[str, dict[str, Call]] = {}
        for (phase, name), call in self.calls.items():
            made.setdefault(phase, {})[name] = call
        return made

    def add(self, phase: str, step: Step) -> None:
        """Add a rule's step in a phase."""
        plan = planned(step)
        self.asked |= step.graph.asked
        text = Writer(plan, self.rows, self.called).function("NAME")
        unit = _OUTCOMES if phase == _OUTCOMES else step.name
        number = self.functions.setdefault((unit, text), len(self.functions))
        self.calls[phase, step.name] = Call(
            Known.of(plan.known, plan.sizes), number, {table: self.sizes[table] for table in "pkq"}
        )
        for table in "pkq":
            self.sizes[table] += plan.sizes[table]
        self.sizes["t"] = max(self.sizes["t"], plan.scratch)

    def units(self) -> list[str]:
        """Return the program as units to be compiled: what calls all others, one a rule, and one of all outcomes.

        They are the same for all places whose rows and ties are alike, and a rule's for all programs that it is in.
        """
        head, bodies, names = f"#define W {self.tile}\n{HEAD}", dict[str, str](), list[str]()
        for unit, text in self.functions:
            names.append(f"f_{blake2b(f'{unit} {text}'.encode(), digest_size=8).hexdigest()}")
            bodies[unit] = bodies.get(unit, head) + text.replace("NAME", names[-1], 1)
        loops = [f"loop_{name}" for name in self.called]
        declared = [
            *(f"void {name}{_GIVEN};" for name in names),
            *(f"struct called {name};" for name in loops),
            f"static void (*const RULES[]){_GIVEN} = {{{', '.join(names)}}};",
            f"static struct called *const CALLED[] = {{{''.join(f'&{name}, ' for name in loops)}0}};",
        ]
        return [head + "\n".join(declared) + _MAIN + QUANTILES, *bodies.values()]


def program_of(
    rules: Sequence[Mechanism],
    world: World,
    variables: Sequence[Variable],
    outcomes: Iterable[Outcome] = (),
    phases: Iterable[Phase] = PHASES,
    tile: int = LANES,
) -> Program:
    """Return the program of rules and outcomes, traced in each phase."""
    program, outcomes = Program(tile), tuple(outcomes)
    sizes = {one.name: int(np.prod(rows_of(one, world))) for one in variables}
    for name, size in (sizes | {FAULT: 1} | {f"outcome {one.name}": 1 for one in outcomes}).items():
        program.rows[name] = program.sizes["s"]
        program.sizes["s"] += size
    for rule in rules:
        steps = ((one.name, trace_rule(rule, world, variables, one)) for one in phases)
        _add(program, rule.name, steps, parameters_of(rule))
    for outcome in outcomes:
        _add(program, outcome.name, ((_OUTCOMES, trace_outcome(one, world, variables)) for one in (outcome,)))
    return program


def _add(program: Program, name: str, steps: Iterator[tuple[str, Step]], asked: Iterable[str] = ()) -> None:
    """Add a rule's steps in all phases, or none where one cannot be traced, for whatever of its parameters it asked."""
    try:
        for phase, step in tuple(steps):
            program.add(phase, step)
    except UntraceableError as error:
        program.refused[name] = str(error)
        program.asked.update(asked)
