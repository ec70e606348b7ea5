"""What a worker process does: run parts of futures, and stop when nobody waits for them any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import parent_process
from threading import Thread
from typing import Any, NamedTuple

from sim.compile.program import Program
from sim.core.arithmetic import Array
from sim.model import compiled
from sim.place import Place
from sim.whatif.answer import Part, Side, few_futures, run_part
from sim.whatif.mind import Ends, at_ends
from sim.whatif.question import Question
from sim.whatif.why import Trial, run_trial

_BOARD: list[Any] = []
_STEPS: list[Any] = []


class WithdrawnError(Exception):
    """Nobody waits for this work any more."""


class Ticket(NamedTuple):
    """Work that is wanted as long as its number stands in its slot of the board that all processes share."""

    slot: int
    number: int


_HELD = [Ticket(0, 0)]


def begin(board: Any, steps: Any) -> None:
    """Remember the board of tickets and the count of steps, and open what every run needs."""
    _BOARD[:], _STEPS[:] = [board], [steps]
    Thread(target=when_the_server_ends, args=(lambda: os._exit(0),), daemon=True).start()
    Question().scenario("a")


def when_the_server_ends(end: Callable[[], None]) -> None:
    """End this process when the server has ended, however it was ended: nobody else would tell it."""
    server = parent_process()
    if server is not None:
        server.join()
        end()


def do(ticket: Ticket, job: Callable[..., Any], *given: Any) -> Any:
    """Do a job as long as its ticket is good."""
    _HELD[0] = ticket
    before_step()
    return job(*given)


def before_step() -> None:
    """Count a step, such as a round; raise `WithdrawnError` if nobody waits any more for what this process does."""
    slot, number = _HELD[0]
    if _STEPS:
        _STEPS[0].value += 1  # by two processes at once it may count one too few: it says only that all goes on
    if _BOARD and _BOARD[0][slot] != number:
        raise WithdrawnError


def parts(question: Question, sides: Sequence[Side], worlds: Sequence[int], place: Place) -> dict[Side, Part]:
    """Run futures in some worlds."""
    return {side: run_part(question, side, worlds, place, before_step) for side in sides}


def levels(
    question: Question, trials: Sequence[Trial], worlds: Sequence[int], place: Place
) -> dict[Trial, dict[str, Array]]:
    """Run trials of what explains a gap."""
    return {trial: run_trial(trial, question, worlds, place, before_step) for trial in trials}


def ends(question: Question, keys: Sequence[str], worlds: Sequence[int], place: Place) -> list[Ends]:
    """Try unknown numbers at both ends of their ranges."""
    return at_ends(question, keys, worlds, place, before_step)


def take_over(question: Question, side: Side, worlds: Sequence[int], place: Place, program: Program) -> None:
    """Run futures that are like one of these compiled from now on."""
    machine, _ = few_futures(question, side, worlds, place)
    compiled.take_over(program, machine)
