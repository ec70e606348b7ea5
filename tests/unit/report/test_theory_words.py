"""Under which rival theories headlines hold: what hangs on a rule is named with it."""

from __future__ import annotations

from dataclasses import replace

from sim.analysis.headline import HEADLINE
from sim.report.text.theory_words import band, fails, holds_under, under_theories
from sim.validation.theories import UnderTheory, kept

FOUND = kept()
ALIKE = [
    replace(one, verdicts=dict(FOUND[0].verdicts), medians={**FOUND[0].medians, "delayed": -8.0 + number})
    for number, one in enumerate(FOUND)
]


def judged(one: UnderTheory, outcome: str) -> UnderTheory:
    """Return a rule under which an outcome is worse."""
    return replace(one, verdicts={**one.verdicts, outcome: "worse"})


def test_a_headline_that_hangs_on_a_rule_says_so() -> None:
    tried = [*ALIKE[:-1], judged(ALIKE[-1], "delayed")]
    assert fails(tried, "delayed") == [tried[-1]] and fails(tried, "four_hour") == []
    assert holds_under(tried, "delayed") == "3 of 3 rules of trust, 2 of 2 of cooperation and 1 of 2 of combination"
    assert band(tried, "delayed") == "−8 to −2"
    said = under_theories(tried)
    assert f"holds under {holds_under(tried, 'delayed')}, and does not under “{tried[-1].name}”" in said
    assert said.count("does not under") == 1


def test_where_nothing_hangs_on_a_rule_nothing_is_said_to() -> None:
    said = under_theories(ALIKE)
    assert "does not under" not in said and "is the same under every rule" in said


def test_what_is_stored_is_said_whole() -> None:
    assert under_theories().count("does not under") == sum(bool(fails(FOUND, name)) for name in HEADLINE)
