"""Take the pictures of docs/whatif.md anew: `make pictures`. The page as anybody starts it, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect, sync_playwright

from sim.whatif.answer import FULL
from tests.e2e.web.browsing import launched, link
from tests.pace import HANG

ROOT = Path(__file__).parents[3]
IMAGES = ROOT / "docs" / "images"
HALF = {"share": 0.5, "order": "best_connected"}
DELAYS = {"outcome": "delayed", "above": 60, "months": 3}
PLANNED = {
    "title": "What if we two began this?",
    "a": {"name": "As today", "behaviour": "as_today"},
    "b": {
        "name": "With a plan",
        "behaviour": "as_today",
        "plan": {
            "enabler": {"until": 2},
            "coaching": {"from": 1, "until": 3, "ramp": 1, "who": ["council", "acute"]},
            "shared_target": {"from": 2},
            "together": {"what": "collaborative", "from": 3, "who": HALF, "begin_if": DELAYS},
        },
    },
}


def whole(page: Page) -> None:
    """Wait for the full picture and for nothing to be on the way."""
    header = page.get_by_role("banner")
    expect(header).not_to_contain_text("on the way", timeout=1000 * HANG)
    expect(header).to_contain_text(f"{FULL} possible futures", timeout=1000 * HANG)
    expect(page.locator("#finding")).not_to_contain_text("Working", timeout=1000 * HANG)


def take(page: Page) -> None:
    """Take every picture of a page that is open."""
    whole(page)
    page.screenshot(path=IMAGES / "whatif.png")
    page.locator("#fan").screenshot(path=IMAGES / "whatif-difference.png")
    for name in ("why", "mind"):
        panel = page.locator(f"#{name}")
        panel.scroll_into_view_if_needed()
        expect(panel.locator(".extra-wait")).to_have_count(0, timeout=1000 * HANG)
        panel.screenshot(path=IMAGES / f"whatif-{name}.png")
    page.keyboard.press("p")
    room = page.get_by_role("dialog")
    room.get_by_role("button", name="Next: Predict").click()
    for outcome in room.get_by_role("group").all():
        first = outcome.get_by_role("radio").first
        if first.is_visible():
            first.check(force=True)
    room.get_by_role("button", name="Next: What comes out").click()
    page.screenshot(path=IMAGES / "whatif-room.png")


def take_plan(page: Page, address: str) -> None:
    """Take the picture of a plan."""
    page.goto("about:blank")
    page.goto(f"{address}/{link(PLANNED)}")
    whole(page)
    page.locator("#plan").screenshot(path=IMAGES / "whatif-plan.png")


def main() -> None:
    """Start the page, take the pictures, end it."""
    with tempfile.TemporaryDirectory() as results:
        words = ("-m", "experiments.whatif", "open=false", f"results={results}")
        server = subprocess.Popen((sys.executable, *words), cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://[\d.]+:\d+", line)))
            httpx.get(f"{address}/api/health", timeout=HANG, trust_env=False).raise_for_status()
            with sync_playwright() as playwright:
                browser = launched(playwright)
                page = browser.new_page(
                    viewport={"width": 1440, "height": 900}, device_scale_factor=1.5, locale="en-GB"
                )
                page.goto(address)
                take(page)
                take_plan(page, address)
                browser.close()
        finally:
            server.terminate()
            server.wait(HANG)


if __name__ == "__main__":
    main()
