"""In the room, a step stands on one screen of the usual sizes, in letters that are read: votes, what comes out, why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from sim.whatif.why import MOST
from tests.e2e.web.browsing import Watched, link, short
from tests.e2e.web.serving import Served
from tests.e2e.web.test_page_room import STEPS, step

GAINED = (
    "What is gained in year 6 with us: meaningfully fewer people become ill enough to need hospital at once in 4 of 10 "
    "futures (in the middle one about 212 fewer a year, 1 in 180); fewer people are kept in hospital when ready to "
    "leave in 5 of 10 futures (in the middle one about 3 fewer on a day, 1 in 23); people spend more days at home in 4 "
    "of 10 futures (in the middle one about 6 more a year for every 1,000 people)."
)
LOST = (
    "What is lost in year 6 with us: fewer visits to A&E are over within four hours in 3 of 10 futures (in the middle "
    "one about 2 fewer in every 1,000 visits)."
)
COST = "In year 6 it takes £1.1m more for joint projects and their office, and 0.7 hours a week more of each leader."
FITTED = """() => {
  const body = document.querySelector('.room-body');
  const letters = (one) => parseFloat(getComputedStyle(one).fontSize);
  return { over: body.scrollHeight - body.clientHeight, share: letters(body) / letters(body.parentElement),
    rows: new Set([...body.querySelectorAll('.room-result')].map((one) => one.getBoundingClientRect().top)).size };
}"""


@pytest.mark.parametrize(("width", "height", "tables"), [(1366, 768, 12), (1280, 720, 8), (1024, 768, 4)])
def test_the_votes_of_all_tables_fit_one_screen(browser: Browser, served: Served, width: int, height: int, tables: int):
    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    page = window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "Predict")
    for _ in range(tables - 1):
        room.get_by_role("button", name="Add a table").click()
    last = room.get_by_role("radio").last.bounding_box()
    foot = room.get_by_role("contentinfo").or_(room.locator("footer")).first.bounding_box()
    assert last and foot and last["y"] + last["height"] <= foot["y"]
    assert last["height"] >= 24, "too small to be hit"
    window.close()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1280, 720)])
def test_what_comes_out_for_all_tables_and_what_is_lost_stand_on_one_screen(
    browser: Browser, served: Served, width: int, height: int
):
    """The longest finding, three outcomes that four tables disagree about, and what gets worse."""

    def lose(route: Route) -> None:
        said = route.fetch().json()
        texts = {"gained": GAINED, "lost": LOST, "cost": COST}
        others = [part for part in said["sentence"]["parts"] if part["kind"] not in (*texts, "tie")]
        said["sentence"]["parts"] = [*({"kind": kind, "text": text} for kind, text in texts.items()), *others]
        for card in said["cards"]:
            if card["outcome"] == "four_hour":
                card |= {"word": "worse", "words": "worse in 3 of 10 futures", "worse": 3, "same": 7, "better": 0}
        route.fulfill(json=said)

    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    window.page.route("**/api/answer", lose)
    said = [
        {"who": f"Table {table}", "outcome": outcome, "says": ("better", "same", "worse", "better")[(table + k) % 4]}
        for k, outcome in enumerate(("emergency_need", "delayed", "waiting_list"))
        for table in range(1, 5)
    ]
    page = window.open(link(short("Working as one system", predictions=said)))
    page.keyboard.press("p")
    for title in STEPS:
        room = step(page, title)
        fitted = page.evaluate(FITTED)
        assert fitted["over"] <= 0, title
        assert 0.7 <= fitted["share"] <= 1.0, title
        if title == "What comes out":
            expect(room.get_by_text("What may get worse")).to_be_visible()
            assert fitted["rows"] == 1
    window.close()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1280, 720)])
@pytest.mark.parametrize("steps", [6, 15])
def test_why_of_all_that_may_be_changed_stands_on_one_screen(
    browser: Browser, served: Served, width: int, height: int, steps: int
):
    """As many changes as are taken apart, and few or many steps on the way."""

    def explain(route: Route) -> None:
        said = route.fetch().json()
        said["chain"] = ["Leaders gave more hours to working together (+1.6 hours a week, from 0.6)."] * steps
        route.fulfill(json=said)

    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    window.page.route("**/api/why", explain)
    question = short("Working as one system")
    offered = {lever["key"]: lever for lever in served.http.get("/api/catalogue").json()["levers"]}
    longest = sorted(offered, key=lambda key: -len(offered[key]["label"]))[:MOST]
    question["b"]["values"] = {key: offered[key]["high"] for key in longest}
    page = window.open(link(question))
    page.keyboard.press("p")
    room = step(page, "Why")
    expect(room.locator(".why-bars").first.locator("li")).to_have_count(MOST)
    fitted = page.evaluate(FITTED)
    assert fitted["over"] <= 0 and 0.7 <= fitted["share"] <= 1.0
    last_step = room.get_by_text("Leaders gave more hours").last
    if steps > MOST:
        expect(last_step).to_be_hidden()
        room.get_by_text(f"Step by step: {steps} steps").click()
    expect(last_step).to_be_visible()
    window.close()
