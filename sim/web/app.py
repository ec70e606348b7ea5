"""The server of the what-if page: this computer only, plain JSON, every refusal one line.

It answers on 127.0.0.1 alone, refuses other hosts' names and other sites' requests, takes no more than 64 kB, opens no
file that a browser names, and gives the page leave to load nothing but itself. Of what one page asks the latest turn
wins; work for a tab that has closed stops.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

from sim.place import Place
from sim.store.manifest import version
from sim.web.bodies import TEXT, AnswerBody, AskedBody, HandOutBody, QuestionBody, TextBody
from sim.web.connection import while_connected
from sim.web.guard import Guard
from sim.web.handout import KINDS, NAMES
from sim.web.refusals import REFUSALS, answer_refusals
from sim.web.service import AnswerService, written
from sim.web.visitors import SCOPE, VisitorCookie, Visitors
from sim.whatif.opening import opened
from sim.whatif.question import Question
from sim.whatif.saved import file_of
from sim.whatif.stories import stories
from sim.whatif.view.catalogue import BODY, catalogue

STATIC = Path(__file__).with_name("static")
LAZY = ("why", "mind")
_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}


def make_app(service: AnswerService, *, prepare: bool = True, begin_with: Question | None = None) -> FastAPI:
    """Return the server.

    Args:
        service: answers the questions; closed when the server ends.
        begin_with: the question that the page opens with; None for the first story.
        prepare: whether to answer the stories in the background from the start.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        background = asyncio.create_task(_prepare(service)) if prepare else None
        try:
            yield
        finally:
            if background:
                background.cancel()
            service.close()

    app = FastAPI(title="Common Ground: what if?", version=version(), lifespan=life, docs_url=None, redoc_url=None)
    app.add_middleware(VisitorCookie)
    app.add_middleware(Guard, most=BODY, more={"/api/open": 2 * TEXT})
    answer_refusals(app)
    visitors = Visitors()
    _questions(app, service, visitors, begin_with)
    _files(app, service, visitors)
    return app


async def _prepare(service: AnswerService) -> None:
    composed = await service.composing.run(stories)
    service.build_behind(composed[0].question)
    await service.prepare([story.question for story in composed])


def _questions(app: FastAPI, service: AnswerService, visitors: Visitors, begin_with: Question | None) -> None:
    def offer() -> bytes:
        first = begin_with or stories()[0].question
        return written({**catalogue(service.place_name, version()), "begin_with": first.model_dump(mode="json")})

    async def latest(request: Request, kind: str, asked: AskedBody, made: Coroutine[Any, Any, bytes]) -> Response:
        """Reply to the newest of what one page asks of a kind; a new question gives up the why of the one before."""
        line = (request.scope[SCOPE], asked.client)
        if asked.turn is not None:
            if kind == "answer":
                for other in LAZY:
                    visitors.outdate((*line, other), asked.turn)
            made = visitors.latest((*line, kind), asked.turn, made)
        with visitors.waiting(line[0]):
            reply = await while_connected(request, made)
        return Response(reply, media_type="application/json")

    @app.get("/api/health")
    async def health() -> dict[str, bool | int]:
        """Say that the server is there, and how many steps it has worked out, which grows while it works."""
        return {"ok": True, "steps": service.steps}

    @app.get("/api/catalogue", response_class=Response, responses=_JSON)
    async def offered(request: Request) -> Response:
        """Return everything that can be asked."""
        with visitors.waiting(request.scope[SCOPE]):
            reply = await while_connected(request, service.shared("catalogue", offer))
        return Response(reply, media_type="application/json")

    @app.post("/api/answer", responses={**_JSON, **REFUSALS}, response_class=Response)
    async def answer(request: Request, asked: AnswerBody) -> Response:
        """Answer a question."""
        return await latest(request, "answer", asked, service.answer(asked.question, asked.stage, asked.chart))

    @app.post("/api/why", responses={**_JSON, **REFUSALS}, response_class=Response)
    async def why(request: Request, asked: AskedBody) -> Response:
        """Say where the gap comes from."""
        return await latest(request, "why", asked, service.why(asked.question))

    @app.post("/api/mind", responses={**_JSON, **REFUSALS}, response_class=Response)
    async def mind(request: Request, asked: AskedBody) -> Response:
        """Say which unknown numbers decide who comes out ahead."""
        return await latest(request, "mind", asked, service.mind(asked.question))


def _files(app: FastAPI, service: AnswerService, visitors: Visitors) -> None:
    @app.post("/api/open", responses=REFUSALS)
    async def open_(request: Request, file: TextBody) -> dict[str, Any]:
        """Read the text of a file, or of a link, with a question; say what of it had to be dropped."""
        with visitors.waiting(request.scope[SCOPE]):
            found = await while_connected(request, service.composing.run(opened, file.text, service.place))
        return {"question": found.question.model_dump(mode="json"), "dropped": list(found.dropped)}

    @app.post("/api/save", responses=REFUSALS, response_class=Response)
    async def save(request: Request, asked: QuestionBody) -> Response:
        """Return a question as a file that opens again."""
        with visitors.waiting(request.scope[SCOPE]):
            text = await while_connected(request, service.composing.run(_file, asked.question, service.place))
        return _attachment(text, "text/yaml; charset=utf-8", "question.yaml")

    @app.post("/api/take", responses=REFUSALS, response_class=Response)
    async def take(request: Request, asked: HandOutBody) -> Response:
        """Return the hand-out of a question."""
        with visitors.waiting(request.scope[SCOPE]):
            data = await while_connected(request, service.hand_out(asked.question, asked.form))
        return _attachment(data, KINDS[asked.form], NAMES[asked.form])

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html")

    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _file(question: Question, place: Place) -> str:
    return file_of(question.checked().tried(place))


def _attachment(data: str | bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
