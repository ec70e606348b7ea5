"""The page while rules are built behind it: it answers in numpy, then compiled, and nobody sees a difference."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from sim.compile.build import FOLDER, compiler
from sim.compile.keeping import alone
from sim.web.behind import COMPILED, NUMPY
from tests.e2e.web.browsing import Watched, is_answer, link, short
from tests.e2e.web.serving import Served, serving
from tests.e2e.web.swapping import IN_NUMPY, RAN_COMPILED
from tests.e2e.web.test_page_asking import CONTACT, slider
from tests.pace import HANG

pytestmark = pytest.mark.skipif(compiler() is None, reason="there is no C compiler on this computer")
NOTHING_BUILT, _, _ = NUMPY.partition(":")
SWAPPING = Path(__file__).with_name("swapping.py")
BOTH = {"behaviour": "siloed", "pressure": "rising_demand"}  # so that one program runs both futures


@pytest.fixture
def nothing_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the folder of what was built be an empty one."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "compiled"))


@pytest.fixture
def swapping(nothing_built: None) -> Iterator[Served]:
    """Return a server that builds behind its answers."""
    with serving(program=SWAPPING) as running:
        yield running
        assert "Traceback" not in running.said(), running.said()


def answered(window: Watched, ask: Callable[[], object]) -> tuple[dict[str, Any], list[str]]:
    """Have the page ask; return what it was answered in full, and what it then shows."""
    with window.page.expect_response(lambda reply: is_answer(reply.request, "full")) as full:
        ask()
    window.shows()
    return full.value.json(), window.page.locator(".finding-title, #cards, #fan, #compared").all_inner_texts()


def swapped(window: Watched) -> None:
    """Wait until the workers have what was built."""
    until = time.monotonic() + HANG
    while COMPILED not in (said := window.served.said()):
        assert NOTHING_BUILT not in said and window.served.process.poll() is None and time.monotonic() < until, said
        window.page.wait_for_timeout(100)


def test_numpy_answers_while_rules_are_built_and_compiled_ones_then_show_the_same(browser: Browser, swapping: Served):
    asked = short(a={"name": "Them", "values": {}, **BOTH}, b={"name": "Us", "values": {CONTACT: 0.3}, **BOTH})
    window = Watched.new(browser, swapping)
    with alone():  # nobody else can put what was built in its place: whoever waited for it would wait for ever
        one = slider(window.open(link(asked)), swapping)
        before = answered(window, lambda: one.press("ArrowRight"))
        address, said = window.page.url, swapping.said()
        assert IN_NUMPY in said and RAN_COMPILED not in said and COMPILED not in said
    swapped(window)
    other = answered(window, lambda: one.press("ArrowRight"))
    window.page.goto(address)
    after = answered(window, window.page.reload)  # it forgets what it was answered
    assert window.page.url == address
    assert after == before and other[0] != before[0] and other[1] != before[1]
    assert set(swapping.said().partition(f"{COMPILED}\n")[2].splitlines()) == {RAN_COMPILED}
    window.close()
