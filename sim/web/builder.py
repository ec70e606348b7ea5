"""The builder: a process that gives way to all others traces, builds and tries what runs futures compiled.

It never hears a Ctrl-C, and with it goes the compiler that it started.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from sim.compile.build import is_built, needed_compiler
from sim.compile.keeping import place as kept_in
from sim.compile.program import Program
from sim.core.parameters import InputError
from sim.model.compiled import trusted
from sim.model.programs import program_for
from sim.model.workers import interrupts_wait
from sim.place import Place
from sim.web.worker_tasks import when_the_server_ends
from sim.whatif.answer import Side, few_futures
from sim.whatif.question import Question

LEAST_URGENT = 19


@dataclass(frozen=True)
class Wanted:
    """A future that ran in numpy, in some worlds, and whether what would run it compiled may be built."""

    question: Question
    side: Side
    worlds: tuple[int, ...]
    place: Place
    new: bool


class Builder:
    """A process that builds one thing after another; it is started when the first is wanted."""

    def __init__(self) -> None:
        self._pipe: Connection | None = None
        self._process: Any = None

    def build(self, wanted: Wanted) -> Program | None:
        """Return a program, tried; None if it would have to be built and may not; wait for it.

        Raises:
            InputError: why nothing can be built on this computer.
            EOFError: the process has ended.
        """
        if self._pipe is None:
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            with interrupts_wait():
                self._process.start()
            theirs.close()
        try:
            self._pipe.send(wanted)
            made = self._pipe.recv()
        except OSError:
            raise EOFError from None
        if isinstance(made, InputError):
            raise made
        return made

    def close(self) -> None:
        """End the process, whatever it is at, and its compiler."""
        if self._process is None or not self._process.is_alive():
            return
        self._process.kill()
        if hasattr(os, "killpg"):
            _end_group(self._process.pid)


def _serve(pipe: Connection) -> None:
    """Build what is asked for, until the server ends."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()
        os.nice(LEAST_URGENT)
    Thread(target=when_the_server_ends, args=(_end,), daemon=True).start()
    while True:
        try:
            made = built(pipe.recv())
        except InputError as error:
            made = error
        except EOFError:
            return
        pipe.send(made)


def _end() -> None:
    if hasattr(os, "killpg"):
        _end_group(os.getpgrp())
    os._exit(0)


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:  # it has not begun, or has ended by itself
        return


def built(wanted: Wanted) -> Program | None:
    """Return the program that runs a future, built and tried; None if it is not built and may not be."""
    needed_compiler()
    if not wanted.new and not kept_in().exists():
        return None
    machine, streams = few_futures(wanted.question, wanted.side, wanted.worlds, wanted.place)
    if not wanted.new and not is_built(program_for(machine).units()):
        return None
    return trusted(machine, streams)
