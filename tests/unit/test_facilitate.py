"""The facilitator's kit names stories, steps and factors as the page has them, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.documentation import references
from sim.whatif.stories import stories
from sim.whatif.view.about import CHECKLIST

ROOT = Path(__file__).parents[2]
KIT = ROOT / "docs" / "facilitate"
PAGES = sorted(KIT.glob("*.md"))
STEPS = re.findall(r'title: "([^"]+)"', (ROOT / "sim/web/static/room_steps.js").read_text(encoding="utf-8"))
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def text(page: Path) -> str:
    """Return a page with its lines joined, so that a name broken over two lines is one."""
    return " ".join(page.read_text(encoding="utf-8").replace("\n> ", "\n").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name}: {link}"
        headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, f"{page.name}: {link}"


def test_every_story_in_the_table_exists():
    titles = {story.title for story in stories()}
    rows = re.findall(r"^\| \"[^|]+\| ([^|]+) \|$", (KIT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name.strip() for row in rows for name in row.split(" · ")}
    assert len(named) > 8
    assert named <= titles, named - titles


def test_the_scripts_walk_through_the_steps_of_the_room():
    assert len(STEPS) == 6
    for step in STEPS[1:]:
        assert f"*Next: {step}*" in text(KIT / "twenty_minutes.md"), step


def test_the_worksheet_has_the_checklist_of_the_page():
    sheet = text(KIT / "worksheet.html")
    found = [sheet.index(f'<th scope="row">{factor["label"]}: ') for factor in CHECKLIST]
    assert found == sorted(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_source_stands_in_the_bibliography(page: Path):
    known = [
        (entry["year"], entry["author"].split(",")[0].split(" and ")[0]) for entry in references.entries().values()
    ]
    words = text(page)
    for cited in re.finditer(r"\b(?:19|20)\d\d\b", words):
        before = words[max(0, cited.start() - 80) : cited.start()]
        assert any(year == cited[0] and name in before for year, name in known), f"{page.name}: {before}{cited[0]}"
