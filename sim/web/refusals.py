"""Refusals of the page's server: every one is a line of plain English, as `{"error": ...}`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from sim.core.parameters import InputError
from sim.web.connection import GoneError
from sim.web.visitors import SupersededError
from sim.web.worker_pool import BusyError
from sim.whatif.question import first_fault

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body cannot be read"},
    403: {"description": "Asked by another host or site"},
    409: {"description": "The same page has asked for something newer"},
    413: {"description": "The body is too large"},
    422: {"description": "Something cannot be accepted; one line says what"},
    503: {"description": "Too much is being asked at once, or the server is ending"},
}


def answer_refusals(app: FastAPI) -> None:
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

    @app.exception_handler(GoneError)
    async def gone(request: Request, error: GoneError) -> JSONResponse:
        return say(503, "the program that works out the futures is ending")

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> JSONResponse:
        return say(error.status_code, str(error.detail))


def _within(where: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Leave out the parts of a fault's place that are the server's own: body, question."""
    kept = where[1:] if where[:1] == ("body",) else where
    return kept[1:] if kept[:1] == ("question",) and len(kept) > 1 else kept
