"""What a worker process does: run parts of futures, and stop when its client has asked for something newer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import parent_process
from threading import Thread
from typing import Any

from sim.core.arithmetic import Array
from sim.whatif.answer import Part, Side, run_part
from sim.whatif.mind import Ends, at_ends
from sim.whatif.question import Question
from sim.whatif.why import Trial, run_trial

SLOTS = 64
_BOARD: list[Any] = []


class SupersededError(Exception):
    """The client has asked for something newer."""


def begin(board: Any) -> None:
    """Remember the board on which the newest turn of each client stands, and open what every run needs."""
    _BOARD[:] = [board]
    Thread(target=_end_with_the_server, daemon=True).start()
    Question().scenario("a")


def _end_with_the_server() -> None:
    """End this process when the server has ended, however it was ended: nobody else would tell it."""
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def watcher(slot: int, turn: int) -> Callable[[], None]:
    """Return what raises `SupersededError` once a newer turn stands in the slot."""

    def stop() -> None:
        if _BOARD and _BOARD[0][slot] > turn:
            raise SupersededError

    return stop


def parts(
    question: Question, sides: Sequence[Side], worlds: Sequence[int], place: str, slot: int, turn: int
) -> dict[Side, Part]:
    """Run futures in some worlds."""
    stop = watcher(slot, turn)
    stop()
    return {side: run_part(question, side, worlds, place, stop) for side in sides}


def levels(
    question: Question, trials: Sequence[Trial], worlds: Sequence[int], place: str, slot: int, turn: int
) -> dict[Trial, dict[str, Array]]:
    """Run trials of what explains a gap."""
    stop = watcher(slot, turn)
    stop()
    return {trial: run_trial(trial, question, worlds, place, stop) for trial in trials}


def ends(
    question: Question, keys: Sequence[str], worlds: Sequence[int], place: str, slot: int, turn: int
) -> list[Ends]:
    """Try unknown numbers at both ends of their ranges."""
    stop = watcher(slot, turn)
    stop()
    return at_ends(question, keys, worlds, place, stop)
