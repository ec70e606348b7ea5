"""What is hardly felt is listed in docs/coverage.md with its figure: of every slider that moves nothing for people."""

from __future__ import annotations

import re

import pytest

from sim.documentation import inert
from sim.whatif.slider_effects import moves, stored

FOUND = {
    "worlds": 48,
    "read": {"years": [1, 2, 3]},
    "sliders": {
        "nurture.listening": {"low": {}, "high": {}},
        "participation.contact": {
            "low": {"contact": 0.7, "trust": 0.6},
            "high": {"contact": 0.98, "agreement": 0.65, "purpose": 0.55},
        },
        "demand.growth": {"low": {"delayed": 1.0}, "high": {}},
    },
}


def test_a_slider_that_moves_nothing_for_people_is_listed_with_what_it_moves_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sim.whatif.slider_effects.stored", lambda: FOUND)
    monkeypatch.setattr(inert, "stored", lambda: FOUND)
    lines = [line for line in inert.inert().splitlines() if line.startswith("- ")]
    assert lines == [
        "- `nurture.listening`, listening to see as partners see: nothing.",
        "- `participation.contact`, convened meetings between leaders: nothing for people; meetings between leaders "
        "(98% of worlds), agreement on aims (65% of worlds), trust between partners (60% of worlds) and 1 more.",
    ]
    assert "and each of years 1 to 3 was read. " in inert.inert()
    assert "2 of 3 move no outcome for people" in inert.inert()


def test_what_is_stored_is_listed_whole() -> None:
    listed = set(re.findall(r"^- `([\w.]+)`", inert.inert(), re.MULTILINE))
    assert listed == {key for key in stored()["sliders"] if (moved := moves(key)) is not None and not moved[0]}
