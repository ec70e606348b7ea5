"""In the room, by keyboard: six steps, the keyboard kept within, predictions kept and compared, one change tried."""

from __future__ import annotations

from playwright.sync_api import Page, expect

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
