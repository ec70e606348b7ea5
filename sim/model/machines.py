"""Which machine runs futures: numpy, or the same rules compiled, to the same bits; as asked for, or as it is worth it.

Work is counted in rounds of numpy's own overhead, which a batch has whatever its size: so many runs take as long again.
Tracing and building are counted in the same coin, so that they are weighed against what they spare.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from sim.compile.build import NotCompiledError, is_built, needed_compiler
from sim.compile.keeping import place
from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.core.draws import Streams
from sim.core.parameters import InputError, unknown
from sim.model.compiled import is_at_hand, trusted
from sim.model.engine import Machine, build, streams_of
from sim.model.programs import program_for
from sim.scenario import Scenario

Which = Literal["auto", "kept", "numpy", "compiled"]
"""What runs futures: compiled where that is worth its building, where it is built already, never, or in any case."""
READY = "ready"
"""What the environment asks for in workers that are never to wait: compiled where all is at hand, else numpy."""
Decided = Literal["numpy", "compiled"]
MACHINE = "COMMON_GROUND_MACHINE"
"""Environment variable that says what runs what nobody said more of, here and in the workers that start from here."""
AS_LONG_AGAIN, MOST_AT_ONCE = 125, 384  # runs
TRACING, BUILDING = 200, 1_000  # rounds
FEW = 3  # runs with which a program is tried
_ran: list[str] = []
_said: list[str] = []


def which(value: object) -> Which:
    """Return a machine by name, or raise `InputError`."""
    for name in get_args(Which):
        if value == name:
            return name
    raise InputError(unknown(str(value)[:60], get_args(Which), "machine"))


def asked_for(machine: object = None) -> Which | Literal["ready"]:
    """Return the machine that was asked for, here or by the environment; numpy if nobody did."""
    if machine is not None:
        return which(machine)
    named = os.environ.get(MACHINE) or "numpy"
    try:
        return READY if named == READY else which(named)
    except InputError as error:
        raise InputError(f"{MACHINE}: {error}") from None


@dataclass(frozen=True)
class Work:
    """What is to be done.

    Attributes:
        scenarios: the arms, or one like each.
        runs: futures of each.
        workers: processes that share them.
        columns: runs of which the scenarios' own numbers are, where that is not all runs.
        varied: gives an arm its own numbers, where it does not have them yet.
    """

    scenarios: Sequence[Scenario]
    runs: int
    workers: int = 1
    columns: int = 0
    varied: Callable[[Scenario], Scenario] = lambda arm: arm

    @property
    def rounds(self) -> float:
        """Rounds of numpy's own overhead that it takes."""
        each = -(-self.runs // MOST_AT_ONCE) + self.runs / AS_LONG_AGAIN
        return each * sum((one.years + one.warm_up_years) * ROUNDS_PER_YEAR for one in self.scenarios)

    @property
    def tracing(self) -> float:
        """Rounds that it takes to trace all programs, here and in each worker."""
        return TRACING * self.workers * len(self.scenarios)

    def machines(self) -> Iterator[tuple[Machine, Streams]]:
        """Yield a few futures of each scenario, made ready to run."""
        columns = self.columns or self.runs
        for arm in self.scenarios:
            scenario, few = self.varied(arm), range(min(columns, FEW))
            few_runs = scenario.of_runs(0, len(few), columns).in_futures(few)
            yield build(few_runs), streams_of(scenario, few)


def decided(machine: object, work: Work, rules: Machine | None = None) -> Decided:
    """Return what is to do some work; where that is weighed, what is compiled is built then.

    Args:
        machine: what was asked for.
        work: to be done.
        rules: of its one scenario, where they are made ready already.
    """
    asked = asked_for(machine)
    if asked == READY:
        ready = [rules] if rules else [one for one, _ in work.machines()]
        made: Decided = "compiled" if all(map(is_at_hand, ready)) else "numpy"
    else:
        made = asked if asked in ("numpy", "compiled") else _weighed(asked, work)
    if made not in _ran:
        _ran.append(made)
    return made


def _weighed(asked: Which, work: Work) -> Decided:
    worth = asked == "auto" and work.rounds >= BUILDING + work.tracing
    if work.rounds < work.tracing or not (worth or place().exists()):
        return "numpy"
    try:
        needed_compiler()
        for machine, streams in work.machines():
            if not worth and not _built(machine):
                return "numpy"
            trusted(machine, streams)
    except NotCompiledError as error:
        if asked == "auto" and error.reason not in _said:
            _said.append(error.reason)
            warnings.warn(f"runs in numpy, to the same bits: {error.reason}", stacklevel=4)
        return "numpy"
    return "compiled"


def _built(machine: Machine) -> bool:
    program = program_for(machine)
    return program.library is not None or is_built(program.units())


@contextmanager
def running(machine: object, work: Work) -> Iterator[Decided]:
    """Let what runs within, and in workers that start within, run on what is decided for this work."""
    made = decided(machine, work)
    for one in work.machines() if made == "compiled" else ():
        trusted(*one)  # so that workers find it built
    with asked_within(made):
        yield made


@contextmanager
def asked_within(machine: Which | Literal["ready"]) -> Iterator[None]:
    """Let a machine be asked for by all that runs within."""
    before = os.environ.get(MACHINE)
    os.environ[MACHINE] = machine
    try:
        yield
    finally:
        if before is None:
            del os.environ[MACHINE]
        else:
            os.environ[MACHINE] = before


def begin_anew() -> None:
    """Begin anew to note what runs, and what was said of it."""
    _ran.clear()
    _said.clear()


def what_ran() -> str:
    """Return what ran futures since then, in words."""
    return " and ".join(sorted(_ran)) or "nothing"
