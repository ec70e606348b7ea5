"""The integrated model as it is drawn and said: each idea of the text once, with a name that acts."""

from __future__ import annotations

import re
from pathlib import Path

from sim.declared import DECLARING
from sim.outcomes import OUTCOMES
from sim.report.figures.integrated_model import integrated_model
from sim.report.text.integrated_model import CONTEXTS, CORE, LEADERSHIP, RINGS, WAYS, in_words
from sim.scenario import declarations
from sim.whatif.view.about import ABOUT

COVERAGE = Path(__file__).parents[3] / "docs" / "coverage.md"


def test_six_ways_ten_features_and_nine_contexts_lie_around_the_core() -> None:
    assert [len(ring.concepts) for ring in RINGS] == [6, 10, 9]
    labels = [one.label for ring in RINGS for one in ring.concepts]
    assert len(set(labels)) == len(labels)


def test_each_idea_is_met_in_something_that_is_declared() -> None:
    known = set(declarations()) | set(OUTCOMES) | {variable.name for kind in DECLARING for variable in kind.owns}
    assert {one.acts for ring in RINGS for one in ring.concepts} <= known


def test_what_is_drawn_has_a_row_in_what_acts_where() -> None:
    text = COVERAGE.read_text(encoding="utf-8")
    for start, ring in (("Ways of", WAYS), ("Feature:", LEADERSHIP), ("Context:", CONTEXTS)):
        assert len(re.findall(rf"^\\| {start} ", text, re.MULTILINE)) == len(ring.concepts), start
    for concept in WAYS.concepts:
        assert f"| Ways of {concept.label.lower()} | yes |" in text


def test_the_picture_holds_the_same_bytes_each_time_and_the_page_says_it_in_words() -> None:
    first, again = integrated_model(), integrated_model()
    assert set(first) == {"svg", "png"} and first == again
    said = in_words()
    assert CORE.lower() in said.lower() and said.endswith("increasing demand.")
    assert ABOUT[-1][1] == said
