"""The answer service: takes questions, shares the runs between two workers, keeps answers.

Nothing of the model and no text is worked out in the event loop: scenarios are composed in one thread, words made in
another, and futures run by the workers. A first picture is one future a worker; the full set is half of the worlds a
worker. What several ask at once is worked out once, and stops when all of them have gone.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, TypeVar

from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.place import Place
from sim.validation.worlds import some
from sim.web import worker_tasks
from sim.web.answer_cache import AnswerCache
from sim.web.behind import Behind
from sim.web.handout import ExplainedAnswer, Form, drawn
from sim.web.own_thread import OwnThread
from sim.web.part_cache import PartCache, jobs
from sim.web.single_flight import SingleFlight
from sim.web.worker_pool import WORKERS, BusyError, WorkerPool
from sim.whatif import mind, why
from sim.whatif.answer import FIRST, FULL, SIDES, Answer, Part, Side, answer_of, called
from sim.whatif.question import Question, placed
from sim.whatif.view import tell
from sim.whatif.view.answer import Keys, keys_of
from sim.whatif.view.why import tell_ends, tell_why

Stage = Literal["first", "full"]
Name = tuple[str, ...]
T = TypeVar("T")
MOST_KEPT, MOST_AT_ONCE, MOST_TRIES = 96, 24, 3
MIND_PARTS = 2 * WORKERS


class Named(NamedTuple):
    """What names a question: its numbers, and with them its words."""

    keys: Keys
    words: Name


class AnswerService:
    """Answers questions about one place, each reply as the text of JSON.

    Args:
        place: name of a place, or the path of a place file; it is read once, here.
        first: futures in a first picture.
        full: futures in the full set.
        cache: where answers to the stories are kept between starts; None to keep none.
        behind: makes what builds behind the answers, for these workers and this place; None to build nothing.
    """

    def __init__(
        self,
        place: str = "anyplace",
        *,
        first: int = FIRST,
        full: int = FULL,
        cache: AnswerCache | None = None,
        behind: Callable[[WorkerPool, Place], Behind] | None = None,
    ) -> None:
        self.place_name, self.place = place, placed(place)
        sizes = {"first": first, "full": full, "why": min(why.WORLDS, full), "mind": min(mind.WORLDS, full)}
        self._worlds = {what: some(size) for what, size in sizes.items()}
        self._cache, self._pool = cache, WorkerPool()
        self._behind = behind and behind(self._pool, self.place)
        self.composing, self.wording = OwnThread("composing"), OwnThread("wording")
        self._drawing, self._one_hand_out = (
            OwnThread("drawing"),
            asyncio.Lock(),
        )  # it takes all there is; the next waits
        self._flights = SingleFlight(MOST_AT_ONCE)
        self._kept: OrderedDict[Name, bytes] = OrderedDict()
        self._parts = PartCache()
        self._idle, self._asked = asyncio.Event(), 0
        self._idle.set()
        self._background: tuple[Name, asyncio.Task[bytes]] | None = None

    @property
    def steps(self) -> int:
        """How many steps of all that was asked have been worked out."""
        return self._pool.steps

    def end(self) -> None:
        """Stop all that is going on."""
        self._flights.end()

    def close(self) -> None:
        """End the workers and the threads."""
        self.end()
        if self._behind:
            self._behind.close()
        self._pool.close()
        for thread in (self.composing, self.wording, self._drawing):
            thread.close()

    def build_behind(self, question: Question) -> None:
        """Have what would answer a question compiled built before it is asked."""
        if self._behind:
            self._behind.want(question, SIDES, self._worlds["first"])

    async def answer(self, question: Question, stage: Stage = "full", chart: str | None = None) -> bytes:
        """Return an answer, from what is kept or from new runs; raise `InputError` or `BusyError`.

        Args:
            question: what is asked.
            stage: whether the first futures will do.
            chart: the outcome whose chart is looked at, to be told no more than is seen at once; None for everything.
        """
        named = await self._named(question, chart)
        full = self._kept_as(("answer", "full", *named.words))
        name = ("answer", stage, *named.words) if chart is None else ("seen", stage, chart, *named.words)
        return full or await self._made(name, lambda: self._answer(name, question, stage, named, chart))

    async def why(self, question: Question) -> bytes:
        """Return where the gap comes from."""
        named = await self._named(question)
        return await self._made(("why", *named.words), lambda: self._why(question, named))

    async def mind(self, question: Question) -> bytes:
        """Return which unknown numbers decide who comes out ahead."""
        named = await self._named(question)
        return await self._made(("mind", *named.words), lambda: self._mind(question, named))

    async def hand_out(self, question: Question, form: Form) -> bytes:
        """Return a question's hand-out as a file; what was told of it already is not run again."""
        named = await self._named(question)
        name = ("hand-out", form, question.model_dump_json())
        with self._in_front(name):
            return await self._flights.do(name, lambda: self._hand_out(question, form, named))

    async def shared(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return text that is the same for everybody, made once."""

        async def made() -> bytes:
            return self._keep((name,), await self.composing.run(make))

        return await self._made((name,), made)

    async def prepare(self, questions: Sequence[Question]) -> None:
        """Answer questions in the background, giving way to everybody; those in the cache are taken from there."""
        for question in questions:
            try:
                named = await self._named(question)
            except InputError:
                continue  # a story that cannot be told of this place
            name = ("answer", "full", *named.words)
            kept_as = [str(len(self._worlds["full"])), *name]
            found = await asyncio.to_thread(self._cache.find, kept_as) if self._cache else None
            if found is None:
                found = await self._giving_way(name, question, named)
                if self._cache and found is not None:
                    await asyncio.to_thread(self._cache.keep, kept_as, found)
            if found is not None:
                self._keep(name, found)

    async def _giving_way(self, name: Name, question: Question, named: Named) -> bytes | None:
        """Answer a question when nobody else asks, however often somebody else does; None if workers die of it."""
        for _ in range(MOST_TRIES):
            while True:
                await self._idle.wait()
                made = self._flights.do(name, lambda: self._answer(name, question, "full", named))
                task = asyncio.create_task(made)
                self._background = name, task
                try:
                    await asyncio.wait({task})
                finally:
                    task.cancel()
                    self._background = None
                if not task.cancelled():
                    break
            if not isinstance(task.exception(), BusyError):
                return task.result()
        return None

    async def _named(self, question: Question, chart: str | None = None) -> Named:
        """Return what names the numbers and words of an answer, if the question can be asked of this place."""
        return await self.composing.run(_named, question, self.place, chart)

    async def _made(self, name: Name, make: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """Return what is kept under a name, or make it in front of what is prepared in the background."""
        kept = self._kept_as(name)
        if kept is not None:
            return kept
        with self._in_front(name):
            return await self._flights.do(name, make)

    @contextmanager
    def _in_front(self, name: Name) -> Iterator[None]:
        """Let what is prepared in the background give way, unless it is this very thing."""
        if self._background and self._background[0] != name:
            self._background[1].cancel()
        self._asked += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._asked -= 1
            if not self._asked:
                self._idle.set()

    async def _answer(
        self, name: Name, question: Question, stage: Stage, named: Named, chart: str | None = None
    ) -> bytes:
        found = await self._run(question, stage, named.keys)
        worded = await self.wording.run(_worded, found, stage, self.place, named.keys.answer, chart)
        return self._keep(name, worded)

    async def _run(self, question: Question, stage: Stage, keys: Keys) -> Answer:
        worlds = self._worlds[stage]
        here = await self.composing.run(self._parts.find, keys.sides, worlds)
        missing: list[Side] = [side for side in SIDES if side not in here]
        asked = [(worker_tasks.parts, (question, *job)) for job in jobs(missing, worlds, WORKERS)]
        made = await self._pool.share(asked, self.place) if asked else []
        if self._behind:
            sides = {side: None for part in made for side, one in part.items() if one.machine == "numpy"}
            self._behind.want(question, sides, worlds)

        def answered() -> Answer:
            whole: dict[Side, Part] = {**here, **self._parts.keep(keys.sides, worlds, made)}
            return answer_of(question, worlds, whole, self.place)

        return await self.composing.run(answered)

    async def _why(self, question: Question, named: Named) -> bytes:
        worlds = self._worlds["why"]
        trials = await self.composing.run(why.trials, question, self.place)
        jobs = [(worker_tasks.levels, (question, [trial], worlds)) for trial in trials]
        made = await self._pool.share(jobs, self.place)
        levels = {trial: level for part in made for trial, level in part.items()}
        answered = await self.answer(question)  # the gap to explain is the one that is shown

        def worded() -> bytes:
            parts = why.parts_of(question, levels, self.place)
            explained = tell_why(question, parts, len(worlds), json.loads(answered), self.place)
            return written({"key": named.keys.answer, **explained})

        return self._keep(("why", *named.words), await self.wording.run(worded))

    async def _mind(self, question: Question, named: Named) -> bytes:
        worlds = self._worlds["mind"]
        keys = await self.composing.run(mind.candidates, question)
        parts = [keys[n::MIND_PARTS] for n in range(MIND_PARTS) if keys[n::MIND_PARTS]]
        jobs = [(worker_tasks.ends, (question, part, worlds)) for part in parts]
        made = await self._pool.share(jobs, self.place)

        def worded() -> bytes:
            ends = tell_ends([one for part in made for one in part], called(question)[1], len(worlds))
            return written({"key": named.keys.answer, **ends})

        return self._keep(("mind", *named.words), await self.wording.run(worded))

    async def _hand_out(self, question: Question, form: Form, named: Named) -> bytes:
        async with self._one_hand_out:
            whole = await self._run(question, "full", named.keys)
            reasons, doubts = json.loads(await self.why(question)), json.loads(await self.mind(question))
            return await self._drawing.run(drawn, ExplainedAnswer(whole, reasons, doubts), form, self.place_name)

    def _kept_as(self, name: Name) -> bytes | None:
        if name in self._kept:
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def _keep(self, name: Name, reply: bytes) -> bytes:
        self._kept[name] = reply
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return reply


def _named(question: Question, place: Place, chart: str | None) -> Named:
    if chart is not None and chart not in OUTCOMES:
        raise InputError(f"chart: {unknown(chart[:80], OUTCOMES, 'outcome')}")
    keys = keys_of(question.checked().tried(place), place)
    return Named(keys, (keys.answer, question.a.name, question.b.name, question.story or ""))


def _worded(found: Answer, stage: Stage, place: Place, key: str, chart: str | None) -> bytes:
    return written({**tell(found, place, key=key, chart=chart), "stage": stage})


def written(reply: Mapping[str, Any]) -> bytes:
    """Write a reply as the text of JSON; never in the event loop, for some take a third of a second."""
    return json.dumps(reply, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
