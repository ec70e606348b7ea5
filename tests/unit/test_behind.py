"""Building behind: the page answers in numpy, and runs compiled once what does is built, tried and handed over."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sim.compile.build import NotCompiledError
from sim.compile.program import Program
from sim.model import machines
from sim.model.batch import run_batch
from sim.model.compiled import is_at_hand
from sim.model.engine import build
from sim.model.machines import MACHINE, READY, asked_within
from sim.model.programs import program_for
from sim.web import builder
from sim.web.behind import COMPILED, Behind
from sim.web.builder import Builder, Wanted, built
from sim.web.worker_pool import BusyError
from sim.whatif.question import Question, placed
from tests.whole import scenario

QUESTION, PLACE, WORLDS = Question(), placed("anyplace"), (1, 2, 3, 4)


class Building:
    """Stands for the process that builds: gives what it is told to, and counts."""

    def __init__(self, *given: Any) -> None:
        self.given, self.wanted, self.closed = list(given), list[Wanted](), 0

    def build(self, wanted: Wanted) -> Program | None:
        self.wanted.append(wanted)
        made = self.given.pop(0)
        if isinstance(made, Exception):
            raise made
        return made

    def close(self) -> None:
        self.closed += 1


class Workers:
    """Stand for the workers: note what they are given."""

    def __init__(self, *faults: Exception) -> None:
        self.faults, self.given = list(faults), list[Any]()

    async def each(self, job: Callable[..., Any], *given: Any) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.given.append(given)


def heard_of(building: Building, workers: Workers, asks: int = 1, *, new: bool = True) -> list[str]:
    """Want one answer after another compiled; return what was said."""
    said = list[str]()

    async def tried() -> None:
        behind = Behind(building, workers, PLACE, new, said.append)  # type: ignore[arg-type]
        for _ in range(asks):
            behind.want(QUESTION, ("b",), WORLDS)
            await behind.idle()
        behind.close()

    with ThreadPoolExecutor(1) as own:  # a loop of its own, whatever runs in this thread
        own.submit(asyncio.run, tried()).result()
    assert building.closed == 1
    return said


def test_what_is_built_is_handed_to_every_worker_and_said_once() -> None:
    program, workers = Program(8), Workers()
    building = Building(program, None, program)
    assert heard_of(building, workers, 3) == [COMPILED]
    assert [given[-1] for given in workers.given] == [program] * 2, "None has nothing to hand over"
    assert building.wanted[0] == Wanted(QUESTION, "b", WORLDS, PLACE, True)


def test_a_worker_that_cannot_take_it_now_is_given_it_the_next_time() -> None:
    program, workers = Program(8), Workers(BusyError())
    assert heard_of(Building(program, program), workers, 2) == [COMPILED] and len(workers.given) == 1


@pytest.mark.parametrize(
    ("fault", "why"), [(NotCompiledError("no C compiler"), "no C compiler"), (EOFError(), "ended")]
)
def test_what_cannot_be_built_is_said_in_one_line_and_never_tried_again(fault: Exception, why: str) -> None:
    building = Building(fault)
    (said,) = heard_of(building, Workers(), 3)
    assert why in said and "runs in numpy" in said and "\n" not in said and len(building.wanted) == 1
    assert heard_of(Building(fault), Workers(), 3, new=False) == [], "nobody had asked for it"


def test_of_what_is_wanted_meanwhile_the_latest_of_each_future_is_built() -> None:
    building, first, last = Building(None, None), QUESTION, Question(years=2)

    async def tried() -> None:
        behind = Behind(building, Workers(), PLACE, True, print)  # type: ignore[arg-type]
        for question in (first, Question(years=1), last):
            behind.want(question, ("a", "b"), WORLDS)
        await behind.idle()
        behind.close()

    with ThreadPoolExecutor(1) as own:
        own.submit(asyncio.run, tried()).result()
    assert sorted((one.side, one.question.years) for one in building.wanted) == [("a", 2), ("b", 2)]


def test_workers_that_are_never_to_wait_run_compiled_only_what_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[bool]()
    monkeypatch.setattr(machines, "is_at_hand", lambda machine: asked.append(True) or False)
    with asked_within(READY):
        assert os.environ[MACHINE] == READY and run_batch(scenario("years=1"), range(2)).machine == "numpy"
    assert asked


def test_a_program_is_at_hand_when_it_is_built_and_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = build(scenario())
    program = program_for(machine)
    states = [(None, None), (None, ()), (object(), None), (object(), ("trust",)), (object(), ())]
    found = list[bool]()
    for library, differs in states:
        monkeypatch.setattr(program, "library", library)
        monkeypatch.setattr(program, "differs", differs)
        found.append(is_at_hand(machine))
    assert found == [False, False, False, False, True]


def test_what_was_never_built_is_not_built_where_that_was_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "needed_compiler", lambda: "cc")
    monkeypatch.setattr(builder, "trusted", lambda *_: Program(8))
    monkeypatch.setattr(builder, "is_built", lambda units: False)
    assert built(Wanted(QUESTION, "a", WORLDS, PLACE, new=False)) is None
    assert built(Wanted(QUESTION, "a", WORLDS, PLACE, new=True)) is not None


def test_the_process_that_builds_says_why_it_cannot_and_ends_when_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CC", raising=False)
    made = Builder()
    with pytest.raises(NotCompiledError, match="no C compiler found"):
        made.build(Wanted(QUESTION, "a", WORLDS, PLACE, new=True))
    made.close()
    with pytest.raises(EOFError):
        made.build(Wanted(QUESTION, "a", WORLDS, PLACE, new=True))
