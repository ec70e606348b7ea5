"""What a result rests on: how many of its numbers were found, derived, tuned or chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sim.core.parameters import Evidence, Unit
from sim.place import Place
from sim.scenario import declarations

_WORDS: Mapping[Evidence, tuple[str, str]] = {
    Evidence.FOUND: ("Found", "stands in a cited source"),
    Evidence.COMPUTED: ("Computed", "follows exactly from others"),
    Evidence.DERIVED: ("Derived", "worked out from cited figures"),
    Evidence.MEMORY: ("From memory", "known to the authors, still to be checked"),
    Evidence.TUNED: ("Tuned", "set so that the model gives a known figure"),
    Evidence.CHOICE: ("Choice", "no source gives it: our judgement, within a stated range"),
}


def evidence_words(kind: Evidence) -> str:
    """Say how well a number is supported: 'no source gives it: our judgement, within a stated range'."""
    return _WORDS[kind][1]


def evidence_rows() -> list[tuple[str, str, int]]:
    """Return how many parameters rest on what: name, meaning, number; switches are left out: they claim nothing."""
    found = Counter(d.evidence for d in declarations().values() if isinstance(d.unit, Unit))
    return [(*_WORDS[kind], found[kind]) for kind in Evidence if found[kind]]


def place_rows(place: Place) -> tuple[int, int]:
    """Return how many figures of the place carry a source, and how many are choices."""
    choices = sum(source.lower().startswith("choice") for _, source in place.cited)
    return len(place.cited) - choices, choices
