"""In the room, by keyboard: six steps, the keyboard kept within, predictions kept and compared, one change tried."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.web.browsing import Watched, link, question_in, short

STEPS = ("The question", "Predict", "What comes out", "Why", "Your turn", "Agree and print")


def within(page: Page) -> bool:
    """Say whether the keyboard is in the dialog."""
    return page.evaluate("() => document.querySelector('dialog').contains(document.activeElement)")


def press_through(page: Page, key: str) -> int:
    """Press Tab all the way round; return how many stops there are before the first comes again."""
    seen = list[str]()
    for _ in range(150):
        page.keyboard.press(key)
        assert within(page), f"the keyboard left the room after {seen[-3:]}"
        at = page.evaluate(
            "() => [...document.querySelectorAll('dialog *')].indexOf(document.activeElement).toString()"
        )
        if seen and at == seen[0]:
            return len(seen)
        seen.append(at)
    raise AssertionError("no end")


def choose(page: Page, name: str) -> None:
    """Press a button of the dialog by keyboard."""
    page.get_by_role("dialog").get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


def test_a_workshop_in_the_room_by_keyboard(window: Watched):
    page = window.open(link(short("Together")))
    room = page.get_by_role("dialog")
    page.keyboard.press("p")
    expect(room).to_be_visible()
    expect(room.get_by_role("heading", level=2)).to_be_focused()
    assert press_through(page, "Tab") == press_through(page, "Shift+Tab") > 6
    page.keyboard.press("n")
    expect(room.get_by_role("complementary", name="Notes for the facilitator")).to_be_visible()

    choose(page, "Next: Predict")
    choose(page, "Add a table")
    for outcome in room.get_by_role("group").all():
        first = outcome.get_by_role("radio").first
        if first.is_visible():
            first.focus()
            page.keyboard.press("Space")
    made = question_in(page)["predictions"]
    assert {one["who"] for one in made} == {"The room", "Table 1"}
    page.keyboard.press("p")
    expect(room).to_be_visible()
    assert press_through(page, "Tab") > 6

    choose(page, "Next: What comes out")
    expect(room.get_by_text("Table 1").first).to_be_visible()
    choose(page, "Next: Why")
    expect(room.get_by_text("Working out why")).to_have_count(0)
    choose(page, "Next: Your turn")
    slider = room.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    show = room.get_by_role("button", name="Show what happens")
    expect(show).to_be_disabled()
    room.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(show).to_be_enabled()
    choose(page, "Show what happens")
    expect(room.get_by_role("slider")).to_have_count(0)
    assert question_in(page)["b"]["values"]
    choose(page, "Next: Agree and print")
    expect(room.get_by_role("listitem").filter(has_text="It takes about").first).to_be_visible()

    for title in STEPS:
        expect(room.get_by_role("navigation").get_by_role("button", name=title, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(room).to_be_hidden()
    window.shows()
    assert len(question_in(page)["predictions"]) > len(made) - 1


def step(page: Page, title: str) -> Locator:
    """Go to a step of the room by its name; return the room."""
    room = page.get_by_role("dialog")
    room.get_by_role("navigation").get_by_role("button", name=title, exact=True).click()
    return room


def test_p_opens_the_room_whatever_control_has_the_keyboard(window: Watched):
    page = window.open(link(short()))
    page.get_by_role("combobox", name="How many years ahead?").select_option(label="1 year")
    for control in (
        page.get_by_role("slider").first,
        page.get_by_role("checkbox").first,
        page.get_by_role("tab").first,
        page.get_by_role("button", name="Large text"),
    ):
        control.focus()
        page.keyboard.press("p")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("summary").filter(has_text="Name this future").click()
    page.get_by_role("textbox", name="What shall we call it?").press_sequentially("p")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_reload_and_back_stay_in_the_room_and_lose_no_prediction(window: Watched):
    page = window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "Predict")
    room.get_by_role("button", name="Add a table").click()
    room.get_by_role("radio").first.check(force=True)
    made = question_in(page)["predictions"]
    step(page, "Why")
    heading = room.get_by_role("heading", level=2)
    page.reload()
    expect(heading).to_have_text("Why did this happen?")
    page.go_back()
    expect(heading).to_have_text("What do you expect?")
    expect(room.get_by_role("textbox")).to_have_count(2)
    page.go_back()
    expect(heading).to_have_text("The question")
    assert question_in(page)["predictions"] == made
    page.go_back()
    expect(room).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert question_in(page)["predictions"] == made


def test_somebody_can_predict_though_only_our_turn_has(window: Watched):
    turn = [{"who": "Our turn", "outcome": "delayed", "says": "same"}]
    page = window.open(link(short(predictions=turn)))
    page.keyboard.press("p")
    room = step(page, "Predict")
    expect(room.get_by_role("textbox", name="Who predicts")).to_have_value("The room")
    room.get_by_role("radio").first.check(force=True)
    assert {one["who"] for one in question_in(page)["predictions"]} == {"Our turn", "The room"}


def test_what_gets_worse_is_among_the_cards_of_the_room(window: Watched):
    def lose(route: Route) -> None:
        answered = route.fetch().json()
        for card in answered["cards"]:
            if card["outcome"] == "four_hour":
                card |= {"word": "worse", "words": "worse in 9 of 10 futures", "worse": 9, "same": 1, "better": 0}
        route.fulfill(json=answered)

    window.page.route("**/api/answer", lose)
    page = window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "What comes out")
    expect(room.get_by_text("What may get worse")).to_be_visible()
    expect(room.get_by_text("The model: worse in 9 of 10 futures.")).to_be_visible()


def test_an_old_answer_is_said_to_be_old_in_whatever_step_is_opened(window: Watched):
    page, held, over = window.open(link(short())), list[Route](), list[bool]()

    def hold(route: Route) -> None:
        if over:
            route.continue_()
        else:
            held.append(route)

    page.route("**/api/answer", hold)
    page.get_by_role("slider").first.press("ArrowRight")
    page.keyboard.press("p")
    note = step(page, "What comes out").locator(".finding-note")
    expect(note).to_contain_text("This answers what was asked before")
    step(page, "Why")
    step(page, "What comes out")
    expect(note).to_contain_text("This answers what was asked before")
    over.append(True)
    for route in held:
        route.continue_()
    expect(note).not_to_contain_text("This answers what was asked before")


def test_no_letter_of_a_future_is_parted_from_its_number(window: Watched):
    page = window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "What comes out")
    room.locator(".room-results").evaluate("one => { one.style.width = '9em'; }")
    values = room.locator(".room-values .name")
    lines = "all => all.map((one) => one.getClientRects().length)"
    assert set(values.evaluate_all(lines)) == {1}


def ended(route: Route) -> None:
    route.abort()


def left_waiting(route: Route) -> None:
    """Give no reply at all."""


def overtaken(route: Route) -> None:
    route.fulfill(status=409, json={"error": "something newer was asked"})


@pytest.mark.parametrize("fails", [ended, left_waiting, overtaken], ids=lambda fails: fails.__name__)
def test_why_ends_its_wait_with_a_line_and_a_button(window: Watched, fails: Callable[[Route], None]):
    page = window.page
    page.clock.install()
    page.route("**/api/why", fails)
    window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "Why")
    again = room.locator(".room-why").get_by_role("button", name="Try again")
    while not again.is_visible():
        page.clock.fast_forward(5_000)  # of the page's own clock
        page.wait_for_timeout(20)
    page.unroute("**/api/why", fails)
    again.click()
    for _ in range(200):
        if room.get_by_text("How it acts").is_visible():
            break
        page.clock.fast_forward(500)
        page.wait_for_timeout(20)
    expect(room.get_by_text("How it acts")).to_be_visible()
    window.faults = [fault for fault in window.faults if "ERR_FAILED" not in fault and "409" not in fault]


def test_why_is_waited_for_as_long_as_the_server_goes_on_and_no_longer(window: Watched):
    page, steps, looks, stands = window.page, count(1), list[int](), list[bool]()

    def said(route: Route) -> None:
        looks.append(looks[-1] if stands else next(steps))
        route.fulfill(json={"ok": True, "steps": looks[-1]})

    page.clock.install()
    page.route("**/api/why", left_waiting)
    page.route("**/api/health", said)
    window.open(link(short()))
    page.keyboard.press("p")
    room = step(page, "Why")
    again = room.locator(".room-why").get_by_role("button", name="Try again")

    def looked(times: int) -> None:
        before = len(looks)
        while len(looks) < before + times and not again.is_visible():
            page.clock.fast_forward(10_000)
            page.wait_for_timeout(20)

    looked(100)  # a quarter of an hour
    expect(room.get_by_text("Working out why")).to_be_visible()
    expect(again).to_be_hidden()
    stands.append(True)
    looked(100)
    expect(again).to_be_visible()
    expect(room.get_by_text("Nothing went on for a long time")).to_be_visible()


def test_a_server_that_has_gone_is_said_in_the_room_with_a_button(window: Watched):
    page = window.open(link(short()))
    page.route("**/api/answer", lambda route: route.abort())
    page.get_by_role("slider").first.press("ArrowRight")
    page.keyboard.press("p")
    room = step(page, "Why")
    expect(room.get_by_role("alert")).to_contain_text("Nothing you set is lost")
    expect(room.locator(".room-why").get_by_role("button", name="Try again")).to_be_visible()
    page.unroute("**/api/answer")
    room.get_by_role("alert").get_by_role("button", name="Try again").click()
    expect(room.get_by_role("alert")).to_be_hidden()
    page.keyboard.press("Escape")
    window.shows()
    window.faults = [fault for fault in window.faults if "ERR_FAILED" not in fault]
