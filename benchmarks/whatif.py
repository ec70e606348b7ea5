"""How long the what-if page waits: `python -m benchmarks.whatif` asks as a page would, and writes whatif.md.

Each question is new to the service, so nothing is taken from what it keeps. Nothing else should be running.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks.timing import machine, median
from sim.web.service import AnswerService
from sim.whatif.answer import FIRST, FULL
from sim.whatif.question import Question

PAGE = Path(__file__).with_name("whatif.md")
TIMES = 7
Ask = Callable[[Question], Awaitable[Any]]


def question(key: str, value: float) -> Question:
    """Return the default question with one slider of B moved."""
    return Question.read({"b": {"name": "B", "behaviour": "collaborative", "values": {key: value}}})


async def timed(ask: Ask, key: str, low: float, step: float, times: int = TIMES) -> list[float]:
    """Return the seconds that each of several new questions took."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        await ask(question(key, low + step * number))
        taken.append(time.perf_counter() - began)
    return taken


async def measured() -> dict[str, list[float]]:
    """Ask everything; the first question of each kind warms the workers up and is left out."""
    service = AnswerService()

    def answer(stage: Any) -> Ask:
        return lambda asked: service.answer(asked, stage)

    try:
        contact, mean = "participation.contact", "ways.mean"
        found = {
            f"First picture: {FIRST} futures of each": await timed(answer("first"), contact, 0.26, 0.05),
            "The same, for a slider that acts before month 0": await timed(answer("first"), mean, 0.41, 0.02),
            f"The full set: {FULL} futures of each": await timed(answer("full"), contact, 0.28, 0.05),
            "Why did this happen?": await timed(service.why, contact, 0.30, 0.05, 3),
            "What would change our mind?": await timed(service.mind, contact, 0.30, 0.05, 3),
        }
    finally:
        service.close()
    return {name: taken[1:] for name, taken in found.items()}


def page(found: dict[str, list[float]]) -> str:
    """Return the page."""
    rows = [f"| {name} | {median(taken):.2f} | {max(taken):.2f} |" for name, taken in found.items()]
    head = [
        "# How long the what-if page waits",
        "",
        "Made by `python -m benchmarks.whatif`: each question is new, one slider moved, six years, the default place.",
        "",
        f"{machine()}, two workers.",
        "",
        "| From the question to its answer | Median, s | Longest, s |",
        "| --- | ---: | ---: |",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(asyncio.run(measured())), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
