"""How far the picture lags behind a drag: `python -m benchmarks.dragging` drags sliders in a real browser.

From the event of a slider's move to the frame painted with the picture of that move, and from letting go to the frame
painted with the full set; the page is served as `common-ground whatif` serves it, its rules compiled if a compiler is
here. Each position is new. Nothing else should be running. Writes dragging.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import httpx
from playwright.sync_api import Locator, Page, expect, sync_playwright

from benchmarks.timing import machine, median
from sim.whatif.answer import FIRST, FULL
from tests.e2e.web.browsing import launched

PAGE = Path(__file__).with_name("dragging.md")
SLIDERS = {"acts after month 0": "participation.contact", "acts before month 0": "ways.mean"}
READY, IDLE, THUMB, BETWEEN = 300, 15, 8, 50
"""Seconds to wait for the page, and to see it idle; half of a slider's thumb, pixels; milliseconds between moves."""
WATCH = """() => {
  if (window.lags) return;
  window.lags = [];
  let moved = 0;
  addEventListener("input", (event) => { moved = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!moved) return;
    const since = moved;
    moved = 0;
    requestAnimationFrame(() => setTimeout(() => window.lags.push(performance.now() - since)));
  }).observe(document.getElementById("fan"), {childList: true});
}"""
LET_GO = """() => new Promise((done) => addEventListener("pointerup", (event) => {
  const page = document.getElementById("page");
  const look = () => page.dataset.waiting ? requestAnimationFrame(look)
    : requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)));
  look();
}, {once: true}))"""


class Lags(NamedTuple):
    """Milliseconds behind each move, in order of length, and from letting go to the full set."""

    moves: list[float]
    full: float


def dragged(page: Page, one: Locator) -> Lags:
    """Drag a slider over each of its positions, each after the picture of the one before, and let go."""
    page.evaluate("document.querySelectorAll('.group-head [aria-expanded=false]').forEach((more) => more.click())")
    one.scroll_into_view_if_needed()
    page.evaluate(WATCH)
    low, high, step = (float(one.get_attribute(name) or 0) for name in ("min", "max", "step"))
    box = one.bounding_box()
    assert box, "the slider is not on the page"
    level, within = box["y"] + box["height"] / 2, box["width"] - 2 * THUMB
    positions = [box["x"] + THUMB + within * place / round((high - low) / step) for place in _places(one)]
    page.mouse.move(positions[0], level)
    page.mouse.down()
    page.wait_for_timeout(1000)
    page.evaluate("window.lags.length = 0")
    for position in positions[1:]:
        seen = page.evaluate("window.lags.length")
        page.mouse.move(position, level)
        page.wait_for_function("seen => window.lags.length > seen", arg=seen)
        page.wait_for_timeout(BETWEEN)
    page.evaluate(f"void (window.letGo = ({LET_GO})())")  # not waited for
    page.wait_for_timeout(20)
    page.mouse.up()
    return Lags(sorted(page.evaluate("window.lags")), page.evaluate("window.letGo"))


def _places(one: Locator) -> range:
    """Return where to drag, in steps of the slider: away from the end nearest to where it stands."""
    low, high, step, now = (float(one.evaluate(f"slider => slider.{name}")) for name in ("min", "max", "step", "value"))
    count = round((high - low) / step)
    return range(count + 1) if 2 * (now - low) > high - low else range(count, -1, -1)


def wait_until_idle(address: str) -> None:
    """Wait until nothing goes on behind the page: rules are compiled there, and its stories answered."""
    before, since = -1, time.monotonic()
    while time.monotonic() - since < IDLE:
        time.sleep(1)
        steps = httpx.get(address.rstrip("/") + "/api/health").json()["steps"]
        if steps != before:
            before, since = steps, time.monotonic()


def measured() -> dict[str, Lags]:
    """Serve the page, wait until its rules are compiled, and drag each slider; the first drag of each warms up."""
    command = [sys.executable, "-m", "experiments.whatif", "port=8471", "open=false"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://\S+", line)))
            with sync_playwright() as playwright, launched(playwright) as browser:
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                page.goto(address)
                expect(page.get_by_role("banner")).to_contain_text(f"{FULL} possible futures", timeout=READY * 1e3)
                wait_until_idle(address)
                asked = {
                    one["key"]: one["question"]
                    for one in httpx.get(address.rstrip("/") + "/api/catalogue").json()["levers"]
                }
                found = {}
                for words, key in SLIDERS.items():
                    one = page.get_by_role("slider", name=asked[key])
                    found[words] = dragged(page, one)
                return found
        finally:
            server.terminate()


def written(found: dict[str, Lags]) -> str:
    """Return the page."""
    rows = [
        f"| {words} | {median(one.moves):.0f} | {one.moves[int(0.9 * len(one.moves))]:.0f} | {one.full:.0f} |"
        for words, one in found.items()
    ]
    head = [
        "# How far the picture lags behind a drag",
        "",
        f"Made by `python -m benchmarks.dragging`: each position of a slider, {FIRST} futures of each, then {FULL}.",
        "",
        f"{machine()}, a headless browser and two workers on the same cores.",
        "",
        "| A slider that | Move to painted frame, median ms | 9 in 10 within, ms | Let go to the full set, ms |",
        "| --- | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(written(measured()), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
