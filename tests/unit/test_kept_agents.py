"""What is kept of the study of agents, by hand: few digits, and read anew when written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sim.analysis import kept_agents
from sim.analysis.kept_agents import kept, short, write


def test_numbers_are_kept_with_six_digits() -> None:
    assert short(1234.56789) == 1234.57 and short(-0.000123456789) == -0.000123457
    assert short(12345678.0) == 12345700.0 and short(0.5) == 0.5


def test_what_is_within_is_made_short_and_all_else_stays_as_it_is() -> None:
    given = {"a": (1.23456789, "1.23456789"), "b": [{"c": 9.87654321}, None, True, 123456789], "d": "text"}
    found = short(given)
    assert found == {"a": [1.23457, "1.23456789"], "b": [{"c": 9.87654}, None, True, 123456789], "d": "text"}
    assert found["b"][2] is True and isinstance(found["b"][3], int)


def test_what_is_written_is_read_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, file = kept(), tmp_path / "agents.json"
    monkeypatch.setattr(kept_agents, "_FILE", file)
    try:
        assert write(replace(before, label="Éire", base=1.23456789)) == file
        text = file.read_text(encoding="utf-8")
        assert text.startswith('{"place"') and text.endswith("}\n") and "Éire" in text
        assert text.count('\n{"') == text.count('{"') - 1, "each thing begins a line"
        assert json.loads(text)["base"] == 1.23457
        assert (kept().label, kept().base) == ("Éire", 1.23457)
    finally:
        kept.cache_clear()
