"""Outcomes, declared once: people first, then the system, working together, money, fairness and cost."""

from __future__ import annotations

from sim.outcomes.base import PEOPLE_FIRST, Domain, Outcome, Recorder
from sim.outcomes.money import MONEY
from sim.outcomes.people import PEOPLE
from sim.outcomes.system import SYSTEM
from sim.outcomes.together import TOGETHER

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in (*PEOPLE, *SYSTEM, *TOGETHER, *MONEY)}

__all__ = ["OUTCOMES", "PEOPLE_FIRST", "Domain", "Outcome", "Recorder"]
