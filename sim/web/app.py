"""The server of the what-if page: this computer only, plain JSON, every refusal one line.

It answers on 127.0.0.1 alone, refuses other hosts' names and other sites' requests, takes no more than 64 kB, opens
no file that a browser names, and gives the page leave to load nothing but itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from sim.core.parameters import InputError
from sim.place.file import read_yaml_text
from sim.store.manifest import version
from sim.web.guard import Guard
from sim.web.handout import KINDS, NAMES, drawn, found_at
from sim.web.service import AnswerService
from sim.web.worker_pool import BusyError
from sim.web.worker_tasks import SupersededError
from sim.whatif.question import Question, first_fault
from sim.whatif.saved import file_of
from sim.whatif.stories import stories
from sim.whatif.view.catalogue import BODY, catalogue

STATIC = Path(__file__).with_name("static")
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body cannot be read"},
    403: {"description": "Asked by another host or site"},
    409: {"description": "The same client has asked for something newer"},
    413: {"description": "The body is too large"},
    422: {"description": "Something cannot be accepted; one line says what"},
    503: {"description": "Too much is being asked at once"},
}


class Asked(BaseModel):
    """A question, and who asks: of one client the latest turn wins."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Question
    client: Annotated[str, Field(min_length=1, max_length=64)] = "page"
    turn: Annotated[int, Field(ge=0, le=2**53)] = 0


class AskedAnswer(Asked):
    """A question, and whether the first picture will do."""

    stage: Literal["first", "full"] = "full"


class Opened(BaseModel):
    """The text of a file with a question."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Field(max_length=BODY)]


class Saved(BaseModel):
    """A question to be saved."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Question


class Taken(Saved):
    """A question whose answer is taken home."""

    form: Literal["html", "word"] = "html"


def make_app(service: AnswerService, *, prepare: bool = True, begin_with: Question | None = None) -> FastAPI:
    """Return the server.

    Args:
        service: answers the questions; closed when the server ends.
        begin_with: the question that the page opens with; None for the first story.
        prepare: whether to answer the stories in the background from the start.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        wanted = [story.question for story in stories()] if prepare else []
        background = asyncio.create_task(service.prepare(wanted))
        try:
            yield
        finally:
            background.cancel()
            service.close()

    app = FastAPI(title="Common Ground: what if?", version=version(), lifespan=life, docs_url=None, redoc_url=None)
    app.add_middleware(Guard, most=BODY)
    _refusals(app)
    _questions(app, service, begin_with)
    _files(app, service)
    return app


def _questions(app: FastAPI, service: AnswerService, begin_with: Question | None) -> None:
    @app.get("/api/health")
    async def health() -> dict[str, bool]:
        """Say that the server is there."""
        return {"ok": True}

    @app.get("/api/catalogue")
    async def offered() -> dict[str, Any]:
        """Return everything that can be asked."""
        first = begin_with or stories()[0].question
        offer = await asyncio.to_thread(catalogue, service.place, version())
        return {**offer, "begin_with": first.model_dump(mode="json")}

    @app.post("/api/answer", responses=_REFUSALS)
    async def answer(asked: AskedAnswer) -> dict[str, Any]:
        """Answer a question."""
        return await service.answer(asked.question.checked(), asked.stage, asked.client, asked.turn)

    @app.post("/api/why", responses=_REFUSALS)
    async def why(asked: Asked) -> dict[str, Any]:
        """Say where the gap comes from."""
        return await service.why(asked.question.checked(), asked.client, asked.turn)

    @app.post("/api/mind", responses=_REFUSALS)
    async def mind(asked: Asked) -> dict[str, Any]:
        """Say which unknown numbers decide who comes out ahead."""
        return await service.mind(asked.question.checked(), asked.client, asked.turn)


def _files(app: FastAPI, service: AnswerService) -> None:
    taking = asyncio.Lock()  # a hand-out takes all there is; the next waits

    @app.post("/api/open", responses=_REFUSALS)
    async def opened(file: Opened) -> dict[str, Any]:
        """Read the text of a file with a question."""
        question = await asyncio.to_thread(Question.read(read_yaml_text(file.text)).tried, service.place)
        return {"question": question.model_dump(mode="json")}

    @app.post("/api/save", responses=_REFUSALS, response_class=Response)
    async def save(asked: Saved) -> Response:
        """Return a question as a file that opens again."""
        return _attachment(file_of(asked.question.checked()), "text/yaml; charset=utf-8", "question.yaml")

    @app.post("/api/take", responses=_REFUSALS, response_class=Response)
    async def take(asked: Taken) -> Response:
        """Return the hand-out of a question."""
        async with taking:
            found = await found_at(service, asked.question.checked())
        data = await asyncio.to_thread(drawn, found, asked.form, service.place)
        return _attachment(data, KINDS[asked.form], NAMES[asked.form])

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html")

    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _attachment(data: str | bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _refusals(app: FastAPI) -> None:
    """Turn every refusal into one line."""

    def say(status: int, text: str, **more: Any) -> JSONResponse:
        return JSONResponse({"error": " ".join(text.split())[:400], **more}, status_code=status)

    @app.exception_handler(InputError)
    async def input_error(request: Request, error: InputError) -> JSONResponse:
        return say(422, str(error))

    @app.exception_handler(RequestValidationError)
    async def not_valid(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [{**fault, "loc": _within(fault["loc"])} for fault in error.errors()]
        return say(422, first_fault(faults))

    @app.exception_handler(SupersededError)
    async def superseded(request: Request, error: SupersededError) -> JSONResponse:
        return say(409, "something newer was asked", superseded=True)

    @app.exception_handler(BusyError)
    async def busy(request: Request, error: BusyError) -> JSONResponse:
        return say(503, "too much is being asked at once: try again in a moment")

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> JSONResponse:
        return say(error.status_code, str(error.detail))


def _within(where: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Leave out the parts of a fault's place that are the server's own: body, question."""
    kept = where[1:] if where[:1] == ("body",) else where
    return kept[1:] if kept[:1] == ("question",) and len(kept) > 1 else kept
