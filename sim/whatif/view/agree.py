"""Three things to agree before we leave: what the what-if asks of people, each with its cost in hours."""

from __future__ import annotations

from typing import Any

from sim.core.counts import so_many
from sim.core.questions import half_up
from sim.scenario import Scenario

_PRACTICES = {
    "vision": "Fix the first day on what we want to achieve together, and who prepares it.",
    "contact": "Put the meetings between neighbouring organisations into diaries for six months, with names.",
    "conflict": "Name the one difference that nobody raises, and who raises it, with whom, by when.",
    "altruism": "Each of us: say what we can offer a partner (a person, money, the lead) and to whom.",
    "commitment": "Choose one agreement to run for three years, whoever leaves, and who drafts it.",
}
_ALWAYS = (
    ("Choose one number from this page that all of us will look at each month.", "about half an hour a month"),
    ("Write down what we promised each other today; look at it together in six weeks.", "about an hour in six weeks"),
    ("Ask one person from outside our organisations what we have not seen.", "about two hours once"),
)
WEEKS = 52


def agree(base: Scenario, alternative: Scenario) -> list[dict[str, Any]]:
    """Return three things: first the practices that the what-if does more of, most first."""
    before, after = (one.parameters["participation"] for one in (base, alternative))
    more = {name: getattr(after, name) - getattr(before, name) for name in _PRACTICES}
    found = [
        {
            "text": _PRACTICES[name],
            "hours": _hours(getattr(after, name) * after.hours * WEEKS),
            "lever": f"participation.{name}",
        }
        for name in sorted(more, key=lambda name: -more[name])
        if more[name] > 0.0
    ]
    found += [{"text": text, "hours": hours, "lever": None} for text, hours in _ALWAYS]
    return found[:3]


def _hours(yearly: float) -> str:
    return f"about {so_many(f'{max(1.0, half_up(yearly)):.0f}', 'hours')} a year of each leader who takes part"
