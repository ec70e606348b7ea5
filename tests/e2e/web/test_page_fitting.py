"""What fits where: no name over another, the chart above the fold, a table that leaves its neighbour be."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.web.browsing import Watched, link, short
from tests.e2e.web.serving import Served

SIZES = [(1440, 900), (1366, 768), (1280, 720), (1024, 768), (390, 844)]
NAMES = {
    "acute": "St Elsewhere and St Nowhere University Hospitals",
    "council": "Borough",
    "commissioner": "The Board of All Boards",
}
COLLIDING = """() => [...document.querySelectorAll('.graph')].flatMap((graph) => {
  const inside = graph.getBoundingClientRect();
  const boxes = (what) => [...graph.querySelectorAll('.node')].flatMap((node, k) =>
    [...node.querySelectorAll(what)].map((one) => ({ k, text: one.textContent, box: one.getBoundingClientRect() })));
  const [names, dots] = [boxes('tspan'), boxes('.dot')];
  const along = (one, two, start, end) => Math.min(one[end], two[end]) - Math.max(one[start], two[start]);
  const over = ({ box: one }, { box: two }) =>
    along(one, two, 'left', 'right') > 1 && along(one, two, 'top', 'bottom') > 3;  // a box is taller than its letters
  const others = ({ k }) => [...names.filter((two) => two.k > k), ...dots.filter((two) => two.k !== k)];
  const overlap = (one) => (two) => `${one.text} lies over ${two.text || 'a dot'}`;
  const cut = ({ box }) => box.left < inside.left - 1 || box.right > inside.right + 1;
  return [...names.flatMap((one) => others(one).filter((two) => over(one, two)).map(overlap(one))),
    ...names.filter(cut).map(({ text }) => `${text} is cut`)];
})"""


def opened(browser: Browser, served: Served, width: int, height: int, **more: Any) -> Watched:
    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    window.open(link(short(**more)))
    return window


@pytest.mark.parametrize("names", [{}, NAMES], ids=["default", "own"])
def test_no_name_lies_over_another_in_the_networks(browser: Browser, served: Served, names: dict[str, str]):
    window = opened(browser, served, *SIZES[0], place={"names": names})
    page, found = window.page, dict[str, list[str]]()
    for letters in ("usual", "large"):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            found[f"{width} {letters}"] = page.evaluate(COLLIDING)
        page.get_by_role("button", name="Large text").click()
    window.close()
    assert {size: answered for size, answered in found.items() if answered} == {}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1366, 768), (1280, 720)])
def test_the_chart_is_seen_without_scrolling(browser: Browser, served: Served, width: int, height: int):
    window = opened(browser, served, width, height)
    bottom = window.page.locator(".plot").evaluate("one => one.getBoundingClientRect().bottom")
    shown = window.page.locator(".people .card:visible").count()
    window.close()
    assert bottom <= height
    assert shown >= 6


def test_a_window_of_little_height_folds_no_result_that_gets_worse(browser: Browser, served: Served):
    window = Watched.new(browser, served, viewport={"width": 1280, "height": 720})

    def lose(route: Route) -> None:
        answered = route.fetch().json()
        for card in answered["cards"]:
            card["word"] = "worse" if card["outcome"] == "experience" else card["word"]
        route.fulfill(json=answered)

    window.page.route("**/api/answer", lose)
    page = window.open(link(short()))
    expect(page.get_by_role("button", name="Experience of care")).to_be_visible()
    expect(page.get_by_role("button", name="Care-home emergencies")).to_be_hidden()
    page.get_by_role("button", name="results for people").click()
    expect(page.get_by_role("button", name="Care-home emergencies")).to_be_visible()
    window.close()


def test_a_chart_without_room_is_left_as_it_was_and_drawn_once_it_has_room(browser: Browser, served: Served):
    window = opened(browser, served, 1366, 768)
    plot, width = window.page.locator("#fan .plot"), "one => one.querySelector('svg').getAttribute('width')"
    before = plot.evaluate(width)
    for narrow in ("10px", "60px"):
        plot.evaluate(f"one => {{ one.style.width = '{narrow}'; }}")
        window.page.wait_for_timeout(100)
        assert plot.evaluate(width) == before
    plot.evaluate("one => { one.style.width = '200px'; }")
    expect(plot.locator("svg[width='200']")).to_be_visible()
    window.close()
    assert window.faults == []


def heights(page: Page) -> list[float]:
    return page.locator(".pictures > .panel").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )


@pytest.mark.parametrize("which", [0, 1], ids=["chart", "networks"])
def test_a_table_takes_the_place_of_its_picture_and_stretches_nothing(browser: Browser, served: Served, which: int):
    window = opened(browser, served, 1366, 768)
    before = heights(window.page)
    panel = window.page.locator(".pictures > .panel").nth(which)
    panel.locator("summary").filter(has_text="Table").click()
    expect(panel.get_by_role("table").first).to_be_visible()
    after = heights(window.page)
    panel.locator("summary").filter(has_text="Table").click()
    expect(panel.locator(".plot, .pair").first).to_be_visible()
    window.close()
    assert after[1 - which] <= before[1 - which] * 1.15
    assert after[which] <= before[which] * 1.15
