"""The integrated model of systems leadership as rows: a core, ways, features and contexts, and where each acts.

Source    Systems leadership: exceptional leadership for exceptional times (Virtual Staff College 2013); where each acts
          is a choice of this model, and `docs/coverage.md` says more of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.outcomes.features import FEATURES
from sim.report.text.words import joined, lower_first

CORE = "Better outcomes for people who use services"


@dataclass(frozen=True)
class Concept:
    """One idea, and the name of the parameter, state variable or outcome in which it is met first."""

    label: str
    acts: str


@dataclass(frozen=True)
class Ring:
    """Ideas of one kind, which lie around the core at one distance."""

    title: str
    concepts: tuple[Concept, ...]


WAYS = Ring(
    "Six ways of systems leaders",
    (
        Concept("Feeling", "purpose.core_feeling"),
        Concept("Perceiving", "decision.candour_perceiving"),
        Concept("Thinking", "horizon"),
        Concept("Relating", "wish"),
        Concept("Doing", "projects.pilots"),
        Concept("Being", "commitment.steadiness"),
    ),
)
LEADERSHIP = Ring("Ten features of systems leadership", tuple(Concept(one.short, one.name) for one in FEATURES))
CONTEXTS = Ring(
    "Nine contexts of public service",
    (
        Concept("Decreasing resources", "funding.nhs_growth"),
        Concept("Wicked issues", "wicked.share"),
        Concept("Regulation and inspection", "inspection.level"),
        Concept("Opportunity", "funding.external"),
        Concept("Paradox", "paradox.level"),
        Concept("Interdependency", "decision.interdependency"),
        Concept("Risk", "blame.after_failure"),
        Concept("Volatility and the like", "volatility.sd"),
        Concept("Increasing demand", "demand.growth"),
    ),
)
RINGS = (WAYS, LEADERSHIP, CONTEXTS)


def in_words() -> str:
    """Say the model in a paragraph, from the core outwards."""
    rings = [f"{ring.title}: {joined([lower_first(one.label) for one in ring.concepts])}" for ring in RINGS]
    return f"At the core: {lower_first(CORE)}. Around it lie three rings. {'. '.join(rings)}."
