"""What a thing that a plan holds moved by itself, in words, from what was measured last (`make alone`)."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.text.labels import outcome_name
from sim.report.text.words import joined, lower_first
from sim.scenario import declarations
from sim.validation.alone import moved

NOTHING = "moved nothing that anybody would notice"


def alone(what: str) -> str:
    """Return a sentence on what a thing moved by itself; empty if it was never measured."""
    found = moved(what)
    if found is None:
        return ""
    lead = f"Alone, {_how(what)}, this"
    if found.nothing:
        return f"{lead} {NOTHING}."
    if what in declarations():  # one end of its range makes better what the other makes worse
        return f"{lead} moved {_names(tuple(dict.fromkeys((*found.better, *found.worse))))}."
    parts = ((f"made better {_names(found.better)}", found.better), (f"made worse {_names(found.worse)}", found.worse))
    return f"{lead} {' and '.join(words for words, names in parts if names)}."


def nothing_alone(what: str) -> str:
    """Return that sentence where a thing moved nothing; else nothing."""
    found = moved(what)
    return alone(what) if found is not None and found.nothing else ""


def _how(what: str) -> str:
    return "at either end of its range" if what in declarations() else "for all and from the start"


def _names(names: Sequence[str]) -> str:
    return joined([f"“{lower_first(outcome_name(name))}”" for name in names])
