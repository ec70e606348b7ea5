"""The event loop of the page's server works out nothing: whatever is asked, it only passes on, so that nobody waits."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

import httpx
import pytest

import sim
from sim.web.app import make_app
from sim.web.service import AnswerService
from sim.whatif.question import Question

SIM = Path(sim.__file__).parent
# What may run there: the server itself, the form of what is asked, how a fault is said, and how work is handed on.
LIGHT = {SIM / "web", SIM / "whatif" / "question.py", SIM / "core" / "parameters.py", SIM / "model" / "workers.py"}
HEAVY_IN_QUESTION = {"checked", "tried", "scenario", "placed", "_base", "_opened", "factors", "read"}


def on_a_loop(work: Coroutine[Any, Any, Any]) -> Any:
    with ThreadPoolExecutor(1) as own:  # a loop of its own, whatever runs in this thread
        return own.submit(asyncio.run, work).result()


@asynccontextmanager
async def asking(service: AnswerService) -> AsyncIterator[httpx.AsyncClient]:
    app = make_app(service, prepare=False)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=None) as client,
    ):
        yield client


def heavy(frame: FrameType) -> str | None:
    """Return what a frame runs, if it is code of the model or of what is said."""
    path = Path(frame.f_code.co_filename)
    if SIM not in path.parents:
        return None
    light = any(path == one or one in path.parents for one in LIGHT)
    if light and not (path.name == "question.py" and frame.f_code.co_name in HEAVY_IN_QUESTION):
        return None
    return f"{path.relative_to(SIM)}:{frame.f_code.co_name}"


@pytest.mark.slow
def test_the_event_loop_runs_no_model_and_makes_no_text():
    seen: Counter[str] = Counter()

    def noted(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and (what := heavy(frame)):
            seen[what] += 1

    question = {
        "years": 1,
        "b": {"name": "B", "behaviour": "mixed", "values": {"trust.asymmetry": 2.0}},
        "place": {"figures": {"beds": 531.0}, "names": {"acute": "St E"}},
    }
    wrong = {"b": {"name": "B", "behaviour": "mxed"}}

    async def asked() -> list[int]:
        service = AnswerService(first=2, full=4)
        async with asking(service) as client:
            sys.setprofile(noted)  # of this thread alone, which is that of the loop
            try:
                replies = [await client.get("/api/catalogue"), await client.get("/api/health")]
                for what in ("answer", "answer", "why", "mind", "save", "take"):
                    replies.append(await client.post(f"/api/{what}", json={"question": question}))
                for what in ("answer", "save"):
                    replies.append(await client.post(f"/api/{what}", json={"question": wrong}))
                replies.append(await client.post("/api/open", json={"text": "years: 2\nb: {behaviour: mxed}"}))
                return [reply.status_code for reply in replies]
            finally:
                sys.setprofile(None)

    assert on_a_loop(asked()) == [200] * 8 + [422] * 2 + [200]
    assert not seen, f"the event loop ran {dict(seen.most_common(20))}"


def test_others_are_answered_while_a_scenario_is_being_composed(monkeypatch: pytest.MonkeyPatch):
    composing, go = Event(), Event()

    def held(self: Question, place: Any = "anyplace") -> Question:
        composing.set()
        go.wait()
        return self

    async def asked() -> tuple[int, int]:
        service = AnswerService(first=2, full=4)
        async with asking(service) as client:
            monkeypatch.setattr(Question, "tried", held)
            slow = asyncio.create_task(client.post("/api/save", json={"question": {}}))
            while not composing.is_set():
                await asyncio.sleep(0.01)
            well = await client.get("/api/health")
            assert not slow.done()
            go.set()
            return well.status_code, (await slow).status_code

    assert on_a_loop(asked()) == (200, 200)


def test_equal_questions_are_run_once_however_many_ask(monkeypatch: pytest.MonkeyPatch):
    runs: list[str] = []
    run = AnswerService._run

    async def counted(self: AnswerService, question: Question, stage: Any, keys: Any) -> Any:
        runs.append(stage)
        return await run(self, question, stage, keys)

    async def asked() -> list[bytes]:
        service = AnswerService(first=2, full=4)
        async with asking(service) as client:
            monkeypatch.setattr(AnswerService, "_run", counted)
            replies = await asyncio.gather(
                *(
                    client.post(
                        "/api/answer", json={"question": {"years": 1, "title": f"Title {n}"}, "client": f"page {n}"}
                    )
                    for n in range(30)
                )
            )
            later = await client.post("/api/answer", json={"question": {"years": 1}, "stage": "first"})
            return [reply.content for reply in (*replies, later)]

    found = on_a_loop(asked())
    assert runs == ["full"] and len(set(found)) == 1 and found[0].startswith(b'{"key"')


def test_a_run_for_a_closed_tab_is_withdrawn_from_the_workers():
    question = {"years": 15, "b": {"name": "Long", "behaviour": "mixed"}}

    async def asked() -> None:
        service, leaves, sent = AnswerService(first=2, full=240), asyncio.Event(), list[dict[str, Any]]()
        app = make_app(service, prepare=False)
        body = [{"type": "http.request", "body": json.dumps({"question": question}).encode(), "more_body": False}]

        async def receive() -> dict[str, Any]:
            if body:
                return body.pop()
            await leaves.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/answer", "query_string": b"", "headers": headers}
        async with app.router.lifespan_context(app):
            tab = asyncio.create_task(app(scope, receive, send))
            while not any(service._pool._board):
                assert not tab.done()
                await asyncio.sleep(0.01)
            assert len(service._flights) == 1
            leaves.set()
            await tab
            assert not any(service._pool._board) and len(service._flights) == 0
            assert [one["status"] for one in sent if "status" in one] == [503]

    on_a_loop(asked())


def test_the_background_gives_way_to_a_question_and_then_goes_on(monkeypatch: pytest.MonkeyPatch):
    happened: list[str] = []
    answer = AnswerService._answer

    async def noted(self: AnswerService, name: Any, question: Question, *given: Any) -> bytes:
        happened.append(f"{question.title} begins")
        reply = await answer(self, name, question, *given)
        happened.append(f"{question.title} ends")
        return reply

    async def asked() -> None:
        monkeypatch.setattr(AnswerService, "_answer", noted)
        story, mine = (Question.read({"title": title, "years": n}) for title, n in (("story", 15), ("mine", 1)))
        service = AnswerService(first=2, full=4)
        background = asyncio.create_task(service.prepare([story]))
        while not happened:
            await asyncio.sleep(0.01)
        await service.answer(mine)
        await background
        service.close()

    on_a_loop(asked())
    assert happened == ["story begins", "mine begins", "mine ends", "story begins", "story ends"]
