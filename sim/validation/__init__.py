"""Known facts, each declared with its test; what of them the model was given, tuned to, and brought out itself."""

from __future__ import annotations

from sim.validation import care, factors, fair_fight, leaders, month_0, places, pressure, programmes, trust
from sim.validation.fact import Fact, Kind, Measured
from sim.validation.runs import Runs

GROUPS: dict[str, tuple[Fact, ...]] = {
    "Month 0, and that nothing drifts where nothing changes": month_0.FACTS,
    "Programmes of working together": programmes.FACTS,
    "Trust, the five factors, pressure": (*trust.FACTS, *factors.FACTS, *pressure.FACTS),
    "Leaders": leaders.FACTS,
    "Care and money": care.FACTS,
    "How places differ": places.FACTS,
    "The fair-fight rule": fair_fight.FACTS,
}
FACTS: dict[str, Fact] = {known.name: known for group in GROUPS.values() for known in group}

__all__ = ["FACTS", "GROUPS", "Fact", "Kind", "Measured", "Runs"]
