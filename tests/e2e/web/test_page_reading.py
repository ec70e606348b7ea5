"""The page for everybody: by keyboard alone, for axe, at three widths, large, with less movement, names as text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.web.browsing import FULL, Watched, axe_faults, link, question_in, short
from tests.e2e.web.serving import Served

WIDTHS = [(1440, 900), (1024, 768), (390, 844)]
MARKUP = "<img src=x onerror=\"document.title='owned'\"><b>Us</b>"


def focused(page: Page) -> str:
    """Return what a screen reader would call the element that holds the keyboard: its role or tag, and its name."""
    return page.evaluate(
        """() => {
          const at = document.activeElement;
          if (at === document.body) return 'nowhere';
          const of = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
          return `${at.getAttribute('role') ?? at.type ?? at.tagName.toLowerCase()}: ${of.trim()}`;
        }"""
    )


def tab_to(page: Page, wanted: str, most: int = 120) -> list[str]:
    """Press Tab until the keyboard is where it is wanted; return where it has been."""
    been = list[str]()
    for _ in range(most):
        page.keyboard.press("Tab")
        been.append(focused(page))
        if wanted in been[-1]:
            return been
    raise AssertionError(f"{wanted!r} is not reached by Tab: {been}")


def sticking_out(page: Page) -> list[str]:
    """Return what makes the page wider than its window, once charts have taken up their new size."""
    for _ in range(50):
        found = page.evaluate(
            """() => {
              const { scrollWidth, clientWidth } = document.documentElement;
              if (scrollWidth <= clientWidth) return [];
              const inside = (one) => one.parentElement?.closest('.scroll');
              const right = (one) => one.getBoundingClientRect().right;
              const out = (one) => !inside(one) && one.checkVisibility() && right(one) > clientWidth + 1;
              const told = (one) => `${one.tagName} ${one.getAttribute('class')} ${one.textContent.slice(0, 40)}`;
              const found = [...document.querySelectorAll('*')].filter(out).map(told);
              return [`${scrollWidth} pixels in ${clientWidth}`, ...found];
            }"""
        )
        if not found:
            return []
        page.wait_for_timeout(100)
    return found[:12]


def test_a_whole_session_by_keyboard(window: Watched):
    page = window.open(link(short("Keys")))
    page.keyboard.press("Tab")
    assert "Skip to what we found" in focused(page)
    tab_to(page, "Start from a story")
    tab_to(page, "tab: Future B")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Future A")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Future B")).to_be_focused()
    been = tab_to(page, "range: How much more often are leaders brought together?")
    assert "How do teams behave?" in been[0]
    one = page.get_by_role("slider", name="How much more often are leaders brought together?")
    before = one.get_attribute("aria-valuetext")
    assert window.move(one, "ArrowRight", "ArrowRight")["b"]["values"]
    assert one.get_attribute("aria-valuetext") != before
    expect(one).to_be_focused()
    page.keyboard.press("Control+z")
    assert one.get_attribute("aria-valuetext") == before
    expect(one).to_be_focused()
    window.shows(FULL)
    expect(one).to_be_focused()

    tab_to(page, "Waiting for planned treatment")
    page.keyboard.press("Enter")
    card = page.get_by_role("button", name="Waiting for planned treatment")
    expect(card).to_have_attribute("aria-pressed", "true")
    expect(card).to_be_focused()
    expect(page.get_by_role("status").last).to_contain_text("The chart shows")
    tab_to(page, "System")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="System")).to_be_visible()
    tab_to(page, "Table")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()

    tab_to(page, ": pressure ")
    first = focused(page)
    page.keyboard.press("ArrowRight")
    assert focused(page) != first and ": pressure " in focused(page)
    name = focused(page).removeprefix("button: ").split(":")[0].split(" (")[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    tab_to(page, "range: Month")
    page.keyboard.press("Home")
    expect(page.get_by_role("slider", name="Month")).to_have_attribute("aria-valuetext", "the start, of 1 year")
    tab_to(page, "radio: 1")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert question_in(page)["checklist"] == {"vision": {"now": 2}}


def states(page: Page) -> Iterator[str]:
    """Bring the page into each of its main states, one after another; name it."""
    yield "as it opens"
    for fold in page.locator("summary").all():
        if fold.is_visible():
            fold.click()
    for more in page.get_by_role("button", expanded=False).all():
        if more.is_visible() and "Take away" not in more.inner_text():
            more.click()
    yield "everything open"
    page.get_by_role("button", name="Large text").click()
    page.get_by_role("button", name="Take away").click()
    yield "large text and the list to take away"
    page.get_by_role("button", name="Large text").click()
    page.get_by_role("button", name="In the room").click()
    for step in range(6):
        if step == 1:
            page.get_by_role("button", name="Add a table").click()
        yield f"in the room, step {step + 1}"
        if step < 5:
            page.get_by_role("button", name="Next:").click()


@pytest.mark.parametrize(
    ("width", "height"), [(1366, 768), (390, 844)]
)  # names stand as numbers in the smaller networks
def test_axe_finds_no_fault_of_level_a_or_aa_in_any_state(browser: Browser, served: Served, width: int, height: int):
    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    page = window.open(link(short("Axe")))
    expect(page.get_by_role("region", name="Why did this happen?").get_by_role("button").first).to_be_visible()
    faults = {state: found for state in states(page) if (found := axe_faults(page))}
    window.close()
    assert faults == {}


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_nothing_scrolls_sideways(browser: Browser, served: Served, width: int, height: int):
    window = Watched.new(browser, served, viewport={"width": width, "height": height})
    page = window.open(link(short("A name of a future that is as long as a name may be here and now")))
    wide = {state: found for state in states(page) if (found := sticking_out(page))}
    window.close()
    assert wide == {}


def test_the_chart_begins_with_the_difference_and_what_is_too_little_to_notice(window: Watched):
    page = window.open(link({**short(), "years": 2}))
    chart = page.get_by_role("region", name="Needing hospital at once")
    expect(chart.get_by_role("button", name="The difference")).to_have_attribute("aria-pressed", "true")
    expect(chart.get_by_role("img", name="The difference in the same future, B rather than A")).to_be_visible()
    expect(chart.get_by_text("too little")).to_be_visible()
    assert chart.locator(".zone").evaluate("one => one.getBoundingClientRect().height") > 0
    chart.get_by_role("button", name="A and B").click()
    page.get_by_role("button", name="Stuck in hospital").click()
    other = page.get_by_role("region", name="Stuck in hospital")
    expect(other.get_by_role("button", name="A and B")).to_have_attribute("aria-pressed", "true")


def test_text_of_twice_the_size_still_fits(browser: Browser, served: Served):
    window = Watched.new(browser, served, viewport={"width": 720, "height": 450}, device_scale_factor=2)
    page = window.open(link(short("Twice")))  # as a browser does at 200% of a window of 1440 pixels
    assert sticking_out(page) == []
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    page.get_by_role("button", name="Large text").click()
    after = heading.bounding_box()
    assert before and after and after["height"] > before["height"]
    assert sticking_out(page) == []
    page.reload()
    expect(page.get_by_role("button", name="Large text")).to_have_attribute("aria-pressed", "true")
    window.close()


def test_names_as_markup_are_shown_as_the_text_they_are(window: Watched):
    asked = {**short(MARKUP), "title": MARKUP, "place": {"names": {"acute": MARKUP}}}
    asked["a"]["name"] = "<script>document.title='owned'</script>"
    page = window.open(link(asked))
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
    expect(page.get_by_role("tab", name="Future B")).to_contain_text(MARKUP)
    page.get_by_role("button", name="In the room").click()
    expect(page.get_by_role("dialog")).to_contain_text(MARKUP)
    assert page.title() == MARKUP
    assert page.locator("main img, dialog img, main b b, main script").count() == 0


def test_with_less_movement_asked_for_nothing_slides(browser: Browser, served: Served):
    window = Watched.new(browser, served, reduced_motion="reduce")
    page = window.open(link({**short("Calm"), "years": 2}))
    month = page.get_by_role("slider", name="Month")
    month.focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="▶ Play").click()
    expect(month).to_have_value("13")  # a year at a time
    page.get_by_role("button", name="Pause").click()
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
          const long = (text) => text.split(',').some((part) => parseFloat(part) > 0.01);
          return long(transitionDuration) || (animationName !== 'none' && long(animationDuration));
        }).length"""
    )
    window.close()
    assert moving == 0


def test_captions_of_the_networks_are_worded_by_the_server_whatever_the_month(window: Watched):
    question = short("Captions")
    page = window.open(link(question))
    said = {side: window.served.answer(question)["network"][side]["said"] for side in "ab"}
    slider = page.locator(".months input")
    for key in ("End", "Home", "ArrowRight"):
        slider.press(key)
        for side, captions in said.items():
            average, between = captions[int(slider.input_value())]
            expect(page.locator(f".pair .counts.{side}")).to_have_text(
                f"{side.upper()} {average} on average ({between})"
            )
