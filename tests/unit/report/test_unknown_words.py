"""What is said of that which nobody knows: drawn or at its default, in the bands or not, matched here or elsewhere."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sim.place import load_place
from sim.report.text import unknown_words
from sim.report.text.unknown_words import matched_elsewhere, of_bands, of_unknowns

ANYPLACE = load_place("anyplace")
ANOTHER: Any = SimpleNamespace(digest="another")
ELSEWHERE = f"What nobody knows was matched to the figures of {ANYPLACE.label}, and is taken for this place."


def _scenario(*names: str, place: Any = ANYPLACE) -> Any:
    return SimpleNamespace(unknowns=names, place=place)


def test_what_futures_draw_is_counted_and_where_they_draw_nothing_what_stands_at_its_default_is() -> None:
    assert (
        of_unknowns(_scenario("a", "b")) == "Each future is a world of its own: it draws 2 numbers that nobody knows."
    )
    assert of_unknowns(_scenario()).startswith(f"What nobody knows ({len(unknown_words.unknowns())} numbers) stands at")


def test_bands_hold_what_nobody_knows_only_where_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown_words, "tried", lambda: 4000)
    monkeypatch.setattr(unknown_words, "kept", lambda: tuple(range(1234)))
    assert of_bands(_scenario()).startswith("Not in the bands.")
    drawn = of_bands(_scenario("a", "b", "c"))
    assert drawn.startswith("In the bands.") and "do not know of 3 numbers: of 4,000 worlds drawn" in drawn
    assert "the first of the 1,234 that agree" in drawn and drawn.endswith("of the rules themselves.")
    assert of_bands(_scenario("a", place=ANOTHER)) == of_bands(_scenario("a")) + f" {ELSEWHERE}"


def test_only_of_another_place_is_it_said_that_worlds_were_matched_elsewhere() -> None:
    assert (matched_elsewhere(ANYPLACE), matched_elsewhere(ANOTHER)) == ("", ELSEWHERE)
