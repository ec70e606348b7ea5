"""What is declared appears on the page: the recipes of docs/extend.md and an outcome more, with no line of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.recipes import blocks_of, changed
from tests.e2e.web.browsing import Watched, question_in
from tests.e2e.web.serving import ROOT, Served, serving

OUTCOME = """
    Outcome(
        "queue_of_one",
        "People who wait alone",
        "Waiting alone",
        "people",
        "Made up in a test",
        "system",
        -1,
        1.0,
        "C",
        lambda s, w: s.attendances * 0.0 + 7.0,
    ),
)
"""


ADDED = {
    ("levers", "key"): {"heatwave.emergencies"},
    ("behaviours", "name"): {"reluctant"},
    ("interventions", "name"): {"breakfasts"},
    ("stories", "id"): {"reluctant"},
    ("outcomes", "name"): {"most_vacant", "queue_of_one"},
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a copy of the code with a slider, a behaviour, a story and an outcome more; the page's files untouched."""
    folder = tmp_path_factory.mktemp("extended")
    for part in ("sim", "configs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for block in blocks_of(ROOT / "docs" / "extend.md"):
        what, _, where = block.asked.partition(": ")
        path = folder / where
        if what == "save":
            path.write_text(block.text, encoding="utf-8")
        elif what == "change" and path.suffix == ".py":
            path.write_text(changed(path.read_text(encoding="utf-8"), block.text), encoding="utf-8")
    system = folder / "sim" / "outcomes" / "system.py"
    system.write_text(system.read_text(encoding="utf-8").removesuffix(")\n") + OUTCOME.lstrip("\n"), encoding="utf-8")
    static = Path("sim") / "web" / "static"
    for path in (ROOT / static).glob("*.js"):
        assert (folder / static / path.name).read_bytes() == path.read_bytes()
    with serving(folder) as running:
        yield running


def test_what_is_declared_is_in_the_catalogue_and_answered(extended: Served, served: Served):
    before, after = (one.http.get("/api/catalogue").json() for one in (served, extended))
    for (kind, name), expected in ADDED.items():
        assert {one[name] for one in after[kind]} - {one[name] for one in before[kind]} == expected
    story = next(one for one in after["stories"] if one["id"] == "reluctant")
    found = extended.answer({**story["question"], "years": 1})
    assert next(card for card in found["cards"] if card["outcome"] == "queue_of_one")["b"] == "7.0"


def test_what_is_declared_is_on_the_page(browser: Browser, extended: Served):
    window = Watched.new(browser, extended)
    page = window.open()
    offer = extended.http.get("/api/catalogue").json()
    story = next(one for one in offer["stories"] if one["id"] == "reluctant")
    page.get_by_role("combobox", name="Start from a story").select_option(label=story["title"])
    page.get_by_role("combobox", name="How many years ahead?").select_option(label="1 year")
    window.shows()
    assert question_in(page)["b"]["behaviour"] == "reluctant"
    lever = next(one for one in offer["levers"] if one["key"] == "heatwave.emergencies")
    title = next(group["title"] for group in offer["groups"] if group["id"] == lever["group"])
    slider = page.get_by_role("slider", name=lever["question"])
    if not slider.is_visible():
        page.get_by_role("region", name=title).get_by_role("button", expanded=False).first.click()
    assert window.move(slider, "End")["b"]["values"] == {"heatwave.emergencies": lever["high"]}
    page.get_by_text("Add to the plan").click()
    plan = page.get_by_role("region", name="Who does what, when")
    plan.get_by_label("What?").select_option(label="Breakfasts of leaders")
    plan.get_by_role("button", name="Add", exact=True).click()
    expect(plan).to_contain_text("leaders have breakfast together")
    assert question_in(page)["b"]["plan"]["breakfasts"]["what"] == "breakfasts"
    page.locator("summary").filter(has_text=re.compile("^System")).click()
    expect(page.get_by_role("button", name="Waiting alone A : 7.0 ; B : 7.0")).to_be_visible()
    window.close()
