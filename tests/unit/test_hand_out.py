"""The hand-out: whole without scripts, loads nothing, no name becomes markup, and Word says what the page says."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from sim.core.parameters import InputError
from sim.place.file import read_yaml_text
from sim.store.plan import canonical
from sim.web.bundle import modules, scripts
from sim.web.handout import ExplainedAnswer, command_of, explained_answer, hand_out
from sim.whatif.handout import HandOut, content, document, page
from sim.whatif.handout.blocks import Grid, Promise, Section
from sim.whatif.handout.file import Scripts, as_data
from sim.whatif.handout.material import briefly
from sim.whatif.question import Question
from sim.whatif.saved import file_of

NASTY = "</script><img src=x onerror=alert(1)>"
ASKED = Question.read(
    {
        "title": f"What if {NASTY}?",
        "years": 1,
        "a": {"name": f"$x$ \x07 {NASTY}", "behaviour": "siloed"},
        "b": {"name": NASTY, "behaviour": "collaborative", "values": {"participation.contact": 0.75}},
        "place": {"figures": {"beds": 600.0}, "names": {"acute": NASTY}},
        "checklist": {"vision": {"now": 2, "wanted": 4}},
        "predictions": [
            {"who": NASTY, "outcome": "emergency_need", "says": "same"},
            {"who": "Table 2", "outcome": "emergency_need", "says": "worse"},
        ],
    }
)


class Read(HTMLParser):
    """Every element with its attributes, and the text outside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.raw, self._in = "", list[str](), ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in = tag if tag in ("script", "style") else ""
        if self._in:
            self.raw.append("")

    def handle_endtag(self, tag):
        self._in = ""

    def handle_data(self, data):
        if self._in:
            self.raw[-1] += data
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def found() -> ExplainedAnswer:
    return explained_answer(ASKED, futures=2)


@pytest.fixture(scope="module")
def made(found: ExplainedAnswer) -> HandOut:
    command = command_of("html", "anyplace")
    return HandOut.of(found.answer, place="anyplace", version="9.9", command=command, why=found.why, mind=found.mind)


@pytest.fixture(scope="module")
def sections(made: HandOut) -> list[Section]:
    return content(made)


@pytest.fixture(scope="module")
def whole(made: HandOut, sections: list[Section]) -> str:
    return page(made, sections, scripts())


@pytest.fixture(scope="module")
def read(whole: str) -> Read:
    return Read(whole)


def test_names_are_text_and_never_markup(read: Read):
    assert all((image["src"] or "").startswith("data:image/svg+xml;base64,") for image in read.named("img"))
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert len(read.named("script")) == 4
    assert read.text.count(NASTY) >= 8
    for image in read.named("img"):
        drawing = b64decode((image["src"] or "").split(",", 1)[1])
        assert b"<script" not in drawing and b"onerror" not in drawing.replace(b"onerror=alert(1)&gt;", b"")


def test_the_data_in_the_page_are_the_answer(read: Read, made: HandOut):
    data = json.loads(next(text for text in read.raw if text.startswith('{"answer"')))
    assert canonical(data["answer"]) == canonical(made.answer_data)
    assert data["question"]["b"]["name"] == NASTY


def test_nothing_is_loaded_from_anywhere(read: Read, whole: str):
    for tag, attributes in read.elements:
        for name in ("src", "href", "srcset", "data", "poster", "action"):
            assert (attributes.get(name) or "data:").startswith("data:"), (tag, attributes)
    assert not re.search(r"url\(|@import", "".join(read.raw[:1]))
    (policy,) = [one["content"] or "" for one in read.named("meta") if "http-equiv" in one]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert len(whole) < 2_000_000


def test_it_is_whole_without_scripts(made: HandOut, sections: list[Section]):
    bare = Read(page(made, sections))
    assert not bare.named("script")
    assert [one["hidden"] for one in bare.named("div") if (one.get("id") or "").startswith("live-")] == [None, None]
    for card in made.answer_data["cards"]:
        for part in ("a", "b", "difference", "interval"):
            assert card[part] in bare.text, (card["outcome"], part)
    for said in (
        made.answer_data["sentence"]["title"],
        *(part["text"] for part in made.answer_data["sentence"]["parts"]),
    ):
        assert said in bare.text
    for expected in (*made.catalogue["limits"], made.text, made.command, made.answer_data["key"], "9.9"):
        assert expected in bare.text


def test_sections_come_in_the_order_in_which_they_are_read(sections: list[Section]):
    names = [
        "finding",
        "people",
        "agree",
        "results",
        "futures",
        "years",
        "trust",
        "why",
        "sure",
        "limits",
        "predictions",
        "checklist",
        "again",
        "rest",
    ]
    assert [section.name for section in sections] == names
    assert [section.name for section in sections if section.page] == ["results"]  # one page, and an annex


def test_what_the_room_predicted_stands_beside_what_came_out(made: HandOut, sections: list[Section]):
    (section,) = [one for one in sections if one.name == "predictions"]
    card = next(card for card in made.answer_data["cards"] if card["outcome"] == "emergency_need")
    right = sum(says == card["word"] for says in ("same", "worse"))
    assert f"{right} of 2 predictions agree" in str(section.blocks[1])
    assert f"so in {card['same']} of {card['of']} futures" in str(section.blocks[0])


def test_marks_and_promises_are_there(made: HandOut, sections: list[Section]):
    blocks = {one.name: one.blocks for one in sections}
    (marks,) = [block for block in blocks["checklist"] if isinstance(block, Grid)]
    assert "2 ●" in str(marks.rows[0][1]) and "4 ●" in str(marks.rows[0][2]) and "●" not in str(marks.rows[1])
    promises = [block for block in blocks["agree"] if isinstance(block, Promise)]
    assert [one.text for one in promises] == [one["text"] for one in made.answer_data["agree"]] and len(promises) == 3


def test_word_holds_the_same_numbers(made: HandOut, sections: list[Section]):
    docx = pytest.importorskip("docx")
    data = document(made, sections)
    assert data == document(made, sections)
    paper = docx.Document(BytesIO(data))
    titles = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert titles == [section.title for section in sections]
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    labels = {one["name"]: one["label"] for one in made.catalogue["outcomes"]}
    for card in made.answer_data["cards"]:
        row = next(row for row in cells if row[0].split("\n")[0] == labels[card["outcome"]])
        assert row[1:3] == [card["a"], card["b"]]
        assert row[3].split("\n")[1] == card["interval"] and card["difference"] in row[3]
    heads = [table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in paper.tables]
    assert heads and all(heads)
    shown = paper.element.xpath("//wp:docPr")
    assert len(shown) == 5 and all(len(one.get("descr")) > 40 for one in shown)
    assert paper.core_properties.title == made.question.title
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(data)).infolist()} == {1980}


def test_word_begins_with_one_page_and_ends_with_none_that_is_empty(made: HandOut, sections: list[Section]):
    docx = pytest.importorskip("docx")
    paper = docx.Document(BytesIO(document(made, sections)))
    page, lines = paper.sections[0], paper.paragraphs
    annex = next(n for n, one in enumerate(lines) if one.paragraph_format.page_break_before)
    wide = (page.page_width - page.left_margin - page.right_margin) / 12_700  # in points
    high = (page.page_height - page.top_margin - page.bottom_margin) / 12_700
    assert lines[annex].text.startswith("Annex:") and any("Signed:" in one.text for one in lines[:annex])

    def height(line: Any) -> float:
        """Return points that a paragraph takes, its letters 6 tenths as wide as high: more than they are."""
        drawn = sum(int(extent) / 12_700 for extent in line._p.xpath(".//wp:extent/@cy"))
        sizes = [run.font.size.pt for run in line.runs if run.font.size] or [line.style.font.size.pt]
        rows = -(-len(line.text) * 0.6 * max(sizes) // wide)
        layout = line.paragraph_format
        return drawn + rows * 1.25 * max(sizes) + layout.space_before.pt + layout.space_after.pt

    assert sum(map(height, lines[:annex])) < high, "what was found and what to agree run over the first page"
    after_tables = [
        one for one in lines if one._p.getprevious() is not None and one._p.getprevious().tag.endswith("}tbl")
    ]
    assert after_tables and all(one.paragraph_format.line_spacing.pt <= 3 for one in after_tables if not one.text)


def test_long_names_are_short_where_there_is_little_room(made: HandOut):
    assert briefly("Working as one system") == "Working as one system"
    assert briefly("Leaders meet every three weeks and say what is hard") == "Leaders meet every three weeks…"
    assert briefly("x" * 60) == "x" * 33 + "…"
    assert all(len(name) <= 36 for name in made.drawn.names or ["x" * 60])
    assert made.answer.comparison.names and NASTY in made.answer.comparison.names[1]


def test_every_module_finds_what_it_imports():
    found = modules("handout.js")
    assert {"page/handout.js", "page/fan.js", "page/network.js", "page/dom.js"} <= found.keys()
    for name, source in found.items():
        for imported in re.findall(r"""(?:}\s*from\s+|^import\s+)["']([^"']+)["']""", source, re.MULTILINE):
            assert imported in found, (name, imported)
        assert "eval(" not in source and "import(" not in re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)


def test_a_script_that_would_end_its_element_is_refused(made: HandOut):
    for bad in ("let x = '</SCRIPT>'", "// <!-- "):
        with pytest.raises(ValueError, match="cannot be put into a page"):
            page(made, [], Scripts("", [bad], {}, "x"))


def test_data_hold_no_markup():
    text = as_data({"x": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text) and json.loads(text) == {"x": "</script><!-- & \u2028"}


def test_a_form_that_nobody_knows_is_refused_before_anything_runs(tmp_path):
    with pytest.raises(InputError, match="take: unknown form 'wrod': did you mean 'word'"):
        hand_out(ASKED, "wrod", tmp_path)
    assert not list(tmp_path.iterdir())


ODD = [
    "1e5",
    "yes",
    "null",
    "~",
    "12:30",
    "\x07",
    "a\nb",
    " lead",
    "#x",
    "- a",
    ": b",
    "\x85x",
    "\u2028",
    "\ufeff",
    "😀",
]
ODD += ["0x1F", ".5", "2020-01-01", "{a}", "<<", "=", "'q\"", "\\", "$x$", "\x00", NASTY, "a " * 30]


@pytest.mark.parametrize("name", ODD)
def test_any_name_comes_back_from_a_file(name):
    asked = Question.read(
        {"title": name, "a": {"name": name, "behaviour": "siloed"}, "place": {"names": {"acute": name}}}
    )
    assert Question.read(read_yaml_text(file_of(asked))) == asked
