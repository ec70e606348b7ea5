"""How a parameter is asked of a leadership team: a plain question, what both ends mean, and a unit people use.

It stands in the parameter's declaration, and sliders, hand-outs and their checks are made from it. A question says
what can be done or faced, in meetings, days, hours or money, never as a level of virtue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

_COUNTED = re.compile(r"\b(hour|day|week|meeting|time|point)s\b(?! as)")
"""What units count, in the plural; a page that says such a number as it is drawn follows the same rule (format.js)."""
Group = Literal["do", "leaders", "face", "have"]
GROUPS: dict[Group, tuple[str, str]] = {
    "do": (
        "What we do",
        "What teams practise: those that take part or, where all look after themselves, every team. It takes leaders' "
        "hours and some money.",
    ),
    "leaders": ("Our leaders", "Who leads, how long they stay and how they start out with one another."),
    "face": ("What we face", "Demand, hard winters and pressure from outside. Nobody here chooses these."),
    "have": ("What we have", "Money, beds and places, and how the hospital is paid."),
}


def half_up(x: float, decimals: int = 0) -> float:
    """Round as browsers and people do, a half away from nothing: 6.5 hours are 7, on a slider and on paper."""
    return float(Decimal(x).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Ask:
    """One question whose answer is the value of a parameter.

    Attributes:
        group: where it stands: what we do, our leaders, what we face, what we have.
        question: in plain English.
        low_words: what the low end means.
        high_words: what the high end means.
        order: place within its group; no two have the same.
        step: between two answers, in the parameter's own unit.
        scale: what is shown is value times scale.
        unit: words after the number shown; one that begins with % stands close to it.
        prefix: sign or word before the number shown.
        decimals: of the number shown.
        open: whether it is among the few shown at first.
        both: whether it belongs to the place or its world, so that it is by default the same in both futures.
        only: behaviours in which it acts; empty for all.
        low: lowest answer; None for the low end of the plausible range.
        high: highest answer; None for the high end of the plausible range.
    """

    group: Group
    question: str
    low_words: str
    high_words: str
    order: int
    step: float
    scale: float = 1.0
    unit: str = ""
    prefix: str = ""
    decimals: int = 0
    open: bool = False
    both: bool = False
    only: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def ends(self, plausible: tuple[float, float]) -> tuple[float, float]:
        """Return the lowest and highest answer of a parameter with this plausible range."""
        low, high = plausible
        return low if self.low is None else self.low, high if self.high is None else self.high

    def say(self, value: float) -> str:
        """Write a value as people say it: '1.5 more meetings a month'."""
        shown = half_up(value * self.scale, self.decimals) + 0.0
        sign = "−" if shown < 0.0 else ""
        number = f"{sign}{self.prefix}{abs(shown):,.{self.decimals}f}"
        unit = _COUNTED.sub(r"\1", self.unit, count=1) if number in ("1", "−1") else self.unit
        return number + ("" if unit.startswith("%") or not unit else " ") + unit
