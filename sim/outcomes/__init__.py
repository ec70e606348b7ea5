"""Outcomes, declared once: people first, the system, working together, its ten features, money, fairness, cost."""

from __future__ import annotations

from sim.outcomes.base import PEOPLE_FIRST, Domain, Outcome, declared
from sim.outcomes.features import FEATURES
from sim.outcomes.money import MONEY
from sim.outcomes.people import PEOPLE
from sim.outcomes.recorder import Recorder
from sim.outcomes.system import SYSTEM
from sim.outcomes.teams import TEAMS
from sim.outcomes.together import TOGETHER

OUTCOMES = declared((*PEOPLE, *SYSTEM, *TOGETHER, *TEAMS, *FEATURES, *MONEY))

__all__ = ["OUTCOMES", "PEOPLE_FIRST", "Domain", "Outcome", "Recorder"]
