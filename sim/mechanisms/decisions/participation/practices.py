"""The practices of teams that take part: one for each of the five factors, and what each of them sets.

Rule      A team that takes part spends facilitated days on a shared vision, meets more often, is honest about
          differences, offers partners staff, money or the lead, and agrees for several years, each as far as it
          chooses.
Source    five factors: The King's Fund 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.core.limits import HOURS_A_YEAR, SLIDER_STEP
from sim.core.parameters import Role, Unit, param
from sim.core.questions import Ask

PRACTICES = {
    "vision": "facilitated_days",
    "contact": "convened",
    "conflict": "honest",
    "altruism": "offered",
    "commitment": "agreements",
}
"""Each practice, and the state variable that it sets."""
_FACTOR = "The King's Fund 2017, five factors; the level is what a team chooses"


def _practice(label: str, question: str, low: str, high: str, order: int, **shown: Any) -> Any:
    ask, unit, plausible = Ask("do", question, low, high, order, step=SLIDER_STEP, **shown), Unit.FRACTION, (0.0, 1.0)
    shape: dict[str, Any] = {"role": Role.LEVER, "by": "organisation"}
    return param(0.0, unit=unit, plausible=plausible, label=label, source=_FACTOR, ask=ask, **shape)


@dataclass(frozen=True)
class PracticesParams:
    """How far teams that take part do each practice."""

    vision: float = _practice(
        "Facilitated days on a shared vision",
        "How many facilitated days are spent on a shared aim?",
        "None",
        "About a day every quarter",
        order=5,
        scale=HOURS_A_YEAR / 7.5,  # days of 7.5 hours
        unit="days a year of each leader",
        decimals=1,
    )
    contact: float = _practice(
        "Convened meetings between leaders",
        "How much more often are leaders brought together?",
        "As today",
        "Three more in two months",
        order=1,
        scale=1.5,  # the default of decision.meet_convened
        unit="more meetings a month",
        decimals=1,
        open=True,
    )
    conflict: float = _practice(
        "Honest conversations about differences",
        "How much more often does a leader raise differences?",
        "As today",
        "Every three months",
        order=3,
        scale=4.2,  # the default of decision.candour_practised, times twelve
        unit="more times a year",
        decimals=1,
    )
    altruism: float = _practice(
        "Staff, money or the lead offered to partners",
        "How much time goes into lending partners staff, money or the lead?",
        "None",
        "Half an hour a week",
        order=4,
        scale=HOURS_A_YEAR,
        unit="hours a year of each leader",
    )
    commitment: float = _practice(
        "Agreements over several years",
        "How much joint work is agreed for several years?",
        "None of it",
        "All of it",
        order=2,
        scale=100.0,
        unit="% of joint work",
        open=True,
    )
