"""The headline: the outcomes for people by which two arms are judged, in an order fixed before any run.

Only outcomes that are calibrated (A) or stylised (B) are here, and all of them are always reported: none is picked
for its result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.analysis.paired import Comparison, Effect
from sim.core.arithmetic import Array
from sim.outcomes import OUTCOMES

HEADLINE: tuple[str, ...] = ("emergency_need", "delayed", "four_hour", "waiting_list", "unmet_need", "days_at_home")
MOST, SOME = 1 / 2, 1 / 3

Verdict = Literal["better", "worse", "tie", "open"]


def verdict(effect: Effect) -> Verdict:
    """Say what most futures say: the alternative is meaningfully better, worse, much the same; or open if they divide.

    Better (or worse) if it is so in more than half of the futures, or in more than a third with the contrary in none
    to speak of (under a tenth of that); a tie if more than half are much the same; else open.
    """
    better, worse = effect.better, effect.worse
    if better > MOST or (better > SOME and worse < 0.1 * better):
        return "better"
    if worse > MOST or (worse > SOME and better < 0.1 * worse):
        return "worse"
    return "tie" if effect.same > MOST else "open"


@dataclass(frozen=True)
class Judgement:
    """The verdicts on the headline outcomes in one year."""

    effects: tuple[Effect, ...]

    @classmethod
    def of(cls, comparison: Comparison, year: int | None = None) -> Judgement:
        """Judge a comparison in a year; the last, unless another is given."""
        return cls(tuple(comparison.effect(name, comparison.years if year is None else year) for name in HEADLINE))

    def those(self, wanted: Verdict) -> tuple[Effect, ...]:
        """Return the effects with a verdict."""
        return tuple(effect for effect in self.effects if verdict(effect) == wanted)


def noticed(comparison: Comparison, outcome: str, year: int) -> Array:
    """Return 1 where the alternative is meaningfully better in a future, -1 where worse, else 0; shape (R,)."""
    return OUTCOMES[outcome].noticed(*comparison.levels(outcome, year))
