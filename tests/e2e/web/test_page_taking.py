"""Taking away: the link, the file, the hand-out on a disk, the page on paper, and nothing abroad."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sim.whatif.question import Question
from tests.e2e.web.browsing import Watched, axe_faults, link, question_in, short
from tests.e2e.web.serving import Served

OURS = {
    **short("Nos équipes, “ensemble” ✓"),
    "title": "Did we ask? Yes & <no>",
    "place": {"figures": {}, "names": {"acute": "St Elsewhere"}},
    "checklist": {"vision": {"now": 2, "wanted": 4}},
    "predictions": [{"who": "Table 1", "outcome": "delayed", "says": "same"}],
}


def take(page: Page, what: str) -> None:
    """Choose something from the list to take away."""
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name=what).click()


def test_a_link_opens_the_same_question_in_another_window(browser: Browser, served: Served):
    first = Watched.new(browser, served, permissions=["clipboard-read", "clipboard-write"])
    page = first.open(link(OURS))
    asked = first.move(page.get_by_role("slider").first, "End")
    take(page, "Copy the link")
    expect(page.get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    second = Watched.new(browser, served)
    second.open(copied.removeprefix(served.address + "/"))
    assert Question.read(question_in(second.page)) == Question.read(asked)
    for what in ("tab", "heading"):
        texts = [one.page.get_by_role(what).all_inner_texts() for one in (first, second)]
        assert texts[0] == texts[1]
    second.page.goto(f"{served.address}/#q=not-a-question")
    expect(second.page.get_by_role("alert")).to_contain_text("could not be read")
    first.close()
    second.close()


def test_a_link_with_parts_that_nobody_knows_opens_with_the_rest_and_says_so(window: Watched):
    old = short("Us", years=1, colour="red")
    old["b"]["values"] = {"trust.asymetry": 2.0, "participation.contact": 0.5}
    page = window.open(link(old))
    expect(page.get_by_role("alert")).to_contain_text("Not all of this link could be used here")
    expect(page.get_by_role("alert")).to_contain_text("did you mean 'trust.asymmetry'")
    page.get_by_role("alert").get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert Question.read(question_in(page)).b.values == {"participation.contact": 0.5}
    page.evaluate("hash => { location.hash = hash }", link(short("Next", beds=3)))
    expect(page.get_by_role("alert")).to_contain_text("unknown key 'beds'")
    window.shows()


def test_a_question_saved_on_the_page_opens_again_in_another_window(browser: Browser, served: Served, tmp_path: Path):
    first, second = (Watched.new(browser, served) for _ in range(2))
    page = first.open(link(OURS))
    with page.expect_download() as saved:
        take(page, "Save the question")
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert "St Elsewhere" in path.read_text(encoding="utf-8")
    other = second.open(link(short("Other")))
    with other.expect_file_chooser() as chooser:
        take(other, "Open a question")
    chooser.value.set_files(path)
    expect(other.get_by_role("heading", level=1)).to_have_text(str(OURS["title"]))
    second.shows()
    assert Question.read(question_in(other)) == Question.read(question_in(page))
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("titel: x\n", encoding="utf-8")
    with other.expect_file_chooser() as chooser:
        take(other, "Open a question")
    chooser.value.set_files(wrong)
    expect(other.get_by_role("status").filter(has_text="did you mean 'title'")).to_be_visible()
    assert len(second.faults) == 1 and "422" in second.faults.pop()
    first.close()
    second.close()


@pytest.fixture(scope="module")
def handed_out(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    reply = served.ask("take", OURS, form="html")
    assert reply.status_code == 200, reply.text[:300]
    path = tmp_path_factory.mktemp("taken") / "what-if.html"
    path.write_bytes(reply.content)
    return path


@pytest.mark.parametrize("width", [1440, 390])
def test_the_hand_out_opens_from_a_disk_and_asks_for_nothing(
    browser: Browser, served: Served, handed_out: Path, width: int
):
    window = Watched.new(browser, served, viewport={"width": width, "height": 900}, offline=True)
    page = window.page
    page.goto(handed_out.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(OURS["title"]))
    expect(page.get_by_role("img").first).to_be_visible()
    expect(page.get_by_text("common-ground whatif file=question.yaml").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator("no").count() == 0
    assert axe_faults(page) == []
    window.requests = [url for url in window.requests if url != handed_out.as_uri()]
    window.close()


def test_the_hand_out_is_one_page_and_an_annex(browser: Browser, served: Served, handed_out: Path):
    window = Watched.new(
        browser, served, viewport={"width": 695, "height": 1013}, offline=True
    )  # A4 within its margins
    page = window.page
    page.goto(handed_out.as_uri())
    page.emulate_media(media="print")
    bottom = page.locator("#agree").evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    assert bottom <= 1013, "what is to be agreed runs over the first page"
    assert page.locator("#results").evaluate("one => getComputedStyle(one).breakBefore") == "page"
    uncut = page.locator("figure, tr, .promise").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).breakInside)"
    )
    assert set(uncut) == {"avoid"}
    window.requests = [url for url in window.requests if url != handed_out.as_uri()]
    window.close()


def test_the_page_prints_on_a4_what_was_found_and_none_of_its_controls(window: Watched):
    page = window.open(link(OURS))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="What people would notice")).to_be_visible()
    expect(page.get_by_role("slider").first).to_be_hidden()
    expect(page.get_by_role("button", name="Take away")).to_be_hidden()
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF") and printed.count(b"/Type /Page\n") <= 12
    page.emulate_media(media="screen")
    expect(page.get_by_role("slider").first).to_be_visible()
