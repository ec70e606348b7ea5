"""Asking on the page: a slider's move to its picture, first then full, the latest question wins, nobody disturbed."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.e2e.web.browsing import FIRST, FULL, Watched, axe_faults, is_answer, link, question_in, short
from tests.e2e.web.serving import Served

CONTACT = "participation.contact"


def slider(page: Page, served: Served, key: str = CONTACT) -> Locator:
    """Return the slider of a parameter by the question it asks."""
    asked = {lever["key"]: lever["question"] for lever in served.http.get("/api/catalogue").json()["levers"]}
    return page.get_by_role("slider", name=asked[key])


def headline(page: Page) -> str:
    return page.get_by_role("heading", level=2).nth(1).inner_text()


def test_the_page_opens_with_its_first_story_and_answers_it(window: Watched):
    page = window.open()
    catalogue = window.served.http.get("/api/catalogue").json()
    opens = catalogue["begin_with"]
    found = window.served.answer(opens)
    headline = {one["name"] for one in catalogue["outcomes"] if one["headline"]}
    expect(page.get_by_role("heading", level=1)).to_have_text(opens["title"])
    expect(page.get_by_role("heading", name=found["sentence"]["title"])).to_be_visible()
    for part in found["sentence"]["parts"]:
        if part["kind"] in ("tie", "cost"):
            expect(page.get_by_text(part["text"])).to_be_visible()
    for card in found["cards"]:
        if card["outcome"] in headline:
            named = re.compile(re.escape(f"A : {card['a']} ; B : {card['b']}"))
            expect(page.get_by_role("button", name=named).first).to_be_visible()
    expect(page.get_by_role("region", name="Why did this happen?").get_by_role("button").first).to_be_visible()


def test_a_slider_that_moves_nothing_by_itself_says_so_where_it_stands(window: Watched):
    page = window.page
    page.goto(window.served.address)
    expect(page.get_by_role("slider").first).to_be_visible()
    offer = window.served.http.get("/api/catalogue").json()["levers"]
    for lever in offer:
        one = page.locator(".lever").filter(has=page.get_by_label(lever["question"], exact=True))
        expect(one.locator(".moves")).to_have_count(0 if lever["moves"]["people"] else 1)
    quiet = [lever for lever in offer if not any(lever["moves"].values())]
    expect(page.get_by_text("On its own it moves nothing here that anybody would notice.")).to_have_count(len(quiet))
    order = page.locator(".lever input[type=range]").evaluate_all("all => all.map((one) => one.id)")
    assert order.index("lever-beds-added") < order.index("lever-funding-external")


def test_a_sliders_move_brings_a_first_picture_and_then_the_full_set(window: Watched):
    page, held = window.open(link(short())), list[Route]()

    def hold(route: Route) -> None:
        if is_answer(route.request, "full"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/answer", hold)
    one = slider(page, window.served)
    one.focus()
    page.keyboard.press("ArrowRight")
    window.shows(FIRST)
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    page.unroute("**/api/answer", hold)
    window.shows(FULL)
    asked = question_in(page)
    assert asked["b"]["values"] == {CONTACT: 0.3}
    assert headline(page) == window.served.answer(asked)["sentence"]["title"]


def test_of_many_fast_moves_the_last_is_what_the_page_shows(window: Watched):
    page = window.open(link(short("Fast")))
    answered = list[float]()

    def note(request: Request) -> None:
        if is_answer(request):
            answered.append((request.post_data_json or {})["question"]["b"]["values"][CONTACT])

    page.on("requestfinished", note)
    asked = window.move(slider(page, window.served), *["ArrowRight"] * 8)
    assert asked["b"]["values"][CONTACT] == 0.65 and answered[-1] == 0.65
    assert len(answered) < 16, "every step was asked for in full"
    assert headline(page) == window.served.answer(asked)["sentence"]["title"]


COUNTED = """() => {
  const asked = window.fetch;
  window.firsts = {now: 0, most: 0, charts: []};
  window.fetch = async (path, how) => {
    const body = String(path).endsWith("api/answer") ? JSON.parse(how.body) : {};
    if (body.stage !== "first") return asked(path, how);
    window.firsts.charts.push(body.chart ?? "");
    window.firsts.most = Math.max(window.firsts.most, ++window.firsts.now);
    return asked(path, how).finally(() => { window.firsts.now -= 1; });
  };
}"""


def test_the_picture_follows_a_drag_with_one_question_on_its_way(window: Watched):
    page = window.open(link(short("Dragged")))
    page.evaluate(COUNTED)
    one = slider(page, window.served)
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.3 * box["width"], middle)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + (0.3 + 0.05 * step) * box["width"], middle)
        page.wait_for_timeout(30)
    page.mouse.up()
    window.shows(FULL)
    firsts = page.evaluate("window.firsts")
    looked_at = window.served.http.get("/api/catalogue").json()["outcomes"][0]["name"]
    assert firsts["most"] == 1 and firsts["charts"][0] == looked_at
    asked = question_in(page)
    assert asked["b"]["values"] == {CONTACT: float(one.input_value())}
    assert headline(page) == window.served.answer(asked)["sentence"]["title"]


def test_while_a_slider_is_held_the_answer_tells_what_is_looked_at_and_nothing_else(served: Served):
    body = {"question": short("Seen"), "stage": "first", "client": "a-client", "turn": 1}
    whole, seen = (served.http.post("/api/answer", json=body | more).json() for more in ({}, {"chart": "delayed"}))
    assert seen.keys() < whole.keys() and seen["fans"].keys() == {"delayed"}
    assert seen == {key: whole[key] for key in seen} | {"fans": {"delayed": whole["fans"]["delayed"]}}
    assert {"network", "mind", "agree"}.isdisjoint(seen)


def test_another_chart_waits_for_the_full_set_while_a_slider_is_held(window: Watched):
    page, waiting = window.open(link(short("Held"))), list[Route]()

    def hold(route: Route) -> None:
        if is_answer(route.request, "full"):
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/api/answer", hold)
    one = slider(page, window.served)
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    networks = page.locator("#network svg").count()
    page.mouse.down()
    window.shows(FIRST)
    expect(page.locator("#network svg")).to_have_count(networks)
    page.mouse.up()
    page.get_by_role("button", name=re.compile("Stuck in hospital")).first.click()
    while not waiting:
        page.wait_for_timeout(50)
    for route in waiting:
        route.continue_()
    page.unroute("**/api/answer", hold)
    window.shows(FULL)
    expect(page.get_by_role("heading", name="Stuck in hospital")).to_be_visible()


def test_undo_and_redo_bring_back_what_was_asked(window: Watched):
    page = window.open(link(short("Undone")))
    one = slider(page, window.served)
    before = one.input_value()
    window.move(one, "End")
    assert one.input_value() != before
    page.get_by_role("button", name="Undo").click()
    assert one.input_value() == before
    page.get_by_role("button", name="Redo").click()
    assert one.input_value() != before
    window.shows(FULL)
    page.get_by_role("button", name="Replay my last change").click()
    expect(page.get_by_role("alert")).to_contain_text("Before:")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_two_windows_do_not_disturb_each_other(browser: Browser, served: Served):
    left, right = (Watched.new(browser, served) for _ in range(2))
    left.page.goto(f"{served.address}/{link(short('Left'))}")
    right.page.goto(f"{served.address}/{link(short('Right'))}")
    for window in (left, right):
        window.shows(FULL)
        window.move(slider(window.page, served), *["ArrowRight"] * (1 if window is left else 2))
    for window, name in ((left, "Left"), (right, "Right")):
        window.shows(FULL)
        assert question_in(window.page)["b"]["name"] == name
        expect(window.page.get_by_role("tab", name=name)).to_be_visible()
        assert headline(window.page) == served.answer(question_in(window.page))["sentence"]["title"]
        window.close()


def test_a_server_that_has_gone_is_said_in_one_line_and_nothing_is_lost(window: Watched):
    page = window.open(link(short("Gone")))
    page.route("**/api/answer", lambda route: route.abort())
    one = slider(page, window.served)
    one.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("Nothing you set is lost")
    assert question_in(page)["b"]["values"][CONTACT] == 0.3
    page.unroute("**/api/answer")
    window.move(one, "ArrowRight")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert len(window.faults) == 1 and "ERR_FAILED" in window.faults.pop()


def with_another_finding(route: Route) -> None:
    """Let the full set say something else than the first look."""
    reply = route.fetch().json()
    if is_answer(route.request, "full"):
        reply["sentence"] = {**reply["sentence"], "title": "Quite another finding"}
    route.fulfill(json=reply)


def test_a_finding_that_the_full_set_changes_says_so_and_what_it_was(window: Watched):
    page = window.page
    page.route("**/api/answer", with_another_finding)
    new = short()
    new["b"]["values"] = {CONTACT: 0.95}  # nobody asked this before, so that there is a first look
    window.open(link(new))
    expect(page.get_by_role("heading", name="Quite another finding")).to_be_visible()
    expect(page.locator("#finding .finding-note")).to_contain_text(re.compile("Changed now that all .* First look: “"))
    expect(page.get_by_role("status").last).to_contain_text("Changed now that all")
    page.keyboard.press("p")
    room = page.get_by_role("dialog")
    room.get_by_role("navigation").get_by_role("button", name="What comes out").click()
    expect(room.locator(".finding-note")).to_contain_text("First look: “")


def test_the_old_answer_is_grey_until_the_new_one_comes_and_a_first_look_says_so(window: Watched):
    page, held = window.open(link(short())), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    note, name = page.locator(".finding-note"), page.locator(".finding-title .name.b").first
    colour = "one => getComputedStyle(one).color"
    before = name.evaluate(colour)
    page.route("**/api/answer", hold)
    one = slider(page, window.served)
    one.press("End")
    expect(note).to_contain_text("This answers what was asked before")
    assert name.evaluate(colour) != before
    faults = axe_faults(page)
    while not held:
        page.wait_for_timeout(50)
    held.pop().continue_()
    expect(note).to_contain_text(f"A first look, from {FIRST} futures")
    assert page.locator(".finding-title").evaluate(colour) != note.evaluate(colour)
    while not held:
        page.wait_for_timeout(50)
    held.pop().continue_()
    page.unroute("**/api/answer", hold)
    expect(note).to_contain_text(f"ll {FULL} futures are in")
    assert faults == []
