"""Papers for a reviewer: checklists and the model card say what is declared and stored, and follow when that moves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sim.behaviours import BEHAVIOURS
from sim.core.parameters import Evidence
from sim.documentation import decisions, measured, model_card, stress, trace_table
from sim.documentation.checklist import HEADS
from sim.scenario import declarations
from sim.validation import FACTS
from sim.validation.scoreboard import scoreboard

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[2]
# Monks and others 2019, for agents; the parts of 2.5 are numbered as they come
STRESS = [
    *("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4"),
    *("3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1"),
]


def rows(page: str) -> list[list[str]]:
    """Return the cells of the rows of every checklist of a page."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [line for line in lines if len(line) == len(HEADS) and line[0] not in ("---", HEADS[0])]


def test_every_item_of_both_checklists_is_answered_and_says_where():
    for page, items in ((stress.page(), STRESS), (trace_table.page(), [f"{number}. " for number in range(1, 9)])):
        found = rows(page)
        assert len(found) == len(items)
        for (item, asked, answer, where), expected in zip(found, items, strict=True):
            assert item.startswith(expected) and asked and len(answer) > 40 and "](" in where


def worse(fact: str) -> dict[str, Any]:
    """Return the stored scoreboard with a fact that holds turned."""
    board = scoreboard()
    (one,) = (entry for entry in board["facts"] if entry["id"] == fact)
    assert one["holds"]
    one["holds"], one["found"] = False, "a thousand times too many"
    return board


def test_a_fact_that_fails_when_measured_anew_moves_every_page_that_counts_facts(monkeypatch: pytest.MonkeyPatch):
    pages = (trace_table.page, model_card.page)
    before, count = [page() for page in pages], measured.held()[0]
    board = worse("S17")
    monkeypatch.setattr(measured, "scoreboard", lambda: board)
    assert measured.held()[0] == count - 1
    for page, was in zip(pages, before, strict=True):
        assert "a thousand times too many" in page() and "a thousand times too many" not in was
        assert page().count("Asked: ") == was.count("Asked: ") + 1


def test_what_fails_is_named_with_what_was_asked_and_found():
    lost = [one["id"] for one in scoreboard()["facts"] if not one["holds"]]
    assert [line.split(" (")[0] for line in measured.failing()] == lost
    assert all(FACTS[name].kind in line for name, line in zip(lost, measured.failing(), strict=True))


def test_facts_are_counted_by_what_the_model_was_given():
    said = re.findall(r"(\d+) of the (\d+) that", measured.facts_in_short())
    assert [tuple(map(int, pair)) for pair in said] == [measured.held(kind) for kind in measured.KINDS]
    assert sum(int(total) for _, total in said) == measured.held()[1] == len(scoreboard()["facts"])


def test_places_are_those_over_which_facts_were_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert re.fullmatch(r"[\d,]+ places", measured.places())
    (tmp_path / "validation.md").write_text("Of 3 facts 2 hold, measured over 1,024 places on the same draws.")
    monkeypatch.setattr(measured, "DOCS", tmp_path)
    assert measured.places() == "1,024 places"
    (tmp_path / "validation.md").write_text("nothing yet")
    assert measured.places() == "the places named there"


def test_parameters_are_counted_once_each():
    numbers = [int(one.replace(",", "")) for one in re.findall(r"[\d,]*\d", measured.evidence_in_short())]
    assert numbers[0] == len(declarations()) == sum(numbers[1:])
    choices = measured.evidence()[Evidence.CHOICE] / len(declarations())
    assert f"So {choices:.0%} of them rest on judgement alone" in model_card.page()


def test_harm_is_named_with_its_figure_and_what_happens_to_a_place_is_not(monkeypatch: pytest.MonkeyPatch):
    found = {"enabler": {"full": {"anyplace": {"delayed": [-1.26, True], "four_hour": [-9.0, False]}}}}
    found["demand.growth"] = found["enabler"]
    monkeypatch.setattr(model_card, "alone", lambda: {"found": found, "worlds": 3})
    (line,) = model_card.harms()
    assert "`enabler`" in line and line.endswith(", −1.3")
    monkeypatch.setattr(model_card, "alone", lambda: {"found": {}, "worlds": 3})
    assert model_card.harms() == []


def test_the_questions_on_decisions_name_rules_that_exist_and_behaviours_that_decide_for_themselves():
    said = decisions.decisions()
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert all(f"\n#### {name}\n" in page for name in re.findall(r"\]\(#(\w+)\)", said))
    theory = next(line for line in said.splitlines() if "On which theory" in line)
    assert set(re.findall(r"`(\w+)`", theory)) & set(BEHAVIOURS) == {"tit_for_tat", "heroic", "mandated", "adaptive"}
    counts = [one.evidence for one in decisions.deciding_numbers()]
    assert f"{counts.count(Evidence.CHOICE)} choices" in said and f"of {len(counts)} numbers" in said


def test_each_criterion_of_the_levels_is_met_or_says_why_not():
    page = (ROOT / "docs" / "rap.md").read_text(encoding="utf-8")
    table = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    answered = [line for line in table if line[0] != "Criterion"]
    parts = page.split("\n## ")[1:]
    assert [part.count("\n| ") - 1 for part in parts] == [5, 9, 4], "as many as the levels have"
    for criterion, met, why in answered:
        assert criterion and met in ("yes", "in part", "no")
        assert "](" in why or (met != "yes" and len(why) > 40) or "git" in why or "Python" in why
