"""Figures that several pages say in words: counted from declarations, and read from what studies have stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from sim.composition import CONFIGS
from sim.core.counts import so_many
from sim.core.parameters import Evidence
from sim.documentation.markdown import plain
from sim.outcomes import OUTCOMES
from sim.report.text.words import joined
from sim.scenario import declarations
from sim.unknowns import unknowns
from sim.validation.fact import Kind
from sim.validation.scoreboard import scoreboard
from sim.validation.worlds import WAVES, kept, tried

DOCS = Path(__file__).resolve().parents[2] / "docs"
_PLACES = re.compile(r"measured over ([\d,]+ places)")
KINDS: tuple[Kind, ...] = ("put in", "tuned to", "came out")


def facts() -> list[Mapping[str, Any]]:
    """Return the known facts as they were measured last."""
    return scoreboard()["facts"]


def places() -> str:
    """Return over how many places the facts were measured, from the page that the measuring wrote."""
    found = _PLACES.search((DOCS / "validation.md").read_text(encoding="utf-8"))
    return found[1] if found else "the places named there"


def held(kind: Kind | None = None) -> tuple[int, int]:
    """Return how many known facts hold, and of how many; of one kind, or of all."""
    mine = [one for one in facts() if kind in (None, one["kind"])]
    return sum(bool(one["holds"]) for one in mine), len(mine)


def facts_in_short() -> str:
    """Say how many facts hold, kind by kind."""
    of_kinds = [f"{held(kind)[0]} of the {held(kind)[1]} that {_KINDS_SAID[kind]}" for kind in KINDS]
    return f"{held()[0]} of {so_many(held()[1], 'known facts')} hold over {places()}: {joined(of_kinds)}"


_KINDS_SAID: Mapping[Kind, str] = {
    "put in": "were put in",
    "tuned to": "numbers were tuned to",
    "came out": "came out by themselves",
}


def failing() -> list[str]:
    """Return what fails, each as a sentence with what was asked and found."""
    return [
        plain(f"{one['id']} ({one['kind']}): {one['says']} Asked: {one['asked']}. Found: {one['found']}.")
        for one in facts()
        if not one["holds"]
    ]


def evidence() -> Counter[Evidence]:
    """Return how many parameters have each grade of evidence."""
    return Counter(declared.evidence for declared in declarations().values())


def evidence_in_short() -> str:
    """Say how many parameters there are, by how well each is supported."""
    counts = evidence()
    parts = [f"{counts[one]} {_EVIDENCE_SAID[one]}" for one in Evidence if counts[one]]
    return f"{so_many(len(declarations()), 'parameters')}: {joined(parts)}"


_EVIDENCE_SAID: Mapping[Evidence, str] = {
    Evidence.FOUND: "found in a publication",
    Evidence.COMPUTED: "computed from open data",
    Evidence.DERIVED: "derived from such numbers",
    Evidence.MEMORY: "from memory and to be checked",
    Evidence.TUNED: "tuned to a stated target",
    Evidence.CHOICE: "choices that nobody has measured",
}


def worlds_in_short() -> str:
    """Say how many numbers a world draws, and how many worlds agree with month 0."""
    return (
        f"a world draws {so_many(len(unknowns()), 'numbers')} that nobody knows and no slider sets; of "
        f"{so_many(tried(), 'worlds')} tried, {len(kept()):,} agree with what is known of month 0, in "
        f"{so_many(sum(len(figures) for figures in WAVES.values()), 'figures')} of which none is of a fact that came "
        "out by itself"
    )


def grades_in_short() -> str:
    """Say how many outcomes there are, by grade of evidence."""
    counts = Counter(outcome.grade for outcome in OUTCOMES.values())
    said = {"A": "calibrated", "B": "stylised", "C": "illustrative"}
    parts = [f"{counts[grade]} {said[grade]} ({grade})" for grade in said if counts[grade]]
    return f"{so_many(len(OUTCOMES), 'outcomes')}: {joined(parts)}"


def settings(experiment: str) -> Mapping[str, Any]:
    """Return the settings of an experiment as they stand by default."""
    return yaml.safe_load((CONFIGS / f"{experiment}.yaml").read_text(encoding="utf-8"))


def replications() -> dict[str, int]:
    """Return the futures that each experiment runs by default, or runs in each world, by its name."""
    names = sorted(path.stem for path in CONFIGS.glob("*.yaml"))
    found = {name: settings(name).get("replications") for name in names}
    return {name: count for name, count in found.items() if isinstance(count, int)}
