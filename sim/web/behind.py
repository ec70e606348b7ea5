"""Building behind: numpy answers at once, and what runs compiled is used when it is built and has been tried.

An answer that ran in numpy is wanted compiled; of what is wanted the latest goes first. Once the builder has it, each
worker is given it between two answers, and runs all that is alike compiled from then on, to the same bits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from sim.compile.build import NotCompiledError
from sim.compile.program import Program
from sim.core.parameters import InputError
from sim.place import Place
from sim.web import worker_tasks
from sim.web.builder import Wanted
from sim.web.own_thread import OwnThread
from sim.web.worker_pool import BusyError, WorkerPool
from sim.whatif.answer import Side
from sim.whatif.question import Question

COMPILED = "futures of the page run compiled from now on, to the same bits"
NUMPY = "the page runs in numpy, to the same bits: {}; benchmarks/compiled.md says how much faster compiled rules are"


class Builds(Protocol):
    """What builds programs, and waits for them."""

    def build(self, wanted: Wanted) -> Program | None:
        """Return a program that was tried, or None."""
        ...

    def close(self) -> None:
        """Give up."""
        ...


class Behind:
    """What is built while numpy answers.

    Args:
        builder: builds.
        pool: the workers that are given what is built.
        place: of all questions.
        new: whether what was never built on this computer may be.
        say: is told, in a line each, when the first is used, or why none will be.
    """

    def __init__(self, builder: Builds, pool: WorkerPool, place: Place, new: bool, say: Callable[[str], None]) -> None:
        self._builder, self._pool, self._place, self._new, self._say = builder, pool, place, new, say
        self._wanted: dict[Side, Wanted] = {}
        self._thread = OwnThread("building")
        self._going: asyncio.Task[None] | None = None
        self.handed, self._over = 0, False

    def want(self, question: Question, sides: Iterable[Side], worlds: Sequence[int]) -> None:
        """Have what runs these futures compiled built when the builder has time for it."""
        for side in sides:
            self._wanted[side] = Wanted(question, side, tuple(worlds), self._place, self._new)
        if self._wanted and not self._over and (self._going is None or self._going.done()):
            self._going = asyncio.create_task(self._go_on())

    async def idle(self) -> None:
        """Wait until nothing is wanted any more."""
        if self._going is not None:
            await asyncio.wait({self._going})

    def close(self) -> None:
        """End the builder."""
        self._over = True
        if self._going is not None:
            self._going.cancel()
        self._builder.close()
        self._thread.close()

    async def _go_on(self) -> None:
        while self._wanted and not self._over:
            _, wanted = self._wanted.popitem()
            try:
                made = await self._thread.run(self._builder.build, wanted)
                if made is not None:
                    await self._pool.each(
                        worker_tasks.take_over, wanted.question, wanted.side, wanted.worlds, wanted.place, made
                    )
            except BusyError:
                continue  # it is wanted again as long as answers run in numpy
            except (InputError, EOFError) as error:
                self._over = True
                if self._new:
                    self._say(NUMPY.format(_reason(error)))
                return
            if made is not None:
                self.handed += 1
                if self.handed == 1:
                    self._say(COMPILED)


def _reason(error: Exception) -> str:
    if isinstance(error, NotCompiledError):
        return error.reason
    return str(error) or "the process that builds has ended"
