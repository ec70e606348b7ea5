"""The answer service: takes questions, shares the runs between two workers, keeps answers; the latest of a client wins.

Each worker keeps its own settled states, so the same part of a question always goes to the same worker. A first picture
is one future a worker; the full set is half of the worlds a worker.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Literal

from sim.validation.worlds import some
from sim.web import worker_tasks
from sim.web.answer_cache import AnswerCache
from sim.web.latest import BACKGROUND, LatestQuestions
from sim.web.worker_pool import WORKERS, BusyError, WorkerPool
from sim.web.worker_tasks import SupersededError
from sim.whatif import mind, why
from sim.whatif.answer import FIRST, FULL, SIDES, Answer, Part, Side, answer_of, called, joined
from sim.whatif.question import Question
from sim.whatif.view import tell
from sim.whatif.view.answer import key_of
from sim.whatif.view.why import chain, tell_ends, tell_why

Stage = Literal["first", "full"]
Told = dict[str, Any]
MOST_KEPT, MOST_WAITING = 96, 24
MIND_PARTS, LAZY = 2 * WORKERS, ("why", "mind")


class AnswerService:
    """Answers questions about one place.

    Args:
        place: name of a place, or the path of a place file.
        first: futures in a first picture.
        full: futures in the full set.
        cache: where answers to the stories are kept between starts; None to keep none.
    """

    def __init__(
        self, place: str = "anyplace", *, first: int = FIRST, full: int = FULL, cache: AnswerCache | None = None
    ) -> None:
        self._cache = cache
        self.place, self.size = place, {"first": first, "full": full}
        self._pool = WorkerPool()
        self._latest = LatestQuestions(self._pool.board)
        self._kept: OrderedDict[tuple[str, ...], Told] = OrderedDict()
        self._waiting = 0

    def close(self) -> None:
        """End the workers."""
        self._latest.end()
        self._pool.close()

    async def answer(self, question: Question, stage: Stage, client: str, turn: int) -> Told:
        """Return an answer told, from what is kept or from new runs; raise `SupersededError` or `BusyError`."""
        question.tried(self.place)  # also of an answer that is kept: its names may be others
        kept = self._found(("answer", "full", *self._named(question)))
        kept = kept or (self._found(("answer", "first", *self._named(question))) if stage == "first" else None)
        self._latest.newest(client, turn)
        for kind in LAZY:
            self._latest.outdate(f"{kind} {client}", turn)
        if kept:
            return kept
        return await self._alone(client, turn, lambda slot, now: self._answer(question, stage, slot, now))

    async def whole(self, question: Question) -> Answer:
        """Return the answer itself with all of its futures, for a hand-out."""
        question.tried(self.place)

        async def make(slot: int, now: int) -> Answer:
            return await self._run(question, "full", slot, now)

        return await self._alone(f"hand-out {key_of(question, self.place)}", self._latest.next(), make)

    async def why(self, question: Question, client: str, turn: int) -> Told:
        """Return where the gap comes from."""
        return await self._lazy("why", question, client, turn, self._why)

    async def mind(self, question: Question, client: str, turn: int) -> Told:
        """Return which unknown numbers decide who comes out ahead."""
        return await self._lazy("mind", question, client, turn, self._mind)

    async def prepare(self, questions: Sequence[Question]) -> None:
        """Answer questions in the background, giving way to everybody; those in the cache are taken from there."""
        for question in questions:
            name = (self.place, str(self.size["full"]), *self._named(question))
            told = await asyncio.to_thread(self._cache.find, name) if self._cache else None
            if told is None:
                told = await self._giving_way(question)
                if self._cache:
                    await asyncio.to_thread(self._cache.keep, name, told)
            self._keep(("answer", "full", *self._named(question)), told)

    async def _giving_way(self, question: Question) -> Told:
        """Answer a question when nobody else asks, however often somebody else does."""
        while True:
            while self._waiting:
                await asyncio.sleep(0.2)
            with suppress(SupersededError, BusyError):
                return await self._answer(question, "full", BACKGROUND, self._latest.next())

    async def _lazy(
        self,
        kind: str,
        question: Question,
        client: str,
        turn: int,
        make: Callable[[Question, int, int], Awaitable[Told]],
    ) -> Told:
        question.tried(self.place)
        kept = self._found((kind, *self._named(question)))
        if kept:
            return kept

        async def made(slot: int, now: int) -> Told:
            told = await make(question, slot, now)
            return self._keep((kind, *self._named(question)), told)

        return await self._alone(f"{kind} {client}", turn, made)

    async def _answer(self, question: Question, stage: Stage, slot: int, turn: int) -> Told:
        found = await self._run(question, stage, slot, turn)
        told = await asyncio.to_thread(tell, found, self.place)
        return self._keep(("answer", stage, *self._named(question)), {**told, "stage": stage})

    async def _run(self, question: Question, stage: Stage, slot: int, turn: int) -> Answer:
        worlds = some(self.size[stage])
        if stage == "first":
            jobs = [((side,), worlds) for side in SIDES]
        else:
            half = -(-len(worlds) // WORKERS)
            jobs = [(SIDES, worlds[half * n : half * (n + 1)]) for n in range(WORKERS) if worlds[half * n :]]
        parts = [(worker_tasks.parts, (question, sides, part)) for sides, part in jobs]
        made = await self._pool.share(parts, self.place, slot, turn)
        whole: dict[Side, Part] = {side: joined([part[side] for part in made if side in part]) for side in SIDES}
        return await asyncio.to_thread(answer_of, question, worlds, whole, self.place)

    async def _why(self, question: Question, slot: int, turn: int) -> Told:
        trials, worlds = why.trials(question, self.place), some(min(why.WORLDS, self.size["full"]))
        jobs = [(worker_tasks.levels, (question, [trial], worlds)) for trial in trials]
        made = await self._pool.share(jobs, self.place, slot, turn)
        levels = {trial: level for part in made for trial, level in part.items()}
        parts = why.parts_of(question, levels, self.place)
        found = await self._run(question, "first", slot, turn)
        told = tell_why(question, parts, len(worlds), self.place)
        return {"key": key_of(question, self.place), **told, "chain": chain(found.comparison)}

    async def _mind(self, question: Question, slot: int, turn: int) -> Told:
        keys, worlds = mind.candidates(question), some(min(mind.WORLDS, self.size["full"]))
        parts = [keys[n::MIND_PARTS] for n in range(MIND_PARTS) if keys[n::MIND_PARTS]]
        jobs = [(worker_tasks.ends, (question, part, worlds)) for part in parts]
        made = await self._pool.share(jobs, self.place, slot, turn)
        found = [one for part in made for one in part]
        return {"key": key_of(question, self.place), **tell_ends(found, called(question)[1], len(worlds))}

    async def _alone(self, client: str, turn: int, make: Callable[[int, int], Awaitable[Any]]) -> Any:
        """Run something as the newest of its client, ahead of what is prepared in the background."""
        if self._waiting >= MOST_WAITING:
            raise BusyError
        slot = self._latest.newest(client, turn)
        self._latest.interrupt()
        self._waiting += 1
        try:
            return await make(slot, turn)
        finally:
            self._waiting -= 1

    def _named(self, question: Question) -> tuple[str, ...]:
        return key_of(question, self.place), question.a.name, question.b.name

    def _found(self, key: tuple[str, ...]) -> Told | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _keep(self, key: tuple[str, ...], told: Told) -> Told:
        self._kept[key] = told
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return told
