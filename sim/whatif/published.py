"""A published result that a story is set beside, and what the model says of the same outcome in the same year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sim.analysis.paired import Comparison
from sim.core.counts import so_many
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.outcomes import OUTCOMES
from sim.report.text.words import lower_first

FIELDS = ("outcome", "year", "change", "against", "source")


@dataclass(frozen=True)
class Published:
    """What was found of a real place.

    Attributes:
        outcome: which outcome it is nearest to.
        year: year after the beginning; 1 is the first.
        change: relative change, a share: -0.05 is 5% lower.
        against: what it was compared with.
        source: where it is from, and how it was read.
    """

    outcome: str
    year: int
    change: float
    against: str
    source: str

    def words(self) -> str:
        """Say what was published, in a sentence."""
        label = lower_first(OUTCOMES[self.outcome].label)
        return f"Published: {label} {moved(self.change)} in year {self.year} than {self.against} ({self.source})."

    def beside(self, comparison: Comparison) -> str:
        """Say what was published, and what the model finds of B against A in the same year."""
        if comparison.years < self.year:
            return f"{self.words()} Here year {self.year} is not reached."
        effect = comparison.effect(self.outcome, self.year)
        middle, low, high = (moved(x / effect.base) for x in (effect.median, effect.low, effect.high))
        over = so_many(effect.futures, "futures")
        return f"{self.words()} In this model, over {over}, B against A: {middle} (9 in 10 futures: {low} to {high})."


def moved(change: float) -> str:
    """Say a relative change, such as 6.7% lower."""
    size = f"{100.0 * abs(change):.1f}%"
    return "no different" if size == "0.0%" else f"{size} {'lower' if change < 0.0 else 'higher'}"


def read_published(data: object) -> tuple[Published, ...]:
    """Return the published results that a story's file declares, or raise `InputError` with one line."""
    if not isinstance(data, list):
        raise InputError(f"published = {str(data)[:60]!r}: expected a list of tables with {', '.join(FIELDS)}")
    return tuple(_one(row) for row in cast("list[object]", data))


def _one(row: object) -> Published:
    if not isinstance(row, Mapping):
        raise InputError(f"published: {str(row)[:60]!r}: expected a table with {', '.join(FIELDS)}")
    given = cast("Mapping[str, Any]", row)
    for key in given:
        if key not in FIELDS:
            raise InputError(f"published: {unknown(str(key)[:80], FIELDS)}")
    if str(given.get("outcome")) not in OUTCOMES:
        raise InputError(f"published: {unknown(str(given.get('outcome'))[:80], list(OUTCOMES), 'outcome')}")
    year, change = given.get("year"), given.get("change")
    if not isinstance(year, int) or isinstance(year, bool) or year < 1:
        raise InputError(f"published.year = {str(year)[:60]!r}: expected a whole number from 1")
    if not isinstance(change, float) or not -1.0 <= change <= 1.0:
        raise InputError(f"published.change = {str(change)[:60]!r}: expected a share from -1 to 1, such as -0.05")
    for key in ("against", "source"):
        if not isinstance(given.get(key), str) or not given[key].strip():
            raise InputError(f"published.{key} = {str(given.get(key))[:60]!r}: expected text")
    return Published(given["outcome"], year, change, given["against"].strip(), given["source"].strip())
