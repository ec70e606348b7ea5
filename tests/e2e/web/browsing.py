"""A real browser: finding one, opening the page in it, and watching that nothing leaves this computer or goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, Request, expect

from tests.e2e.web.serving import Served
from tests.e2e.web.small import FIRST, FULL
from tests.pace import units

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT = 1000.0 * units(60)  # ms

expect.set_options(timeout=WAIT)


def found_browser() -> str:
    """Return the path of a browser; without one, skip the test, or fail it where a browser is required."""
    path = next((path for path in map(shutil.which, NAMES) if path), None)
    if path is None:
        said = f"no browser: install one of {', '.join(NAMES)} to drive the page"
        if os.environ.get("COMMON_GROUND_BROWSER") == "required":
            pytest.fail(said)
        pytest.skip(said)
    return path


def launched(playwright: Playwright) -> Browser:
    """Start a browser."""
    return playwright.chromium.launch(executable_path=found_browser(), args=list(FLAGS))


@dataclass
class Watched:
    """A browser window of its own, and what went on in it.

    Attributes:
        served: the server of its page.
        context: cookies and storage of its own.
        page: what the tests drive.
        requests: addresses that it asked for.
        faults: errors of its scripts, and what the browser itself complained of.
    """

    served: Served
    context: BrowserContext
    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def new(cls, browser: Browser, served: Served, **options: Any) -> Watched:
        """Open a window; `options` are those of a browser context, such as the size of the window."""
        given = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options}
        context = browser.new_context(**given)
        context.set_default_timeout(WAIT)
        made = cls(served, context, context.new_page())
        made.watch(made.page)
        return made

    def watch(self, page: Page) -> None:
        """Note the requests and faults of a page."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._noted)

    def _noted(self, message: ConsoleMessage) -> None:
        superseded = "409 (Conflict)" in message.text  # the browser's own note that something newer was asked
        if message.type == "error" and not superseded:
            self.faults.append(message.text)

    def open(self, hash_: str = "", futures: int = FULL) -> Page:
        """Open the page and wait for a picture of so many futures."""
        self.page.goto(f"{self.served.address}/{hash_}")
        self.shows(futures)
        return self.page

    def shows(self, futures: int = FULL) -> None:
        """Wait until the page shows what is asked now: the first picture, or the full one and nothing on the way."""
        header = self.page.get_by_role("banner")
        expect(header).to_contain_text(
            "on the way" if futures == FIRST else re.compile(rf"\b{futures} possible futures")
        )
        expect(header).not_to_contain_text("Working it out")

    def move(self, one: Locator, *keys: str) -> dict[str, Any]:
        """Press keys on a slider, wait for the full picture of what they ask; return the question."""
        one.focus()
        with self.page.expect_response(lambda reply: is_answer(reply.request, "full") and reply.status == 200):
            for key in keys:
                self.page.keyboard.press(key)
        self.shows()
        return question_in(self.page)

    def close(self) -> None:
        """Close the window; nothing may have left this computer, and nothing may have gone wrong."""
        self.context.close()
        abroad = [url for url in self.requests if not url.startswith((self.served.address + "/", "data:", "blob:"))]
        assert abroad == [], f"asked for what is not this server's: {abroad}"
        assert self.faults == [], f"errors in the browser: {self.faults}"


def link(question: Mapping[str, Any]) -> str:
    """Return a question as the page's own links hold it."""
    return "#q=" + urlsafe_b64encode(json.dumps(question).encode()).decode().rstrip("=")


def question_in(page: Page) -> dict[str, Any]:
    """Return the question that the address of a page holds."""
    held = page.url.partition("#q=")[2]
    return json.loads(urlsafe_b64decode(held + "=" * (-len(held) % 4)))


def short(name: str = "Us", **more: Any) -> dict[str, Any]:
    """Return a question about one year, which is answered soon."""
    b = {"name": name, "behaviour": "collaborative", "pressure": "rising_demand", "values": {}}
    a = {"name": "Them", "behaviour": "siloed", "pressure": "rising_demand", "values": {}}
    return {"title": "A short question", "years": 1, "a": a, "b": b, **more}


def is_answer(request: Request, stage: str | None = None) -> bool:
    """Say whether a request asks for an answer, and for the stage."""
    return request.url.endswith("/api/answer") and (
        stage is None or (request.post_data_json or {}).get("stage") == stage
    )


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds against levels A and AA, a line for each element."""
    # Evaluated by the debugger's protocol, so that the page's policy, which lets no other script in, stays as it is.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} ; }}")
    found = page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}, resultTypes: ['violations']})", LEVELS
    )
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


__all__ = [
    "FIRST",
    "FULL",
    "Watched",
    "axe_faults",
    "found_browser",
    "is_answer",
    "launched",
    "link",
    "question_in",
    "short",
]
