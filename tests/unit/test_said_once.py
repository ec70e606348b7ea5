"""One comparison, read from the page's data, the report, both hand-outs and the terminal: a quantity has one number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from rich.console import Console

from sim.analysis.channels import CHANNELS
from sim.analysis.headline import HEADLINE
from sim.outcomes import OUTCOMES
from sim.report.pages.comparison import ReportedComparison, compare_page
from sim.report.pages.page import Picture
from sim.report.pages.pictures import people_alt
from sim.report.text.phrases import PHRASES
from sim.report.text.rows import rows
from sim.report.text.terminal import show
from sim.report.text.words import change
from sim.validation.worlds import some
from sim.whatif import why
from sim.whatif.answer import Answer, answer
from sim.whatif.handout import HandOut, content, document
from sim.whatif.question import Question
from sim.whatif.view import tell
from sim.whatif.view.why import tell_why

ASKED = Question.read(
    {
        "years": 2,
        "a": {"name": "Alone", "behaviour": "siloed"},
        "b": {"name": "Together", "behaviour": "collaborative_all", "values": {"participation.contact": 1.0}},
    }
)
WORLDS = 40  # so that counts are of ten, and medians of two arms do not subtract to that of their differences
EMPTY = Picture({"svg": b"<svg/>", "png": b""}, "alt")
Rows = dict[str, "Shown"]


@dataclass(frozen=True)
class Shown:
    """What somebody reads of one outcome."""

    base: str
    alternative: str
    difference: str
    interval: str
    counts: tuple[str, ...]


@pytest.fixture(scope="module")
def found() -> Answer:
    return answer(ASKED, some(WORLDS))


@pytest.fixture(scope="module")
def page(found: Answer) -> dict[str, Any]:
    return tell(found)


@pytest.fixture(scope="module")
def parts() -> dict[str, why.Parts]:
    levels = {trial: why.run_trial(trial, ASKED, some(3)) for trial in why.trials(ASKED)}
    return why.parts_of(ASKED, levels)


@pytest.fixture(scope="module")
def reasons(page: dict[str, Any], parts: dict[str, why.Parts]) -> dict[str, Any]:
    return tell_why(ASKED, parts, 3, page)


@pytest.fixture(scope="module")
def report(found: Answer, parts: dict[str, why.Parts]) -> str:
    gaps = {name: {**one.channels, "acting together": one.together, "all": one.whole} for name, one in parts.items()}
    pictures = {"people_first": EMPTY, "channels": EMPTY}
    one = ReportedComparison(found.comparison, pictures, gaps, 3, "")
    return compare_page([one], command="x", digest="0", version="1")


@pytest.fixture(scope="module")
def paper(found: Answer, reasons: dict[str, Any]) -> Any:
    from docx import Document

    made = HandOut.of(found, place="anyplace", version="1", command="x", why=reasons)
    return Document(BytesIO(document(made, content(made))))


@pytest.fixture(scope="module")
def terminal(found: Answer) -> str:
    screen = StringIO()
    show(Console(file=screen, width=100, color_system=None), found.comparison)
    return screen.getvalue()


def on_cards(page: dict[str, Any]) -> Rows:
    return {
        OUTCOMES[card["outcome"]].label: Shown(
            card["a"],
            card["b"],
            card["difference"],
            card["interval"],
            tuple(str(card[kind]) for kind in ("better", "same", "worse")),
        )
        for card in page["cards"]
    }


def in_report(report: str) -> Rows:
    found: Rows = {}
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', report):
        cells = [unescape(re.sub(r"<[^>]+>", "\n", cell)).strip("\n") for cell in re.split(r"</t[hd]>", row)]
        if len(cells) == 8 and " / " in cells[4]:
            difference, interval = re.split(r"\n+", cells[3])
            label = cells[0].split("\n")[0]
            found[label] = Shown(cells[1], cells[2], difference, interval, tuple(cells[4].split(" / ")))
    return found


def on_paper(paper: Any) -> Rows:
    found: Rows = {}
    for table in paper.tables:
        if "the middle future" not in table.rows[0].cells[0].text:
            continue
        for row in table.rows[1:]:
            cells = [cell.text.split("\n") for cell in row.cells]
            if len(cells) == 5 and cells[1][0] != cells[0][0]:
                counts = re.search(r"(\d+ / \d+ / \d+)$", row.cells[4].text).group(1)  # pyright: ignore[reportOptionalMemberAccess]
                difference = cells[3][0].removesuffix(" points")
                found[cells[0][0]] = Shown(
                    cells[1][0], cells[2][0], difference, cells[3][1], tuple(counts.split(" / "))
                )
    return found


def in_terminal(terminal: str, found: Answer) -> Rows:
    labels = [row.name for part in rows(found.comparison.finding).values() for row in part]
    number = r"[−+]?£?[\d.,]+[%m]?"
    line = re.compile(rf" ({number}) +({number}) +({number}) +(\d+/\d+/\d+) +\d+/\d+/\d+ *$")
    lines = terminal.splitlines()
    seen = [(k, hit.groups()) for k, text in enumerate(lines) if (hit := line.search(text))]
    assert len(seen) == len(labels)
    intervals = (re.findall(rf" ({number} to {number}) ", lines[k + 1])[-1] for k, _ in seen)
    return {
        label: Shown(base, other, difference, interval, tuple(counts.split("/")))
        for label, (_, (base, other, difference, counts)), interval in zip(labels, seen, intervals, strict=True)
    }


def test_page_report_paper_and_terminal_show_the_same_numbers(page, report, paper, terminal, found):
    shown = on_cards(page)
    assert len(shown) == len(OUTCOMES)
    assert in_report(report) == shown
    assert on_paper(paper) == shown
    assert in_terminal(terminal, found) == shown


def amount(words: str) -> float:
    """Return the number of a part: '−300 (helps)', '+£0.4m', 'none'."""
    return figure(re.sub(r"[(a-z].*", "", words.replace("£", "")) or "0")


def figure(text: str) -> float:
    return float(re.sub(r"[^-\d.]", "", text.replace("−", "-")))


def test_the_levels_that_are_shown_subtract(page, found):
    for card in page["cards"]:
        assert figure(card["b"]) - figure(card["a"]) == pytest.approx(figure(card["difference"]), abs=1e-6), card
    raw = [
        (OUTCOMES[name].label, float(sorted_median(b) - sorted_median(a)), found.comparison.effect(name, 2).median)
        for name in OUTCOMES
        for a, b in [found.comparison.levels(name, 2)]
    ]
    assert any(one != pytest.approx(other, rel=0.02) for _, one, other in raw)  # so it is not so by luck


def sorted_median(values: Any) -> float:
    ordered = sorted(values)
    return (ordered[len(ordered) // 2 - 1] + ordered[len(ordered) // 2]) / 2


def test_the_chart_ends_where_the_card_stands(page):
    for card in page["cards"]:
        fan, percent = page["fans"][card["outcome"]], 100.0 if "%" in card["a"] else 1.0
        step = 10.0 ** -len(card["a"].partition(".")[2].rstrip("%m"))
        for side, text in (("a", card["a"]), ("d", card["difference"]), ("b", card["b"])):
            near = step * (1.01 if side == "b" else 0.51) + 1e-4 * abs(figure(text))
            assert abs(percent * fan[side]["q50"][-1] - figure(text)) <= near, (card["outcome"], side)


def test_the_sentence_says_the_numbers_of_the_cards_and_of_their_year(page, report, terminal, paper):
    parts = {part["kind"]: part["text"] for part in page["sentence"]["parts"]}
    cards = {card["outcome"]: card for card in page["cards"]}
    said = " ".join(parts.get(kind, "") for kind in ("gained", "lost"))
    read = 0
    for name in HEADLINE:
        card, phrase = cards[name], PHRASES[name]
        words = {"better": phrase.better, "worse": phrase.worse}.get(card["word"])
        if words is None:
            continue
        often, amount = re.search(
            re.escape(words) + r" (in [^(]*?) \(in the middle one (?:about )?(no difference|[\d.,]+)", said
        ).groups()  # pyright: ignore[reportOptionalMemberAccess]
        size = 0.0 if amount == "no difference" else figure(amount)
        assert size == pytest.approx(abs(figure(card["difference"])) * (10 if card["points"] else 1))
        assert str(card[card["word"]]) in often or "every" in often
        read += 1
    assert read, "nothing is gained or lost: ask something else"
    cost = parts["cost"]
    assert f"In year {ASKED.years}" in cost
    assert f"takes {cards['programme_cost']['difference'].lstrip('+−')} " in cost
    assert f"{cards['leader_hours']['difference'].lstrip('+−')} hours a week" in cost
    flat = " ".join(terminal.split())
    whole = " ".join(paragraph.text for paragraph in paper.paragraphs)
    for text in (page["sentence"]["title"], *parts.values()):
        assert text in unescape(report) and text in flat and text in whole, text
    assert page["mind"]["flips"] == f"{page['sentence']['title']}."


def test_the_gap_that_is_explained_is_the_gap_that_is_shown(page, reasons, report, paper):
    cards = {card["outcome"]: card for card in page["cards"]}
    for name, one in reasons["outcomes"].items():
        points = " points" if cards[name]["points"] else ""
        assert one["words"] == f"{cards[name]['difference']}{points}"
    gap = next(row for table in paper.tables for row in table.rows if row.cells[0].text == "The whole gap")
    assert [cell.text for cell in gap.cells[1:]] == [reasons["outcomes"][name]["words"] for name in HEADLINE]
    parts = report[report.index("Where the difference comes from") :]
    for name in HEADLINE:
        row = re.search(rf"<tr>(?:(?!</tr>).)*{re.escape(OUTCOMES[name].label)}.*?</tr>", unescape(parts))
        assert row and re.findall(r">([^<>]+)</td>", row.group())[-1] == cards[name]["difference"]


def test_the_parts_of_a_gap_that_are_shown_add_up_to_the_gap_that_is_shown(reasons, report, paper):
    """The channels and what is left over, on the page, in the report and on paper, which show the same ones."""
    rests = []
    for name, one in reasons["outcomes"].items():
        shown = [part["words"] for part in (*one["channels"], one["left"])]
        assert sum(map(amount, shown)) == pytest.approx(amount(one["words"]), abs=1e-9), name
        assert one["whole"].startswith(one["words"])
        rests.append(amount(shown[-1]) - amount(change(OUTCOMES[name], one["together"])))
    assert any(abs(rest) > 1e-9 for rest in rests), "what is left over, rounded by itself, adds up by luck"
    section = unescape(report[report.index("Where the difference comes from") :])
    table = next(one for one in paper.tables if one.rows[-1].cells[0].text == "The whole gap")
    rows = [row for row in table.rows if row.cells[0].text.lower() in {*CHANNELS, "what is left over"}]
    assert len(rows) == len(CHANNELS) + 1
    for column, name in enumerate(HEADLINE, 1):
        one = reasons["outcomes"][name]
        shown = [part["words"] for part in (*one["channels"], one["left"])]
        assert [row.cells[column].text for row in rows] == shown
        row = re.search(rf"<tr>(?:(?!</tr>).)*{re.escape(OUTCOMES[name].label)}.*?</tr>", section)
        assert row and [*map(amount, re.findall(r">([^<>]+)</td>", row.group()))][:-1] == [*map(amount, shown)]


def test_the_chain_says_the_numbers_of_the_cards(page):
    cards = {card["outcome"]: card for card in page["cards"]}
    assert page["chain"]
    for step in page["chain"]:
        difference, base = re.search(r"\(([−+£\d.,m]+).*, from ([−£\d.,m%]+) in the middle future\)", step).groups()  # pyright: ignore[reportOptionalMemberAccess]
        assert any((card["difference"], card["a"]) == (difference, base) for card in cards.values()), step


def test_figures_say_in_words_what_the_cards_say(page, found):
    words = people_alt(found.comparison.finding)
    for card in page["cards"]:
        if card["outcome"] in HEADLINE:
            points = " points" if card["points"] else ""
            short = PHRASES[card["outcome"]].short
            counted = f"{card['better']} better, {card['same']} much the same, {card['worse']} worse"
            assert f"{short}: {card['difference']}{points}; of 10 futures {counted}." in words
